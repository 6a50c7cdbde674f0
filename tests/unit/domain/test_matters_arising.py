"""The first words of what was said last, as a list of matters arising tells them. What it remembers: `test_meeting_words`."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.matters_arising import FIRST_WORDS, first_words


def test_a_short_text_is_told_whole_in_one_line() -> None:
    assert first_words("The hubs are open.\n\n  All ten. ") == "The hubs are open. All ten."


def test_a_long_text_ends_after_a_whole_word() -> None:
    assert first_words("The hubs are open, all ten of them", 20) == "The hubs are open…"


@given(st.text(), st.integers(2, 200))
def test_what_is_told_is_never_longer_than_there_is_room_and_begins_as_the_text_does(
    text: str, most: int
) -> None:
    told = first_words(text, most)
    line = " ".join(text.split())
    assert len(told) <= max(most, 1)
    assert line.startswith(told.removesuffix("…")) or told == line
    assert "\n" not in told


@given(st.text(alphabet="ab ", max_size=FIRST_WORDS))
def test_what_fits_is_not_cut(text: str) -> None:
    assert first_words(text) == " ".join(text.split())
