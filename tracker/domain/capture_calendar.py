"""Dates that name a day of the calendar: figures, day and month, weekday. The day always comes before the month."""

import re
from calendar import monthrange
from datetime import date, timedelta

from tracker.domain.capture_day import (
    DAY,
    NO_MORE_FIGURES,
    NO_TIME,
    TH,
    YEAR,
    Form,
    Now,
    Unreadable,
    form,
    last_of,
    same_day_in_months,
    vague,
    year_of,
)
from tracker.domain.capture_words import END, MONTH, ORDINAL, ORDINALS, WEEKDAY, month_of, weekday_of

YEARS_MEANT = 3
"""“Oct 23”, typed in 2023, may be a day or a month of that year; a year further off is not meant by two figures."""


def next_such(day: int, month: int, today: date) -> date:
    """The next such day from today on; 29 February may be 8 years off. Raises ValueError where none is."""
    for year in range(today.year, today.year + 9):
        if day <= monthrange(year, month)[1] and (on := date(year, month, day)) >= today:
            return on
    raise ValueError("no year has that day")


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _figures(match: re.Match[str], now: Now) -> date:
    return date(year_of(match["year"]), int(match["month"]), int(match["day"]))


def _figures_this_year(match: re.Match[str], now: Now) -> date:
    return next_such(int(match["day"]), int(match["month"]), now.today)


def _dotted(match: re.Match[str], now: Now) -> date | None:
    """“4.10” is a day; “14.30” a time of day, and no date at all."""
    is_day = 1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31
    return _figures_this_year(match, now) if is_day else None


def _no_such(match: re.Match[str], now: Now) -> date:
    raise ValueError("no calendar has that day")


def _day_month(match: re.Match[str], now: Now) -> date | None:
    month = month_of(match["month"])
    if month is None:
        return None
    words = match.groupdict().get("day_word")
    day = ORDINALS[" ".join(re.split(r"[\s-]+", words.casefold()))] if words else int(match["day"])
    year = match["year"]
    return date(year_of(year), month, day) if year else next_such(day, month, now.today)


def _month_day(match: re.Match[str], now: Now) -> date | Unreadable | None:
    """“October 4th 2023” is how some people write; “Oct 23” could be a day or a month of 2023."""
    figures, ordinal = match["day"], match["th"]
    may_be_a_year = len(figures) == 2 and 0 <= int(figures) - now.today.year % 100 <= YEARS_MEANT
    if may_be_a_year and not (ordinal or match["year"]):
        return Unreadable(
            f"“{match[0]}” can be read in two ways. Type the day first, such as “due {figures} {match['month']}”."
        )
    return _day_month(match, now)


def _day_of_month(match: re.Match[str], now: Now) -> date:
    day = int(match["day"])
    for months in range(3):
        first = same_day_in_months(now.today.replace(day=1), months)
        if day <= monthrange(first.year, first.month)[1] and first.replace(day=day) >= now.today:
            return first.replace(day=day)
    raise ValueError("no month has that day")


def _day_of_named_month(match: re.Match[str], now: Now) -> date:
    return same_day_in_months(now.today.replace(day=1), int(match["next"] is not None)).replace(
        day=int(match["day"])
    )


def _weekday(match: re.Match[str], now: Now) -> date | None:
    wanted = weekday_of(match["weekday"])
    if wanted is None:
        raise ValueError("letters that only look like a weekday")
    if match["next"] or match["in_week"]:
        weeks = 0 if match["in_week"] and match["in_week"].casefold() == "this" else 1
        return monday_of(now.today) + timedelta(days=7 * weeks + wanted)
    ahead = (wanted - now.today.weekday() - 1) % 7 + 1
    return now.today + timedelta(days=ahead + _days_more(match["before"] or match["after"] or ""))


def _days_more(words: str) -> int:
    if not words:
        return 0
    return 14 if re.search(r"two|2|fortnight", words, re.IGNORECASE) else 7


def _misspelt_weekday(match: re.Match[str], now: Now) -> date | None:
    return None if weekday_of(match["weekday"]) is None else _weekday(match, now)


def _weekday_of_month(match: re.Match[str], now: Now) -> date:
    """“last Friday of October”, “first Monday of next month”."""
    wanted = weekday_of(match["weekday"])
    if wanted is None:
        raise ValueError("letters that only look like a weekday")
    months = [now.today.month] if not match["month"] else [month_of(match["month"]) or 0]
    first = date(now.today.year, months[0], 1)
    first = same_day_in_months(first, int(match["next"] is not None))
    on = _nth(match["nth"].casefold(), wanted, first)
    if match["month"] and on < now.today:
        on = _nth(match["nth"].casefold(), wanted, same_day_in_months(first, 12))
    return on


def _nth(which: str, weekday: int, first: date) -> date:
    if which == "last":
        last = last_of(first.year, first.month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    number = int(which[0]) if which[0].isdigit() else ORDINALS[which]
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


_NAMED = rf"(?:(?P<named>{WEEKDAY})\.?,?\s*(?:the\s+)?)?"
_MONTH_FIGURES = r"(?P<month>\d{1,2})"
_MARK = r"\s?(?P<mark>[/.-])\s?"
_SAME = r"\s?(?P=mark)\s?"
_MONTH_NAME = rf"(?P<month>{MONTH})"
_THEN_YEAR = rf"(?:\.?,?[\s./-]*{YEAR})?"
_WHOLE_WORD = r"(?P<{name}>[^\W\d_]{{5,11}})(?![^\W_])"
_TODAY = r"(?:today|tonight)(?!['’\w-])"
_TOMORROW = r"(?:tom+or+ow|tmrw|tmw)(?!['’\w-])"
_NTH = r"(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)"
_WHICH_MONTH = rf"(?:{_MONTH_NAME}|(?:the\s+|this\s+|(?P<next>next\s+))month\b)"
_BEFORE = r"(?:(?P<next>next|nxt)\s+|(?:this\s+)?coming\s+|this\s+|(?P<before>(?:(?:a|1|two|2)\s+)?(?:weeks?|wk|fortnight)\s+(?:on\s+)?))?"
_AFTER = r"(?:\s+(?P<in_week>next|this)\s+(?:week|wk)\b|(?P<after>\s+(?:week|fortnight)\b))?"

FORMS: list[Form] = [
    form(_TODAY, lambda match, now: now.today),
    form(_TOMORROW, lambda match, now: now.today + timedelta(days=1)),
    form(r"yesterday\b", lambda match, now: now.today - timedelta(days=1)),
    form(
        rf"{_NAMED}(?P<year>\d{{4}})(?P<mark>[-/.]){_MONTH_FIGURES}(?P=mark){DAY}{NO_MORE_FIGURES}", _figures
    ),
    form(
        rf"{_NAMED}{DAY}{_MARK}{_MONTH_FIGURES}{_SAME}(?P<year>\d{{4}}|['’]?\d\d){NO_MORE_FIGURES}", _figures
    ),
    form(rf"{DAY}\s+{_MONTH_FIGURES}\s+(?P<year>20\d\d|\d\d){END}", _figures),
    form(rf"\d{{1,2}}{TH}?\s*(?:/|-|–|&|\+|or|and|to)\s*\d{{1,2}}{TH}?\s+(?:of\s+)?(?:{MONTH})", vague),
    form(rf"{_NAMED}(?!24/7){DAY}\s?/\s?{_MONTH_FIGURES}{NO_MORE_FIGURES}", _figures_this_year),
    form(r"\d{1,4}/\d{1,4}/\d{1,6}", _no_such),
    form(rf"{_NAMED}{DAY}\.{_MONTH_FIGURES}{NO_MORE_FIGURES}{END}", _dotted),
    form(rf"{_NAMED}{DAY}{TH}?(?:\s+of)?[\s./-]*{_MONTH_NAME}{_THEN_YEAR}", _day_month),
    form(rf"{_NAMED}(?P<day_word>{ORDINAL})\s+(?:of\s+)?{_MONTH_NAME}{_THEN_YEAR}", _day_month),
    form(
        rf"{_NAMED}{DAY}{TH}?(?:\s+of)?[\s-]*{_WHOLE_WORD.format(name='month')}{_THEN_YEAR}",
        _day_month,
    ),
    form(
        rf"{_NAMED}{_MONTH_NAME}\.?\s*(?:the\s+)?{DAY}(?:(?P<th>{TH})|(?=,?\s*20\d\d\b)|{NO_TIME}{END})"
        rf"(?:,?\s+{YEAR})?(?!\w)",
        _month_day,
    ),
    form(
        rf"{_NAMED}{DAY}{TH}\s+(?:of\s+)?(?:(?P<next>next)|this|the)\s+month\b",
        _day_of_named_month,
    ),
    form(rf"{_NAMED}{DAY}{TH}{END}", _day_of_month),
    form(rf"(?P<named>{WEEKDAY})\.?,?\s+(?:the\s+)?{DAY}{NO_TIME}{END}", _day_of_month),
    form(rf"{_NTH}\s+(?P<weekday>{WEEKDAY})\s+(?:of|in)\s+{_WHICH_MONTH}", _weekday_of_month),
    form(rf"{_BEFORE}(?P<weekday>{WEEKDAY})\.?(?!['’-]\w){_AFTER}", _weekday),
    form(rf"{_BEFORE}{_WHOLE_WORD.format(name='weekday')}{_AFTER}{END}", _misspelt_weekday),
]
