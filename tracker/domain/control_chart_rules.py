"""The four rules by which a point of a control chart is special cause. Each is applied within one group, to values in the order of time.

Source: Making Data Count, as NHSRplotthedots 0.2.2 applies it. Every comparison is strict. A direction is +1 for high or rising, -1 for
low or falling, 0 for neither; each rule answers one for every value, and 0 where the value does not meet it.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from tracker.domain.control_chart_limits import Limits

RUN = 7
"""So many points make a shift or a trend."""


class Rule(StrEnum):
    OUTSIDE = "outside"
    TREND = "trend"
    TWO_IN_THREE = "two_in_three"
    SHIFT = "shift"
    NONE = "none"


def side(value: Fraction, line: Fraction) -> int:
    """+1 above the line, -1 below it, 0 on it."""
    return (value > line) - (value < line)


def outside(values: Sequence[Fraction], limits: Limits) -> list[int]:
    """Above the upper limit or below the lower one. A value on a limit is inside."""
    return [_beyond(value, limits.lower, limits.upper) for value in values]


def trend(values: Sequence[Fraction], limits: Limits) -> list[int]:
    """Seven or more values, each strictly higher, or each strictly lower, than the one before. The mean does not matter.

    A value that ends one trend and begins another belongs to the one on its right.
    """
    steps = [side(after, before) for before, after in pairwise(values)]
    found = [0] * len(values)
    for start, length in _runs(steps):
        if length >= RUN - 1:
            found[start : start + length + 1] = [steps[start]] * (length + 1)
    return found


def two_in_three(values: Sequence[Fraction], limits: Limits) -> list[int]:
    """At least two of three consecutive values between the near line and the limit, and all three on one side of the mean.

    Only the near ones are marked. A value outside the limits is not near; one on the limit is, and one on the near line is not.
    """
    sides = [side(value, limits.mean) for value in values]
    beyond = outside(values, limits)
    near = [
        0 if out else _beyond(value, limits.near_lower, limits.near_upper)
        for value, out in zip(values, beyond, strict=True)
    ]
    found = [0] * len(values)
    for start in range(len(values) - 2):
        three = range(start, start + 3)
        if abs(sum(sides[at] for at in three)) == 3 and sum(1 for at in three if near[at]) >= 2:
            for at in three:
                found[at] = near[at] or found[at]
    return found


def shift(values: Sequence[Fraction], limits: Limits) -> list[int]:
    """Seven or more consecutive values on one side of the mean. A value on the mean has no side and ends the run."""
    sides = [side(value, limits.mean) for value in values]
    found = [0] * len(values)
    for start, length in _runs(sides):
        if length >= RUN:
            found[start : start + length] = [sides[start]] * length
    return found


PRECEDENCE: tuple[tuple[Rule, Callable[[Sequence[Fraction], Limits], list[int]]], ...] = (
    (Rule.OUTSIDE, outside),
    (Rule.TREND, trend),
    (Rule.TWO_IN_THREE, two_in_three),
    (Rule.SHIFT, shift),
)
"""Where a point meets several rules, the first of these is the one that it is marked with."""


def marks(values: Sequence[Fraction], limits: Limits) -> list[dict[Rule, int]]:
    """For each value the rules that it meets, in their precedence, each with its direction."""
    found: list[dict[Rule, int]] = [{} for _ in values]
    for rule, directions in PRECEDENCE:
        for mark, direction in zip(found, directions(values, limits), strict=True):
            if direction:
                mark[rule] = direction
    return found


def _beyond(value: Fraction, lower: Fraction | None, upper: Fraction | None) -> int:
    """+1 above `upper`, -1 below `lower`, else 0; 0 where the lines cannot be judged."""
    if lower is None or upper is None:
        return 0
    return (value > upper) - (value < lower)


def _runs(signs: Sequence[int]) -> list[tuple[int, int]]:
    """Where each run of equal signs other than 0 starts, and its length, from left to right."""
    found = []
    start = 0
    for at in range(1, len(signs) + 1):
        if at == len(signs) or signs[at] != signs[start]:
            if signs[start]:
                found.append((start, at - start))
            start = at
    return found
