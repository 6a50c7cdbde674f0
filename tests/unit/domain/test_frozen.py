"""What was known, as canonical text and back."""

import hashlib
import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import RecordBroken, Unavailable
from tracker.domain.frozen import (
    FrozenMatter,
    FrozenMeeting,
    Known,
    known_of_text,
    known_text,
    meeting_of_text,
    meeting_text,
)

# No figure of a measure is infinite, or no number.
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
anything = st.from_type(Known)
matters = st.builds(FrozenMatter, known=anything, on_the_table=st.none() | anything, decision=st.none())


@given(anything)
def test_the_same_comes_back_and_always_gives_the_same_text(known: Known) -> None:
    assert known_of_text(known_text(known)) == known
    assert known_text(replace(known)) == known_text(known)


@given(st.builds(FrozenMeeting, matters=st.tuples(matters), raised=st.tuples(anything)))
def test_a_meeting_comes_back_too(meeting: FrozenMeeting) -> None:
    text = meeting_text(meeting)
    assert meeting_of_text(text, hashlib.sha256(text.encode()).hexdigest()) == meeting


def test_a_text_that_was_changed_does_not_match_its_digest() -> None:
    with pytest.raises(RecordBroken, match="has been changed since"):
        meeting_of_text('{"format":1}', hashlib.sha256(b"another").hexdigest())


def test_nothing_frozen_is_nothing_known() -> None:
    assert known_of_text("") is None


@given(anything)
def test_the_text_is_canonical(known: Known) -> None:
    text = known_text(known)
    again = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert text == again


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"format":99}', '{"format":1}', '{"format":1,"known":{"title":1}}']
)
def test_what_this_version_cannot_read_is_said_in_a_sentence(text: str) -> None:
    with pytest.raises(Unavailable, match="Update the product"):
        known_of_text(text)


def test_no_value_is_the_number_of_a_row_that_could_be_changed_behind_it() -> None:
    assert not [field.name for field in fields(Known) if field.name.endswith("_id")]
