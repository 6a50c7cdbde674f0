"""XmR control charts: readings in, lines and a classification of each point out. Pure, and exact (see `control_chart_limits`).

The rules are those of Making Data Count as the R package NHSRplotthedots 0.2.2 applies them:

- Points are sorted by their period and split into groups; the first point at or after the day of a rebase opens a new group. No
  limit, step, run or trend crosses from one group into another.
- The baseline of a group is all of it, or its first n points (n is 12 or more) where limits are fixed.
- A group that does not vary has no limits, and its points are common cause. Fewer than 13 points make trial limits.
- Variation is the type of the last point; assurance comes from the limits in force there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from tracker.domain.control_chart_limits import ENOUGH, Limits, Number, exact, limits_of, to_four_places
from tracker.domain.control_chart_rules import Rule, marks
from tracker.domain.errors import BadInput

__all__ = [
    "ENOUGH",
    "Assurance",
    "Chart",
    "ChartPoint",
    "Group",
    "Improvement",
    "Limits",
    "Number",
    "Point",
    "PointType",
    "Rule",
    "evaluate",
    "exact",
    "to_four_places",
]

FEWEST_FIXED = 12
"""Limits can be fixed on so many points or more."""


class Improvement(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class PointType(StrEnum):
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    COMMON_CAUSE = "common_cause"


class Assurance(StrEnum):
    CONSISTENT_PASS = "consistent_pass"  # noqa: S105
    CONSISTENT_FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"
    NONE = "none"


@dataclass(frozen=True)
class Point:
    """One reading: the first day of its period, and its value."""

    at: date
    value: Number


@dataclass(frozen=True)
class ChartPoint:
    """A point as it was judged. `rules` are all that it meets, in their precedence; `rule` is the one it is marked with.

    `direction` is +1 for high or rising, -1 for low or falling, 0 for common cause. `group` counts from 0.
    """

    at: date
    value: Fraction
    group: int
    limits: Limits
    rules: tuple[Rule, ...]
    direction: int
    type: PointType

    @property
    def rule(self) -> Rule:
        return self.rules[0] if self.rules else Rule.NONE


@dataclass(frozen=True)
class Group:
    """The points between two rebases. `baseline` says how many of them its limits rest on."""

    points: tuple[ChartPoint, ...]
    limits: Limits
    baseline: int

    @property
    def trial(self) -> bool:
        """Its limits are trial limits: too few points to trust them."""
        return len(self.points) < ENOUGH


@dataclass(frozen=True)
class Chart:
    """`variation`, `assurance` and `trial_limits` speak of the last group. A chart without points is common cause, on trial."""

    groups: tuple[Group, ...]
    improvement: Improvement
    target: Fraction | None
    assurance: Assurance

    @property
    def points(self) -> tuple[ChartPoint, ...]:
        return tuple(point for group in self.groups for point in group.points)

    @property
    def variation(self) -> PointType:
        return self.groups[-1].points[-1].type if self.groups else PointType.COMMON_CAUSE

    @property
    def trial_limits(self) -> bool:
        return self.groups[-1].trial if self.groups else True


def evaluate(
    points: Iterable[Point],
    *,
    improvement: Improvement,
    target: Number | None = None,
    rebases: Iterable[date] = (),
    fix_after: int | None = None,
    screening: bool = True,
) -> Chart:
    """Judges `points`, given in any order. `rebases` are the days on which a new group begins.

    Raises `BadInput` for two points of one day, for a value that is not a finite number, and for `fix_after` below 12.
    """
    if fix_after is not None and fix_after < FEWEST_FIXED:
        raise BadInput(
            f"Limits cannot be fixed after {fix_after} points. Give {FEWEST_FIXED} or more.",
            field="fix_after",
        )
    in_time = sorted(points, key=lambda point: point.at)
    for before, after in pairwise(in_time):
        if before.at == after.at:
            raise BadInput(f"There are two figures for {after.at.isoformat()}. Leave one.", field="period")
    groups = tuple(
        _group(number, members, improvement, fix_after, screening)
        for number, members in enumerate(_split(in_time, sorted(set(rebases))))
    )
    aim = None if target is None else exact(target)
    return Chart(groups, improvement, aim, _assurance(groups, improvement, aim))


def _split(points: Sequence[Point], rebases: Sequence[date]) -> list[list[Point]]:
    """The points of each group. A rebase before the first point, or after the last, opens none."""
    groups: list[list[Point]] = []
    passed = -1
    for point in points:
        begun = sum(day <= point.at for day in rebases)
        if begun != passed:
            groups.append([])
            passed = begun
        groups[-1].append(point)
    return groups


def _group(
    number: int, points: Sequence[Point], improvement: Improvement, fix_after: int | None, screening: bool
) -> Group:
    values = [exact(point.value) for point in points]
    baseline = values[:fix_after]
    limits = limits_of(baseline, screening=screening)
    judged = []
    for point, value, met in zip(points, values, marks(values, limits), strict=True):
        direction = next(iter(met.values()), 0)
        kind = _type(direction, improvement)
        judged.append(ChartPoint(point.at, value, number, limits, tuple(met), direction, kind))
    return Group(tuple(judged), limits, len(baseline))


def _type(direction: int, improvement: Improvement) -> PointType:
    if not direction:
        return PointType.COMMON_CAUSE
    if improvement is Improvement.NEUTRAL:
        return PointType.NEUTRAL_HIGH if direction > 0 else PointType.NEUTRAL_LOW
    better = 1 if improvement is Improvement.INCREASE else -1
    return PointType.IMPROVEMENT if direction == better else PointType.CONCERN


def _assurance(groups: Sequence[Group], improvement: Improvement, target: Fraction | None) -> Assurance:
    """Whether the limits in force at the last point keep the target. A target on a limit is hit or miss."""
    limits = groups[-1].limits if groups else None
    if target is None or improvement is Improvement.NEUTRAL or limits is None:
        return Assurance.NONE
    if limits.upper is None or limits.lower is None:
        return Assurance.NONE
    if limits.lower <= target <= limits.upper:
        return Assurance.INCONSISTENT
    beyond_reach = target > limits.upper if improvement is Improvement.INCREASE else target < limits.lower
    return Assurance.CONSISTENT_FAIL if beyond_reach else Assurance.CONSISTENT_PASS
