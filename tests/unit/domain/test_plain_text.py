"""Notes are read as paragraphs and simple lists, and lose no word by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.plain_text import Block, blocks


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", []),
        ("Calls are up.", [Block(False, ("Calls are up.",))]),
        ("Calls are up.\nThe ACC agrees.", [Block(False, ("Calls are up.", "The ACC agrees."))]),
        ("One.\n\n\nTwo.", [Block(False, ("One.",)), Block(False, ("Two.",))]),
        (
            "Asked for:\n- a table\n- a date",
            [Block(False, ("Asked for:",)), Block(True, ("a table", "a date"))],
        ),
        ("- a table\n  by hub\nThen on.", [Block(True, ("a table\nby hub",)), Block(False, ("Then on.",))]),
        ("  - a table", [Block(True, ("a table",))]),
        ("-8 % on last year", [Block(False, ("-8 % on last year",))]),
        ("**not** <b>markup</b>", [Block(False, ("**not** <b>markup</b>",))]),
    ],
)
def test_paragraphs_and_lists(typed: str, read: list[Block]) -> None:
    assert blocks(typed) == read


@given(st.text("a -\n", max_size=40))
def test_no_word_is_lost(typed: str) -> None:
    read = " ".join(line for block in blocks(typed) for line in block.lines)
    assert [word for word in read.split() if word != "-"] == [word for word in typed.split() if word != "-"]
