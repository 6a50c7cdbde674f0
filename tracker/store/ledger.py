"""Reads of the ledger of mail."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from tracker.domain.ledger import ENDS, OURS, UNKNOWN_END, Entry
from tracker.models.chasing import LedgerRow
from tracker.models.mail import Mail

MOST_FOLLOWED = 100
"""How many mails a carrier is asked about at once: those that were asked about least lately are among them in time."""


def of_mail(session: Session, mail_id: int) -> Sequence[LedgerRow]:
    """Everything that became of a mail, the first thing first."""
    return session.exec(
        select(LedgerRow).where(LedgerRow.mail_id == mail_id).order_by(col(LedgerRow.id))
    ).all()


def may_have_left(session: Session, mail_id: int) -> bool:
    """True where the last try to hand the mail over ended without an answer."""
    query = select(LedgerRow.entry).where(LedgerRow.mail_id == mail_id, col(LedgerRow.entry).in_(OURS))
    return session.exec(query.order_by(col(LedgerRow.id).desc()).limit(1)).first() in UNKNOWN_END


def tried_since(session: Session, mail_id: int) -> datetime | None:
    """When the mail was first handed over since it was last given up; None where it never was. The machine's time."""
    given_up = select(func.max(LedgerRow.id)).where(
        LedgerRow.mail_id == mail_id, LedgerRow.entry == Entry.REFUSED
    )
    query = select(LedgerRow.at).where(
        LedgerRow.mail_id == mail_id,
        LedgerRow.entry == Entry.HANDED_OVER,
        col(LedgerRow.id) > func.coalesce(given_up.scalar_subquery(), 0),
    )
    return session.exec(query.order_by(col(LedgerRow.id)).limit(1)).first()


def without_end(session: Session, since: datetime) -> Sequence[tuple[int, str]]:
    """The mails that a carrier took from `since` on (the record's time) and whose end is not known, the oldest first; and what it calls them."""
    ended = select(LedgerRow.id).where(col(LedgerRow.mail_id) == col(Mail.id), col(LedgerRow.entry).in_(ENDS))
    query = select(Mail.id, Mail.carrier_id).where(
        Mail.carrier_id != "", col(Mail.sent_at) >= since, ~ended.exists()
    )
    found = session.exec(query.order_by(col(Mail.id)).limit(MOST_FOLLOWED)).all()
    return [(mail_id, carrier_id) for mail_id, carrier_id in found if mail_id is not None]


def has_end(session: Session, mail_id: int) -> bool:
    """True where it is known what became of the mail in the end."""
    query = select(LedgerRow.id).where(LedgerRow.mail_id == mail_id, col(LedgerRow.entry).in_(ENDS))
    return session.exec(query.limit(1)).first() is not None
