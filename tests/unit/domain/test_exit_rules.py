"""When a standing action is ready for a decision, worked out by hand."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.control_chart_rules import Rule
from tracker.domain.control_charts import Chart, Improvement, Point, evaluate
from tracker.domain.errors import BadInput
from tracker.domain.exit_rules import Exit, ExitKind, Standing, check, judge, outlasts_a_term
from tracker.domain.exit_words import progress_words, rule_words
from tracker.domain.measures import Basis, Better
from tracker.domain.periods import months_later

FIRST = date(2022, 1, 1)
TODAY = date(2023, 9, 20)
USUAL = [12, 13, 11, 12, 14, 12, 11, 13, 12]
SHIFT = Exit(ExitKind.IMPROVEMENT, Basis.MONTH, cause=Rule.SHIFT)


def lower_is_better(values: Sequence[float], target: float | None = None, first: date = FIRST) -> Chart:
    points = [Point(months_later(first, n), value) for n, value in enumerate(values)]
    return evaluate(points, improvement=Improvement.DECREASE, target=target)


def judged(rule: Exit, values: Sequence[float], target: float | None = None) -> Standing:
    return judge(rule, lower_is_better(values, target), lambda day: target, TODAY)


def test_seven_months_below_the_average_meet_a_rule_of_improvement() -> None:
    standing = judged(SHIFT, [*USUAL, 8, 8, 9, 8, 9, 8, 8])
    assert (standing.met, standing.done, standing.needed, standing.earliest) == (True, 7, 7, None)


def test_five_of_seven_months_are_said_with_the_earliest_month_that_can_meet_it() -> None:
    standing = judged(SHIFT, [*USUAL, 8, 8, 9, 8, 9])
    assert standing == Standing(False, 5, 7, date(2023, 2, 1), date(2023, 4, 1))
    assert (
        progress_words(SHIFT, standing, Improvement.DECREASE)
        == "5 of 7 months below the average; earliest possible: April 2023"
    )


def test_a_signal_is_not_believed_on_fewer_than_thirteen_points() -> None:
    standing = judged(SHIFT, [14, 14, 15, 14, 8, 8, 8, 8, 7, 8, 8, 8])
    assert not standing.met
    assert standing.earliest == date(2023, 1, 1)
    assert progress_words(SHIFT, standing, Improvement.DECREASE) == (
        "7 of 7 months below the average; 13 months are needed before a signal is believed; earliest possible: January 2023"
    )


def test_the_thirteenth_point_is_enough() -> None:
    assert judged(SHIFT, [14, 14, 15, 14, 8, 8, 8, 8, 7, 8, 8, 8, 8]).met


def test_a_signal_on_the_worse_side_is_no_improvement() -> None:
    standing = judged(SHIFT, [*USUAL, 17, 17, 18, 17, 16, 17, 17])
    assert (standing.met, standing.done) == (False, 0)


def test_a_signal_that_has_passed_meets_nothing() -> None:
    assert not judged(SHIFT, [*USUAL, 8, 8, 9, 8, 9, 8, 8, 13]).met


def test_only_the_cause_that_was_chosen_counts() -> None:
    values = [*USUAL, 12, 13, 12, 12, 1]
    outside = Exit(ExitKind.IMPROVEMENT, Basis.MONTH, cause=Rule.OUTSIDE)
    assert judged(outside, values).met
    assert judged(Exit(ExitKind.IMPROVEMENT, Basis.MONTH), values).met
    assert not judged(SHIFT, values).met


def test_a_trend_counts_the_months_that_fall_in_a_row() -> None:
    trend = Exit(ExitKind.IMPROVEMENT, Basis.MONTH, cause=Rule.TREND)
    standing = judged(trend, [*USUAL, 14, 13, 12, 11, 10])
    assert (standing.met, standing.done, standing.earliest) == (False, 5, date(2023, 4, 1))
    assert (
        progress_words(trend, standing, Improvement.DECREASE)
        == "5 of 7 months falling in a row; earliest possible: April 2023"
    )
    assert judged(trend, [*USUAL, 14, 13, 12, 11, 10, 9, 8]).met


def test_a_rebase_begins_the_count_of_points_anew() -> None:
    values = [*USUAL, *USUAL, 8, 8, 9, 8, 9, 8, 8]
    points = [Point(months_later(FIRST, n), value) for n, value in enumerate(values)]
    chart = evaluate(points, improvement=Improvement.DECREASE, rebases=[months_later(FIRST, 18)])
    standing = judge(SHIFT, chart, lambda day: None, TODAY)
    assert (standing.met, standing.enough, standing.earliest) == (False, False, months_later(FIRST, 18 + 12))


def test_a_target_is_met_so_many_months_running() -> None:
    rule = Exit(ExitKind.TARGET_MET, Basis.MONTH, periods=3)
    assert judged(rule, [9, 5, 4, 5], target=5).met
    standing = judged(rule, [5, 5, 6, 5, 4], target=5)
    assert (standing.met, standing.done, standing.earliest) == (False, 2, date(2022, 6, 1))
    assert (
        progress_words(rule, standing, Improvement.DECREASE, "5%")
        == "2 of 3 months running at 5% or less; earliest possible: June 2022"
    )


def test_each_month_is_held_against_the_target_of_its_own_day() -> None:
    rule = Exit(ExitKind.TARGET_MET, Basis.MONTH, periods=2)
    chart = lower_is_better([6, 6])
    assert judge(rule, chart, lambda day: 6 if day < date(2022, 2, 1) else 5, TODAY).done == 0
    assert judge(rule, chart, lambda day: 6, TODAY).met


def test_a_month_without_a_figure_breaks_what_runs() -> None:
    rule = Exit(ExitKind.TARGET_MET, Basis.MONTH, periods=3)
    days = [date(2023, 1, 1), date(2023, 2, 1), date(2023, 4, 1)]
    chart = evaluate([Point(day, 4) for day in days], improvement=Improvement.DECREASE, target=5)
    assert judge(rule, chart, lambda day: 5, TODAY).done == 1


def test_nothing_counts_that_lies_before_the_day_from_which_it_is_watched() -> None:
    rule = Exit(ExitKind.TARGET_MET, Basis.MONTH, periods=3, since=date(2022, 3, 1))
    assert judged(rule, [4, 4, 4, 4], target=5).done == 2
    late = Exit(ExitKind.IMPROVEMENT, Basis.MONTH, since=date(2023, 10, 1))
    standing = judged(late, [*USUAL, 8, 8, 9, 8, 9, 8, 8])
    assert (standing.met, standing.earliest) == (False, date(2023, 10, 1))


def test_a_target_is_within_reach_when_the_limits_lie_wholly_on_its_better_side() -> None:
    rule = Exit(ExitKind.WITHIN_REACH, Basis.MONTH)
    values = [3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 3]
    assert judged(rule, values, target=8).met
    standing = judged(rule, values, target=5)
    assert progress_words(rule, standing, Improvement.DECREASE) == (
        "the limits still reach past the target; earliest possible: February 2023"
    )
    assert not judged(rule, values[:12], target=8).met


def test_without_a_figure_the_first_period_that_can_end_is_counted_from_today() -> None:
    standing = judged(SHIFT, [])
    assert (standing.at, standing.earliest) == (None, date(2024, 9, 1))
    quarters = Exit(ExitKind.IMPROVEMENT, Basis.QUARTER)
    far = judge(quarters, lower_is_better([]), lambda day: None, TODAY)
    assert far.earliest == date(2026, 7, 1)
    assert progress_words(quarters, far, Improvement.DECREASE) == (
        "There are no figures yet; earliest possible: July to September 2026"
    )


def test_whoever_sets_a_rule_is_told_when_it_outlasts_a_term() -> None:
    assert outlasts_a_term(date(2025, 9, 1), TODAY)
    assert not outlasts_a_term(date(2025, 8, 1), TODAY)
    assert not outlasts_a_term(None, TODAY)


@pytest.mark.parametrize(
    ("rule", "better", "target", "field"),
    [
        (Exit(ExitKind.IMPROVEMENT, Basis.ROLLING), Better.LOWER, True, "basis"),
        (SHIFT, Better.NEITHER, True, "measure"),
        (Exit(ExitKind.WITHIN_REACH, Basis.MONTH), Better.LOWER, False, "kind"),
        (Exit(ExitKind.TARGET_MET, Basis.MONTH), Better.LOWER, True, "periods"),
        (Exit(ExitKind.TARGET_MET, Basis.MONTH, periods=37), Better.LOWER, True, "periods"),
    ],
)
def test_a_rule_that_could_never_be_met_is_refused(
    rule: Exit, better: Better, target: bool, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        check(rule, better, has_target=target)
    assert refused.value.field == field


def test_a_rule_reads_as_a_sentence() -> None:
    assert rule_words(SHIFT, "101 abandonment rate", "force") == (
        "101 abandonment rate, force: improvement, by 7 or more months in a row on the better side of the average"
    )
    running = Exit(ExitKind.TARGET_MET, Basis.QUARTER, periods=2)
    assert rule_words(running, "Grade 2 attendance", "", "60 minutes") == (
        "Grade 2 attendance: target of 60 minutes met for 2 quarters running"
    )


figures = st.lists(st.integers(0, 40), max_size=18)


@settings(max_examples=40, deadline=None)
@given(
    values=st.lists(st.integers(0, 40), min_size=13, max_size=19),
    cause=st.sampled_from([None, Rule.SHIFT, Rule.TREND, Rule.OUTSIDE, Rule.TWO_IN_THREE]),
)
def test_nothing_is_met_before_the_earliest_month_that_was_told(
    values: list[int], cause: Rule | None
) -> None:
    """Whatever comes next, a rule is not met before the month that was named as the earliest possible."""
    rule = Exit(ExitKind.IMPROVEMENT, Basis.MONTH, cause=cause)
    for known in range(len(values)):
        told = judged(rule, values[:known])
        if told.met or known == 0:
            continue
        for more in range(known + 1, len(values) + 1):
            later = judged(rule, values[:more])
            assert not later.met or (later.at and told.earliest and later.at >= told.earliest)
            if later.met:
                break


@settings(max_examples=40, deadline=None)
@given(values=figures)
def test_fewer_than_thirteen_points_never_meet_a_signal(values: list[int]) -> None:
    for kind in (ExitKind.IMPROVEMENT, ExitKind.WITHIN_REACH):
        assert not judged(Exit(kind, Basis.MONTH), values[:12], target=50).met
