"""Comparisons as the reports make them; each figure worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.comparisons import (
    Break,
    beside,
    break_note,
    compare,
    comparisons,
    earlier,
    met_words,
    period_words,
    rank_words,
)
from tracker.domain.measures import AgainstKind, Better, Unit
from tracker.domain.periods import read_period
from tracker.domain.readings import Held


def held(number: int, words: str, value: float, *, invented: bool = False) -> Held:
    period = read_period(words)
    return Held(number, period.basis, period.starts_on, period.ends_on, words, value, invented=invented)


@pytest.mark.parametrize(
    ("then", "now", "unit", "words"),
    [
        (8.6, 12.7, Unit.PERCENT, "up 4.1 percentage points on 2019/20, from 8.6% to 12.7%"),
        (13.0, 12.0, Unit.PERCENT, "down 1 percentage point on 2019/20, from 13% to 12%"),
        (12.0, 12.0, Unit.PERCENT, "the same as in 2019/20, at 12%"),
        (0.0, 3.0, Unit.PERCENT, "up 3 percentage points on 2019/20, from 0% to 3%"),
        (150133, 173676, Unit.COUNT, "up 23,543 (15.7%) on 2019/20, from 150,133 to 173,676"),
        (855, 764, Unit.COUNT, "down 91 (10.6%) on 2019/20, from 855 to 764"),
        (0.0, 5.0, Unit.COUNT, "up 5 on 2019/20, from 0 to 5"),
        (5.0, 0.0, Unit.COUNT, "down 5 (100%) on 2019/20, from 5 to 0"),
        (1.4, 0.7, Unit.RATE, "down 0.7 per 1,000 (50%) on 2019/20, from 1.4 per 1,000 to 0.7 per 1,000"),
        (
            970,
            1185,
            Unit.DURATION,
            "3 min 35 s (22.2%) longer than in 2019/20, from 16 min 10 s to 19 min 45 s",
        ),
        (
            109 * 86400,
            74 * 86400,
            Unit.DURATION,
            "35 days (32.1%) shorter than in 2019/20, from 109 days to 74 days",
        ),
    ],
)
def test_a_difference_is_said_in_numbers_and_percent(then: float, now: float, unit: Unit, words: str) -> None:
    assert compare(now, then, unit=unit, better=Better.NEITHER, label="2019/20").words == words


@pytest.mark.parametrize(
    ("value", "other", "unit", "kind", "words", "met"),
    [
        (12.7, 5.0, Unit.PERCENT, AgainstKind.TARGET, "7.7 percentage points above the target of 5%", "Target not met"),
        (5.0, 5.0, Unit.PERCENT, AgainstKind.TARGET, "the same as the target of 5%", "Target met"),
        (1185, 900, Unit.DURATION, AgainstKind.TARGET, "4 min 45 s longer than the target of 15 min", "Target not met"),
        (96 * 86400, 41 * 86400, Unit.DURATION, AgainstKind.NATIONAL, "55 days longer than the national average of 41 days", "Target not met"),
        (0.7, 1.4, Unit.RATE, AgainstKind.NATIONAL, "0.7 per 1,000 below the national average of 1.4 per 1,000", "Target met"),
    ],
)  # fmt: skip
def test_a_target_or_an_average_is_above_below_longer_or_shorter(
    value: float, other: float, unit: Unit, kind: AgainstKind, words: str, met: str
) -> None:
    found = beside(value, other, unit=unit, better=Better.LOWER, kind=kind)
    assert found.words == words
    assert met_words(found) == met


def test_where_neither_way_is_better_nothing_is_met_or_missed() -> None:
    found = beside(3.0, 2.0, unit=Unit.COUNT, better=Better.NEITHER, kind=AgainstKind.TARGET)
    assert found.better is None
    assert met_words(found) == ""


def test_a_month_is_set_beside_the_month_before_and_the_same_month_a_year_ago() -> None:
    now = held(3, "April 2023", 5.0)
    others = [held(1, "April 2022", 7.0), held(2, "March 2023", 6.0), held(4, "2022/23", 6.5), now]
    assert [label for label, _ in earlier(now, others, Unit.PERCENT)] == ["March 2023", "April 2022"]


def test_a_rolling_year_is_set_beside_the_one_before_and_the_baseline() -> None:
    now = held(1, "12 months to March 2023", 12.0)
    others = [held(2, "12 months to March 2022", 11.0), held(3, "2019/20", 13.0), held(4, "12 months to December 2022", 9.0)]  # fmt: skip
    said = comparisons(now, [now, *others], unit=Unit.PERCENT, better=Better.HIGHER)
    assert [one.sentence for one in said] == [
        "Up 1 percentage point on the previous 12 months, from 11% to 12%.",
        "Down 1 percentage point on 2019/20, from 13% to 12%.",
    ]
    assert [one.better for one in said] == [True, False]


def test_the_year_that_is_a_baseline_and_the_year_before_is_said_once() -> None:
    now = held(1, "2020/21", 900)
    before = held(2, "2019/20", 1000)
    assert [label for label, _ in earlier(now, [now, before], Unit.COUNT)] == ["the previous 12 months"]


def test_a_reading_is_not_set_beside_a_baseline_that_it_is_part_of_or_comes_before() -> None:
    year = held(1, "2019/20", 13.0)
    for period in ("May 2019", "March 2020", "April 2018"):
        assert earlier(held(2, period, 12.0), [year], Unit.PERCENT) == []
    assert [label for label, _ in earlier(held(2, "April 2020", 12.0), [year], Unit.PERCENT)] == ["2019/20"]


def test_a_count_of_a_month_is_not_set_beside_a_count_of_a_year() -> None:
    now, year = held(1, "April 2023", 100), held(2, "2019/20", 1200)
    assert earlier(now, [year], Unit.COUNT) == []
    assert [label for label, _ in earlier(now, [year], Unit.PERCENT)] == ["2019/20"]


def test_a_real_figure_is_never_set_beside_an_invented_one() -> None:
    now = held(1, "April 2023", 5.0)
    assert earlier(now, [held(2, "March 2023", 6.0, invented=True)], Unit.PERCENT) == []


def test_across_a_break_in_definition_a_comparison_carries_its_note() -> None:
    changed = [Break(date(2022, 6, 27), "Grade 3 discontinued")]
    then, now = held(1, "Q1 2021/22", 60.0), held(2, "Q1 2022/23", 70.0)
    said = comparisons(now, [then, now], unit=Unit.PERCENT, better=Better.HIGHER, breaks=changed)
    assert said[0].sentence.endswith(
        "The definition changed on 27 June 2022 (Grade 3 discontinued), so the two are not counted alike."
    )
    after = held(3, "Q2 2022/23", 71.0), held(4, "Q3 2022/23", 72.0)
    assert break_note(*after, changed) == ""
    assert break_note(after[0], after[1], [Break(date(2022, 10, 1), "Other")]) != ""


@pytest.mark.parametrize(
    ("rank", "of", "words"),
    [(6, 43, "6th of 43"), (1, 43, "1st of 43"), (22, 42, "22nd of 42"), (13, None, "13th"), (111, 120, "111th of 120")],
)  # fmt: skip
def test_a_rank_is_an_ordinal(rank: int, of: int | None, words: str) -> None:
    assert rank_words(rank, of) == words


def test_days_without_words_are_named_by_their_months_where_they_are_whole() -> None:
    assert period_words(date(2023, 4, 1), date(2023, 4, 30)) == "April 2023"
    assert period_words(date(2022, 4, 1), date(2023, 3, 31)) == "April 2022 to March 2023"
    assert period_words(date(2020, 3, 16), date(2020, 12, 31)) == "16 March 2020 to 31 December 2020"


WRITTEN = st.decimals(0, 10**6, places=2).map(float)


@given(WRITTEN, WRITTEN, st.sampled_from(Unit))
def test_there_and_back_differ_by_the_same_and_opposite_judgement(one: float, two: float, unit: Unit) -> None:
    there = compare(two, one, unit=unit, better=Better.LOWER, label="then")
    back = compare(one, two, unit=unit, better=Better.LOWER, label="then")
    assert there.difference == -back.difference
    assert there.better is None or there.better is (not back.better)
    assert there.difference == Decimal(repr(two)) - Decimal(repr(one))


@given(WRITTEN, st.sampled_from(Unit))
def test_no_percent_is_made_from_nothing(value: float, unit: Unit) -> None:
    assert compare(value, 0.0, unit=unit, better=Better.LOWER, label="then").percent is None
