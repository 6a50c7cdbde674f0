"""Dates, times and numbers as the pages, mails and papers say them.

Months and days are named here and not by the machine's locale. A moment is put into the office's zone first.
"""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = "Europe/London"
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_FIRST_HALF = ("January", "February", "March", "April", "May", "June")
_MONTHS = (*_FIRST_HALF, "July", "August", "September", "October", "November", "December")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def date_words(day: date, zone: str = LONDON) -> str:
    """4 October 2023"""
    day = _day(day, zone)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, near: date | None = None, zone: str = LONDON) -> str:
    """4 Oct; with `near`, usually today, 4 Oct 2021 where the years differ."""
    day = _day(day, zone)
    year = f" {day.year}" if near and near.year != day.year else ""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}{year}"


def weekday_date(day: date, zone: str = LONDON) -> str:
    """Wednesday 4 October 2023"""
    day = _day(day, zone)
    return f"{_WEEKDAYS[day.weekday()]} {date_words(day)}"


def clock_time(moment: datetime, zone: str = LONDON) -> str:
    """14:30, in the office's zone whatever zone `moment` is in. Raises ValueError for one without a zone."""
    return f"{_local(moment, zone):%H:%M}"


def moment_words(moment: datetime, zone: str = LONDON) -> str:
    """4 October 2023 at 14:30"""
    return f"{date_words(moment, zone)} at {clock_time(moment, zone)}"


def count_words(count: int, one: str, many: str = "", *, starts: bool = False) -> str:
    """1 action, 4 actions; where it starts a sentence, Four actions (in words up to ten).

    `many` is the plural, where it is not made as in actions, days, replies, batches.
    """
    number = number_words(count).capitalize() if starts else f"{count:,}"
    return f"{number} {one if count == 1 else many or plural_of(one)}"


def plural_of(one: str) -> str:
    """actions, days, replies, batches"""
    if one.endswith(("s", "x", "ch", "sh")):
        return f"{one}es"
    if one.endswith("y") and one[-2:-1] not in tuple("aeiou"):
        return f"{one[:-1]}ies"
    return f"{one}s"


def number_words(count: int) -> str:
    """four, up to ten; 11 from there on"""
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def ordinal_times(count: int) -> str:
    """never, once, twice, 3 times"""
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count:,} times")


def join_words(words: Sequence[str], last: str = "and") -> str:
    """one, two and three"""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _day(day: date, zone: str) -> date:
    # A datetime is a date too: late on a summer evening its day in UTC is not the day in London.
    return _local(day, zone).date() if isinstance(day, datetime) else day


def _local(moment: datetime, zone: str) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone, or the machine's own would be taken for it")
    return moment.astimezone(ZoneInfo(zone))
