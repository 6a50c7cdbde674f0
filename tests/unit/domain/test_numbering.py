"""Paragraphs are numbered within their section, and what follows one belongs to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.numbering import numbered
from tracker.domain.paper import Block, Bullets, Numbered, Part, Prose, Written
from tracker.domain.prose import Piece, PieceKind, Run, Writing


def written(*kinds: PieceKind) -> Written:
    return Written(Writing(tuple(Piece(kind, (Run("Words"),)) for kind in kinds)))


PARAGRAPH, HEADING, LIST = PieceKind.PARAGRAPH, PieceKind.HEADING, PieceKind.BULLETS
blocks = st.one_of(
    st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=3).map(lambda texts: Prose(tuple(texts))),
    st.lists(st.sampled_from([PARAGRAPH, HEADING, LIST]), min_size=1, max_size=5).map(
        lambda kinds: written(*kinds)
    ),
    st.just(Bullets(("One",))),
    st.just(Part("A part", ())),
)


def test_each_paragraph_gets_the_next_number_and_keeps_the_list_after_it() -> None:
    first, second = numbered("4.1", (written(PARAGRAPH, LIST), Prose(("Two",))))
    assert first == Numbered("4.1.1", (written(PARAGRAPH), written(LIST)))
    assert second == Numbered("4.1.2", (Prose(("Two",)),))


def test_numbers_go_on_over_a_heading_which_has_none() -> None:
    one, heading, two = numbered("3", (written(PARAGRAPH, HEADING, PARAGRAPH),))
    assert (one, heading, two) == (
        Numbered("3.1", (written(PARAGRAPH),)),
        written(HEADING),
        Numbered("3.2", (written(PARAGRAPH),)),
    )


def test_what_stands_before_any_paragraph_is_numbered_too() -> None:
    assert numbered("2", (Bullets(("One",)),)) == (Numbered("2.1", (Bullets(("One",)),)),)


def test_what_explains_belongs_to_what_it_follows() -> None:
    note = Prose(("Note 1: it is so.",), quiet=True)
    assert numbered("2", (Prose(("One",)), note, Prose(("Two",)))) == (
        Numbered("2.1", (Prose(("One",)), note)),
        Numbered("2.2", (Prose(("Two",)),)),
    )


@given(blocks=st.lists(blocks, max_size=8), first=st.integers(1, 30))
def test_the_numbers_of_a_section_follow_each_other_without_gap_or_repeat(
    blocks: list[Block], first: int
) -> None:
    found = numbered("4.2", blocks, first)
    numbers = [one.number for one in found if isinstance(one, Numbered)]
    assert numbers == [f"4.2.{number}" for number in range(first, first + len(numbers))]


@given(blocks=st.lists(blocks, max_size=8))
def test_nothing_is_lost_by_numbering_and_the_order_stays(blocks: list[Block]) -> None:
    assert [words for one in numbered("1", blocks) for words in _words(one)] == [
        words for one in blocks for words in _words(one)
    ]


@given(blocks=st.lists(blocks, max_size=8))
def test_there_are_as_many_numbers_as_paragraphs_but_for_what_has_none_before_it(blocks: list[Block]) -> None:
    found = [one for one in numbered("1", blocks) if isinstance(one, Numbered)]
    for one in found:
        assert sum(_opens(block) for block in one.blocks) <= 1
        assert not any(_opens(block) for block in one.blocks[1:])


@pytest.mark.parametrize("section", ["1", "4.5"])
def test_a_section_without_words_has_no_numbers(section: str) -> None:
    assert numbered(section, ()) == ()


def _words(block: Block) -> list[str]:
    match block:
        case Numbered():
            return [words for one in block.blocks for words in _words(one)]
        case Prose():
            return list(block.texts)
        case Written():
            return [piece.kind.value for piece in block.prose.pieces]
        case Bullets():
            return list(block.entries)
        case _:
            return [type(block).__name__]


def _opens(block: Block) -> bool:
    return isinstance(block, Prose) or block == written(PARAGRAPH)
