"""Reads of the mails of a daily pass that are there already for the days to come."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, func, select

from tracker.domain.mails import CHASING, MailKind, MailState
from tracker.models.mail import Mail

BY_ITSELF = CHASING | {MailKind.CLOCK}
"""What a pass makes day by day."""


def made(session: Session, since: date) -> Sequence[Mail]:
    """What a pass made for the days from `since` on, the first day first."""
    query = select(Mail).where(col(Mail.kind).in_(BY_ITSELF), col(Mail.for_day) >= since)
    return session.exec(query.order_by(col(Mail.for_day), col(Mail.to_name), col(Mail.id))).all()


def left_held(session: Session, before: date) -> int:
    """How many mails of a pass from days before `before` are held still."""
    query = select(func.count(col(Mail.id))).where(
        col(Mail.kind).in_(BY_ITSELF), Mail.state == MailState.HELD
    )
    return session.exec(query.where(col(Mail.for_day) < before)).one()
