"""Reads of what the public does not get on the page of a thing."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from tracker.domain.errors import NotFound
from tracker.domain.publishing import Published
from tracker.models.publishing import PublicWithholding


def live(session: Session) -> Sequence[PublicWithholding]:
    """All that holds now."""
    query = select(PublicWithholding).where(col(PublicWithholding.removed_at).is_(None))
    return session.exec(query.order_by(col(PublicWithholding.id))).all()


def of(session: Session, kind: Published, subject: str) -> Sequence[PublicWithholding]:
    """All of one thing, what was given back too, in order."""
    query = select(PublicWithholding).where(
        PublicWithholding.kind == kind, PublicWithholding.subject == subject
    )
    return session.exec(query.order_by(col(PublicWithholding.id))).all()


def lock(session: Session, kind: Published, subject: str, number: int) -> PublicWithholding:
    """Raises `NotFound`."""
    query = select(PublicWithholding).where(
        PublicWithholding.id == number,
        PublicWithholding.kind == kind,
        PublicWithholding.subject == subject,
    )
    row = session.exec(query.with_for_update()).one_or_none()
    if row is None:
        raise NotFound("Nothing like this is withheld from the public page.")
    return row
