"""How a figure of a measure is written: "8.6%", "1,234", "12.3 per 1,000", "19 minutes 45 seconds"."""

from decimal import Decimal
from fractions import Fraction

from tracker.domain.durations import duration_words
from tracker.domain.measures import Unit

MINUS = "\N{MINUS SIGN}"


def figure_words(
    value: Fraction | Decimal | float, unit: Unit, *, places: int | None = None, short: bool = False
) -> str:
    """`value` in its unit, a duration being in seconds. `short` is for pictures and narrow columns: "19 min 45 s", "12.3".

    At most `places` decimals (without it two, or four for what is under a hundredth), and no trailing noughts unless `places` is given.
    """
    if unit is Unit.DURATION:
        return duration_words(value, short=short)
    number = number_of(value, places)
    if unit is Unit.PERCENT:
        return f"{number}%"
    return f"{number} per 1,000" if unit is Unit.RATE and not short else number


def number_of(value: Fraction | Decimal | float, places: int | None = None) -> str:
    """1,234.5, with a minus sign where it is negative. Exactly `places` decimals, or as few as it needs and two at most."""
    exact = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    decimals = (2 if abs(exact) >= Fraction(1, 100) or not exact else 4) if places is None else places
    rounded = round(exact, decimals)
    text = f"{float(abs(rounded)):,.{decimals}f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{MINUS}{text}" if rounded < 0 else text


def rounded_for(value: Fraction, span: Fraction) -> Fraction:
    """`value` as finely as it is worth reading on a scale that spans `span`: whole, or to one, two or four decimals."""
    places = next((places for least, places in ((200, 0), (2, 1), (Fraction(1, 5), 2)) if span >= least), 4)
    return round(value, places)
