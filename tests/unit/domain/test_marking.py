"""The protective marking of a mail."""

import pytest

from tracker.domain.marking import Marking, highest, marking_of


@pytest.mark.parametrize("typed", ["OFFICIAL", "official", " OFFICIAL ", ""])
def test_official_is_official_however_it_is_typed(typed: str) -> None:
    assert marking_of(typed) is Marking.OFFICIAL


@pytest.mark.parametrize(
    "typed",
    ["OFFICIAL-SENSITIVE", "Official - Sensitive", "OFFICIAL SENSITIVE: personal", "SECRET", "not known"],
)
def test_whatever_else_is_typed_is_held_back(typed: str) -> None:
    assert marking_of(typed) is Marking.SENSITIVE


def test_a_mail_has_the_highest_marking_of_what_its_links_open() -> None:
    assert highest([Marking.OFFICIAL, Marking.SENSITIVE, Marking.OFFICIAL]) is Marking.SENSITIVE
    assert highest([Marking.OFFICIAL]) is Marking.OFFICIAL
    assert highest([]) is Marking.OFFICIAL
