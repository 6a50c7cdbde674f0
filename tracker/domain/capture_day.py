"""What each form of a date shares: what its reader is given, and what it may answer."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tracker.domain.capture_words import END
from tracker.domain.workdays import IsWorkingDay

Fault = Literal["no_such_date", "past_date", "vague_date"]
"""A slip that has to be put right; a day that has been; or words about time that name no day."""


@dataclass(frozen=True)
class Unreadable:
    """A date that is none, or cannot be taken: why, in a sentence that says what to do."""

    sentence: str
    kind: Fault = "no_such_date"


@dataclass(frozen=True)
class Now:
    """The day from which is counted, and which days are worked; None where nobody can say."""

    today: date
    is_working_day: IsWorkingDay | None = None


Reader = Callable[[re.Match[str], Now], date | Unreadable | None]
"""What the matched words mean, or None where they are another form after all. May raise ValueError or OverflowError
for a day that is in no calendar."""

Form = tuple[re.Pattern[str], Reader]


def form(pattern: str, reader: Reader) -> Form:
    return re.compile(pattern, re.IGNORECASE), reader


def vague(match: re.Match[str], now: Now) -> Unreadable:
    """For words about time that name no day: nothing is guessed."""
    return which_day(match[0])


def which_day(words: str) -> Unreadable:
    sentence = (
        f"“{' '.join(words.split())}” does not say which day. "
        "Type one, such as “due 4 October” or “due end of October”."
    )
    return Unreadable(sentence, "vague_date")


def same_day_in_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month: 31 August and one month is 30 September.

    Raises ValueError beyond the year 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def year_of(digits: str) -> int:
    """2023 for "23", "’23" and "2023"."""
    digits = digits.strip("'’ ")
    return int(digits) + (2000 if len(digits) == 2 else 0)


TH = r"(?:st|nd|rd|th)"
DAY = r"(?P<day>\d{1,2})"
NO_MORE_FIGURES = r"(?!\w|[./-]\d)"
NO_TIME = r"(?![:.]\d|\s*(?:am|pm|hrs?|hours|noon)\b)"
YEAR = rf"(?P<year>(?:19|2\d)\d\d(?![\w:])|['’]\d\d(?!\w)|\d\d{NO_TIME}{END})"
