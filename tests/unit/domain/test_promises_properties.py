"""What holds for the promises of any text and of any pages."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.promises import find_in_pages, find_promises

PIECES = st.sampled_from(
    [
        "The Clerk will publish it",
        "Action 014",
        "ACTION:",
        "Owner: JS",
        "By: June",
        "It was agreed that",
        "be brought back",
        "to the next meeting",
        "Work continues to;",
        "Ref\tAction\tOwner",
        "1\tPaint it\tBob",
        "|",
        "- ",
        "(a) ",
        ".",
        ":",
        "\n",
        "\n\n",
        "\f",
        " ",
        "**",
        "<b>",
        "’",
        "is being piloted",
        "would",
        "\x00",
        "\u2028",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES, max_size=40).map(" ".join),
)


@given(TEXTS)
def test_any_text_gives_exact_words_in_its_order_and_none_twice(text: str) -> None:
    found = find_promises(text)
    assert all(text[one.start : one.end] == one.quote and one.quote.strip() for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(st.lists(TEXTS, max_size=5))
def test_pages_give_exact_words_of_their_page_in_order(pages: list[str]) -> None:
    found = find_in_pages(pages)
    for one in found:
        assert pages[one.index][one.promise.start : one.promise.end] == one.promise.quote != ""
    places = [(one.index, one.promise.start) for one in found]
    assert places == sorted(places)


def test_a_heading_above_a_part_is_read_and_is_not_quoted() -> None:
    [found] = find_in_pages(["Figures to be received on mileage."], ["Action 031"])
    assert (found.promise.ref, found.promise.quote) == ("Action 031", "Figures to be received on mileage.")


def test_a_list_goes_on_over_the_page() -> None:
    pages = ["Officers will:\n- draft a new policy soon", "- consult the unions on it\n\nThe end."]
    assert [(one.index, one.promise.start) for one in find_in_pages(pages)] == [(0, 17), (1, 2)]


@pytest.mark.parametrize(
    "words",
    [
        "will ",
        "agreed that ",
        "Action ",
        "- ",
        "a",
        "Board in ",
        "\t",
        "<a ",
        "(a) ",
        "A. ",
        "a" + " " * 3000,
    ],
)
def test_a_text_made_to_be_slow_is_read_to_its_end(words: str) -> None:
    find_promises(words * (20_000 // len(words)))
