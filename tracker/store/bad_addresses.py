"""Reads of addresses that a server said do not exist, and that nobody has looked at since."""

from collections.abc import Collection, Sequence

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from tracker.domain.errors import NotFound
from tracker.domain.mails import MailState
from tracker.models.chasing import BadAddress
from tracker.models.mail import Mail

RETURNED = "Mail to this address came back. Look at it under “Addresses that failed”, then release this."
"""Why a mail to such an address does not leave."""


def among(session: Session, addresses: Collection[str]) -> set[str]:
    """Those of `addresses`, as they are written there, that are not to be written to."""
    asked = {address.lower(): address for address in addresses if address}
    query = select(BadAddress.address).where(
        col(BadAddress.address).in_(list(asked)), col(BadAddress.cleared_at).is_(None)
    )
    return {asked[address] for address in session.exec(query).all()} if asked else set()


def all_standing(session: Session) -> frozenset[str]:
    """Every address that is not to be written to, in small letters."""
    return frozenset(
        session.exec(select(BadAddress.address).where(col(BadAddress.cleared_at).is_(None))).all()
    )


def not_to_be_written_to(session: Session, address: str) -> bool:
    """The hook for whoever is about to write to `address`."""
    return bool(among(session, (address,)))


def standing(session: Session) -> Sequence[tuple[BadAddress, Mail | None]]:
    """All that nobody has looked at, the latest first, with the mail that came back."""
    query = select(BadAddress, Mail).outerjoin(Mail, col(Mail.id) == BadAddress.mail_id)
    return session.exec(
        query.where(col(BadAddress.cleared_at).is_(None)).order_by(col(BadAddress.id).desc())
    ).all()


def cleared(session: Session, most: int = 20) -> Sequence[BadAddress]:
    """Those that someone has looked at, the latest first."""
    query = select(BadAddress).where(col(BadAddress.cleared_at).is_not(None))
    return session.exec(query.order_by(col(BadAddress.cleared_at).desc()).limit(most)).all()


def waited(session: Session, addresses: Collection[str]) -> list[Mail]:
    """The mails that wait because of these addresses: held since one of them failed, or refused for it. By address."""
    to = func.lower(col(Mail.to_address))
    held = and_(col(Mail.state) == MailState.HELD, col(Mail.held_because) == RETURNED)
    query = select(Mail).where(to.in_([one.lower() for one in addresses]))
    query = query.where(or_(held, col(Mail.state) == MailState.FAILED))
    return list(session.exec(query.order_by(to, col(Mail.id))).all())


def numbered(session: Session, number: int, *, lock: bool = False) -> BadAddress:
    """Raises `NotFound`."""
    query = select(BadAddress).where(BadAddress.id == number)
    found = session.exec(query.with_for_update() if lock else query).one_or_none()
    if found is None:
        raise NotFound("There is no such address. Choose one from the list of addresses that failed.")
    return found
