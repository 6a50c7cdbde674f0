"""Words and patterns that the parts of the one-line grammar share."""

import re

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SMALL = ("one", "two", "three", "four", "five", "six")
_NUMBER_NAMES = (*_SMALL, "seven", "eight", "nine", "ten", "eleven", "twelve")

MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
"""The number of a month by its first three letters."""

MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)

WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES)}
"""The number of a weekday by its first three letters, Monday being 0, as in `date.weekday`."""

WEEKDAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)

NUMBERS = {name: number for number, name in enumerate(_NUMBER_NAMES, start=1)} | {"a": 1, "an": 1}

_WORD = re.compile(r"\w+")

NUMBER = r"(?:\d{1,5}(?!\d)|" + "|".join(NUMBERS) + r")"

END = r"(?=\s*(?:$|[,;:.!?)@#\]]|for\s+\d|\0))"
"""The end of the line or of a phrase, so that “due May” is a month and “due may change” is not.

\\0 stands where words were understood already and taken out.
"""

TAKEN = "\0"
"""Stands for each character that was understood already. Nobody can type it: `capture` first turns control
characters into spaces."""


def tidy(text: str) -> str:
    """The text on one line, single spaces, without what was taken out of it."""
    return " ".join(text.replace(TAKEN, " ").split())


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without marks: “Contact & Response” has contact, and, response."""
    return _WORD.findall(text.replace("&", " and ").casefold())
