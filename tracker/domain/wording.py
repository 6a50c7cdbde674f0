"""Dates, times and numbers as the pages, mails and papers say them."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = "Europe/London"
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def date_words(day: date) -> str:
    """4 October 2023"""
    return f"{day.day} {day:%B} {day.year}"


def short_date(day: date) -> str:
    """4 Oct"""
    return f"{day.day} {day:%b}"


def weekday_date(day: date) -> str:
    """Wednesday 4 October 2023"""
    return f"{day:%A} {date_words(day)}"


def clock_time(moment: datetime, zone: str = LONDON) -> str:
    """14:30, in the office's zone whatever zone `moment` is in."""
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"


def moment_words(moment: datetime, zone: str = LONDON) -> str:
    """4 October 2023 at 14:30"""
    return f"{date_words(moment.astimezone(ZoneInfo(zone)).date())} at {clock_time(moment, zone)}"


def count_words(count: int, one: str, many: str = "") -> str:
    """1 action, 4 actions"""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def number_words(count: int) -> str:
    """four, up to ten; 11 from there on"""
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def times_words(count: int) -> str:
    """never, once, twice, 3 times"""
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def join_words(words: Sequence[str], last: str = "and") -> str:
    """one, two and three"""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
