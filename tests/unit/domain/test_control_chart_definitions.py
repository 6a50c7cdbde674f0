"""Each rule against its definition, window by window, as one would check it on paper. Slow and plain on purpose."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.series import month
from tracker.domain.control_charts import Improvement, Point, Rule, evaluate

values_of = st.lists(st.integers(-9, 9), min_size=1, max_size=35)
steep = st.lists(st.integers(-2, 3), min_size=1, max_size=35).map(
    lambda steps: [sum(steps[: at + 1]) for at in range(len(steps))]
)


def windows(length, size, at):
    """Every stretch of so many points that holds the one at `at`."""
    return [range(start, start + size) for start in range(length - size + 1) if start <= at < start + size]


def same_side(values, mean, window):
    return all(values[at] > mean for at in window) or all(values[at] < mean for at in window)


def is_shift(values, mean, at):
    return any(same_side(values, mean, window) for window in windows(len(values), 7, at))


def slopes(values, at):
    """The slopes of the trends that hold the point, from left to right."""
    found = []
    for window in windows(len(values), 7, at):
        seven = [values[one] for one in window]
        steps = [later - earlier for earlier, later in pairwise(seven)]
        found += [1] * all(step > 0 for step in steps) + [-1] * all(step < 0 for step in steps)
    return found


def is_near(value, limits):
    inside = limits.lower <= value <= limits.upper
    return inside and (value > limits.near_upper or value < limits.near_lower)


def is_two_in_three(values, limits, at):
    return is_near(values[at], limits) and any(
        same_side(values, limits.mean, window) and sum(is_near(values[one], limits) for one in window) >= 2
        for window in windows(len(values), 3, at)
    )


@settings(deadline=None, max_examples=150)
@given(values=st.one_of(values_of, steep), fix_after=st.none() | st.just(12), screening=st.booleans())
def test_every_rule_marks_what_its_definition_marks(values, fix_after, screening):
    points = [Point(month(at), value) for at, value in enumerate(values)]
    chart = evaluate(points, improvement=Improvement.INCREASE, fix_after=fix_after, screening=screening)
    for at, point in enumerate(chart.points):
        limits = point.limits
        high = values[at] > limits.mean
        expected = []
        if limits.upper is not None and not limits.lower <= values[at] <= limits.upper:
            expected.append((Rule.OUTSIDE, high))
        if slopes(values, at):
            expected.append((Rule.TREND, slopes(values, at)[-1] > 0))
        if limits.upper is not None and is_two_in_three(values, limits, at):
            expected.append((Rule.TWO_IN_THREE, high))
        if is_shift(values, limits.mean, at):
            expected.append((Rule.SHIFT, high))
        assert point.rules == tuple(rule for rule, _ in expected)
        kind = ("improvement" if expected[0][1] else "concern") if expected else "common_cause"
        assert point.type == kind


@settings(deadline=None, max_examples=100)
@given(values=st.lists(st.integers(-9, 9), min_size=2, max_size=35), screening=st.booleans())
def test_the_limits_are_what_the_rules_ask_for(values, screening):
    points = [Point(month(at), value) for at, value in enumerate(values)]
    limits = evaluate(points, improvement=Improvement.INCREASE, screening=screening).groups[0].limits
    mean = Fraction(sum(values), len(values))
    steps = [abs(values[at] - values[at - 1]) for at in range(1, len(values))]
    average = Fraction(sum(steps), len(steps))
    if screening:
        steps = [step for step in steps if 1000 * step < 3267 * average]
    assert limits.mean == mean
    if not average:
        assert limits.upper is None
        return
    average = Fraction(sum(steps), len(steps))
    assert 100 * (limits.upper - mean) == 266 * average == 100 * (mean - limits.lower)
    assert 300 * (limits.near_upper - mean) == 532 * average == 300 * (mean - limits.near_lower)
