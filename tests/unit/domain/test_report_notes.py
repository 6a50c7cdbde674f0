"""A note that many rows of a table would repeat stands once, beneath it."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.paper import Cell, Column, Prose, Table
from tracker.domain.report_notes import OFTEN, with_notes

PERIOD = "The paper does not say which period; this one is chosen."
COLUMNS = (Column("Measure", 50), Column("Set beside", 50))


def table(*notes: str) -> Table:
    rows = tuple(
        (Cell(strong=f"Row {at}"), Cell(texts=("So.",), quiet=(note,))) for at, note in enumerate(notes)
    )
    return Table("figures", "Readings", COLUMNS, rows)


def test_what_three_rows_say_is_said_once_and_each_points_to_it() -> None:
    made, below = with_notes(table(PERIOD, f"About, says the paper. {PERIOD}", PERIOD, "1,602 interviews."))
    assert isinstance(made, Table)
    assert [row[1].quiet for row in made.rows] == [
        ("See note 1.",),
        ("About, says the paper. See note 1.",),
        ("See note 1.",),
        ("1,602 interviews.",),
    ]
    assert below == Prose((f"Note 1: {PERIOD}",), quiet=True)


def test_what_two_rows_say_stays_where_it_is() -> None:
    assert with_notes(table(PERIOD, PERIOD, "1,602 interviews.")) == (
        table(PERIOD, PERIOD, "1,602 interviews."),
    )


@given(
    st.lists(st.lists(st.sampled_from(["One is so.", "Two is so.", "Three is so."]), max_size=3), max_size=8)
)
def test_every_sentence_is_still_to_be_found(notes: list[list[str]]) -> None:
    made, *below = with_notes(table(*(" ".join(sentences) for sentences in notes)))
    assert isinstance(made, Table)
    said = [text for block in below if isinstance(block, Prose) for text in block.texts]
    for sentences, row in zip(notes, made.rows, strict=True):
        for sentence in sentences:
            often = sum(sentence in one for one in notes) >= OFTEN
            name = next((text.partition(":")[0].lower() for text in said if text.endswith(sentence)), "")
            assert bool(name) is often
            assert (f"See {name}." if often else sentence) in row[-1].quiet[0]
