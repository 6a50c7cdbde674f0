"""Dates as people type them, day before month. Relative ones count from `today`.

Each form is a pattern and a reader. They are tried in order at one place in the text; the first that fits
decides. Which days are worked is not known here.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.capture_words import END, MONTH, MONTHS, NUMBER, NUMBERS, WEEKDAY, WEEKDAYS
from tracker.domain.captured import ProblemKind

FURTHEST_YEARS = 20
"""A date more than so many years ahead is taken for a slip in the year."""


@dataclass(frozen=True)
class Unreadable:
    """A date that is none, or cannot be taken: why, in a sentence that says what to do."""

    sentence: str
    kind: ProblemKind = "no_such_date"


Reader = Callable[[re.Match[str], date], date | Unreadable]


@dataclass(frozen=True)
class DateRead:
    """What a date at some place in a text says, and where its words end."""

    on: date | Unreadable
    end: int


def read_date(text: str, start: int, today: date) -> DateRead | None:
    """The date that begins at `start`, or None where the words there are no date at all. Never raises."""
    for pattern, reader in _FORMS:
        match = pattern.match(text, start)
        if match:
            return DateRead(_read(match, reader, today), match.end())
    return None


def same_day_in_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month: 31 August and one month is 30 September.

    Raises ValueError beyond the year 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _read(match: re.Match[str], reader: Reader, today: date) -> date | Unreadable:
    named = match.groupdict().get("named")
    try:
        on = reader(match, today)
        agrees = isinstance(on, Unreadable) or not named or on.weekday() == _number(WEEKDAYS, named)
    except (OverflowError, ValueError):
        return _no_such(match, today)
    if isinstance(on, Unreadable):
        return on
    if not agrees:
        return Unreadable(f"{on.day} {on:%B %Y} is a {on:%A}. Check the day and the date in “{match[0]}”.")
    return _in_reach(on, match, today)


def _in_reach(on: date, match: re.Match[str], today: date) -> date | Unreadable:
    if on < today:
        return Unreadable(
            f"“{match[0]}” is in the past. Type a date from today on, or leave it out and add it later.",
            "past_date",
        )
    if on.year > today.year + FURTHEST_YEARS:
        return Unreadable(f"“{match[0]}” is more than {FURTHEST_YEARS} years ahead. Check the year.")
    return on


def _no_such(match: re.Match[str], today: date) -> Unreadable:
    return Unreadable(f"There is no “{match[0]}” in the calendar. Type a date such as “due 4 October”.")


def _which_day(match: re.Match[str], today: date) -> Unreadable:
    return Unreadable(
        f"“{match[0]}” does not say which day. Type one, such as “due 4 October” or “due end of October”."
    )


def _month_first(match: re.Match[str], today: date) -> Unreadable:
    return Unreadable(f"“{match[0]}” can be read in two ways. Type the day first, such as “due 4 October”.")


def _count_days(match: re.Match[str], today: date) -> Unreadable:
    return Unreadable(
        f"“{match[0]}” is counted in working days. Type the date itself, such as “due 4 October”."
    )


def _next_such(day: int, month: int, today: date) -> date:
    """The next such day from today on; 29 February may be 8 years off. Raises ValueError where none is."""
    for year in range(today.year, today.year + 9):
        if day <= monthrange(year, month)[1] and (on := date(year, month, day)) >= today:
            return on
    raise ValueError("no year has that day")


def _number(names: Mapping[str, int], word: str) -> int:
    """Raises ValueError for letters that only look alike to a pattern, such as a dotless i."""
    try:
        return names[word[:3].casefold()]
    except KeyError:
        raise ValueError(f"no such name: {word}") from None


def _year(digits: str) -> int:
    digits = digits.strip("'’ ")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _iso(match: re.Match[str], today: date) -> date:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def _figures(match: re.Match[str], today: date) -> date:
    return date(_year(match["year"]), int(match["month"]), int(match["day"]))


def _figures_this_year(match: re.Match[str], today: date) -> date:
    return _next_such(int(match["day"]), int(match["month"]), today)


def _day_month(match: re.Match[str], today: date) -> date:
    day, month = int(match["day"]), _number(MONTHS, match["month"])
    return date(_year(match["year"]), month, day) if match["year"] else _next_such(day, month, today)


def _day_of_month(match: re.Match[str], today: date) -> date:
    day = int(match["day"])
    for months in range(3):
        first = same_day_in_months(today.replace(day=1), months)
        if day <= monthrange(first.year, first.month)[1] and first.replace(day=day) >= today:
            return first.replace(day=day)
    raise ValueError("no month has that day")


def _weekday(match: re.Match[str], today: date) -> date:
    wanted = _number(WEEKDAYS, match["weekday"])
    if match["next"]:
        return _monday(today) + timedelta(days=7 + wanted)
    ahead = (wanted - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead + (7 if match["week"] else 0))


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _from_now(match: re.Match[str], today: date) -> date:
    word, unit = match["count"].lower(), match["unit"][0].lower()
    count = NUMBERS.get(word) or int(word)
    if unit in _MONTHS_IN:
        return same_day_in_months(today, count * _MONTHS_IN[unit])
    return today + timedelta(days=count * _DAYS_IN[unit])


def _end_of_month(match: re.Match[str], today: date) -> date:
    month = _number(MONTHS, match["month"])
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    return date(year, month, monthrange(year, month)[1])


def _end_of_span(match: re.Match[str], today: date) -> date:
    following = match["next"] is not None
    if match["span"].lower() == "week":
        friday = _monday(today) + timedelta(days=4)
        return friday + timedelta(days=7 if following or friday < today else 0)
    if match["span"].lower() == "year":
        return date(today.year + following, 12, 31)
    first = same_day_in_months(today.replace(day=1), int(following))
    return first.replace(day=monthrange(first.year, first.month)[1])


_DAYS_IN = {"d": 1, "w": 7, "f": 14}
_MONTHS_IN = {"m": 1, "y": 12}
_UNIT = r"days?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?"

_NAMED = rf"(?:(?P<named>{WEEKDAY})\b\.?,?\s+(?:the\s+)?)?"
_DAY = r"(?P<day>\d{1,2})"
_MONTH_FIGURES = r"(?P<month>\d{1,2})"
_TH = r"(?:st|nd|rd|th)"
_NO_MORE_FIGURES = r"(?!\w|[./-]\d)"
_YEAR_AFTER_MONTH = rf"(?P<year>(?:19|2\d)\d\d(?![\w:])|['’]\d\d(?!\w)|\d\d{END})"

_IN_ORDER: list[tuple[str, Reader]] = [
    (r"today\b", lambda match, today: today),
    (r"tomorrow\b", lambda match, today: today + timedelta(days=1)),
    (rf"{_NAMED}(?P<year>\d{{4}})-{_MONTH_FIGURES}-{_DAY}{_NO_MORE_FIGURES}", _figures),
    (
        rf"{_NAMED}{_DAY}(?P<mark>[/.-]){_MONTH_FIGURES}(?P=mark)(?P<year>\d{{4}}|\d\d){_NO_MORE_FIGURES}",
        _figures,
    ),
    (rf"{_NAMED}(?!24/7){_DAY}/{_MONTH_FIGURES}{_NO_MORE_FIGURES}", _figures_this_year),
    (r"\d{1,4}/\d{1,4}/\d{1,6}", _no_such),
    (
        rf"{_NAMED}{_DAY}{_TH}?(?:\s+of)?[\s-]*(?P<month>{MONTH})\b(?:\.?,?[\s-]*{_YEAR_AFTER_MONTH})?",
        _day_month,
    ),
    (rf"{_NAMED}{_DAY}{_TH}{END}", _day_of_month),
    (rf"(?:(?P<next>next)\s+|this\s+)?(?P<weekday>{WEEKDAY})\b\.?(?!['’-]\w)(?P<week>\s+week\b)?", _weekday),
    (rf"(?:(?:in|within)\s+)?{NUMBER}\s+working\s+days?\b", _count_days),
    (rf"(?:in|within)\s+(?P<count>{NUMBER})\s+(?P<unit>{_UNIT})\b(?:['’]?\s+time\b)?", _from_now),
    (rf"end[\s-]+(?:of\s+)?(?P<month>{MONTH})\b(?:\.?\s+(?P<year>2\d\d\d)(?![\w:]))?", _end_of_month),
    (r"end\s+of\s+(?:the\s+|this\s+|(?P<next>next\s+))?(?P<span>week|month|year)\b(?!['’-])", _end_of_span),
    (rf"(?:{MONTH})\b\.?\s+\d{{1,2}}{_TH}?(?!\w)", _month_first),
    (rf"(?:in\s+)?(?:(?:early|mid|late)[\s-]+)?(?:{MONTH})\b\.?(?:\s+\d{{4}})?{END}", _which_day),
    (rf"(?:next|this)\s+(?:week|month|year|quarter){END}", _which_day),
]

_FORMS = [(re.compile(form, re.IGNORECASE), reader) for form, reader in _IN_ORDER]
