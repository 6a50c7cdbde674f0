"""Counting in working days, with a small calendar: weekends and the days named here are not worked."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.errors import BadInput
from tracker.domain.workdays import (
    on_or_after,
    on_or_before,
    working_day_after,
    working_day_before,
    working_days_between,
)

CHRISTMAS_2021 = {date(2021, 12, 27), date(2021, 12, 28), date(2022, 1, 3)}
EASTER_2023 = {date(2023, 4, 7), date(2023, 4, 10)}
days = st.dates(min_value=date(2021, 1, 1), max_value=date(2024, 12, 31))


def worked(day: date) -> bool:
    return day.weekday() < 5 and day not in CHRISTMAS_2021 | EASTER_2023


def never(day: date) -> bool:
    return False


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2023, 10, 4), 5, date(2023, 9, 27)),
        (date(2023, 10, 4), 0, date(2023, 10, 4)),
        (date(2023, 10, 1), 0, date(2023, 9, 29)),
        (date(2023, 10, 2), 1, date(2023, 9, 29)),
        (date(2023, 4, 12), 2, date(2023, 4, 6)),
        (date(2021, 12, 25), 1, date(2021, 12, 24)),
        (date(2022, 1, 4), 5, date(2021, 12, 23)),
    ],
)
def test_counts_back_over_weekends_and_holidays(day: date, n: int, expected: date) -> None:
    assert working_day_before(day, n, worked) == expected


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2023, 9, 27), 5, date(2023, 10, 4)),
        (date(2023, 9, 30), 0, date(2023, 10, 2)),
        (date(2023, 9, 29), 1, date(2023, 10, 2)),
        (date(2023, 4, 6), 1, date(2023, 4, 11)),
        (date(2021, 12, 24), 1, date(2021, 12, 29)),
    ],
)
def test_counts_on_over_weekends_and_holidays(day: date, n: int, expected: date) -> None:
    assert working_day_after(day, n, worked) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2023, 9, 20), date(2023, 9, 27), 5),
        (date(2023, 9, 27), date(2023, 9, 20), -5),
        (date(2023, 9, 20), date(2023, 9, 20), 0),
        (date(2023, 9, 29), date(2023, 10, 1), 0),
        (date(2023, 9, 30), date(2023, 10, 2), 1),
        (date(2023, 4, 6), date(2023, 4, 11), 1),
    ],
)
def test_counts_the_days_after_the_start_up_to_and_with_the_end(
    start: date, end: date, expected: int
) -> None:
    assert working_days_between(start, end, worked) == expected


def test_a_day_that_is_worked_is_its_own_nearest() -> None:
    assert on_or_before(date(2023, 4, 6), worked) == on_or_after(date(2023, 4, 6), worked) == date(2023, 4, 6)


def test_good_friday_moves_to_the_days_around_easter() -> None:
    assert on_or_before(date(2023, 4, 7), worked) == date(2023, 4, 6)
    assert on_or_after(date(2023, 4, 7), worked) == date(2023, 4, 11)


@pytest.mark.parametrize("n", [-1, 1001, 10**9])
def test_a_number_out_of_bounds_is_refused_with_the_bounds(n: int) -> None:
    with pytest.raises(BadInput, match="from 0 to 1000"):
        working_day_before(date(2023, 10, 4), n, worked)


def test_the_edges_of_the_calendar_are_refused_in_words() -> None:
    with pytest.raises(BadInput, match="no dates beyond the year 9999"):
        working_day_after(date.max, 1, worked)
    with pytest.raises(BadInput, match="no dates beyond the year 1"):
        working_day_before(date.min, 1, worked)


def test_a_calendar_without_working_days_is_refused_instead_of_searched_for_ever() -> None:
    with pytest.raises(BadInput, match="no working day for a year"):
        on_or_after(date(2023, 10, 4), never)


@settings(deadline=None)
@given(day=days, n=st.integers(min_value=1, max_value=60))
def test_going_back_and_on_again_ends_on_the_same_working_day(day: date, n: int) -> None:
    landed = working_day_before(day, n, worked)
    assert worked(landed)
    assert working_days_between(landed, day, worked) in (n - 1, n)
    assert working_day_after(landed, n, worked) == on_or_after(day, worked)


@settings(deadline=None)
@given(start=days, end=days)
def test_counting_the_other_way_round_changes_the_sign_alone(start: date, end: date) -> None:
    count = working_days_between(start, end, worked)
    assert count == -working_days_between(end, start, worked)
    assert abs(count) <= abs((end - start).days)


@settings(deadline=None)
@given(start=days, middle=st.integers(0, 90), rest=st.integers(0, 90))
def test_two_spans_side_by_side_add_up(start: date, middle: int, rest: int) -> None:
    between = start + timedelta(days=middle)
    end = between + timedelta(days=rest)
    parts = working_days_between(start, between, worked) + working_days_between(between, end, worked)
    assert working_days_between(start, end, worked) == parts
