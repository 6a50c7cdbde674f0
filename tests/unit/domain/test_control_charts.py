"""What a control chart says of each point: a table of cases worked out by hand for every rule."""

import pytest

from tests.support.series import chart_of, month, rules, types
from tracker.domain.control_charts import Improvement, Point, Rule, evaluate
from tracker.domain.errors import BadInput

QUIET = "10 12 10 12 10 12 10 12 10 12 10 12 "
"""With limits fixed on these: mean 11, limits 5.68 and 16.32, near lines 7.4533 and 14.5467."""


def after_quiet(figures: str) -> str:
    """The rules of `figures` where limits are fixed on the quiet twelve; a point on the mean comes between."""
    return rules(chart_of(f"{QUIET} 11 {figures}", fix_after=12))[13:]


@pytest.mark.parametrize(
    ("figures", "marked"),
    [
        ("16.33", "O"),
        ("16.32", "."),
        ("5.67", "O"),
        ("5.68", "."),
        ("16.32000000000000001", "O"),
    ],
)
def test_outside_is_beyond_a_limit_and_not_on_it(figures, marked):
    assert after_quiet(figures) == marked


@pytest.mark.parametrize(
    ("figures", "marked"),
    [
        ("12 13 12 13 12 13 12", "SSSSSSS"),
        ("12 13 12 13 12 13", "......"),
        ("12 13 12 13 12 13 12 13 12 10", "SSSSSSSSS."),
        ("12 13 12 11 12 13 12 13", "........"),
        ("12 13 12 10 12 13 12 13", "........"),
        ("10 9 10 9 10 9 10", "SSSSSSS"),
        ("10 9 10 9 10 9 11", "......."),
        ("12 12 12 12 12 12 12", "SSSSSSS"),
        ("11.0000001 12 12 12 12 12 12", "SSSSSSS"),
    ],
)
def test_seven_on_one_side_of_the_mean_are_a_shift_and_a_point_on_the_mean_breaks_it(figures, marked):
    assert after_quiet(figures) == marked


@pytest.mark.parametrize(
    ("figures", "marked"),
    [
        ("8 9 10 11 12 13 14", "TTTTTTT"),
        ("8 9 10 11 12 13", "......"),
        ("8 9 10 11 11 12 13 14", "........"),
        ("14 13 12 11 10 9 8 7.9", "TTTTTTTT"),
        ("14 13 12 11 11 10 9 8", "........"),
        ("10.1 10.2 10.3 10.4 10.5 10.6 10.7", "TTTTTTT"),
        ("9 10 9.5 10.5 11 11.5 12", "......."),
    ],
)
def test_seven_that_rise_or_fall_are_a_trend_wherever_the_mean_is_and_an_equal_pair_breaks_it(
    figures, marked
):
    assert after_quiet(figures) == marked


def test_the_point_from_which_it_rises_or_falls_is_the_first_of_a_trend():
    # the 12 before is the first of the seven
    assert rules(chart_of(f"{QUIET} 11 10 9 8 7 6", fix_after=12))[10:] == ".TTTTTTT"


@pytest.mark.parametrize(
    ("figures", "marked"),
    [
        ("15 15 12", "22."),
        ("15 12 15", "2.2"),
        ("12 15 15", ".22"),
        ("15 15 15", "222"),
        ("15 15", ".."),
        ("15 15 10", "..."),
        ("15 15 11", "..."),
        ("15 10 15", "..."),
        ("15 11 15", "..."),
        ("15 12 12 15", "...."),
        ("15 12 14.5466", "..."),
        ("15 12 14.5467", "2.2"),
        ("16.32 16.32 12", "22."),
        ("7 7 10", "22."),
        ("7 15 7", "..."),
        ("7.4534 7 10", "..."),
        ("7.4533 7 10", "22."),
    ],
)
def test_two_of_three_near_a_limit_with_all_three_on_one_side_of_the_mean(figures, marked):
    assert after_quiet(figures) == marked


@pytest.mark.parametrize(
    ("figures", "marked"),
    [("15 17 12", ".O."), ("15 17 15", "2O2"), ("17 15 15", "O22"), ("17 15 12", "O.."), ("15 17", ".O")],
)
def test_a_point_outside_the_limits_is_no_near_point_but_can_be_the_third(figures, marked):
    assert after_quiet(figures) == marked


@pytest.mark.parametrize(
    ("figures", "met"),
    [
        ("11 12 13 14 15 16 17", (Rule.OUTSIDE, Rule.TREND)),
        ("11 11.5 12 13 14 15 16", (Rule.TREND, Rule.TWO_IN_THREE)),
        ("11 12 12 12 12 12 15 16", (Rule.TWO_IN_THREE, Rule.SHIFT)),
        ("11 12 12 12 12 12 13 17", (Rule.OUTSIDE, Rule.SHIFT)),
        ("11 12 12.1 12.2 12.3 12.4 12.5 12.6", (Rule.TREND, Rule.SHIFT)),
    ],
)
def test_outside_goes_before_trend_before_two_in_three_before_shift(figures, met):
    last = chart_of(QUIET + figures, fix_after=12).points[-1]
    assert last.rule is met[0]
    assert last.rules[: len(met)] == met


def test_a_point_that_meets_all_four_rules_is_marked_outside():
    assert chart_of(QUIET + "11 11.1 11.2 12 13 14.6 14.7 17", fix_after=12).points[-1].rules == (
        Rule.OUTSIDE,
        Rule.TREND,
        Rule.SHIFT,
    )


@pytest.mark.parametrize(
    ("improvement", "risen", "fallen"),
    [("increase", "+", "-"), ("decrease", "-", "+"), ("neutral", "h", "l")],
)
def test_high_is_better_where_an_increase_is_and_worse_where_a_decrease_is(improvement, risen, fallen):
    high = chart_of(QUIET + "17", fix_after=12, improvement=improvement)
    low = chart_of(QUIET + "5", fix_after=12, improvement=improvement)
    assert (types(high)[-1], types(low)[-1]) == (risen, fallen)
    assert (high.variation, low.variation) == (high.points[-1].type, low.points[-1].type)


def test_a_trend_counts_by_its_slope_and_not_by_its_side_of_the_mean():
    # all above the mean of 11, and falling
    chart = chart_of(QUIET + "14 13.5 13 12.5 12.2 12.1 11.5", fix_after=12)
    assert (rules(chart)[12:], types(chart)[12:]) == ("TTTTTTT", "-------")


def test_an_outside_point_of_a_trend_counts_by_its_side():
    # a falling trend that begins above the upper limit
    chart = chart_of(QUIET + "17 16 15 14 13 12 11.5", fix_after=12)
    assert (rules(chart)[12:], types(chart)[12:]) == ("OTTTTTT", "+------")


def test_a_point_shared_by_two_trends_takes_the_slope_to_its_right():
    chart = chart_of(QUIET + "8 9 10 11 12 13 14 13 12 11 10 9 8", fix_after=12)
    assert rules(chart)[12:] == "T" * 13
    assert types(chart)[12:] == "++++++-------"
    valley = chart_of(QUIET + "14 13 12 11 10 9 8 9 10 11 12 13 14", fix_after=12)
    assert types(valley)[12:] == "------+++++++"


def test_a_run_ends_at_a_rebase():
    # limits that rest on the first twelve; the last 12 of them begins a run of nine
    assert "S" in rules(chart_of(QUIET + "12 13 12 13 12 13 12 13", fix_after=12))
    split = chart_of(QUIET + "12 13 12 13 12 13 12 13", rebases=(15,))
    assert "S" not in rules(split)


def test_a_trend_and_a_pair_of_near_points_end_at_a_rebase():
    rising = "1 2 3 4 5 6 7 8 9 10 11 12"
    assert rules(chart_of(rising)) == "OOOTTTTTTOOO"
    assert "T" not in rules(chart_of(rising, rebases=(6,)))
    assert rules(chart_of(rising, rebases=(5,))) == ".....OTTTTTO"
    assert rules(chart_of(f"{QUIET} 12 15 15", fix_after=12))[12:] == ".22"
    assert rules(chart_of(f"{QUIET} 12 15 15", rebases=(14,), fix_after=12))[12:] == "..."


@pytest.mark.parametrize(
    ("figures", "marked"),
    [
        ("1", "."),
        ("1 2", ".."),
        ("1 2 3 4 5 6", "......"),
        ("1 2 3 4 5 6 7", "OTTTTTO"),
        ("1 2 3 4 5 6 6", "O....22"),
    ],
)
def test_short_series(figures, marked):
    """Seven that rise by one: mean 4, limits 1.34 and 6.66. With 6 twice: mean 3.8571, limits 1.6405 and 6.0738, near from 5.3349."""
    assert rules(chart_of(figures)) == marked


@pytest.mark.parametrize(
    ("improvement", "target", "expected"),
    [
        ("increase", "16.33", "consistent_fail"),
        ("increase", "16.32", "inconsistent"),
        ("increase", "11", "inconsistent"),
        ("increase", "5.68", "inconsistent"),
        ("increase", "5.67", "consistent_pass"),
        ("decrease", "16.33", "consistent_pass"),
        ("decrease", "16.32", "inconsistent"),
        ("decrease", "5.68", "inconsistent"),
        ("decrease", "5.67", "consistent_fail"),
        ("neutral", "16.33", "none"),
        ("increase", None, "none"),
    ],
)
def test_assurance(improvement, target, expected):
    chart = chart_of(QUIET, improvement=improvement, target=target)
    assert chart.assurance == expected


def test_assurance_comes_from_the_last_group():
    chart = chart_of(QUIET + "110 112 110 112", rebases=(12,), target="50")
    assert chart.assurance == "consistent_pass"


def test_two_figures_of_one_period_are_refused():
    with pytest.raises(BadInput, match="two figures for 2020-03-01"):
        evaluate([Point(month(2), 1), Point(month(2), 1)], improvement=Improvement.INCREASE)


def test_fifteen_months_worked_out_by_hand():
    """Sum 138, mean 9.2; steps 1 1 2 1 1 2 2 1 1 2 1 2 2 1 = 20 / 14; 2.66 x 1.428571 = 3.8."""
    chart = chart_of("8 9 10 8 9 10 8 10 9 8 10 9 11 9 10", target="13", improvement="decrease")
    limits = chart.groups[0].limits
    assert [float(round(line, 4)) for line in (limits.mean, limits.lower, limits.upper)] == [9.2, 5.4, 13.0]
    assert chart.assurance == "inconsistent"
