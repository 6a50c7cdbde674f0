"""Words are found however they are set, and nothing of the text is lost where they are marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tracker.domain.finding_words import LONGEST_SOUGHT, pieces, places, sought


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("abandoned RATES", "the Abandoned\n  rates rose"),
        ("abandonment", "the abandon-\nment rate"),
        ('"Grade 2"', "so “Grade 2” attendance"),
        ("2019-20", "in 2019–20"),
        ("isn't", "it isn’t"),
        ("a.b", "a.b"),
    ],
)
def test_words_are_found_however_they_are_set(typed: str, words: str) -> None:
    pattern = sought(typed)
    assert pattern is not None
    assert len(places(pattern, words)) == 1


def test_signs_mean_themselves() -> None:
    pattern = sought("a.b")
    assert pattern is not None
    assert places(pattern, "axb") == []


def test_nothing_typed_looks_for_nothing() -> None:
    assert sought("  ") is None


def test_what_was_found_and_what_was_chosen_are_marked() -> None:
    words = "one two three two"
    cut = pieces(words, (0, len(words)), places(sought("two"), words), [(4, 13)])  # type: ignore[arg-type]
    assert [(piece.text, piece.found, piece.chosen) for piece in cut] == [
        ("one ", 0, False),
        ("two", 1, True),
        (" three", 0, True),
        (" ", 0, False),
        ("two", 2, False),
    ]


SPANS = some.lists(
    some.tuples(some.integers(0, 40), some.integers(0, 40)).map(lambda pair: (min(pair), max(pair)))
)


@given(some.text(min_size=1, max_size=40), SPANS, SPANS, some.data())
def test_the_pieces_say_the_text(
    words: str, found: list[tuple[int, int]], chosen: list[tuple[int, int]], data: some.DataObject
) -> None:
    starts = data.draw(some.integers(0, len(words) - 1))
    ends = data.draw(some.integers(starts + 1, len(words)))
    assert "".join(piece.text for piece in pieces(words, (starts, ends), found, chosen)) == words[starts:ends]


@given(some.text(max_size=LONGEST_SOUGHT + 50))
def test_whatever_is_typed_can_be_looked_for(typed: str) -> None:
    pattern = sought(typed)
    assert pattern is None or places(pattern, "x") is not None
