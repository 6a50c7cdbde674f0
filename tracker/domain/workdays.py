"""Counting in working days. Which days are worked is handed in, so that no rule here knows a bank holiday."""

from collections.abc import Callable
from datetime import date, timedelta

from tracker.domain.errors import BadInput

IsWorkingDay = Callable[[date], bool]
"""Answers whether a day is worked."""

MOST_WORKING_DAYS = 1000
"""The furthest that anyone may count, about four years: more is a slip of the keyboard."""

LONGEST_CLOSURE = 366
"""Calendar days without one that is worked, after which the calendar itself must be wrong."""

_BACK = timedelta(days=-1)
_ON = timedelta(days=1)


def working_day_before(day: date, n: int, is_working_day: IsWorkingDay) -> date:
    """The `n`-th working day before `day`, which itself is not counted.

    `n` = 0 gives `day`, or the working day before it where it is not worked.
    Raises BadInput unless `n` is 0 to 1000.
    """
    return _count(day, n, _BACK, is_working_day)


def working_day_after(day: date, n: int, is_working_day: IsWorkingDay) -> date:
    """The `n`-th working day after `day`, which itself is not counted.

    `n` = 0 gives `day`, or the working day after it where it is not worked.
    Raises BadInput unless `n` is 0 to 1000.
    """
    return _count(day, n, _ON, is_working_day)


def on_or_before(day: date, is_working_day: IsWorkingDay) -> date:
    """`day` where it is worked, else the last working day before it."""
    return _nearest(day, _BACK, is_working_day)


def on_or_after(day: date, is_working_day: IsWorkingDay) -> date:
    """`day` where it is worked, else the first working day after it."""
    return _nearest(day, _ON, is_working_day)


def working_days_between(start: date, end: date, is_working_day: IsWorkingDay) -> int:
    """How many working days lie after `start`, up to and including `end`; negative where `end` comes first.

    From Wednesday 20 to Wednesday 27 September 2023: 5. The other way round: -5.
    """
    if end < start:
        return -working_days_between(end, start, is_working_day)
    return sum(is_working_day(start + timedelta(days=i)) for i in range(1, (end - start).days + 1))


def _count(day: date, n: int, step: timedelta, is_working_day: IsWorkingDay) -> date:
    if not 0 <= n <= MOST_WORKING_DAYS:
        raise BadInput(f"Type a number of working days from 0 to {MOST_WORKING_DAYS}, not {n}.")
    if n == 0:
        return _nearest(day, step, is_working_day)
    for _ in range(n):
        day = _nearest(_neighbour(day, step), step, is_working_day)
    return day


def _nearest(day: date, step: timedelta, is_working_day: IsWorkingDay) -> date:
    for _ in range(LONGEST_CLOSURE):
        if is_working_day(day):
            return day
        day = _neighbour(day, step)
    raise BadInput("There is no working day for a year around that date. Check the calendar of working days.")


def _neighbour(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError:
        raise BadInput(f"There are no dates beyond the year {day.year}. Type another date.") from None
