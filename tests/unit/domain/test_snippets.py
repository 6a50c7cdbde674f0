"""The words around what was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.adapters.stemmer import EnglishStemmer
from tracker.domain.search_words import read_query
from tracker.domain.snippets import AROUND, snippet, whole
from tracker.domain.stemming import WordReader

READER = WordReader(EnglishStemmer())


def shown(text: str, typed: str) -> str:
    """The snippet, with what was found between brackets."""
    pieces = snippet(text, read_query(typed, READER), READER)
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "typed", "seen"),
    [
        ("Calls are abandoned more.", "abandonment", "Calls are [abandoned] more."),
        ("The  101\nabandonment rate", '"101 abandonment"', "The [101 abandonment] rate"),
        ("the rate of abandonment", '"abandonment rate" -x', "the rate of abandonment"),
        ("See PPM-006 and 006.", "PPM-006", "See [PPM-006] and 006."),
        ("a coordinated answer", "co-ordinated", "a [coordinated] answer"),
        ("the oﬃcer’s café", "cafe officer", "the [oﬃcer’s] [café]"),
        ("rose to 8.6% in May", "8.6", "rose to [8.6]% in May"),
        ("<b>rate</b>", "rate", "<b>[rate]</b>"),
    ],
)
def test_what_was_found_is_marked_as_it_is_written(text, typed, seen):
    assert shown(text, typed) == seen


def test_of_a_long_text_the_part_is_shown_that_has_the_most():
    text = f"The rate. {'Other words. ' * 100}The abandonment rate rose. {'More words. ' * 100}"
    seen = shown(text, "abandonment rate")
    assert "The [abandonment] [rate] rose." in seen
    assert seen.startswith("… ")
    assert seen.endswith(" …")
    assert len(seen) < AROUND + 20


def test_a_text_in_which_nothing_is_marked_shows_its_beginning():
    assert shown("The first words. " * 50, "burglary").startswith("The first words. The first")


def test_a_title_is_shown_whole():
    pieces = whole("Bring the rate back", read_query("rates", READER), READER)
    assert [(piece.text, piece.found) for piece in pieces] == [
        ("Bring the ", False),
        ("rate", True),
        (" back", False),
    ]


@given(
    st.text(st.one_of(st.characters(), st.sampled_from("ab -\n.")), max_size=600),
    st.text(st.one_of(st.characters(), st.sampled_from('ab -".')), max_size=20),
)
def test_a_snippet_is_made_of_the_text_alone(text, typed):
    pieces = snippet(text, read_query(typed, READER), READER)
    words = "".join(piece.text for piece in pieces).removeprefix("… ").removesuffix(" …")
    assert " ".join(words.split()) in " ".join(text.split())
    assert len(words) <= AROUND * 3
