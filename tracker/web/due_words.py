"""How near or late an action is, in the words of a list and a tag."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tracker.domain.actions import LIVE, Status
from tracker.domain.due import is_overdue
from tracker.domain.due_words import due_words
from tracker.domain.wording import count_words, date_words, ordinal_times
from tracker.domain.workdays import working_days_between
from tracker.web.requests import wiring

if TYPE_CHECKING:
    from tracker.store.actions import ListedAction

SOON = 10
"""Working days before the due date from which an action counts as due soon: that of the first reminder."""


def working_days(start: date, end: date) -> int:
    """Working days of England after `start` up to `end`, as `workdays.working_days_between` counts them."""
    return _counted(wiring().calendar, start, end)


@lru_cache(maxsize=8192)
def _counted(calendar: Any, start: date, end: date) -> int:
    # A long list asks for the same few hundred days again and again, and each is counted day by day.
    return working_days_between(start, end, calendar.is_working_day)


def late_words(due_on: date, today: date) -> str:
    """ "5 working days", for what is overdue by so many; on a weekend just after, "not yet 1 working day" """
    days = working_days(due_on, today)
    return count_words(days, "working day") if days else "not yet 1 working day"


def due_tag(status: Status, due_on: date | None, today: date, *, what: str = "Update due") -> tuple[str, str]:
    """The words and the state ("overdue", "soon" or "") of the tag at the top of an action. Nothing for a closed one."""
    if status not in LIVE or due_on is None:
        return "", ""
    if is_overdue(due_on, today):
        days = working_days(due_on, today)
        return (f"{count_words(days, 'working day')} overdue" if days else "Overdue"), "overdue"
    days = working_days(today, due_on)
    if days > SOON:
        return f"Due {date_words(due_on)}", ""
    if due_on == today:
        return f"{what} today", "soon"
    return (
        f"{what} in {count_words(days, 'working day')}" if days else f"{what} by {date_words(due_on)}",
        "soon",
    )


def moved_words(times_moved: int) -> str:
    """ "never moved", "moved twice" """
    return f"moved {ordinal_times(times_moved)}" if times_moved else "never moved"


def due_on_words(line: "ListedAction") -> str:
    """When an action of a list is due, in full: "30 November 2023", "at every meeting" and the like."""
    return due_words(line.due_kind, line.due_on, line.due_meeting_on, line.kind)
