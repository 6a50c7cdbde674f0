"""Our own export of actions as sheets and lines, and the way back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import HealthCheck, given, settings

from tests.support.exported_rows import exported_rows as log_rows
from tracker.domain import log_sheets
from tracker.domain.document_parts import plain
from tracker.domain.import_rows import LogRow, LogUpdate, More
from tracker.domain.log_export import (
    CSV_ORDER,
    cells_of,
    lists_in_csv,
    part_of,
    recognises,
    row_from,
)
from tracker.domain.log_export_book import exported_rows, is_our_export
from tracker.domain.log_export_cells import Cell, day_in_sheet, in_line
from tracker.domain.log_export_columns import ORDER, PARTS
from tracker.domain.log_export_long_texts import LongTexts
from tracker.domain.log_sheets import CellKind, SheetRow

QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def as_line(row: LogRow) -> list[Cell]:
    """The line of CSV of an action."""
    values = {**cells_of(row), **lists_in_csv(row)}
    return [_text(values[heading]) for heading in CSV_ORDER]


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return in_line(value) if isinstance(value, str) else "" if value is None else str(value)


def as_sheets(row: LogRow) -> list[tuple[str, list[list[Cell]]]]:
    """The sheets of a workbook with this one action."""
    long_texts, lines = LongTexts(), [list(LongTexts.HEADINGS)]

    def cell(value: Cell) -> Cell:
        if isinstance(value, str):
            words, more = long_texts.cell(value)
            lines.extend(list(line) for line in more)
            return words or None
        return day_in_sheet(value) if isinstance(value, date) else value

    values = cells_of(row)
    sheets: list[tuple[str, list[list[Cell]]]] = [
        ("Actions", [list(ORDER), [cell(values[heading]) for heading in ORDER]])
    ]
    for part in PARTS:
        rows: list[list[Cell]] = [list(part.headings)]
        for thing in part.of_row(row):
            rows.append([row.reference, *(cell(column.shown(thing)) for column in part.columns)])
        sheets.append((part.title, rows))
    return [*sheets, (LongTexts.TITLE, lines)]


@dataclass(frozen=True)
class Sheet:
    """A sheet as it is read from a file: trimmed, in plain characters, without what is empty."""

    name: str
    lines: list[list[Cell]]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()

    def rows(self) -> Iterator[SheetRow]:
        for number, values in enumerate(self.lines, start=1):
            cells = (
                read_cell(column, value) for column, value in enumerate(values) if value not in (None, "")
            )
            yield SheetRow(number, tuple(cells))


@dataclass(frozen=True)
class Book:
    sheets: Sequence[Sheet]
    from_1904: bool = False
    notes: Sequence[str] = ()


def read_cell(column: int, value: Cell) -> log_sheets.Cell:
    if isinstance(value, date):
        return log_sheets.Cell(column, "a day", CellKind.DATE, on=value)
    if isinstance(value, int | float):
        return log_sheets.Cell(column, str(value), CellKind.NUMBER, number=float(value))
    return log_sheets.Cell(column, plain(str(value)).strip())


def read_again(sheets: list[tuple[str, list[list[Cell]]]]) -> list[LogRow]:
    return [placeless(row) for row in exported_rows(Book([Sheet(*sheet) for sheet in sheets]))]


def placeless(row: LogRow) -> LogRow:
    return replace(row, row=0, sheet="")


@QUICK
@given(log_rows())
def test_nothing_is_lost_in_a_line_of_csv(row: LogRow) -> None:
    assert placeless(row_from(CSV_ORDER, as_line(row))) == row
    assert read_again([("", [list(CSV_ORDER), as_line(row)])]) == [row]


@QUICK
@given(log_rows())
def test_nothing_is_lost_in_the_sheets_of_a_workbook(row: LogRow) -> None:
    assert read_again(as_sheets(row)) == [row]


def test_our_own_headings_are_recognised_in_any_order_and_an_offices_are_not() -> None:
    assert recognises(ORDER)
    assert recognises([*reversed(CSV_ORDER)])
    assert recognises([heading.upper() for heading in ORDER])
    assert not recognises(["Action No", "Action", "Lead", "Target date", "Status", "Progress"])
    assert not recognises(["Reference", "Action", "Owner", "Due", "Original target date", "Status"])


def test_a_file_of_ours_is_known_by_one_sheet_whatever_stands_beside_it() -> None:
    ours = as_sheets(LogRow(0, "Bring the figures", reference="PPM-006"))
    people = ("Meetings", [["Reference", "Day"], ["PPM-2023-10-04", "2023-10-04"]])
    assert is_our_export(Book([Sheet(*people), *(Sheet(*sheet) for sheet in ours)]))
    assert len(read_again([people, *ours])) == 1
    assert not is_our_export(Book([Sheet(*people), Sheet("Empty", [])]))


def test_each_list_is_known_by_its_headings() -> None:
    assert [part_of(part.headings) for part in PARTS] == list(PARTS)
    assert part_of(ORDER) is None


def test_a_changed_order_of_columns_and_one_that_was_taken_out_do_no_harm() -> None:
    row = LogRow(
        0,
        "Bring the figures",
        reference="PPM-006",
        more=More(own_reference="12"),
        updates=(LogUpdate("Yes"),),
    )
    line = dict(zip(CSV_ORDER, as_line(row), strict=True))
    del line["Latest update"], line["Details"]
    turned = dict(reversed(line.items()))
    assert placeless(row_from(list(turned), list(turned.values()))) == row


def test_what_cannot_be_read_is_named_and_not_guessed() -> None:
    line = dict(zip(CSV_ORDER, as_line(LogRow(0, "Bring the figures", reference="PPM-006")), strict=True))
    line |= {"Due": "31 Feb", "Status": "Half done", "Kind": "Wish", "Updates (JSON)": "[{"}
    read = row_from(list(line), list(line.values()))
    assert read.due is None
    assert [sentence.partition(" says")[0] for sentence in read.problems] == [
        "“Due”",
        "“Kind”",
        "“Status”",
        "“Updates (JSON)”",
    ]


def test_a_line_of_a_list_without_its_day_is_left_out_with_a_sentence() -> None:
    sheets = as_sheets(LogRow(0, "Bring the figures", reference="PPM-006"))
    decisions = next(rows for title, rows in sheets if title == "Decisions")
    decisions.append(["PPM-006", None, "continue", "PPM-2023-10-04"])
    (read,) = read_again(sheets)
    assert read.more is not None
    assert read.more.reviews == ()
    assert read.problems == ("A line of the sheet “Decisions” has no day, and was left out. Give it one.",)
