"""The period of one line of a file of figures: what `read_period` takes, and single days, weeks and quarters of a calendar year besides."""

import re
from datetime import date, timedelta

from tracker.domain.errors import BadInput
from tracker.domain.measures import Basis
from tracker.domain.periods import Period, last_of_month, months_later, read_period

_MIDNIGHT = re.compile(r"[ t]00:00(?::00(?:\.0+)?)?z?$", re.ASCII)
_NUMBERED_DAYS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4}|\d{2})", re.ASCII),
)
_NAMED_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})[ -]?q([1-4])|q([1-4])[ -]?(\d{4})", re.ASCII)
_SHORT_YEARS = re.compile(r"(?<!\d)(\d{2})/(\d{2})(?!\d)", re.ASCII)
_WEEK = re.compile(r"(\d{4})[ -]?w(?:eek )?(\d{1,2})", re.ASCII)
_SIX_FIGURES = re.compile(r"(\d{4})(\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[ -]([a-z]{3,9})", re.ASCII)


def read_series_period(typed: str) -> Period:
    """The period of `typed`. Of numbers with slashes the day comes first, as in Britain; "2023 Q1" is January to March.

    Raises `BadInput` for what cannot be read, and for rolling periods: they overlap, and would enter a control chart twice.
    """
    words = " ".join(typed.split())
    plain = _MIDNIGHT.sub("", words.casefold())
    for read in (_day, _quarter, _week, _month):
        found = read(plain)
        if found:
            return Period(*found, words)
    period = read_period(plain)
    if period.basis is Basis.ROLLING:
        raise BadInput(
            f"“{words[:40]}” is a rolling period. Rolling periods overlap, and cannot enter a control chart.",
            field="period",
        )
    return Period(period.starts_on, period.ends_on, period.basis, words)


Found = tuple[date, date, Basis] | None


def _day(text: str) -> Found:
    """2023-04-01, 01/04/2023, 1 April 2023, 1-Apr-23"""
    for form in _NUMBERED_DAYS:
        if match := form.fullmatch(text):
            return _one_day(int(match["day"]), int(match["month"]), match["year"], text)
    if match := _NAMED_DAY.fullmatch(text):
        month = read_period(f"{match[2]} 2000").starts_on.month
        return _one_day(int(match[1]), month, match[3], text)
    return None


def _one_day(day: int, month: int, year: str, text: str) -> Found:
    try:
        found = date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    except ValueError:
        raise BadInput(f"“{text}” is not a day of the calendar.", field="period") from None
    return found, found, Basis.OTHER


def _quarter(text: str) -> Found:
    """2023 Q1, Q1 2023; with two short years, Q1 22/23, a quarter of a financial year"""
    if match := _QUARTER.fullmatch(text):
        year, number = int(match[1] or match[4]), int(match[2] or match[3])
        if not year:
            return None
        first = date(year, 3 * number - 2, 1)
        return first, last_of_month(months_later(first, 2)), Basis.QUARTER
    if "q" in text and _SHORT_YEARS.search(text):
        period = read_period(_SHORT_YEARS.sub(r"20\1/\2", text))
        return period.starts_on, period.ends_on, period.basis
    return None


def _week(text: str) -> Found:
    """2023-W05: a week from Monday to Sunday, as ISO 8601 counts them"""
    match = _WEEK.fullmatch(text)
    if not match:
        return None
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        raise BadInput(f"“{text}” is not a week of the calendar.", field="period") from None
    return monday, monday + timedelta(days=6), Basis.OTHER


def _month(text: str) -> Found:
    """202304, 2023 April"""
    if match := _SIX_FIGURES.fullmatch(text):
        found = read_period(f"{match[1]}-{match[2]}")
    elif match := _YEAR_FIRST.fullmatch(text):
        found = read_period(f"{match[2]} {match[1]}")
    else:
        return None
    return found.starts_on, found.ends_on, found.basis
