"""The address that a mail asks to be answered at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.reply_tokens import HIGHEST, ReplyAddresses

OURS = ReplyAddresses("actions@office.example.org", b"a key for answers")
ids = st.integers(1, HIGHEST)


@given(ids)
def test_an_answer_finds_the_mail_it_belongs_to_whatever_happened_to_capitals(mail_id: int) -> None:
    address = OURS.of(mail_id)
    assert OURS.mail_of(address) == mail_id
    assert OURS.mail_of(address.upper()) == mail_id
    assert len(address.rpartition("@")[0]) <= 64


@given(ids, ids)
def test_the_token_of_one_mail_opens_no_other(one: int, other: int) -> None:
    forged = OURS.of(one).replace(f"+{one:x}-", f"+{other:x}-")
    assert OURS.mail_of(forged) == (one if one == other else None)


def test_a_token_made_with_another_key_is_none_of_ours() -> None:
    other = ReplyAddresses("actions@office.example.org", b"another key")
    assert OURS.mail_of(other.of(7)) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "actions@office.example.org",
        "actions+@office.example.org",
        "actions+7@office.example.org",
        "actions+7-aaaaaaaaaaaaaaaa@office.example.org",
        "actions+7-ääääääääääääääää@office.example.org",
        OURS.of(7).replace("office.example.org", "elsewhere.example.org"),
        OURS.of(7).replace("actions+", "others+"),
        OURS.of(7).replace("+7-", "+ffffffffffff-"),
        OURS.of(7)[:-1],
    ],
)
def test_any_other_address_belongs_to_no_mail(address: str) -> None:
    assert OURS.mail_of(address) is None


@given(st.text(max_size=100))
def test_no_text_is_mistaken_for_an_answer_address(text: str) -> None:
    assert OURS.mail_of(text) is None


def test_an_address_of_ours_is_known_with_its_token_and_without() -> None:
    assert OURS.is_ours("Actions@Office.example.org")
    assert OURS.is_ours(OURS.of(7))
    assert not OURS.is_ours("actions@elsewhere.example.org")
    assert not OURS.is_ours("reactions@office.example.org")


def test_the_key_is_never_shown() -> None:
    assert "key for answers" not in repr(OURS)
