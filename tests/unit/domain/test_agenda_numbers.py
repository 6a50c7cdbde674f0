"""An agenda is numbered again, and keeps the numbers that people speak of."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.agenda_numbers import numbered_again


@pytest.mark.parametrize(
    ("stand", "become", "why"),
    [
        ("1 2 3.1 3.2 4.1 9", "1 2 3.1 3.2 4.1 9", "what is in order stays, gaps between sections too"),
        ("3.1 3.2 4.1", "3.1 3.2 4.1", "a first section that is not 1 stays"),
        ("3.2 3.1 3.3", "3.1 3.2 3.3", "within a section they run as they stand"),
        ("3.1 3.4 3.9", "3.1 3.2 3.3", "without gaps"),
        ("2 1", "1 2", "two that changed places"),
        ("3.1 4.2 3.2 4.1", "3.1 3.2 3.3 4.1", "one that was moved takes the section it stands in"),
        ("1 3.1 3.2 8 9 3.3", "1 3.1 3.2 8 9 10", "also at the end, where it is one of its own"),
        ("3.1 9 3.2 4.1", "3.1 3.2 3.3 4.1", "a section of its own that was moved into another"),
        ("3.1 - 3.2 4.1", "3.1 3.2 3.3 4.1", "one without a number"),
        ("- 3.1 3.2", "3.1 3.2 3.3", "at the very top"),
        ("1 2 -", "1 2 3", "and at the very end"),
        ("1 - 2", "1 2 3", "between two sections of their own it is one too, and what follows makes room"),
        ("- - -", "1 2 3", "none has a number"),
        ("1 1.1 1.2 2 2.1", "1 1.1 1.2 2 2.1", "a section with a heading of its own"),
        ("1 - 1.1 2", "1 1.1 1.2 2", "and one without a number in it"),
        ("3.1 2a 3.3 AOB", "3.1 2a 3.2 AOB", "what was numbered by hand stays"),
        ("3.1 3.1.2 3.2", "3.1 3.1.2 3.2", "in three parts too"),
        ("", "", "nothing"),
    ],
)
def test_an_agenda_is_numbered_again(stand: str, become: str, why: str) -> None:
    numbers = ["" if number == "-" else number for number in stand.split()]
    assert numbered_again(numbers) == become.split(), why


plain = st.integers(1, 12).map(str)
divided = st.tuples(st.integers(1, 12), st.integers(1, 9)).map(lambda pair: f"{pair[0]}.{pair[1]}")
numbers = st.lists(
    st.one_of(plain, divided, st.just(""), st.sampled_from(["2a", "AOB", "3.1.2"])), max_size=25
)


def _key(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


@given(numbers)
def test_each_number_is_greater_than_the_one_before_it(stand: list[str]) -> None:
    again = [n for n in numbered_again(stand) if re.fullmatch(r"\d+(\.\d+)?", n)]
    assert all(_key(one) < _key(next_one) for one, next_one in pairwise(again))


@given(numbers)
def test_numbering_an_agenda_twice_is_numbering_it_once(stand: list[str]) -> None:
    once = numbered_again(stand)
    assert numbered_again(once) == once


@given(numbers)
def test_no_heading_is_lost_and_none_stays_without_a_number(stand: list[str]) -> None:
    again = numbered_again(stand)
    assert len(again) == len(stand)
    assert all(again)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=8), st.integers(1, 5))
def test_sections_that_stand_in_order_keep_their_numbers(sizes: list[int], step: int) -> None:
    stand = [f"{(at + 1) * step}.{place}" for at, size in enumerate(sizes) for place in range(1, size + 1)]
    assert numbered_again(stand) == stand
