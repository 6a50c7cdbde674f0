"""What a control chart says, in plain English: "Higher than usual for the last 7 months, which is worse; the target of 5% will not be met
without a change."
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, takewhile

from tracker.domain.control_chart_rules import side
from tracker.domain.control_charts import Assurance, Chart, ChartPoint, Group, PointType, Rule
from tracker.domain.figures import figure_words, rounded_for
from tracker.domain.measures import Unit
from tracker.domain.wording import count_words, plural_of

VARIATION = {
    PointType.IMPROVEMENT: "Improvement",
    PointType.CONCERN: "Concern",
    PointType.NEUTRAL_HIGH: "Unusually high",
    PointType.NEUTRAL_LOW: "Unusually low",
    PointType.COMMON_CAUSE: "Usual variation",
}
"""The word beside the icon of variation, and in the legend of a chart."""

ASSURANCE = {
    Assurance.CONSISTENT_PASS: "Target within reach",
    Assurance.CONSISTENT_FAIL: "Target out of reach",
    Assurance.INCONSISTENT: "Hit or miss",
    Assurance.NONE: "",
}
"""The words beside the icon of assurance."""

RULE = {
    Rule.OUTSIDE: "Outside the limits",
    Rule.TREND: "Seven or more in a row rising or falling",
    Rule.TWO_IN_THREE: "Two of three close to a limit",
    Rule.SHIFT: "Seven or more in a row on one side of the average",
    Rule.NONE: "Within usual variation",
}
"""Each rule as a table of points and an exit rule name it."""

_VERDICT = {PointType.IMPROVEMENT: ", which is better", PointType.CONCERN: ", which is worse"}


def says(chart: Chart, unit: Unit, *, period: str = "month") -> str:
    """One to three sentences. `period` is what a point stands for: "month", "quarter", "year", "period"."""
    if not chart.groups:
        return "There are no figures yet."
    group = chart.groups[-1]
    unjudged = _unjudged(group, period)
    if unjudged:
        return f"{unjudged}{_since(chart)}."
    last = group.points[-1]
    clauses = [
        f"{_variation(group, unit, period)}{_VERDICT.get(last.type, '')}",
        _assurance(chart, unit, period),
    ]
    sentences = ["; ".join(clause for clause in clauses if clause)]
    if group.limits.without_width:
        sentences.append("Nearly all figures are the same, so the limits have no width and say little")
    if group.trial:
        sentences.append(
            f"Only {count_words(len(group.points), period)} so far{_since(chart)}: the limits are trial limits and may move"
        )
    return ". ".join(sentences) + "."


def run_at_end(points: Sequence[ChartPoint]) -> int:
    """How many points at the end of one group lie on the same side of the mean, without a break; 0 where the last lies on it."""
    sides = [side(point.value, point.limits.mean) for point in reversed(points)]
    return len(list(takewhile(lambda one: one and one == sides[0], sides)))


def slope_at_end(points: Sequence[ChartPoint]) -> int:
    """How many points at the end of one group rise, or fall, one after the other: 1 where the last two are equal or there is one."""
    steps = [side(after.value, before.value) for before, after in pairwise(points)][::-1]
    return 1 + len(list(takewhile(lambda step: step and step == steps[0], steps))) if points else 0


def _unjudged(group: Group, period: str) -> str:
    """Why nothing can be said of a group; "" where something can."""
    number = len(group.points)
    if number == 1:
        return "There is one figure so far, too few to tell a change from usual variation"
    if all(point.value == group.points[0].value for point in group.points):
        return f"All {count_words(number, period)} have the same figure, so there is no variation to judge"
    return ""


def _since(chart: Chart) -> str:
    return " since the limits were set anew" if len(chart.groups) > 1 else ""


def _variation(group: Group, unit: Unit, period: str) -> str:
    points = group.points
    last = points[-1]
    high = last.direction > 0
    periods = plural_of(period)
    if last.rule is Rule.OUTSIDE:
        return _outside(group, unit, period)
    if last.rule is Rule.TREND:
        return f"{'Rising' if high else 'Falling'} for the last {slope_at_end(points)} {periods}"
    if last.rule is Rule.TWO_IN_THREE:
        near = sum(Rule.TWO_IN_THREE in point.rules for point in points[-3:])
        return f"{'High' if high else 'Low'} of late: {_of_three(near)} {periods} are close to the {'upper' if high else 'lower'} limit"
    if last.rule is Rule.SHIFT:
        return f"{'Higher' if high else 'Lower'} than usual for the last {run_at_end(points)} {periods}"
    return "No change that stands out: the figures vary as they usually do"


def _outside(group: Group, unit: Unit, period: str) -> str:
    """How long it has been unusual, how long outside the limit, and where that is."""
    points, limits = group.points, group.limits
    last = points[-1]
    high = last.direction > 0
    number = len(
        list(takewhile(lambda p: p.rule is Rule.OUTSIDE and p.direction == last.direction, reversed(points)))
    )
    line = limits.upper if high else limits.lower
    unusual = f"{'Higher' if high else 'Lower'} than usual"
    where = f"{'above the upper' if high else 'below the lower'} limit of {_figure(line, group, unit)}"
    run = run_at_end(points)
    if Rule.SHIFT in last.rules and run > number:
        since = f"for the last {number}" if number > 1 else "in the latest"
        return f"{unusual} for the last {run} {plural_of(period)}, and {where} {since}"
    return f"{unusual} {f'for the last {number} {plural_of(period)}' if number > 1 else f'in the latest {period}'}: {where}"


def _of_three(near: int) -> str:
    return "all of the last three" if near == 3 else "two of the last three"


def _assurance(chart: Chart, unit: Unit, period: str) -> str:
    if chart.target is None:
        return ""
    group = chart.groups[-1]
    target = f"the target of {figure_words(chart.target, unit)}"
    hedge = "as far as these can tell, " if group.trial and chart.assurance is not Assurance.NONE else ""
    match chart.assurance:
        case Assurance.CONSISTENT_PASS:
            return f"{hedge}{target} will be met unless something changes"
        case Assurance.CONSISTENT_FAIL:
            return f"{hedge}{target} will not be met without a change"
        case Assurance.INCONSISTENT:
            return f"{hedge}{target} will be met in some {plural_of(period)} and missed in others"
        case Assurance.NONE:
            return "" if group.limits.upper is not None else f"whether {target} will be met cannot be judged"


def _figure(line: Fraction | None, group: Group, unit: Unit) -> str:
    if line is None:
        return ""
    values = [point.value for point in group.points]
    return figure_words(rounded_for(line, max(values) - min(values)), unit)
