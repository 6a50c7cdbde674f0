"""When a standing action is ready for a decision: what must be seen of a measure, how far that is, and how soon it can be.

Source: the rules of control charts in `control_charts`. A signal is only believed on 13 points or more of the group of the last
point. What is met is said of the latest period alone: a signal that has passed is no reason to close anything. A target is
met by a value at it or on its better side; periods running follow on each other without a gap.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise, takewhile

from tracker.domain.chart_words import run_at_end, slope_at_end
from tracker.domain.control_chart_rules import RUN, Rule, side
from tracker.domain.control_charts import (
    ENOUGH,
    Assurance,
    Chart,
    ChartPoint,
    Improvement,
    Limits,
    PointType,
    exact,
)
from tracker.domain.errors import BadInput
from tracker.domain.measures import Basis, Better
from tracker.domain.periods import months_later

MOST_PERIODS = 36
LONG_MONTHS = 24
"""A signal that can only be seen after so many months outlasts what most terms of office have left; whoever sets the rule is told."""

MONTHS = {Basis.MONTH: 1, Basis.QUARTER: 3}
PERIOD = {Basis.MONTH: "month", Basis.QUARTER: "quarter"}


class ExitKind(StrEnum):
    IMPROVEMENT = "improvement"
    TARGET_MET = "target_met"
    WITHIN_REACH = "within_reach"


@dataclass(frozen=True)
class Exit:
    """What must be seen. `cause` is the special cause that counts, None for any; `periods` how often a target is to be met
    running; only periods that begin on `since` or later count, where it is given."""

    kind: ExitKind
    basis: Basis
    cause: Rule | None = None
    periods: int | None = None
    since: date | None = None


@dataclass(frozen=True)
class Standing:
    """How a rule stands. `done` of `needed` points are there. `at` is the first day of the latest period that was judged, None without any.

    `earliest` is the first day of the first period with which it can be met; None once it is met, and where it never can be.
    """

    met: bool
    done: int
    needed: int
    at: date | None
    earliest: date | None
    enough: bool = True
    """Whether there are so many points that a signal is believed."""


def check(rule: Exit, better: Better, *, has_target: bool) -> None:
    """Raises `BadInput` for a rule that could never be met."""
    if rule.basis not in MONTHS:
        raise BadInput("Choose months or quarters: other periods overlap, and enter no chart.", field="basis")
    if better is Better.NEITHER:
        raise BadInput(
            "Say on the measure's own page first which way is better: without that nothing can be an improvement.",
            field="measure",
        )
    if rule.kind is not ExitKind.IMPROVEMENT and not has_target:
        raise BadInput(
            "This measure has no target for this area. Give it one first, or choose an improvement.",
            field="kind",
        )
    if rule.kind is ExitKind.TARGET_MET and not 1 <= (rule.periods or 0) <= MOST_PERIODS:
        raise BadInput(
            f"Give how many periods running the target is to be met: 1 to {MOST_PERIODS}.", field="periods"
        )


def improvement_of(better: Better) -> Improvement:
    """The direction of a chart, by which way is better."""
    ways = {Better.HIGHER: Improvement.INCREASE, Better.LOWER: Improvement.DECREASE}
    return ways.get(better, Improvement.NEUTRAL)


def judge(rule: Exit, chart: Chart, target_on: Callable[[date], float | None], today: date) -> Standing:
    """How `rule` stands by `chart`, which was made of its measure, area and basis. `target_on` is the target in force on a day."""
    points = chart.groups[-1].points if chart.groups else ()
    if rule.kind is ExitKind.TARGET_MET:
        return _target_met(rule, points, chart.improvement, target_on, today)
    enough = len(points) >= ENOUGH
    late = bool(points) and (rule.since is None or points[-1].at >= rule.since)
    if rule.kind is ExitKind.WITHIN_REACH:
        met = enough and late and chart.assurance is Assurance.CONSISTENT_PASS
        return _standing(rule, points, met, len(points), ENOUGH, max(1, ENOUGH - len(points)), today)
    better = _better_side(chart.improvement)
    met = enough and late and _improves(rule.cause, points, better)
    done, needed, soonest = _run(rule.cause, points, better)
    return _standing(rule, points, met, done, needed, max(soonest, ENOUGH - len(points)), today)


def _improves(cause: Rule | None, points: Sequence[ChartPoint], better: int) -> bool:
    """The chart calls the last point an improvement, and the cause that counts is among its own, in that direction."""
    last = points[-1]
    if last.type is not PointType.IMPROVEMENT or (cause is not None and cause not in last.rules):
        return False
    return cause is not Rule.TREND or side(last.value, points[-2].value) == better


def _better_side(improvement: Improvement) -> int:
    return 1 if improvement is Improvement.INCREASE else -1


def _run(cause: Rule | None, points: Sequence[ChartPoint], better: int) -> tuple[int, int, int]:
    """How many of how many points are there, and after how many more periods, at the soonest, the signal can be seen."""
    if not points:
        return 0, RUN, {Rule.OUTSIDE: 1, Rule.TWO_IN_THREE: 2, None: 1}.get(cause, RUN)
    last, mean = points[-1], points[-1].limits.mean
    shift = min(run_at_end(points), RUN) if side(last.value, mean) == better else 0
    if cause is Rule.TREND:
        rises = len(points) > 1 and side(last.value, points[-2].value) == better
        trend = min(slope_at_end(points), RUN) if rises else 1
        return trend, RUN, max(1, RUN - trend)
    if cause is Rule.OUTSIDE:
        return 0, 1, 1
    if cause is Rule.TWO_IN_THREE:
        near = int(_near(last, last.limits, better))
        return near, 2, 2 - near
    return shift, RUN, max(1, RUN - shift) if cause is Rule.SHIFT else 1


def _near(point: ChartPoint, limits: Limits, better: int) -> bool:
    line = limits.near_upper if better > 0 else limits.near_lower
    return line is not None and side(point.value, line) == better and Rule.OUTSIDE not in point.rules


def _target_met(
    rule: Exit,
    points: Sequence[ChartPoint],
    improvement: Improvement,
    target_on: Callable[[date], float | None],
    today: date,
) -> Standing:
    needed = rule.periods or 1
    better = _better_side(improvement)

    def meets(point: ChartPoint) -> bool:
        target = target_on(point.at)
        if target is None or (rule.since and point.at < rule.since):
            return False
        return side(point.value, exact(target)) in (0, better)

    last_first = list(reversed(points))
    running = len(list(takewhile(meets, last_first)))
    unbroken = 1 + len(
        list(takewhile(lambda pair: pair[0].at == after(pair[1].at, rule.basis), pairwise(last_first)))
    )
    done = min(running, unbroken, needed)
    return _standing(rule, points, done >= needed, done, needed, needed - done, today)


def _standing(
    rule: Exit, points: Sequence[ChartPoint], met: bool, done: int, needed: int, more: int, today: date
) -> Standing:
    at = points[-1].at if points else None
    earliest = None
    if not met:
        base = at or before(first_day(today, rule.basis), rule.basis)
        earliest = after(base, rule.basis, max(1, more))
        if rule.since and rule.kind is not ExitKind.TARGET_MET:
            earliest = max(earliest, _at_or_after(rule.since, rule.basis))
    enough = rule.kind is ExitKind.TARGET_MET or len(points) >= ENOUGH
    return Standing(met, done, needed, at, earliest, enough)


def first_day(day: date, basis: Basis) -> date:
    """The first day of the month or quarter (of the calendar) that holds `day`."""
    months = MONTHS[basis]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _at_or_after(day: date, basis: Basis) -> date:
    first = first_day(day, basis)
    return first if first == day else after(first, basis)


def after(first: date, basis: Basis, count: int = 1) -> date:
    """The first day of the period that stands `count` periods after the one that begins on `first`."""
    return months_later(first, count * MONTHS[basis])


def before(first: date, basis: Basis) -> date:
    return after(first, basis, -1)


def outlasts_a_term(earliest: date | None, today: date) -> bool:
    """Whether the rule can only be met so late that another rule would serve better."""
    return (
        earliest is not None
        and (earliest.year - today.year) * 12 + earliest.month - today.month >= LONG_MONTHS
    )
