"""What must hold of every control chart, whatever the figures."""

from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.series import month
from tracker.domain.control_charts import Assurance, Chart, Improvement, Point, PointType, Rule, evaluate

tenths = st.integers(-60, 60).map(lambda n: Fraction(n, 10))
QUICK = settings(deadline=None, max_examples=60)
figures = st.lists(tenths, max_size=40)
directions = st.sampled_from(Improvement)


@st.composite
def settings_of(draw: st.DrawFn) -> dict:
    return {
        "improvement": draw(directions),
        "target": draw(st.none() | tenths),
        "rebases": draw(st.lists(st.integers(0, 40).map(month), max_size=3)),
        "fix_after": draw(st.none() | st.integers(12, 45)),
        "screening": draw(st.booleans()),
    }


def points_of(values) -> list[Point]:
    return [Point(month(at), value) for at, value in enumerate(values)]


def judged(chart: Chart) -> list[tuple]:
    """All that is said of the points, without the figures."""
    return [(point.at, point.group, point.rules, point.direction, point.type) for point in chart.points] + [
        (chart.variation, chart.assurance, chart.trial_limits)
    ]


@QUICK
@given(values=figures, options=settings_of(), by=st.fractions(-1000, 1000))
def test_shifting_a_series_changes_no_classification(values, options, by):
    moved = {**options, "target": None if options["target"] is None else options["target"] + by}
    chart = evaluate(points_of(value + by for value in values), **moved)
    assert judged(chart) == judged(evaluate(points_of(values), **options))


@QUICK
@given(values=figures, options=settings_of(), by=st.fractions(Fraction(1, 1000), 1000))
def test_scaling_a_series_changes_no_classification(values, options, by):
    scaled = {**options, "target": None if options["target"] is None else options["target"] * by}
    chart = evaluate(points_of(value * by for value in values), **scaled)
    assert judged(chart) == judged(evaluate(points_of(values), **options))


@QUICK
@given(values=figures, options=settings_of(), shuffled=st.randoms(use_true_random=False))
def test_the_order_in_which_points_are_given_never_matters(values, options, shuffled):
    points = points_of(values)
    expected = evaluate(points, **options)
    shuffled.shuffle(points)
    shuffled.shuffle(options["rebases"])
    assert evaluate(points, **options) == expected


@QUICK
@given(values=figures, options=settings_of())
def test_turning_a_series_upside_down_swaps_improvement_and_concern_and_keeps_the_rules(values, options):
    turned = {**options, "target": None if options["target"] is None else -options["target"]}
    swapped = {
        PointType.IMPROVEMENT: PointType.CONCERN,
        PointType.CONCERN: PointType.IMPROVEMENT,
        PointType.NEUTRAL_HIGH: PointType.NEUTRAL_LOW,
        PointType.NEUTRAL_LOW: PointType.NEUTRAL_HIGH,
    }
    chart, other = (
        evaluate(points_of(values), **options),
        evaluate(points_of(-value for value in values), **turned),
    )
    assert [point.rules for point in chart.points] == [point.rules for point in other.points]
    assert [swapped.get(point.type, point.type) for point in chart.points] == [
        point.type for point in other.points
    ]


@QUICK
@given(values=figures, options=settings_of())
def test_asking_for_a_decrease_instead_of_an_increase_swaps_every_verdict(values, options):
    up = evaluate(points_of(values), **{**options, "improvement": Improvement.INCREASE})
    down = evaluate(points_of(values), **{**options, "improvement": Improvement.DECREASE})
    verdicts = {PointType.IMPROVEMENT: PointType.CONCERN, PointType.CONCERN: PointType.IMPROVEMENT}
    assert [verdicts.get(point.type, point.type) for point in up.points] == [
        point.type for point in down.points
    ]
    passes = {
        Assurance.CONSISTENT_PASS: Assurance.CONSISTENT_FAIL,
        Assurance.CONSISTENT_FAIL: Assurance.CONSISTENT_PASS,
    }
    assert passes.get(up.assurance, up.assurance) == down.assurance


@QUICK
@given(values=figures, options=settings_of())
def test_what_comes_after_a_rebase_is_judged_as_if_nothing_came_before(values, options):
    chart = evaluate(points_of(values), **options)
    for group in chart.groups:
        alone = evaluate(
            [Point(point.at, point.value) for point in group.points], **{**options, "rebases": ()}
        )
        assert [(point.rules, point.type, point.limits) for point in alone.points] == [
            (point.rules, point.type, point.limits) for point in group.points
        ]


@QUICK
@given(values=figures, options=settings_of())
def test_every_shift_and_trend_is_part_of_seven_or_more(values, options):
    for group in evaluate(points_of(values), **options).groups:
        for rule in (Rule.SHIFT, Rule.TREND):
            runs = groupby(group.points, lambda point, rule=rule: rule in point.rules)
            assert all(len(list(run)) >= 7 for met, run in runs if met)


@QUICK
@given(values=st.lists(st.decimals(-1000, 1000, places=3), max_size=30), options=settings_of())
def test_decimals_fractions_and_floats_of_the_same_text_are_judged_alike(values, options):
    exact = evaluate(points_of(values), **options)
    assert evaluate(points_of(float(value) for value in values), **options) == exact
    assert evaluate(points_of(Fraction(value) for value in values), **options) == exact


@QUICK
@given(value=st.decimals(-1000, 1000, places=2), number=st.integers(1, 30), options=settings_of())
def test_a_constant_series_is_never_judged(value, number, options):
    chart = evaluate(points_of([Decimal(value)] * number), **options)
    assert {point.type for point in chart.points} == {PointType.COMMON_CAUSE}
    assert chart.assurance is Assurance.NONE
    assert all(group.limits.upper is None for group in chart.groups)
