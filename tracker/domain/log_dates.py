"""Days as they are written in logs: day before month, as in Britain, with a year. Whatever leaves a doubt is no day.

A day without a year, a month without a day, two days in one cell, a day that is not in the calendar: each gets the reason in a sentence,
and none is filled in.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.log_sheets import Cell, CellKind, one_line
from tracker.domain.wording import date_words, weekday_date

EARLIEST, LATEST = 1990, 2079
"""Years between which a day of a log can lie."""
FIRST_SERIAL, LAST_SERIAL = 32_874, 65_745
"""Excel's numbers of the first day of 1990 and the last of 2079, in a workbook whose days count from 1900."""
TO_1904 = 1_462
"""Days by which those of a workbook that counts from 1904 are smaller."""
EXCEL_NOUGHT = date(1899, 12, 30)

MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
    for length in (3, len(name))
} | {"sept": 9}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    r"(?P<weekday>mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|"
    + "|".join(_WEEKDAYS)
    + r")\b\.?,?\s*(?:the\s+)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:(?:due\s+)?(?:by|on)|due)\s*:?\s+(?:the\s+)?", re.IGNORECASE)
_TIME = re.compile(
    r"(?:\s*,?\s*(?:at\s+)?|T)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:am|pm|hrs|z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2}|['’]?\d{2})"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>(?:19|20)\d{2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
        r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<day>\d{1,2})(?P<sign>\s?[-/.]\s?|\s)(?P<month>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d{2}|\d{2})",
        rf"{_DAY}[-\s./]*(?:of\s+)?(?P<month>{_MONTH})\b[.,]*[-\s./]*{_YEAR}",
        rf"(?P<month>{_MONTH})\b\.?\s*{_DAY}(?:,\s*|\s+)(?P<year>(?:19|20)\d{{2}})",
        rf"(?P<day>\d{{1,2}})(?P<month>{_MONTH})(?P<year>(?:19|20)\d{{2}}|\d{{2}})",
    )
)
_NO_YEAR = re.compile(
    rf"(?:{_DAY}[-\s./]*(?:of\s+)?(?P<month>{_MONTH})\.?|(?P<month2>{_MONTH})\.?\s*(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?"
    r"|(?P<day3>\d{1,2})[/.](?P<month3>\d{1,2}))",
    re.IGNORECASE,
)
_NO_DAY = re.compile(
    rf"(?:{_MONTH})\b[.,]*[-\s./]*['’]?(?:(?:19|20)\d{{2}}|\d{{2}})|\d{{1,2}}[/.-](?:19|20)\d{{2}}",
    re.IGNORECASE,
)
ANYWHERE = re.compile(
    rf"(?<![\d/.-])(?:\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?(?:(?:19|20)\d{{2}}|\d{{2}})|(?:19|20)\d{{2}}-\d{{1,2}}-\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[-\s./]*(?:of\s+)?(?:{_MONTH})\b[.,]*[-\s./]*(?:(?:19|20)\d{{2}}|['’]?\d{{2}}(?!\d)))(?![\d/])",
    re.IGNORECASE,
)
"""A whole day somewhere in a text."""


@dataclass(frozen=True)
class DayRead:
    """A day, or why there is none. `why` is a part of a sentence ("has no year"), "" where the words are no attempt at a day."""

    on: date | None = None
    why: str = ""


def read_cell_day(cell: Cell, *, from_1904: bool = False) -> DayRead:
    """The day in a cell of a column of dates, where a number is Excel's number of a day."""
    if cell.kind is CellKind.DATE and cell.on is not None:
        return _in_reach(cell.on)
    if serial := _serial(cell):
        days = int(serial) + (TO_1904 if from_1904 and cell.kind is CellKind.NUMBER else 0)
        if FIRST_SERIAL <= days <= LAST_SERIAL:
            return DayRead(EXCEL_NOUGHT + timedelta(days=days))
    return read_day(cell.text)


def _serial(cell: Cell) -> float:
    if cell.kind is CellKind.NUMBER and cell.number is not None:
        return cell.number
    return float(cell.text) if re.fullmatch(r"\d{5}(?:\.\d+)?", cell.text, re.ASCII) else 0.0


def read_day(text: str) -> DayRead:
    """The day that `text` is, with nothing else beside it but a weekday, a time of day or "by"."""
    words = _plain(text)
    whole = _BEFORE.sub("", words, count=1) if _BEFORE.match(words) else words
    weekday = _WEEKDAY.match(whole)
    bare = whole[weekday.end() :] if weekday else whole
    for candidate in (bare, _TIME.sub("", bare).strip()):
        for form in FORMS:
            if found := form.fullmatch(candidate):
                return _day(found, weekday.group("weekday") if weekday else "")
    return DayRead(why=_why(words))


def _plain(text: str) -> str:
    words = re.sub(r"[‐-―−]", "-", one_line(text))
    return words.strip(" .;,")


def _day(found: "re.Match[str]", weekday: str) -> DayRead:
    month_words = found["month"].lower()
    month = int(month_words) if month_words.isdecimal() else MONTHS[month_words]
    year_words = found["year"].strip("'’")
    year = int(year_words)
    if len(year_words) == 2:
        year += 2000 if year < 80 else 1900
    try:
        on = date(year, month, int(found["day"]))
    except ValueError:
        if month > 12:
            return DayRead(why="has no such month: the day comes before the month")
        return DayRead(why="is not in the calendar")
    if weekday and not _WEEKDAYS[on.weekday()].startswith(weekday.lower()[:3]):
        return DayRead(why=f"says another day of the week than {weekday_date(on)}")
    return _in_reach(on)


def _in_reach(on: date) -> DayRead:
    if EARLIEST <= on.year <= LATEST:
        return DayRead(on)
    return DayRead(why=f"is in the year {on.year}: check the year")


def _why(words: str) -> str:
    """Why words that may name a day do not."""
    days = ANYWHERE.findall(words)
    if len(days) > 1:
        return "holds more than one date"
    if days:
        return "holds other words beside the date"
    weekday = _WEEKDAY.match(words)
    bare = words[weekday.end() :] if weekday else words
    if _NO_YEAR.fullmatch(bare):
        return "has no year"
    if _NO_DAY.fullmatch(words):
        return "has no day"
    return ""


def year_that_fits(text: str, raised_on: date | None) -> str:
    """For a day without a year that was asked for after `raised_on`: the first such day from then on, in words; "" for none."""
    words = _plain(text)
    weekday = _WEEKDAY.match(words)
    found = _NO_YEAR.fullmatch(words[weekday.end() :] if weekday else words)
    if raised_on is None or found is None:
        return ""
    day = int(found["day"] or found["day2"] or found["day3"])
    month_words = (found["month"] or found["month2"] or found["month3"]).lower()
    month = int(month_words) if month_words.isdecimal() else MONTHS[month_words]
    for year in (raised_on.year, raised_on.year + 1):
        try:
            on = date(year, month, day)
        except ValueError:
            continue
        if on >= raised_on:
            return date_words(on)
    return ""
