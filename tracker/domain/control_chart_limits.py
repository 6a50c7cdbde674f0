"""Centre line and limits of one group of an XmR chart: the individual values, and the steps between them.

Every figure is a `Fraction`. The comparisons of a control chart are strict, and 0.1 + 0.2 must not lie above 0.3: so values are taken as
they were typed, nothing is rounded on the way, and only `to_four_places` rounds, for what is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import isfinite

from tracker.domain.errors import BadInput

Number = Fraction | Decimal | int | float

FULL = Fraction("2.66")
NEAR = FULL * 2 / 3
SCREEN = Fraction("3.267")
"""Steps of this many times the average, or more, do not count when the average is taken again."""

ENOUGH = 13
"""A group of fewer points than this has trial limits."""


@dataclass(frozen=True)
class Limits:
    """Where the lines of a group stand. `near_…` lie at two thirds of the way from the mean to the limit.

    The four lines are None where they cannot be judged: the baseline has one point, or does not vary.
    """

    mean: Fraction
    lower: Fraction | None = None
    near_lower: Fraction | None = None
    near_upper: Fraction | None = None
    upper: Fraction | None = None

    @property
    def without_width(self) -> bool:
        """The rules ask for lines, but all of them fall on the mean: nearly every step was nil and the others were screened out."""
        return self.upper is not None and self.upper == self.lower


def exact(value: Number) -> Fraction:
    """`value` as it was typed: a float counts as the shortest text that means it, so 0.1 is a tenth. Raises `BadInput`."""
    if isinstance(value, Decimal | float) and not isfinite(value):
        raise BadInput(f"“{value}” is not a figure. Give a number.", field="value")
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def to_four_places(value: Fraction) -> float:
    """For showing and for JSON: rounded to four decimals, a tie to the even one."""
    return float(round(value, 4))


def limits_of(baseline: Sequence[Fraction], *, screening: bool = True) -> Limits:
    """The lines of a group from its baseline, which holds one value at least, in the order of time.

    With `screening`, steps that are not strictly below 3.267 times the average step are left out and the average is
    taken once more. Outliers stay in the mean.
    """
    mean = Fraction(sum(baseline), len(baseline))
    steps = [abs(after - before) for before, after in pairwise(baseline)]
    if not any(steps):
        return Limits(mean)
    average = Fraction(sum(steps), len(steps))
    if screening:
        kept = [step for step in steps if step < SCREEN * average]
        average = Fraction(sum(kept), len(kept))
    return Limits(
        mean, mean - FULL * average, mean - NEAR * average, mean + NEAR * average, mean + FULL * average
    )
