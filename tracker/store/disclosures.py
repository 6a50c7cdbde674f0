"""Reads of requests for what is held."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from tracker.domain.disclosures import DisclosureKind
from tracker.domain.errors import NotFound
from tracker.models.keeping import Disclosure


def by_reference(session: Session, reference: str, *, lock: bool = False) -> Disclosure:
    """The request `FOI-001`, in either case. Raises `NotFound`."""
    query = select(Disclosure).where(Disclosure.reference == reference.upper())
    found = session.exec(query.with_for_update() if lock else query).one_or_none()
    if found is None:
        raise NotFound("There is no such request. Choose one from the list of requests.")
    return found


def listed(session: Session) -> Sequence[Disclosure]:
    """Every request, the one to be answered first on top."""
    return session.exec(select(Disclosure).order_by(col(Disclosure.answer_by), col(Disclosure.id))).all()


def last_number(session: Session, kind: DisclosureKind) -> int:
    """The number of the last request of this kind, 0 for none. Locks the rows, so that none is given out twice."""
    query = select(Disclosure).where(Disclosure.kind == kind).order_by(col(Disclosure.id).desc()).limit(1)
    last = session.exec(query.with_for_update()).one_or_none()
    return int(last.reference.rpartition("-")[2]) if last else 0
