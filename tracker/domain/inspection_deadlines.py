"""The deadline that stands in the words of a finding: "By 31 March 2024, the force should …". What is not a day is kept as words."""

import calendar
import re
from datetime import date

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})"
_FIGURES = r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})"
_END_OF = rf"(?:the\s+)?end\s+of\s+(?P<last_month>{_MONTH})\s+(?P<last_year>\d{{4}})"
_VAGUE = (
    rf"(?:{_MONTH}|spring|summer|autumn|winter)\s+\d{{4}}|the\s+end\s+of\s+\d{{4}}|end\s+of\s+\d{{4}}"
    r"|(?:one|two|three|four|five|six|nine|twelve|\d{1,2})\s+(?:working\s+)?(?:day|week|month|year)s?"
)
_DEADLINE = re.compile(
    rf"\b(?P<words>(?:by|before|no\s+later\s+than|not\s+later\s+than|within|with)\s+"
    rf"(?:{_DAY}|{_FIGURES}|{_END_OF}|{_VAGUE}|immediate\s+effect))\b",
    re.IGNORECASE,
)
_ONLY_A_DAY = re.compile(rf"(?:by\s+)?(?:{_DAY}|{_FIGURES}|{_END_OF})", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def deadline(wording: str) -> tuple[str, date | None]:
    """The words of the first deadline in a text and its day: ("By 31 March 2024", 31 March 2024); ("Within three months", None),
    since nobody says from when; ("", None) where there is none. "Before" a day is not that day, so it has none either."""
    found = _DEADLINE.search(" ".join(wording.split()))
    if found is None:
        return "", None
    words = found["words"]
    is_that_day = not words.lower().startswith("before")
    return words[:1].upper() + words[1:], _day(found) if is_that_day else None


def day_alone(cell: str) -> date | None:
    """The day, for a text that is a day and nothing else: "31/03/2024", "by 31 March 2024", "2024-03-31"."""
    text = " ".join(cell.split())
    if iso := _ISO.match(text[:10]):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _ONLY_A_DAY.fullmatch(text)
    return _day(found) if found else None


def _day(found: re.Match[str]) -> date | None:
    if found["day"]:
        return _made(int(found["year"]), MONTHS[found["month"].lower()], int(found["day"]))
    if found["d"]:
        return _made(int(found["y"]), int(found["m"]), int(found["d"]))
    if found["last_month"]:
        year, month = int(found["last_year"]), MONTHS[found["last_month"].lower()]
        return _made(year, month, calendar.monthrange(year, month)[1]) if year >= 1 else None
    return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= 1900 else None
    except ValueError:
        return None
