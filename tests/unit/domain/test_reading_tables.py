"""Tables of readings as they are pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import BadInput
from tracker.domain.reading_tables import read_table


def cells(text: str) -> list[dict[str, str]]:
    return [line.cells for line in read_table(text)]


def test_a_table_from_a_spreadsheet_has_tabs_and_heads() -> None:
    assert cells("Month\tHub\tFigure\nApril 2023\tNorth\t83,427\n\nMay 2023\tNorth\t80,001\n") == [
        {"period": "April 2023", "area": "North", "value": "83,427"},
        {"period": "May 2023", "area": "North", "value": "80,001"},
    ]


@pytest.mark.parametrize(
    "text", ["April 2023\t8.6%", "April 2023,8.6%", "April 2023;8.6%", "April 2023  8.6%", "\ufeffApril 2023\t 8.6% \r\n"]
)  # fmt: skip
def test_without_heads_there_are_a_period_a_value_and_an_area(text: str) -> None:
    assert cells(text) == [{"period": "April 2023", "value": "8.6%"}]


def test_lines_are_numbered_as_they_were_pasted() -> None:
    assert [line.number for line in read_table("Period,Value\n\nApril 2023,8\n\nMay 2023,9")] == [3, 5]


def test_a_column_that_is_not_known_is_left_out() -> None:
    assert cells("Period,Target,Value\nApril 2023,5,8") == [{"period": "April 2023", "value": "8"}]


def test_a_number_with_commas_wants_quotation_marks_in_a_csv() -> None:
    assert cells('Period,Value\nApril 2023,"83,427"') == [{"period": "April 2023", "value": "83,427"}]
    assert "quotation marks" in read_table("Period,Value\nApril 2023,83,427")[0].problem


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste a table"),
        (" \n\t\n", "Paste a table"),
        ("Period,Value", "no readings"),
        ("Period,Hub\nApril 2023,North", "no column headed “Value”"),
        ("Period,Value,Figure\nApril 2023,1,2", "Two columns"),
        ("x\n" * 2001, "2,001 lines"),
        ("x" * 200_001, "in parts"),
        ('Period,Value\n"April 2023,8' + "x" * 140_000, "quotation mark"),
    ],
)
def test_what_is_no_table_is_refused_in_words(text: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence) as refused:
        read_table(text)
    assert refused.value.field == "table"


@given(st.text(max_size=200))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    try:
        lines = read_table(text)
    except BadInput:
        return
    assert [line.number for line in lines] == sorted({line.number for line in lines})
