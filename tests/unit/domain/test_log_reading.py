"""What was understood of a log can be corrected, kept and used again."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from tracker.domain.canonical import made, plain
from tracker.domain.errors import Unreadable
from tracker.domain.import_rows import LogStatus
from tracker.domain.log_reading import rows, understand
from tracker.domain.log_sheets import Cell, SheetRow
from tracker.domain.log_understood import ColumnCorrection, Corrections, TableCorrection
from tracker.domain.log_understood import LogField as F


@dataclass(frozen=True)
class Typed:
    """A sheet as lines of cells between bars."""

    name: str
    text: str
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()

    def rows(self) -> Iterator[SheetRow]:
        for number, line in enumerate(self.text.strip("\n").split("\n"), start=1):
            cells = [Cell(column, words.strip()) for column, words in enumerate(line.split("|"))]
            if found := tuple(cell for cell in cells if cell.text):
                yield SheetRow(number, found)


@dataclass(frozen=True)
class Book:
    sheets: tuple[Typed, ...]
    from_1904: bool = False
    notes: tuple[str, ...] = ()


def a_book(*texts: str) -> Book:
    return Book(tuple(Typed(f"Sheet{number}", text) for number, text in enumerate(texts, start=1)))


LOG = """
Ref | Action | Lead | Support | Due
1 | Report | ACC | CFO | 31/03/23
2 | Explain | ACC | DCC | 30/06/23
"""


def corrected(*tables: TableCorrection) -> Corrections:
    """As it comes back from where it was kept."""
    return made(Corrections, json.loads(json.dumps(plain(Corrections(tables)))))


def test_each_column_is_named_with_its_letter_its_heading_and_samples() -> None:
    table = understand(a_book(LOG)).tables[0]
    assert (table.headings, table.first, table.last, table.rows) == ((1,), 2, 3, 2)
    assert [(column.letter, column.heading, column.field) for column in table.columns] == [
        ("A", "Ref", F.REFERENCE),
        ("B", "Action", F.TITLE),
        ("C", "Lead", F.OWNER),
        ("D", "Support", F.OTHER),
        ("E", "Due", F.DUE),
    ]
    assert table.columns[1].samples == ("Report", "Explain")


def test_a_person_says_which_column_is_what() -> None:
    said = (ColumnCorrection("C", F.NOT_USED), ColumnCorrection("D", F.OWNER))
    book = a_book(LOG)
    found = list(rows(book, understand(book, corrected(TableCorrection("Sheet1", 1, columns=said)))))
    assert [row.owner for row in found] == ["CFO", "DCC"]
    assert [row.unread for row in found] == [(), ()]


def test_a_correction_by_layout_holds_for_every_table_with_these_headings_and_for_the_next_file() -> None:
    layout = understand(a_book(LOG)).tables[0].layout
    said = TableCorrection("Sheet1", 1, layout=layout, columns=(ColumnCorrection("D", F.OWNER),))
    said = replace(said, columns=(*said.columns, ColumnCorrection("C", F.OTHER)))
    next_month = Book((Typed("October", LOG), Typed("November", LOG)))
    found = list(rows(next_month, understand(next_month, corrected(said))))
    assert [row.owner for row in found] == ["CFO", "DCC", "CFO", "DCC"]


def test_the_shape_is_the_same_for_the_same_headings_whatever_the_sheets_are_called() -> None:
    assert understand(a_book(LOG)).shape == understand(Book((Typed("May", LOG), Typed("June", LOG)))).shape
    assert understand(a_book(LOG)).shape != understand(a_book(LOG.replace("Support", "Help"))).shape


def test_a_person_says_on_which_row_the_headings_stand() -> None:
    text = "Thing | Boss | Before\nReport on the hubs | ACC | 31/03/23\nExplain | DCC | 30/06/23"
    book = a_book(text)
    assert understand(book).tables == ()
    with pytest.raises(Unreadable, match="No table of actions"):
        list(rows(book, understand(book)))
    columns = tuple(
        ColumnCorrection(letter, field) for letter, field in (("A", F.TITLE), ("B", F.OWNER), ("C", F.DUE))
    )
    understood = understand(book, corrected(TableCorrection("Sheet1", 1, headings=(1,), columns=columns)))
    found = list(rows(book, understood))
    assert [(row.row, row.title, row.owner, str(row.due)) for row in found] == [
        (2, "Report on the hubs", "ACC", "2023-03-31"),
        (3, "Explain", "DCC", "2023-06-30"),
    ]


def test_a_correction_that_names_no_row_and_no_column_of_the_file_does_no_harm() -> None:
    book = a_book(LOG)
    nowhere = TableCorrection("Sheet1", 1, headings=(90,), columns=(ColumnCorrection("?", F.OWNER),))
    assert understand(book, corrected(nowhere)).tables == ()
    no_column = TableCorrection(
        "Sheet1", 1, columns=(ColumnCorrection("?", F.OWNER), ColumnCorrection("ZZ", F.UPDATE))
    )
    assert [row.title for row in rows(book, understand(book, corrected(no_column)))] == ["Report", "Explain"]


def test_a_table_can_be_left_out_and_a_sheet_can_be_given_a_status() -> None:
    book = a_book(LOG, LOG.replace("Support", "Help"))
    left = TableCorrection("Sheet1", 1, left_out=True)
    closed = TableCorrection("Sheet2", 1, status=LogStatus.CLOSED, meeting="4 October 2023")
    found = list(rows(book, understand(book, corrected(left, closed))))
    assert [(row.sheet, row.status, row.meeting) for row in found] == [
        ("Sheet2", "closed", "4 October 2023")
    ] * 2


def test_what_belongs_to_no_action_is_kept_to_be_shown() -> None:
    understood = understand(a_book("Action log of the office\n" + LOG.strip("\n"), "Only words here"))
    assert [(left.sheet, left.row, left.words) for left in understood.left] == [
        ("Sheet1", 1, "Action log of the office"),
        ("Sheet2", 1, "Only words here"),
    ]
    assert "The sheet “Sheet2” has no table of actions." in understood.notes


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            "Action No | Minute ref | Action | Lead | Target date | New date | RAG | Progress",
            "reference agenda_item title owner due revised rating update",
        ),
        ("Ref | Date | Action | Who | When | Outcome", "reference raised title owner due update"),
        (
            "No. | Issue | Action Agreed | Person Responsible | Timescale | Complete (Y/N)",
            "reference agenda_item title owner due status",
        ),
        (
            "ID | Task | Assigned to | Original due date | Due date | Comments",
            "reference title owner due revised update",
        ),
        ("Minute ref | Action required | By whom | By when", "reference title owner due"),
        ("Key | Summary | Assignee | Due date | Status", "reference title owner due status"),
        ("Action | Description | Owner | Completion date | Date completed", "title asked owner due closed"),
    ],
)
def test_headings_are_taken_for_what_offices_mean_by_them(headings: str, fields: str) -> None:
    table = understand(a_book(f"{headings}\n" + "x | y | z | w | v | u | t | s\n")).tables[0]
    assert [column.field for column in table.columns][: len(fields.split())] == fields.split()
