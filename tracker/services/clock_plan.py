"""What the office is to be told of the dates that it owes, on any day: decided from one read. Writes nothing."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from tracker.domain.statutory import ClockStep, step_owed
from tracker.domain.workdays import IsWorkingDay
from tracker.models.chasing import StatutoryClock
from tracker.services.clocks import times_of
from tracker.store import clocks as stored

Owed = list[tuple[StatutoryClock, ClockStep]]


class ClockPlan:
    """The clocks that run, and which of their steps were told."""

    def __init__(self, session: Session) -> None:
        self._running = stored.running(session)
        # Without a clock nothing more is asked of the database.
        known = stored.reminders(session, [clock.key for clock in self._running]) if self._running else {}
        self._told = {at for at, row in known.items() if row.mail_id is not None}

    def owed(self, today: date, is_working_day: IsWorkingDay) -> dict[int, Owed]:
        """The steps that have come by `today` and were not told, by the post that is told them."""
        found: dict[int, Owed] = defaultdict(list)
        for clock in self._running:
            step = step_owed(times_of(clock), today, is_working_day)
            if step is not None and (clock.key, step.step, clock.last_on) not in self._told:
                found[clock.post_id].append((clock, step))
        return found

    def take_as_told(self, owed: Iterable[tuple[StatutoryClock, ClockStep]]) -> None:
        """The days that follow are planned as if this had been told."""
        self._told |= {(clock.key, step.step, clock.last_on) for clock, step in owed}
