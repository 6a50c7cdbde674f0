"""The token of an owner's link opens what it was made for and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import LinkDead
from tracker.domain.links import check_token, link_number, make_token

KEY = b"a key for links"
numbers = st.integers(1, 2**31 - 1)


@given(numbers, numbers)
def test_a_token_opens_its_own_link(link: int, action: int) -> None:
    token = make_token(KEY, link, action)
    assert link_number(token) == link
    check_token(KEY, token, link, action)


@given(numbers, numbers, numbers)
def test_a_token_opens_no_other_action(link: int, action: int, other: int) -> None:
    if other != action:
        with pytest.raises(LinkDead):
            check_token(KEY, make_token(KEY, link, action), link, other)


def test_a_token_of_another_key_opens_nothing() -> None:
    with pytest.raises(LinkDead, match="Ask for a new one"):
        check_token(KEY, make_token(b"another key", 7, 3), 7, 3)


def test_a_token_with_its_number_changed_opens_nothing() -> None:
    seal = make_token(KEY, 7, 3).partition("-")[2]
    with pytest.raises(LinkDead):
        check_token(KEY, f"8-{seal}", 8, 3)


@given(st.text(max_size=90))
def test_whatever_stands_in_an_address_is_a_number_or_a_dead_link(typed: str) -> None:
    try:
        number = link_number(typed)
    except LinkDead:
        return
    with pytest.raises(LinkDead):
        check_token(KEY, typed, number, 1)


def test_a_token_is_short_and_safe_in_an_address() -> None:
    token = make_token(KEY, 123_456, 9)
    assert len(token) < 40
    assert token.isascii()
    assert set(token) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
