"""How a correction of a closed meeting is said, and when one can be made."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.corrections import (
    OVER,
    Changed,
    changes_sentence,
    check_correctable,
    check_reason,
    must_be_issued_again,
)
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.meetings import MeetingStatus


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ([], ""),
        ([Changed("Owner", "nobody", "nobody")], ""),
        ([Changed("Owner", "nobody", "Head of Contact")], "Owner changed from nobody to Head of Contact."),
        (
            [
                Changed("Owner", "Head of Contact", "Head of Roads"),
                Changed("Due", "no date", "4 October 2023"),
            ],
            "Owner changed from Head of Contact to Head of Roads. Due changed from no date to 4 October 2023.",
        ),
        ([Changed("Details", "", "By hub.", True)], "Details added: “By hub.”"),
        ([Changed("Details", "By hub", "", True)], "Details taken out: “By hub”."),
        (
            [Changed("What was asked", "Why?", "Why not?", True)],
            "What was asked changed from “Why?” to “Why not?”",
        ),
    ],
)
def test_a_correction_is_one_plain_sentence_for_each_value(changes: list[Changed], sentence: str) -> None:
    assert changes_sentence(changes) == sentence


def test_a_long_text_is_cut_in_the_sentence() -> None:
    sentence = changes_sentence([Changed("Notes", "x" * 5000, "y\n" * 5000, True)])
    assert len(sentence) < 450
    assert "x…”" in sentence


@given(st.text(), st.text(), st.booleans())
def test_a_sentence_is_said_exactly_where_something_differs(before: str, after: str, quoted: bool) -> None:
    sentence = changes_sentence([Changed("Details", before, after, quoted)])
    assert bool(sentence) == (before != after)
    assert "\n" not in sentence


@pytest.mark.parametrize("status", MeetingStatus)
def test_only_a_meeting_that_is_over_is_corrected(status: MeetingStatus) -> None:
    if status in OVER:
        check_correctable(status)
        return
    with pytest.raises(InvalidMove):
        check_correctable(status)


def test_a_reason_is_always_needed() -> None:
    assert check_reason("  Misheard \n in the room ") == "Misheard in the room"
    for typed in ("", " \n ", "x" * 1001):
        with pytest.raises(BadInput) as refused:
            check_reason(typed)
        assert refused.value.field == "reason"


def test_what_was_corrected_after_it_was_issued_must_be_issued_again() -> None:
    issued = datetime(2023, 10, 5, 9, tzinfo=UTC)
    assert must_be_issued_again(issued, issued + timedelta(minutes=1))
    assert not must_be_issued_again(issued, issued - timedelta(minutes=1))
    assert not must_be_issued_again(None, issued)
    assert not must_be_issued_again(issued, None)
