"""Reads of the ledger of mail."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from tracker.domain.ledger import OURS, UNKNOWN_END, Entry
from tracker.models.chasing import LedgerRow


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
