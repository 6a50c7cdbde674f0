"""Values as cells, and back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.exported_rows import HOSTILE
from tracker.domain.document_parts import plain
from tracker.domain.harmless import is_dangerous
from tracker.domain.log_export_cells import (
    day_from,
    day_in_sheet,
    held,
    in_line,
    in_sheet,
    meant,
    text_from,
    yes_from,
)


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_a_text_comes_back_from_a_cell_as_it_was(text: str) -> None:
    assert text_from(in_sheet(text)) == text
    assert text_from(in_line(text)) == text


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_a_program_that_trims_cells_changes_nothing(text: str) -> None:
    assert text_from(plain(in_sheet(text)).strip()) == text
    assert meant(held(text)) == text


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_no_line_of_csv_holds_what_a_program_would_calculate(text: str) -> None:
    assert not text or not is_dangerous(in_line(text))


def test_what_people_type_stands_in_the_cell_as_they_typed_it() -> None:
    words = "Bring 101 figures – “by hub”,\nwith (x_1) 😀"
    assert in_sheet(words) == in_line(words) == words


@pytest.mark.parametrize(
    "cell", ["2023-10-04", "04/10/2023", "4/10/2023", date(2023, 10, 4), "2023-10-04 00:00:00"]
)
def test_a_day_is_read_as_excel_saves_it_too(cell: str | date) -> None:
    assert day_from(cell) == date(2023, 10, 4)


def test_a_day_that_excel_would_show_wrongly_is_written_as_a_text() -> None:
    assert day_in_sheet(date(1899, 12, 31)) == "1899-12-31"
    assert day_from(day_in_sheet(date(1899, 12, 31))) == date(1899, 12, 31)


def test_what_is_neither_yes_nor_no_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        yes_from("perhaps")
