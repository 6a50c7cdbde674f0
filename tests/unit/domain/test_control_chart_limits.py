"""The lines of a control chart, against figures worked out by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.support.series import chart_of, rules, types
from tracker.domain.control_charts import exact, to_four_places
from tracker.domain.errors import BadInput


def lines(chart, group=0):
    limits = chart.groups[group].limits
    return tuple(
        None if line is None else to_four_places(line)
        for line in (limits.mean, limits.lower, limits.near_lower, limits.near_upper, limits.upper)
    )


def test_limits_are_the_mean_and_2_66_times_the_average_step():
    # mean 12 / 5 = 2.4; steps 2 1 2 1, on average 1.5; 2.66 x 1.5 = 3.99, two thirds of which are 2.66
    assert lines(chart_of("2 4 3 1 2")) == (2.4, -1.59, -0.26, 5.06, 6.39)


def test_a_step_of_3_267_times_the_average_or_more_is_screened_out():
    # sum 134, mean 14.8889; steps 1 1 1 1 1 1 20 1, on average 27 / 8 = 3.375; 3.267 x 3.375 = 11.026: 20 goes, the rest average 1
    assert lines(chart_of("10 11 10 11 10 11 10 30 31")) == (14.8889, 12.2289, 13.1156, 16.6622, 17.5489)


def test_without_screening_every_step_counts():
    # 2.66 x 3.375 = 8.9775, two thirds of which are 5.985
    chart = chart_of("10 11 10 11 10 11 10 30 31", screening=False)
    assert lines(chart) == (14.8889, 5.9114, 8.9039, 20.8739, 23.8664)


def test_screening_is_not_repeated():
    # steps 1 x 8, 5 and 60: average 7.3, of which 3.267 times is 23.85: 60 goes. The rest average 13 / 9 = 1.4444, of which 3.267
    # times is 4.72: a second round would take the 5 out too.
    chart = chart_of("10 11 10 11 10 11 10 11 10 15 75")
    assert chart.groups[0].limits.upper == Fraction(184, 11) + Fraction("2.66") * Fraction(13, 9)


def test_a_step_of_exactly_3_267_times_the_average_is_screened_out():
    chart = chart_of("0 3.267 3.5 3.75 4")
    # average (3.267 + 0.233 + 0.25 + 0.25) / 4 = 1; 3.267 is not below 3.267; the rest average 0.733 / 3
    mean = Fraction("14.517") / 5
    assert chart.groups[0].limits.upper == mean + Fraction("2.66") * Fraction("0.733") / 3


def test_an_outlier_stays_in_the_mean():
    assert lines(chart_of("10 11 10 11 10 11 10 11 10 11 10 11 140"))[0] == 20.4615


def test_limits_are_not_clipped_at_nought():
    assert lines(chart_of("0 1 0 1 0 1 0"))[1] < 0


def test_limits_fixed_on_the_first_twelve_serve_all_later_points():
    # the first 12 alternate 10 and 12: mean 11, steps of 2, limits 11 -+ 5.32
    chart = chart_of("10 12 10 12 10 12 10 12 10 12 10 12 17 10", fix_after=12)
    assert lines(chart) == (11.0, 5.68, 7.4533, 14.5467, 16.32)
    assert rules(chart) == "............O."
    assert chart.groups[0].baseline == 12


def test_limits_fixed_on_more_points_than_there_are_rest_on_all():
    free, fixed = chart_of("2 4 3 1 2"), chart_of("2 4 3 1 2", fix_after=12)
    assert lines(free) == lines(fixed)
    assert fixed.groups[0].baseline == 5


@pytest.mark.parametrize("n", [11, 1, 0, -1])
def test_limits_cannot_be_fixed_on_fewer_than_twelve(n):
    with pytest.raises(BadInput, match="12 or more") as refused:
        chart_of("1 2 3", fix_after=n)
    assert refused.value.field == "fix_after"


def test_limits_are_fixed_in_each_group_on_its_own_first_points():
    low, high = "10 12 " * 6 + "11 ", "110 112 " * 6 + "111"
    chart = chart_of(low + high, rebases=(13,), fix_after=12)
    assert [group.baseline for group in chart.groups] == [12, 12]
    assert [lines(chart, group)[0] for group in (0, 1)] == [11.0, 111.0]


def test_the_period_of_a_rebase_is_the_first_of_the_new_group():
    chart = chart_of("1 2 3 101 102 103", rebases=(3,))
    assert [len(group.points) for group in chart.groups] == [3, 3]
    assert [lines(chart, group)[0] for group in (0, 1)] == [2.0, 102.0]
    # no step from 3 to 101 in either group: all steps are 1
    assert [lines(chart, group)[4] for group in (0, 1)] == [4.66, 104.66]


@pytest.mark.parametrize("rebases", [(0,), (99,), (0, 99)])
def test_a_rebase_before_the_second_point_or_after_the_last_changes_nothing(rebases):
    assert lines(chart_of("1 2 3", rebases=rebases)) == lines(chart_of("1 2 3"))
    assert len(chart_of("1 2 3", rebases=rebases).groups) == 1


@pytest.mark.parametrize("screening", [True, False])
def test_a_constant_series_has_a_mean_but_no_limits_no_signals_and_no_assurance(screening):
    chart = chart_of("5 " * 20, target="4", screening=screening)
    assert lines(chart) == (5.0, None, None, None, None)
    assert types(chart) == "." * 20
    assert (chart.variation, chart.assurance) == ("common_cause", "none")


def test_a_constant_baseline_leaves_later_points_to_shift_and_trend_alone():
    chart = chart_of("5 " * 12 + "6 7 6 7 6 7 6", fix_after=12)
    assert lines(chart)[4] is None
    assert rules(chart) == "." * 12 + "S" * 7


def test_limits_without_width_are_known_as_such():
    # one jump among twelve nils: the jump is screened out, the rest average nothing, and the rules ask for mean -+ 0
    chart = chart_of("5 " * 12 + "9")
    assert chart.groups[0].limits.without_width
    assert not chart_of("5 6 5 6").groups[0].limits.without_width
    assert not chart_of("5 5 5").groups[0].limits.without_width


def test_one_point_has_no_limits():
    assert lines(chart_of("7")) == (7.0, None, None, None, None)


def test_no_points_make_an_empty_chart():
    chart = chart_of("", target="3")
    assert (chart.points, chart.variation, chart.assurance, chart.trial_limits) == (
        (),
        "common_cause",
        "none",
        True,
    )


@pytest.mark.parametrize(("points", "trial"), [(1, True), (2, True), (12, True), (13, False), (14, False)])
def test_fewer_than_thirteen_points_make_trial_limits(points, trial):
    assert chart_of(" ".join(str(n % 3) for n in range(points))).trial_limits is trial


def test_trial_limits_are_those_of_the_last_group():
    assert chart_of("1 2 " * 10, rebases=(4,)).trial_limits is False
    assert chart_of("1 2 " * 10, rebases=(14,)).trial_limits is True
    assert [group.trial for group in chart_of("1 2 " * 10, rebases=(4,)).groups] == [True, False]


def test_tenths_add_up():
    # as floats the mean of these is 0.20000000000000004 and the first point would lie below it
    chart = chart_of("0.2 0.1 0.3")
    assert chart.groups[0].limits.mean == Fraction(1, 5)
    assert [exact(number) for number in (0.1, Decimal("0.1"), 1)] == [Fraction(1, 10), Fraction(1, 10), 1]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")])
def test_what_is_no_figure_is_refused(value):
    with pytest.raises(BadInput, match="is not a figure"):
        exact(value)
