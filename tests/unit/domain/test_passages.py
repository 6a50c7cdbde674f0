"""Paragraphs, captions, and the same words set in another way."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tracker.domain.documents import ExcerptKind
from tracker.domain.passages import captions, folded, paragraph_at, paragraphs, whole_words

BLOCKS = "Demand is rising.\n\nThe force will bring\nthis back.\n \n- One\n"
LINES = "The force answered more calls than in any month before\nand will bring this back.\nA new one begins here and goes on for long\n• a point"


def said(words: str) -> list[str]:
    return [words[one.starts : one.ends] for one in paragraphs(words)]


def test_blank_lines_part_paragraphs() -> None:
    assert said(BLOCKS) == ["Demand is rising.", "The force will bring\nthis back.", "- One"]


def test_without_blank_lines_full_stops_and_bullets_at_the_end_of_a_line_part_them() -> None:
    assert [text.split()[0] for text in said(LINES)] == ["The", "A", "•"]


@pytest.mark.parametrize(("sought", "number"), [("Demand", 1), ("this back", 2), ("One", 3)])
def test_a_paragraph_is_counted_from_one(sought: str, number: int) -> None:
    assert paragraph_at(BLOCKS, BLOCKS.index(sought)) == number


def test_a_page_without_words_has_no_paragraph() -> None:
    assert paragraph_at(" \n ", 1) is None


def test_captions_are_found_once_each() -> None:
    words = "As figure 2 shows,\nFigure 1: Calls by month\nTable 2.1 Abandoned calls\nFig. 3\nFigure 1: again"
    assert [(one.kind, one.name, words[one.starts : one.ends]) for one in captions(words)] == [
        (ExcerptKind.FIGURE, "figure 1", "Figure 1: Calls by month"),
        (ExcerptKind.TABLE, "table 2.1", "Table 2.1 Abandoned calls"),
        (ExcerptKind.FIGURE, "figure 3", "Fig. 3"),
    ]


def test_a_selection_spreads_to_whole_words() -> None:
    words = "101 abandoned rates are increasing"
    assert words[slice(*whole_words(words, 6, 18))] == "abandoned rates"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("abandoned  rates\nare", "abandoned rates are"),
        ("abandon-\nment", "abandonment"),
        ("abandon\xadment", "abandonment"),
        ("“Grade 2” isn’t", '"Grade 2" isn\'t'),
        ("2019–20", "2019-20"),
        ("o\ufb03cer", "officer"),
        ("well-known", "well-\nknown"),
    ],
)
def test_the_same_words_fold_to_the_same(one: str, other: str) -> None:
    assert folded(one).text == folded(other).text


@pytest.mark.parametrize(
    ("one", "other"), [("-17 %", "17 %"), ("12 7", "127"), ("not able", "notable"), ("8.6", "86")]
)
def test_other_words_never_fold_to_the_same(one: str, other: str) -> None:
    assert folded(one).text != folded(other).text


@given(some.text())
def test_folding_twice_changes_nothing_and_each_sign_has_its_place(words: str) -> None:
    fold = folded(words)
    assert len(fold.places) == len(fold.text) + 1
    assert all(0 <= place <= len(words) for place in fold.places)
    assert list(fold.places) == sorted(fold.places)


@given(some.text(alphabet="ab. \n•-"))
def test_paragraphs_never_overlap_and_lose_no_word(words: str) -> None:
    found = paragraphs(words)
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert all(a.ends <= b.starts for a, b in pairwise(found))
    kept = "".join(words[one.starts : one.ends] for one in found)
    assert "".join(kept.split()) == "".join(words.split())
