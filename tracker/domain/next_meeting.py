"""When the meeting after this one might be: a proposal that the secretariat can change."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from tracker.domain.workdays import IsWorkingDay

LAST_GAPS = 5
"""Between how many meetings a series is looked at: its habit of late, and not that of years ago."""

WEEK = 7
FURTHEST = 53
"""Weeks beyond the usual gap in which a free working day is looked for."""


def usual_weeks(days: Sequence[date]) -> int | None:
    """The median of the last gaps between these days, in whole weeks, one at least; None for fewer than two days."""
    gaps = [(after - before).days for before, after in pairwise(sorted(set(days)))][-LAST_GAPS:]
    return max(1, round(median(gaps) / WEEK)) if gaps else None


def proposed_day(
    days: Sequence[date], *, today: date, taken: Collection[date] = (), is_working_day: IsWorkingDay
) -> date | None:
    """The same weekday as the last of `days`, the usual gap after it, or the first such day later that is worked and free.

    It lies after `today`. `taken` are days on which the series cannot meet. None where no gap is known, or nothing is free.
    """
    weeks = usual_weeks(days)
    if weeks is None:
        return None
    first = max(days) + timedelta(weeks=weeks)
    late = max(0, (today - first).days + WEEK) // WEEK if first <= today else 0
    candidates = (first + timedelta(weeks=late + more) for more in range(FURTHEST))
    return next((day for day in candidates if is_working_day(day) and day not in taken), None)
