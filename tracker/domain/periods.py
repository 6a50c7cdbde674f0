"""Periods as people write them, read into their first and last day and the basis on which a reading of them stands.

A financial year begins on 1 April, and Q1 is April to June. Words that roll ("12 months to March 2023") are *rolling* even where
their days are those of a year: the paper that prints them will print the next ones a month or a quarter later.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.errors import BadInput
from tracker.domain.measures import Basis
from tracker.domain.wording import count_words, date_words

MONTHS = (
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
)
FORMS = (
    "such as “April 2023”, “Q1 2023/24”, “2022/23”, “12 months to March 2023” or “1 April to 30 June 2023”"
)
LONGEST_WORDS = 80

_MONTH = r"([a-z]{3,9})\.?"
_DAY = rf"(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}"
_YEAR_END = r"(\d{4})[/-](\d{4}|\d{2})"
_LENGTHS = {"year": 12, "quarter": 3}
_ALSO_MONTH = "sept"


@dataclass(frozen=True)
class Period:
    """`words` are the ones that were typed. Both days belong to it."""

    starts_on: date
    ends_on: date
    basis: Basis
    words: str


def read_period(text: str, until: date | None = None) -> Period:
    """Reads one. `until` is where "the last 13 months" ends, if the source says so elsewhere.

    Raises `BadInput` (field `period`) with a sentence that says what to write.
    """
    words = " ".join(text.split())
    if not words:
        raise BadInput(f"Give the period, {FORMS}.", field="period")
    if len(words) > LONGEST_WORDS:
        raise BadInput(f"This is too long for a period. Write one {FORMS}.", field="period")
    plain = words.lower().replace("–", "-").replace("’", "'").removeprefix("the ")
    for read in (_single_month, _quarter, _financial_year, _calendar_year, _rolling, _from_to):
        found = read(plain)
        if found:
            return Period(*found, words)
    if length := re.fullmatch(r"(?:last|previous|past) (\d{1,2}) months", plain):
        return _ending(int(length[1]), until, words)
    raise BadInput(f"“{words[:40]}” is not a period that can be read. Write one {FORMS}.", field="period")


def month_words(day: date) -> str:
    """April 2023"""
    return date_words(day).split(" ", 1)[1]


def months_in(starts_on: date, ends_on: date) -> int | None:
    """How many whole calendar months the days make; None where they do not begin and end with one."""
    if starts_on.day != 1 or (ends_on + timedelta(days=1)).day != 1:
        return None
    return (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month + 1


def months_later(day: date, count: int) -> date:
    """The first day of the month that is `count` months after that of `day`; a negative count goes back."""
    total = day.year * 12 + day.month - 1 + count
    return date(total // 12, total % 12 + 1, 1)


def last_of_month(day: date) -> date:
    return months_later(day, 1) - timedelta(days=1)


Found = tuple[date, date, Basis] | None


def _single_month(text: str) -> Found:
    """April 2023, Apr-23, 2023-04, 04/2023"""
    if named := re.fullmatch(rf"{_MONTH}[ -](\d{{4}}|\d{{2}})", text):
        number, year = _month(named[1]), _year(named[2])
    elif numbers := re.fullmatch(r"(\d{4})-(\d{2})", text):
        # "2022-23" is a financial year, "2022-04" a month: no month is 13 or more.
        number, year = int(numbers[2]), int(numbers[1])
    elif numbers := re.fullmatch(r"(\d{1,2})/(\d{4})", text):
        number, year = int(numbers[1]), int(numbers[2])
    else:
        return None
    if number is None or not 1 <= number <= 12 or not _sensible(year):
        return None
    first = date(year, number, 1)
    return first, last_of_month(first), Basis.MONTH


def _quarter(text: str) -> Found:
    """Q1 2023/24, 2023/24 Q1, Quarter 1 of 2023/24, Q1 (2023-24)"""
    text = text.replace("(", "").replace(")", "")
    match = re.fullmatch(rf"(?:q|quarter )([1-4]),? (?:of )?{_YEAR_END}", text)
    if match:
        number, year, end = match.groups()
    elif match := re.fullmatch(rf"{_YEAR_END},? (?:q|quarter )([1-4])", text):
        year, end, number = match.groups()
    else:
        return None
    if not _follows(year, end):
        return None
    first = months_later(date(int(year), 4, 1), 3 * (int(number) - 1))
    return first, last_of_month(months_later(first, 2)), Basis.QUARTER


def _financial_year(text: str) -> Found:
    """2022/23, 2022-23, 2022/2023"""
    match = re.fullmatch(_YEAR_END, text)
    if not match or not _follows(match[1], match[2]):
        return None
    year = int(match[1])
    return date(year, 4, 1), date(year + 1, 3, 31), Basis.FINANCIAL_YEAR


def _calendar_year(text: str) -> Found:
    """2022"""
    if not re.fullmatch(r"\d{4}", text) or not _sensible(int(text)):
        return None
    return date(int(text), 1, 1), date(int(text), 12, 31), Basis.YEAR


def _rolling(text: str) -> Found:
    """12 months to March 2023, year to 31 March 2023, quarter to June 2023, 13 months to January 2021"""
    match = re.fullmatch(
        r"(?:last )?(?:(\d{1,2}) months?|(year|quarter)) (?:to|up to|ending|ended)(?: the)?(?: end of)? (.+)",
        text,
    )
    if not match:
        return None
    last = _last_day(match[3])
    length = int(match[1]) if match[1] else _LENGTHS[match[2]]
    if last is None or not length or last != last_of_month(last):
        return None
    first = months_later(last, 1 - length)
    if length == 1:
        return first, last, Basis.MONTH
    # "the quarter to June" is a quarter and nothing else; three months to May overlap two of them.
    aligned = length == 3 and last.month % 3 == 0
    return first, last, Basis.QUARTER if aligned else Basis.ROLLING


def _from_to(text: str) -> Found:
    """1 April to 30 June 2023, April 2022 to March 2023, April to June 2023"""
    text = text.removeprefix("from ").removeprefix("between ")
    parts = re.split(r" to | - | and |(?<=\d)-(?=\d)|(?<=[a-z])-(?=[a-z])", text)
    if len(parts) != 2:
        return None
    last = _last_day(parts[1])
    if last is None:
        return None
    first = _first_day(parts[0], last)
    if first is None or first > last:
        return None
    return first, last, basis_of(first, last)


def basis_of(starts_on: date, ends_on: date) -> Basis:
    """The basis of two days that say nothing of rolling."""
    length = months_in(starts_on, ends_on)
    if length == 1:
        return Basis.MONTH
    if length == 3 and starts_on.month % 3 == 1:
        return Basis.QUARTER
    if length == 12 and starts_on.month == 1:
        return Basis.YEAR
    if length == 12 and starts_on.month == 4:
        return Basis.FINANCIAL_YEAR
    return Basis.OTHER


def _ending(length: int, until: date | None, words: str) -> Period:
    if until is None:
        raise BadInput(
            f"“{words}” does not say when it ends. Write it as “{count_words(length, 'month')} to January 2021”.",
            field="period",
        )
    last = last_of_month(until)
    return Period(months_later(last, 1 - length), last, Basis.ROLLING, words)


def _first_day(text: str, last: date) -> date | None:
    """The first day, which may leave its year, or its month too, to the last one."""
    for words in (text, f"{text} {last.year}", f"{text} {MONTHS[last.month - 1]} {last.year}"):
        if found := _day(words) or _first_of_month(words):
            return found
    return None


def _last_day(text: str) -> date | None:
    month = _first_of_month(text)
    return last_of_month(month) if month else _day(text)


def _first_of_month(text: str) -> date | None:
    match = re.fullmatch(rf"{_MONTH} (\d{{4}})", text)
    number = _month(match[1]) if match else None
    return date(int(match[2]), number, 1) if match and number and _sensible(int(match[2])) else None


def _day(text: str) -> date | None:
    if match := re.fullmatch(rf"{_DAY},? (\d{{4}})", text):
        day, month, year = int(match[1]), _month(match[2]), int(match[3])
    elif match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
    elif match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        day, month, year = int(match[3]), int(match[2]), int(match[1])
    else:
        return None
    try:
        return date(year, month or 0, day) if _sensible(year) else None
    except ValueError:
        return None


def _month(name: str) -> int | None:
    for number, month in enumerate(MONTHS, 1):
        if name in (month, month[:3]):
            return number
    return 9 if name == _ALSO_MONTH else None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _follows(year: str, end: str) -> bool:
    """Whether the second year is the one after the first."""
    return _sensible(int(year)) and (int(year) + 1) % 10 ** len(end) == int(end)


def _sensible(year: int) -> bool:
    return 1950 <= year <= 2100
