"""Reads of the days on which the office is closed, besides weekends and bank holidays."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from tracker.models.chasing import ClosedDay


def days(session: Session) -> frozenset[date]:
    return frozenset(closed.day for closed in session.exec(select(ClosedDay)))


def listed(session: Session, since: date) -> Sequence[ClosedDay]:
    """Those from `since` on, the first one first."""
    return session.exec(select(ClosedDay).where(ClosedDay.day >= since).order_by(col(ClosedDay.day))).all()


def find(session: Session, day: date) -> ClosedDay | None:
    return session.exec(select(ClosedDay).where(ClosedDay.day == day).with_for_update()).one_or_none()
