"""When an action is overdue, and what counts as slippage."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.due import DueCause, DueChange, Slippage, is_overdue, slippage

ORIGINAL = date(2021, 2, 16)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
changes = st.builds(
    DueChange, before=st.none() | days, after=st.none() | days, cause=st.sampled_from(list(DueCause))
)


def test_an_action_is_overdue_from_the_day_after_it_was_due() -> None:
    assert not is_overdue(date(2023, 9, 20), date(2023, 9, 20))
    assert is_overdue(date(2023, 9, 20), date(2023, 9, 21))


def test_what_has_no_date_is_never_overdue() -> None:
    assert not is_overdue(None, date.max)


def test_slippage_counts_the_dates_that_were_agreed_and_how_far_they_moved() -> None:
    moved = [
        DueChange(ORIGINAL, date(2021, 3, 16), DueCause.AGREED),
        DueChange(date(2021, 3, 16), date(2021, 3, 26), DueCause.AGREED),
    ]
    assert slippage(ORIGINAL, moved) == Slippage(times=2, days=38, original=ORIGINAL)


@pytest.mark.parametrize("cause", [cause for cause in DueCause if cause is not DueCause.AGREED])
def test_nothing_that_was_not_agreed_is_slippage(cause: DueCause) -> None:
    moved = [DueChange(ORIGINAL, date(2021, 6, 1), cause)]
    assert slippage(ORIGINAL, moved) == Slippage(times=0, days=0, original=ORIGINAL)


def test_a_first_date_that_was_agreed_later_moves_nothing() -> None:
    first = DueChange(None, ORIGINAL, DueCause.AGREED)
    assert slippage(ORIGINAL, [first]) == Slippage(times=0, days=0, original=ORIGINAL)


@given(st.lists(changes, max_size=8))
def test_slippage_is_what_was_agreed_whatever_happened_between(moves: list[DueChange]) -> None:
    agreed = [change for change in moves if change.cause is DueCause.AGREED]
    assert slippage(ORIGINAL, moves) == slippage(ORIGINAL, agreed)


@given(days, st.lists(st.integers(-400, 400), min_size=1, max_size=8))
def test_the_days_of_a_run_of_agreed_dates_lead_from_the_first_to_the_last(
    start: date, steps: list[int]
) -> None:
    at, moves = start, []
    for step in steps:
        moves.append(DueChange(at, at + timedelta(days=step), DueCause.AGREED))
        at += timedelta(days=step)
    slipped = slippage(start, moves)
    assert (slipped.times, start + timedelta(days=slipped.days)) == (len(steps), at)
