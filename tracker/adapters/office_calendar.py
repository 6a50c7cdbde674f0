"""The office's working calendar: England's, without the days on which the office is closed besides."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tracker.ports import WorkingCalendar

FRESH_SECONDS = 3.0
"""How long days that another process closed may go unseen here. A page asks the calendar for each of its rows."""


@dataclass(frozen=True)
class OfficeCalendar:
    """A plain value: two with the same closed days are equal, so that what was counted by one may be kept."""

    england: WorkingCalendar
    closed: frozenset[date]

    def is_working_day(self, day: date) -> bool:
        return day not in self.closed and self.england.is_working_day(day)


class ClosedDays:
    """The closed days on record as `read` finds them, read again once they are not fresh or were forgotten."""

    def __init__(self, read: Callable[[], frozenset[date]]) -> None:
        self._read = read
        self._until = 0.0
        self._days: frozenset[date] = frozenset()

    def days(self) -> frozenset[date]:
        if time.monotonic() >= self._until:
            self._days = self._read()
            self._until = time.monotonic() + FRESH_SECONDS
        return self._days

    def forget(self) -> None:
        """The next question reads again: something was just written."""
        self._until = 0.0
