"""The values of a measure, read and printed as people write them: 83,427; 8.6%; 2.4 per 1,000; 19 min 45 s.

A value is kept as a number: a percentage in percent, a duration in seconds. Sums are done on the decimals that were written.
"""

import re
from decimal import Decimal

from tracker.domain.durations import DAY, duration_words, read_duration
from tracker.domain.errors import BadInput
from tracker.domain.figures import figure_words, number_of
from tracker.domain.measures import Unit

LARGEST = 10**12
HOW = {
    Unit.COUNT: "a number, such as 83,427",
    Unit.PERCENT: "a percentage, such as 8.6% or 8.6",
    Unit.RATE: "a rate per 1,000, such as 2.4",
    Unit.DURATION: "a length of time, such as 19 min 45 s, 3:29 or 74 days",
}
UNIT_WORDS = {
    Unit.COUNT: "a count",
    Unit.PERCENT: "a percentage",
    Unit.RATE: "a rate per 1,000",
    Unit.DURATION: "a length of time",
}
_ENDINGS = {
    Unit.COUNT: "",
    Unit.PERCENT: r"\s*(?:%|per ?cent|percent)?",
    Unit.RATE: r"\s*(?:(?:per|for every|/)\s*1,?000.*)?",
}


def read_value(text: str, unit: Unit, *, field: str = "value") -> float:
    """Reads one. Raises `BadInput` for `field`, with a sentence that says what to write."""
    words = " ".join(text.replace("−", "-").replace("–", "-").split())
    if not words:
        raise BadInput(f"Give the value: {HOW[unit]}.", field=field)
    if unit is Unit.DURATION:
        return float(read_duration(words, field=field))
    match = re.fullmatch(rf"([+-]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?){_ENDINGS[unit]}", words.lower())
    if not match:
        raise BadInput(f"“{words[:30]}” cannot be read. Write {HOW[unit]}.", field=field)
    number = Decimal(match[1].replace(",", ""))
    if abs(number) > LARGEST:
        raise BadInput(f"{words[:30]} is too large. Look whether a digit was repeated.", field=field)
    return float(number)


def value_words(value: float | Decimal, unit: Unit) -> str:
    """A value as the reports print it."""
    return _duration_words(value) if unit is Unit.DURATION else figure_words(value, unit)


def size_words(difference: Decimal, unit: Unit) -> str:
    """How large a difference is, without its sign: "4.1 percentage points", "23,543", "3 min 35 s"."""
    size = abs(difference)
    if unit is Unit.PERCENT:
        return f"{number_of(size)} percentage point{'' if size == 1 else 's'}"
    return value_words(size, unit)


def exact(value: float | Decimal) -> Decimal:
    """The decimal number that was written, and not the nearest binary one."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def _duration_words(seconds: float | Decimal) -> str:
    # "74 days" and not "74 d": whole days are long enough to be said in full.
    return duration_words(seconds, short=bool(exact(seconds) % DAY))
