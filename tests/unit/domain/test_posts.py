"""Who answers for a post on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import BadInput
from tracker.domain.posts import Holding, check_period, holder_on, took_over_on

APRIL, JULY, SEPTEMBER = date(2023, 4, 3), date(2023, 7, 1), date(2023, 9, 20)
days = st.dates(date(2019, 1, 1), date(2025, 12, 31))
holdings = st.builds(
    Holding,
    person_id=st.integers(1, 9),
    starts_on=st.none() | days,
    ends_on=st.none() | days,
    acting=st.booleans(),
)


def test_a_holder_answers_from_the_first_day_to_the_last() -> None:
    held = [Holding(1, APRIL, JULY)]
    assert [
        holder_on(day, held) is not None for day in (date(2023, 4, 2), APRIL, JULY, date(2023, 7, 2))
    ] == [
        False,
        True,
        True,
        False,
    ]


def test_an_acting_holder_stands_before_a_substantive_one() -> None:
    substantive, acting = Holding(1, APRIL, None), Holding(2, JULY, None, acting=True)
    assert holder_on(SEPTEMBER, [substantive, acting]) == acting
    assert holder_on(APRIL, [substantive, acting]) == substantive


def test_an_unknown_first_or_last_day_leaves_the_time_open() -> None:
    assert holder_on(date.min, [Holding(1, None, APRIL)]) is not None
    assert holder_on(date.max, [Holding(1, APRIL, None)]) is not None


def test_a_post_may_be_vacant() -> None:
    assert holder_on(SEPTEMBER, [Holding(1, APRIL, JULY)]) is None


@given(st.lists(holdings, max_size=6), days)
def test_whoever_answers_holds_the_post_on_that_day_and_no_acting_holder_is_passed_over(
    all_held: list[Holding], day: date
) -> None:
    covering = [held for held in all_held if held.covers(day)]
    holder = holder_on(day, all_held)
    assert (holder in covering) if covering else holder is None
    assert holder is None or holder.acting or not any(held.acting for held in covering)


def test_a_period_cannot_end_before_it_starts() -> None:
    check_period(APRIL, APRIL)
    check_period(None, APRIL)
    with pytest.raises(BadInput, match="before the first day") as refused:
        check_period(JULY, APRIL)
    assert refused.value.field == "ends_on"


@pytest.mark.parametrize(
    ("held", "first"),
    [
        ([Holding(1, APRIL, date(2023, 9, 3)), Holding(2, date(2023, 9, 4), None)], date(2023, 9, 4)),
        ([Holding(1, APRIL, date(2023, 8, 1)), Holding(2, date(2023, 9, 4), None)], date(2023, 9, 4)),
        ([Holding(1, None, date(2023, 9, 3)), Holding(2, date(2023, 9, 4), None)], date(2023, 9, 4)),
        # An acting holder begins, and ends.
        ([Holding(1, APRIL, None), Holding(2, date(2023, 9, 11), None, acting=True)], date(2023, 9, 11)),
        ([Holding(1, APRIL, None), Holding(2, JULY, date(2023, 9, 8), acting=True)], date(2023, 9, 9)),
        # Nobody did before, it is the same person, it was too long ago, or nobody answers now.
        ([Holding(1, date(2023, 9, 4), None)], None),
        ([Holding(1, APRIL, date(2023, 9, 3)), Holding(1, date(2023, 9, 4), None, acting=True)], None),
        ([Holding(1, APRIL, JULY), Holding(2, date(2023, 7, 2), None)], None),
        ([Holding(1, APRIL, date(2023, 9, 3))], None),
        ([Holding(1, date(2023, 9, 4), None), Holding(2, date(2023, 12, 1), None)], None),
    ],
)
def test_who_took_a_post_over_and_when(held: list[Holding], first: date | None) -> None:
    assert took_over_on(SEPTEMBER, held, within=31) == first


@given(held=st.lists(holdings, max_size=4), day=days)
def test_whoever_took_over_answers_since_that_day(held: list[Holding], day: date) -> None:
    first = took_over_on(day, held, within=31)
    if first is not None:
        now = holder_on(day, held)
        assert first <= day
        assert now is not None
        since = holder_on(first, held)
        assert since is not None
        assert since.person_id == now.person_id
