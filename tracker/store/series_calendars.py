"""Reads of what stands in the calendar of a series."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from tracker.models.meetings import Meeting
from tracker.models.outside import SeriesCalendar


def calendar_of(session: Session, series_id: int, *, lock: bool = False) -> SeriesCalendar | None:
    query = select(SeriesCalendar).where(SeriesCalendar.series_id == series_id)
    return session.exec(query.with_for_update() if lock else query).one_or_none()


def meetings_of(session: Session, series_id: int) -> Sequence[Meeting]:
    """Those whose day is known, the earliest first."""
    query = select(Meeting).where(Meeting.series_id == series_id, Meeting.date_words == "")
    return session.exec(query.order_by(col(Meeting.starts_on), col(Meeting.id))).all()
