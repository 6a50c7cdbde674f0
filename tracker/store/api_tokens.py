"""Reads of the tokens of other programs."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from tracker.domain.errors import NotFound
from tracker.models.outside import ApiToken


def listed(session: Session) -> Sequence[ApiToken]:
    """Every token, those that work first, by name."""
    return session.exec(
        select(ApiToken).order_by(col(ApiToken.revoked_at).is_not(None), col(ApiToken.name), col(ApiToken.id))
    ).all()


def by_digest(session: Session, digest: str) -> ApiToken | None:
    return session.exec(select(ApiToken).where(ApiToken.digest == digest)).one_or_none()


def by_number(session: Session, number: int, *, lock: bool = False) -> ApiToken:
    """Raises `NotFound`."""
    query = select(ApiToken).where(ApiToken.id == number)
    token = session.exec(query.with_for_update() if lock else query).one_or_none()
    if token is None:
        raise NotFound("There is no such token. Choose one from the list.")
    return token


def named(session: Session, name: str) -> Sequence[ApiToken]:
    """Every token that bears this name, however it is written."""
    return session.exec(select(ApiToken).where(func.lower(ApiToken.name) == name.lower())).all()
