"""Dates as people type them, day before month. Relative ones count from `today`.

Each form is a pattern and a reader (`capture_calendar`, `capture_spans`, `capture_vague`). They are tried in
order at one place in the text; the first that fits decides.
"""

import re
from dataclasses import dataclass
from datetime import date

from tracker.domain.capture_calendar import FORMS as CALENDAR
from tracker.domain.capture_day import Form, Now, Reader, Unreadable, which_day
from tracker.domain.capture_spans import FORMS as SPANS
from tracker.domain.capture_vague import FORMS as VAGUE
from tracker.domain.capture_words import weekday_of
from tracker.domain.wording import date_words, weekday_date
from tracker.domain.workdays import IsWorkingDay

__all__ = ["FURTHEST_YEARS", "DateRead", "Unreadable", "read_date"]

FURTHEST_YEARS = 20
"""A date more than so many years ahead is taken for a slip in the year."""

_FORMS: list[Form] = [*CALENDAR, *SPANS, *VAGUE]
_CLOSE_OF_PLAY = re.compile(
    r"(?:eod|cop|cob|(?:close|end)\s+of\s+(?:play|business|day))\s+(?:on\s+)?(?:the\s+)?", re.IGNORECASE
)
_NOT_THE_DAY = re.compile(r"(?:before|after)\s+(?:the\s+)?", re.IGNORECASE)
_OR = re.compile(r"\s*(?:/|\s+or\s+(?:by\s+|on\s+)?)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class DateRead:
    """What a date at some place in a text says, and where its words end."""

    on: date | Unreadable
    end: int


def read_date(
    text: str, start: int, today: date, is_working_day: IsWorkingDay | None = None
) -> DateRead | None:
    """The date that begins at `start`, or None where the words there are no date at all. Never raises.

    Without `is_working_day`, which answers whether a day is worked, "in 10 working days" cannot be taken.
    """
    now = Now(today, is_working_day)
    not_the_day = _NOT_THE_DAY.match(text, start)
    first = not_the_day or _CLOSE_OF_PLAY.match(text, start)
    if first and (read := _one_date(text, first.end(), now)):
        return DateRead(which_day(text[start : read.end]), read.end) if not_the_day else read
    read = _one_date(text, start, now)
    return _not_two(text, start, read, now) if read else None


def _one_date(text: str, start: int, now: Now) -> DateRead | None:
    for pattern, reader in _FORMS:
        match = pattern.match(text, start)
        if match and (on := _read(match, reader, now)):
            return DateRead(on, match.end())
    return None


def _not_two(text: str, start: int, read: DateRead, now: Now) -> DateRead:
    """“Thursday or Friday” names no day, though each of the two does."""
    between = _OR.match(text, read.end)
    second = _one_date(text, between.end(), now) if between and between.end() > read.end else None
    return DateRead(which_day(text[start : second.end]), second.end) if second else read


def _read(match: re.Match[str], reader: Reader, now: Now) -> date | Unreadable | None:
    named = match.groupdict().get("named")
    try:
        on = reader(match, now)
        agrees = not isinstance(on, date) or not named or on.weekday() == weekday_of(named)
    except (OverflowError, ValueError):
        return _no_such(match)
    if not isinstance(on, date):
        return on
    if not agrees:
        return Unreadable(
            f"{date_words(on)} is a {weekday_date(on).split()[0]}. Check the day and the date in “{match[0]}”."
        )
    return _in_reach(on, match, now.today)


def _in_reach(on: date, match: re.Match[str], today: date) -> date | Unreadable:
    if on < today:
        return Unreadable(
            f"“{match[0]}” is in the past. Type a date from today on, or leave it out and add it later.",
            "past_date",
        )
    if on.year > today.year + FURTHEST_YEARS:
        return Unreadable(f"“{match[0]}” is more than {FURTHEST_YEARS} years ahead. Check the year.")
    return on


def _no_such(match: re.Match[str]) -> Unreadable:
    month = match.groupdict().get("month") or ""
    is_no_month = month.isdecimal() and int(month) > 12
    what_to_do = "The day comes before the month: type" if is_no_month else "Type"
    return Unreadable(
        f"There is no “{match[0]}” in the calendar. {what_to_do} a date such as “due 4 October”."
    )
