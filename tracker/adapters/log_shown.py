"""Values of Excel cells as a person sees them in the cell. Standard library only; runs in the process of `log_child`."""

import re
from datetime import date, datetime, time, timedelta

PADDED = re.compile(r'((?:"[^"]*"|\\.|[-/ ])*)(0+)((?:\.0+)?)((?:"[^"]*"|\\.|[-/ ])*)')
"""A format such as 000, 0.00 or "PPM-"000."""
PERCENT = re.compile(r"0(?:\.(0+))?%")
TIME = re.compile(r"\[?h{1,2}\]?(?::m{1,2})?(?::s{1,2}(?:\.0+)?)?(?:\s*am/pm)?", re.IGNORECASE)
"""The time of day in a format: after the hours "m" is minutes, and no month."""
DATE_PART = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|d{1,4}|m{1,5}|y{2,4}|h{1,2}|s{1,2}|am/pm|.', re.IGNORECASE)
BUILT_IN_SHORT = frozenset({"mm-dd-yy", "m/d/yy", "mm/dd/yy", "m/d/yyyy", "mm/dd/yyyy", "general"})
"""Stand for "the short date of this machine", which is day/month/year here."""
_FIRST_HALF = ("January", "February", "March", "April", "May", "June")
MONTHS = (*_FIRST_HALF, "July", "August", "September", "October", "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shown_number(value: float, number_format: str) -> str:
    """6 as "6", or as "006" where the cell is formatted so."""
    first = number_format.split(";", maxsplit=1)[0]
    if found := PADDED.fullmatch(first):
        before, whole, decimals, after = found.groups()
        places = max(0, len(decimals) - 1)
        width = len(whole) + (places + 1 if places else 0)
        number = f"{abs(value):0{width}.{places}f}" if abs(value) < 1e15 else f"{value:g}"
        return f"{'-' if value < 0 else ''}{_said(before)}{number}{_said(after)}"
    if found := PERCENT.fullmatch(first):
        return f"{value * 100:.{len(found[1] or '')}f}%"
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.12g}"


def _said(literal: str) -> str:
    return re.sub(r'"|\\', "", literal)


def shown_date(value: date, number_format: str) -> str:
    """The day as the cell shows it, without a time of day; day before month where the format leaves the order to the machine."""
    first = number_format.split(";", maxsplit=1)[0].strip()
    if first.lower() in BUILT_IN_SHORT or (
        first.lower().startswith("m") and "y" in first.lower() and "d" in first.lower()
    ):
        return f"{value:%d/%m/%Y}"
    said = "".join(_date_part(part, value) for part in DATE_PART.findall(TIME.sub("", first))).strip(
        " ,:.-/@"
    )
    return said if any(sign.isdigit() for sign in said) else f"{value:%d/%m/%Y}"


def _date_part(part: str, value: date) -> str:
    lower = part.lower()
    if lower[0] in "[hs" or lower == "am/pm":
        return ""
    if lower[0] in '"\\':
        return _said(part)
    if lower.startswith("d"):
        weekday = WEEKDAYS[value.weekday()]
        return {1: f"{value.day}", 2: f"{value.day:02d}", 3: weekday[:3]}.get(len(part), weekday)
    if lower.startswith("m"):
        month = MONTHS[value.month - 1]
        return {1: f"{value.month}", 2: f"{value.month:02d}", 3: month[:3]}.get(len(part), month)
    if lower.startswith("y"):
        return f"{value.year % 100:02d}" if len(part) == 2 else f"{value.year}"
    return part


def shown_time(value: time | timedelta) -> str:
    """14:30"""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    minutes = int(value.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"


def day_of(value: date) -> date:
    """A date without its time of day."""
    return value.date() if isinstance(value, datetime) else value
