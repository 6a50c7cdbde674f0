"""What a chart says in words, for every rule, verdict, assurance and shortage of figures."""

from itertools import product

import pytest

from tests.support.series import chart_of
from tracker.domain.chart_words import ASSURANCE, RULE, VARIATION, run_at_end, says, slope_at_end
from tracker.domain.control_charts import Assurance, PointType, Rule
from tracker.domain.measures import Unit

QUIET = "10 12 10 12 10 12 10 12 10 12 10 12 11 "
"""With limits fixed on the first twelve: mean 11, limits 5.68 and 16.32, near lines 7.4533 and 14.5467."""

ENDINGS = {
    "": "No change that stands out: the figures vary as they usually do",
    "17": "Higher than usual in the latest month: above the upper limit of 16.3",
    "17 18": "Higher than usual for the last 2 months: above the upper limit of 16.3",
    "5": "Lower than usual in the latest month: below the lower limit of 5.7",
    "12 13 12 13 12 13 17": "Higher than usual for the last 7 months, and above the upper limit of 16.3 in the latest",
    "12 13 12 13 12 13 17 18": "Higher than usual for the last 8 months, and above the upper limit of 16.3 for the last 2",
    "17 18 17 18 17 18 17": "Higher than usual for the last 7 months: above the upper limit of 16.3",
    "8 9 10 11 12 13 14": "Rising for the last 7 months",
    "14 13 12 11 10 9 8 7.9": "Falling for the last 8 months",
    "15 12 15": "High of late: two of the last three months are close to the upper limit",
    "7 6 7": "Low of late: all of the last three months are close to the lower limit",
    "12 13 12 13 12 13 12": "Higher than usual for the last 7 months",
    "10 9 10 9 10 9 10 9 10": "Lower than usual for the last 9 months",
}


def said(ending, unit=Unit.COUNT, **options):
    return says(chart_of(QUIET + ending, fix_after=12, **options), unit)


@pytest.mark.parametrize(("ending", "words"), ENDINGS.items())
def test_each_rule_has_its_words(ending, words):
    assert said(ending, improvement="neutral") == f"{words}."


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending])
def test_a_special_cause_is_called_better_or_worse_by_the_direction_of_the_measure(ending):
    words = ENDINGS[ending]
    upward = words.startswith(("Higher", "Rising", "High"))
    better, worse = f"{words}, which is better.", f"{words}, which is worse."
    assert said(ending, improvement="increase") == (better if upward else worse)
    assert said(ending, improvement="decrease") == (worse if upward else better)


def test_usual_variation_is_neither_better_nor_worse():
    assert said("", improvement="increase") == f"{ENDINGS['']}."


@pytest.mark.parametrize(
    ("improvement", "target", "words"),
    [
        ("decrease", "20", "the target of 20% will be met unless something changes"),
        ("decrease", "5", "the target of 5% will not be met without a change"),
        ("decrease", "11", "the target of 11% will be met in some months and missed in others"),
        ("increase", "5", "the target of 5% will be met unless something changes"),
        ("increase", "20", "the target of 20% will not be met without a change"),
        ("increase", "16.32", "the target of 16.32% will be met in some months and missed in others"),
    ],
)
def test_a_target_is_judged_in_the_same_sentence(improvement, target, words):
    assert said("", Unit.PERCENT, improvement=improvement, target=target) == f"{ENDINGS['']}; {words}."


def test_the_sentence_that_everybody_quotes():
    ending = "12 13 12 13 12 13 12"
    assert said(ending, Unit.PERCENT, improvement="decrease", target="5") == (
        "Higher than usual for the last 7 months, which is worse; the target of 5% will not be met without a change."
    )


def test_every_ending_goes_with_every_verdict_on_a_target():
    for (ending, words), improvement, target in product(
        ENDINGS.items(), ("increase", "decrease"), ("5", "11", "20")
    ):
        sentence = said(ending, improvement=improvement, target=target)
        assert sentence.startswith(words)
        assert f"; the target of {target} will " in sentence
        assert sentence.endswith(".")
        assert "  " not in sentence


def test_a_target_of_a_measure_that_is_neither_better_nor_worse_is_left_out():
    assert said("", improvement="neutral", target="5") == f"{ENDINGS['']}."


@pytest.mark.parametrize(
    ("period", "some"), [("quarter", "some quarters"), ("year", "some years"), ("period", "some periods")]
)
def test_the_words_follow_what_a_point_stands_for(period, some):
    chart = chart_of(QUIET + "12 13 12 13 12 13 12", fix_after=12, target="11")
    words = says(chart, Unit.COUNT, period=period)
    assert words.startswith(f"Higher than usual for the last 7 {period}s")
    assert f"met in {some} and missed" in words
    outside = says(chart_of(QUIET + "17", fix_after=12), Unit.COUNT, period=period)
    assert outside.startswith(f"Higher than usual in the latest {period}: ")


def test_durations_are_written_out():
    minutes = " ".join(str(60 * int(figure)) for figure in (QUIET + "17").split())
    words = says(chart_of(minutes, fix_after=12, improvement="decrease", target="300"), Unit.DURATION)
    assert "above the upper limit of 16 minutes 19 seconds" in words
    assert "the target of 5 minutes will not be met without a change" in words


def test_trial_limits_are_said_and_hedge_the_target():
    words = says(chart_of("10 12 10 12 10", target="5", improvement="decrease"), Unit.COUNT)
    assert words == (
        "No change that stands out: the figures vary as they usually do; as far as these can tell, the target of 5 will not be met "
        "without a change. Only 5 months so far: the limits are trial limits and may move."
    )


def test_after_a_rebase_the_figures_are_counted_from_there():
    words = says(chart_of(QUIET + "20 22 20", rebases=(13,)), Unit.COUNT)
    assert words.endswith(
        "Only 3 months so far since the limits were set anew: the limits are trial limits and may move."
    )


@pytest.mark.parametrize(
    ("figures", "rebases", "words"),
    [
        ("", (), "There are no figures yet."),
        ("5", (), "There is one figure so far, too few to tell a change from usual variation."),
        (
            "5 6 7",
            (2,),
            "There is one figure so far, too few to tell a change from usual variation since the limits were set anew.",
        ),
        ("5 5 5", (), "All 3 months have the same figure, so there is no variation to judge."),
        ("5 " * 20, (), "All 20 months have the same figure, so there is no variation to judge."),
    ],
)
@pytest.mark.parametrize("target", [None, "4"])
def test_where_nothing_can_be_judged_that_is_what_it_says(figures, rebases, words, target):
    assert says(chart_of(figures, rebases=rebases, target=target), Unit.COUNT) == words


def test_two_figures_can_be_compared_but_not_judged_for_good():
    assert "Only 2 months so far" in says(chart_of("5 6"), Unit.COUNT)


def test_limits_without_width_are_owned_up_to():
    words = says(chart_of("5 " * 13 + "9"), Unit.COUNT)
    assert "Nearly all figures are the same, so the limits have no width and say little." in words


def test_a_target_beside_a_baseline_that_does_not_vary_cannot_be_judged():
    words = says(chart_of("5 " * 12 + "6 7", fix_after=12, target="4"), Unit.COUNT)
    assert words.endswith("; whether the target of 4 will be met cannot be judged.")


@pytest.mark.parametrize(
    ("figures", "run", "slope"),
    [("", 0, 0), ("5", 0, 1), ("1 2 3", 1, 3), ("3 2 1 1", 2, 1), ("1 5 6", 2, 3), ("1 1 1 5 1", 1, 2)],
)
def test_how_long_the_last_run_and_the_last_slope_are(figures, run, slope):
    points = chart_of(figures).points
    assert (run_at_end(points), slope_at_end(points)) == (run, slope)


def test_everything_that_a_chart_can_answer_has_words():
    assert set(VARIATION) == set(PointType)
    assert set(ASSURANCE) == set(Assurance)
    assert set(RULE) == set(Rule)
