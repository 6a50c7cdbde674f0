"""Keeps the days on which the office is closed: nothing is sent on them, and no working day is counted."""

from datetime import date

from tracker.domain.errors import BadInput
from tracker.domain.wording import weekday_date
from tracker.models.chasing import ClosedDay
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.store import closed_days as stored

LONGEST_NOTE = 200
"""Characters."""


def close_office(desk: Desk, day: date, *, note: str = "") -> ClosedDay:
    """Puts `day` among the closed days. Raises `BadInput` (field `day` or `note`) where it is past, closed or not worked anyway."""
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"Keep the note to {LONGEST_NOTE} characters; it has {len(note)}.", field="note")
    if day < desk.moment.today:
        raise BadInput("That day is in the past. Give today or a later day.", field="day")
    if stored.find(desk.session, day):
        raise BadInput(f"{weekday_date(day)} is among the closed days already.", field="day")
    if not desk.calendar.is_working_day(day):
        raise BadInput(
            f"{weekday_date(day)} is a weekend or a bank holiday: the office is closed anyway.", field="day"
        )
    closed = ClosedDay(day=day, note=note)
    desk.session.add(closed)
    desk.session.flush()
    record(desk, "office.closed", day.isoformat(), after={"note": note})
    return closed


def open_office(desk: Desk, day: date) -> None:
    """Takes `day` from the closed days. One that is not there any more is left."""
    closed = stored.find(desk.session, day)
    if closed is None:
        return
    before = {"note": closed.note}
    desk.session.delete(closed)
    desk.session.flush()
    record(desk, "office.opened", day.isoformat(), before=before)
