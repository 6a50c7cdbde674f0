"""Words and patterns that the parts of the one-line grammar share."""

import re
from difflib import get_close_matches

_FIRST_HALF = ("january", "february", "march", "april", "may", "june")
_MONTH_NAMES = (*_FIRST_HALF, "july", "august", "september", "october", "november", "december")
_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
_FIRST_TWELVE = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)

MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, start=1)}
"""The number of a month by its first three letters."""

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W\d_])"
)

WEEKDAYS = {name[:3]: number for number, name in enumerate(_WEEKDAY_NAMES)}
"""The number of a weekday by its first three letters, Monday being 0, as in `date.weekday`."""

WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![^\W\d_])"
)

NUMBERS = {name: number for number, name in enumerate(_SMALL + _TEENS, start=1)}
NUMBERS |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}

ORDINALS = {name: number for number, name in enumerate(_FIRST_TWELVE, start=1)}
ORDINALS |= {"eleventh": 11, "twelfth": 12, "twentieth": 20, "thirtieth": 30}
ORDINALS |= {f"{_TEENS[ten - 3]}th": ten + 10 for ten in range(3, 10)}
ORDINALS |= {f"twenty {name}": 20 + number for name, number in list(ORDINALS.items())[:9]}
ORDINALS |= {"thirty first": 31}
"""The days of a month as they are dictated: "fourth", "twenty first"."""

_WORD = re.compile(r"\w+")


def _one_of(names: dict[str, int]) -> str:
    return "|".join(name.replace(" ", r"[\s-]+") for name in sorted(names, key=len, reverse=True))


NUMBER = rf"(?:\d{{1,5}}(?!\d)|(?:{_one_of(NUMBERS)})(?![^\W\d_]))"
ORDINAL = rf"(?:{_one_of(ORDINALS)})(?![^\W\d_])"

MEETING = r"(?:meet(?:in|ing|ng|ign)?s?|meeing|metting|mtn?gs?|mting)\b"
"""A meeting, and how it comes out when it is typed fast."""

TAKEN = "\0"
"""Stands for each character that was understood already. Nobody can type it: `capture` first turns control
characters into spaces."""

Span = tuple[int, int]
"""Where some words stand in a line: first place and the one after the last."""

GAP = rf"[\s{TAKEN}]+"
"""Between two words of one phrase: also where something else stood that was understood already."""

END = rf"(?=\s*(?:$|[,;:.!?)@#\]\"”’{TAKEN}]|[–—-](?:\s|$)|for\s+\d|(?:and|then|please|pls|thanks)\b))"
"""The end of the line or of a phrase, so that “due May” is a month and “due may change” is not."""


def take(text: str, *spans: Span) -> str:
    """The text with `TAKEN` in these places, so that all others stay where they are."""
    for start, end in spans:
        text = text[:start] + TAKEN * (end - start) + text[end:]
    return text


def tidy(text: str) -> str:
    """The text on one line, single spaces, without what was taken out of it."""
    return " ".join(text.replace(TAKEN, " ").split())


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without marks: “Contact & Response” has contact, and, response."""
    return _WORD.findall(text.replace("&", " and ").casefold())


def month_of(word: str) -> int | None:
    """The number of the month that a word means, by its first letters or misspelt: "oct", "Novemeber"; else None."""
    return _number(word, MONTHS, _MONTH_NAMES)


def weekday_of(word: str) -> int | None:
    """The number of the weekday that a word means, Monday being 0: "wed", "Firday"; else None."""
    return _number(word, WEEKDAYS, _WEEKDAY_NAMES)


def _number(word: str, numbers: dict[str, int], names: tuple[str, ...]) -> int | None:
    folded = word.casefold()
    if any(name.startswith(folded) for name in names) or folded[:4] in ("sept", "thur", "tues", "weds"):
        return numbers.get(folded[:3])
    if len(folded) < _SHORTEST_MISSPELT:
        return None
    close = [name for name in get_close_matches(folded, names, cutoff=_AS_CLOSE) if name[0] == folded[0]]
    return numbers[close[0][:3]] if close else None


_SHORTEST_MISSPELT = 5
_AS_CLOSE = 0.8
"""How alike a slip of the keyboard is to the name of its month or day: 0.8 takes “Firday”, not “friend”."""
