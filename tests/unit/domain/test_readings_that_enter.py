"""Which readings enter a control chart."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.test_comparisons import held
from tracker.domain.measures import Basis
from tracker.domain.readings import Left, entering, in_force, usual_basis

APRIL, MAY = held(1, "April 2023", 5.0), held(2, "May 2023", 6.0)


def test_months_enter_in_the_order_of_their_periods() -> None:
    found = entering([MAY, APRIL], Basis.MONTH)
    assert [one.number for one in found.readings] == [1, 2]
    assert found.left == {}


def test_rolling_and_other_periods_never_enter() -> None:
    rolling, year = held(3, "12 months to May 2023", 5.5), held(4, "2022/23", 5.1)
    found = entering([APRIL, rolling, year], Basis.MONTH)
    assert [one.number for one in found.readings] == [1]
    assert found.left == {3: Left.BASIS, 4: Left.BASIS}
    assert entering([rolling, year], Basis.ROLLING).readings == ()


def test_quarters_and_months_are_not_drawn_together() -> None:
    quarter = held(3, "Q1 2023/24", 5.5)
    assert [one.number for one in entering([APRIL, quarter], Basis.QUARTER).readings] == [3]


def test_only_the_latest_revision_enters() -> None:
    second = replace(APRIL, number=3, value=5.2, replaces=1)
    third = replace(APRIL, number=4, value=5.3, replaces=3)
    found = entering([APRIL, second, third, MAY], Basis.MONTH)
    assert [one.value for one in found.readings] == [5.3, 6.0]
    assert found.left == {1: Left.REVISED, 3: Left.REVISED}


def test_a_revision_that_is_removed_gives_way_to_what_it_replaced() -> None:
    second = replace(APRIL, number=3, value=5.2, replaces=1, removed=True)
    found = entering([APRIL, second], Basis.MONTH)
    assert [one.value for one in found.readings] == [5.0]
    assert found.left == {3: Left.REMOVED}


def test_a_queried_reading_is_drawn_and_marked() -> None:
    queried = replace(MAY, queried=True)
    assert entering([APRIL, queried], Basis.MONTH).readings[1].queried


def test_of_two_that_overlap_neither_enters() -> None:
    again = replace(APRIL, number=3, value=9.0)
    found = entering([APRIL, again, MAY], Basis.MONTH)
    assert [one.number for one in found.readings] == [2]
    assert found.left == {1: Left.OVERLAPS, 3: Left.OVERLAPS}


def test_invented_and_real_figures_are_never_drawn_together() -> None:
    found = entering([replace(APRIL, invented=True), MAY], Basis.MONTH)
    assert [one.number for one in found.readings] == [1]
    assert found.invented
    assert found.left == {2: Left.REAL}


def test_the_usual_basis_is_the_one_with_more_points() -> None:
    assert usual_basis([APRIL]) is Basis.MONTH
    assert usual_basis([held(1, "Q1 2023/24", 1.0), held(2, "Q2 2023/24", 1.0), APRIL]) is Basis.QUARTER
    assert usual_basis([]) is Basis.MONTH


MONTHS = st.builds(
    lambda number, year, month, value, removed: replace(
        held(number, f"{year}-{month:02}", value), removed=removed
    ),
    st.integers(1, 50),
    st.integers(2020, 2022),
    st.integers(1, 12),
    st.floats(0, 100),
    st.booleans(),
)


@given(st.lists(MONTHS, unique_by=lambda one: one.number), st.randoms())
def test_what_enters_shares_no_day_and_the_order_given_never_matters(readings, random) -> None:  # type: ignore[no-untyped-def]
    found = entering(readings, Basis.MONTH)
    ends = [one.ends_on for one in found.readings]
    assert all(end < one.starts_on for end, one in zip(ends, found.readings[1:], strict=False))
    assert len(found.readings) + len(found.left) == len(readings)
    assert set(found.readings) <= set(in_force(readings))
    shuffled = list(readings)
    random.shuffle(shuffled)
    assert entering(shuffled, Basis.MONTH) == found
