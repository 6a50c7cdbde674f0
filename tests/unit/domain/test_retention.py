"""What is due, and from when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import BadInput
from tracker.domain.keeping import KeptClass
from tracker.domain.retention import CLASSES, check_rule, disposed_words, latest_due, review_date

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
YEARS = st.integers(1, 100)


@given(DAYS, YEARS)
def test_nothing_is_due_before_its_years_are_over(last: date, years: int) -> None:
    due = review_date(last, years)
    assert due.year == last.year + years
    assert (due.month, due.day) in {(last.month, last.day), (3, 1)}


@given(DAYS, DAYS, YEARS)
def test_the_day_that_a_list_asks_for_is_the_day_that_each_thing_says(
    last: date, today: date, years: int
) -> None:
    today = today.replace(year=today.year + 10) if today.month != 2 else today
    assert (last <= latest_due(today, years)) == (review_date(last, years) <= today)


@given(DAYS, YEARS)
def test_a_later_last_day_is_never_due_earlier(last: date, years: int) -> None:
    assert review_date(last, years) <= review_date(last + timedelta(days=1), years)


def test_a_leap_day_is_kept_a_day_longer_rather_than_shorter() -> None:
    assert review_date(date(2024, 2, 29), 7) == date(2031, 3, 1)


@pytest.mark.parametrize("years", ["", "0", "-1", "seven", "101", "1.5", "٧"])
def test_years_that_are_none_are_refused(years: str) -> None:
    with pytest.raises(BadInput):
        check_rule(years, "The office's schedule")


def test_every_class_has_its_words() -> None:
    assert set(CLASSES) == set(KeptClass)


def test_the_sentence_names_the_rule_and_both_people() -> None:
    said = disposed_words(KeptClass.ACTIONS, date(2031, 3, 1), 7, "Ann Able", "Ben Best")
    assert (
        said
        == "Disposed of on 1 March 2031 under the rule of 7 years for actions, decided by Ann Able and Ben Best."
    )
