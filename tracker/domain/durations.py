"""How long something took, as people write it: "2 hours 16 minutes", "19 min 45 s", "1h 5m", "3:29", "00:19:45".

A duration is kept in seconds. Two numbers with a colon can mean minutes and seconds, or hours and minutes: without a hint they are
minutes and seconds, as call and response times are written; `Colon.HOURS` says otherwise. Three are always hours, minutes and seconds.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tracker.domain.errors import BadInput
from tracker.domain.wording import count_words

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86_400, 604_800
LONGEST = 100 * 366 * DAY

_UNITS = {
    WEEK: "w wk wks week weeks",
    DAY: "d day days",
    HOUR: "h hr hrs hour hours",
    MINUTE: "m min mins minute minutes ′ '",
    1: 's sec secs second seconds ″ "',
}
_SECONDS_OF = {name: seconds for seconds, names in _UNITS.items() for name in names.split()}
_NEXT_SMALLER = {WEEK: DAY, DAY: HOUR, HOUR: MINUTE, MINUTE: 1}
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_PART = re.compile(rf"\s*(?:,|and\b|&)?\s*(?P<number>{_NUMBER})\s*(?P<unit>[a-z]+|[′″'\"])?\.?", re.ASCII)
_CLOCK = re.compile(r"(?:(?P<hours>\d+):)?(?P<first>\d+):(?P<second>\d{2})(?P<part>\.\d+)?", re.ASCII)
_EXAMPLES = "Write it as “19 minutes 45 seconds”, “2 h 16 min” or “00:19:45”."


class Colon(StrEnum):
    """What two numbers with a colon mean: 3:29 is 3 minutes 29 seconds, or 3 hours 29 minutes."""

    MINUTES = "minutes"
    HOURS = "hours"

    @property
    def hint(self) -> str:
        """What a form says beside its field."""
        if self is Colon.MINUTES:
            return "For example “19 min 45 s”, “2 hours 16 minutes” or “3:29” (minutes and seconds)."
        return "For example “2 hours 16 minutes”, “19 min 45 s” or “3:29” (hours and minutes)."


def read_duration(typed: str, *, colon: Colon = Colon.MINUTES, field: str = "value") -> Decimal:
    """Seconds. Raises `BadInput` with a sentence that says how to write one."""
    text = " ".join(typed.casefold().replace("’", "'").replace("”", '"').split())
    found = _clock(text, colon) if ":" in text else _parts(text)
    if found is None:
        raise BadInput(_refusal(typed), field=field)
    if found > LONGEST:
        raise BadInput(f"“{typed.strip()[:40]}” is longer than a hundred years. {_EXAMPLES}", field=field)
    return found


def duration_words(seconds: Fraction | Decimal | float, *, short: bool = False) -> str:
    """ "19 minutes 45 seconds", or "19 min 45 s"; from two days on with days; under a minute with tenths where there are any.

    Parts that are nought are left out, so two hours and five seconds are "2 hours 5 seconds". A negative one has a minus sign.
    """
    whole = Fraction(repr(seconds)) if isinstance(seconds, float) else Fraction(seconds)
    sign = "\N{MINUS SIGN}" if whole < 0 else ""
    tenths = round(abs(whole) * 10)
    if tenths < MINUTE * 10 and tenths % 10:
        return f"{sign}{tenths / 10} {'s' if short else 'seconds'}"
    return (sign if tenths else "") + " ".join(_said(round(abs(whole)), short))


def _clock(text: str, colon: Colon) -> Decimal | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    first, second, part = int(found["first"]), int(found["second"]), Decimal(found["part"] or 0)
    if second >= MINUTE or (found["hours"] and first >= MINUTE):
        return None
    if found["hours"]:
        return int(found["hours"]) * HOUR + first * MINUTE + second + part
    if colon is Colon.HOURS:
        return None if part else Decimal(first * HOUR + second * MINUTE)
    return first * MINUTE + second + part


def _parts(text: str) -> Decimal | None:
    """The sum of numbers with their units, the larger first. A last number without one takes the next smaller: 1h05, 19m45."""
    total, last, at = Decimal(0), 0, 0
    while at < len(text):
        found = _PART.match(text, at)
        if found is None:
            return None
        unit = _SECONDS_OF.get(found["unit"]) if found["unit"] else _NEXT_SMALLER.get(last)
        if unit is None or (last and unit >= last) or (not found["unit"] and found.end() < len(text)):
            return None
        total += Decimal(found["number"].replace(",", "")) * unit
        last, at = unit, found.end()
    return total if last else None


def _refusal(typed: str) -> str:
    said = typed.strip()[:40]
    if not said:
        return f"Give how long it took. {_EXAMPLES}"
    if re.fullmatch(_NUMBER, said):
        return f"“{said}” has no unit. Write “{said} seconds”, “{said} minutes” or “{said} hours”."
    return f"“{said}” is not a length of time. {_EXAMPLES}"


def _said(seconds: int, short: bool) -> Iterator[str]:
    days, rest = divmod(seconds, DAY)
    if days < 2:
        days, rest = 0, seconds
    hours, rest = divmod(rest, HOUR)
    minutes, last = divmod(rest, MINUTE)
    numbers = [(days, "day", "d"), (hours, "hour", "h"), (minutes, "minute", "min"), (last, "second", "s")]
    spoken = [entry for entry in numbers if entry[0]] or numbers[-1:]
    for number, word, sign in spoken:
        yield f"{number:,} {sign}" if short else count_words(number, word)
