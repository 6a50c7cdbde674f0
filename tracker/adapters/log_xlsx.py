"""Reads the cells of an Excel workbook through openpyxl, row by row. Runs in the process of `log_child` alone.

Values are read as they were last worked out; nothing is calculated and nothing is fetched.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any, BinaryIO
from xml.etree import ElementTree

import openpyxl
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tracker.adapters import office_package
from tracker.adapters.log_shown import day_of, shown_date, shown_number, shown_time
from tracker.adapters.log_xlsx_shape import Merged, Shape, shape_of
from tracker.domain.document_parts import plain
from tracker.domain.document_reading import Refusal, Refused
from tracker.domain.log_refusals import MOST_COLUMNS, MOST_SHEETS, LogRefusal, LogRefused
from tracker.domain.log_sheets import Cell, CellKind, SheetRow

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PACKED = b"PK\x03\x04"
WHITE = frozenset({"FFFFFF", "000000", ""})
"""Colours that say nothing; black is what a program writes that knows no colour."""
Piece = dict[str, Any] | SheetRow


def read(file: BinaryIO) -> Iterator[Piece]:
    """The beginning of the book, then for each sheet its beginning and its rows. Raises `Refused` and `LogRefused`."""
    _check(file)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        if len(book.worksheets) > MOST_SHEETS:
            raise LogRefused(LogRefusal.TOO_MANY_SHEETS)
        _check_all_there(file, book.sheetnames)
        yield {"from_1904": book.epoch == CALENDAR_MAC_1904}
        for sheet in book.worksheets:
            yield from _sheet(sheet)
    except (Refused, LogRefused, MemoryError):
        raise
    except Exception as error:
        # The library fails in its own ways for each thing that can be wrong in a package.
        raise Refused(Refusal.BROKEN) from error


def _check(file: BinaryIO) -> None:
    """What the file is, before anything is opened. Raises `Refused` and `LogRefused`."""
    beginning = file.read(8)
    if beginning == office_package.COMPOUND:
        raise LogRefused(LogRefusal.LOCKED if ENCRYPTED in file.read() else LogRefusal.OLD_EXCEL)
    if not beginning.startswith(PACKED):
        raise LogRefused(LogRefusal.NOT_EXCEL if beginning else LogRefusal.EMPTY)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            names = [entry.filename.lower() for entry in package.infolist()]
    except office_package.DAMAGED as error:
        raise Refused(Refusal.BROKEN) from error
    if "xl/workbook.bin" in names:
        raise LogRefused(LogRefusal.BINARY_EXCEL)
    if "mimetype" in names and "content.xml" in names:
        raise LogRefused(LogRefusal.OPEN_DOCUMENT)
    if "xl/workbook.xml" not in names:
        raise LogRefused(LogRefusal.NOT_EXCEL)
    if any("vbaproject" in name or name.startswith("xl/macrosheets/") for name in names):
        raise LogRefused(LogRefusal.MACROS)
    if any(name.startswith("xl/externallinks/") for name in names):
        raise LogRefused(LogRefusal.LINKS)
    file.seek(0)
    office_package.check(file, "xl/workbook.xml")


def _check_all_there(file: BinaryIO, names: list[str]) -> None:
    """The library passes over a sheet whose part is missing; nothing may be missing in silence."""
    with zipfile.ZipFile(file) as package:
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))  # noqa: S314 - declarations were refused
    listed = [part.get("name") for part in book.iter() if part.tag.rpartition("}")[2] == "sheet"]
    if not set(listed) <= set(names):
        raise Refused(Refusal.BROKEN)


def _sheet(sheet: Any) -> Iterator[Piece]:
    # The library has no public way to the XML of a sheet.
    with sheet._get_source() as source:
        shape = shape_of(source)
    hidden = sheet.sheet_state != "visible"
    yield {"sheet": plain(sheet.title), "hidden": hidden, "columns": sorted(shape.hidden_columns)}
    if not shape.last_row:
        return
    sheet.reset_dimensions()
    merged = _Merges(shape.merged)
    colours: dict[int, str] = {}
    found = sheet.iter_rows(max_row=shape.last_row, max_col=min(shape.last_column + 1, MOST_COLUMNS))
    for number, values in enumerate(found, start=1):
        cells = [
            _cell(value, shape, number, column, colours)
            for column, value in enumerate(values)
            if value.value is not None or (number, column) in shape.without_value or _coloured(value, colours)
        ]
        yield from merged.row(number, cells, number in shape.hidden_rows)


class _Merges:
    """Gives the words of merged cells to each row that they reach into."""

    def __init__(self, merged: list[Merged]) -> None:
        self._waiting = sorted(merged, key=lambda one: one.first_row, reverse=True)
        self._open: list[tuple[Merged, Cell | None]] = []

    def row(self, number: int, cells: list[Cell], hidden: bool) -> Iterator[SheetRow]:
        """The row, if anything stands in it or is merged into it from above."""
        at = {cell.column: cell for cell in cells}
        self._open = [(one, cell) for one, cell in self._open if one.last_row >= number]
        for one, cell in self._open:
            if cell is not None and at:
                at[one.first_column] = Cell(
                    cell.column,
                    cell.text,
                    cell.kind,
                    cell.on,
                    cell.number,
                    cell.fill,
                    cell.width,
                    from_above=True,
                )
        while self._waiting and self._waiting[-1].first_row <= number:
            one = self._waiting.pop()
            cell = at.get(one.first_column)
            if cell is not None and one.last_column > one.first_column:
                width = one.last_column - one.first_column + 1
                cell = at[one.first_column] = Cell(
                    cell.column, cell.text, cell.kind, cell.on, cell.number, cell.fill, width
                )
            if one.last_row > number:
                self._open.append((one, cell))
        if any(cell.text or cell.fill for cell in at.values()):
            yield SheetRow(number, tuple(at[column] for column in sorted(at)), hidden)


def _cell(cell: Any, shape: Shape, row: int, column: int, colours: dict[int, str]) -> Cell:
    value = cell.value
    fill = _coloured(cell, colours)
    if value is None:
        kind = CellKind.NO_VALUE if (row, column) in shape.without_value else CellKind.EMPTY
        return Cell(column, "", kind, fill=fill)
    if isinstance(value, date):
        return Cell(column, shown_date(value, cell.number_format), CellKind.DATE, on=day_of(value), fill=fill)
    if isinstance(value, time | timedelta):
        return Cell(column, shown_time(value), fill=fill)
    if isinstance(value, bool):
        return Cell(column, "Yes" if value else "No", fill=fill)
    if isinstance(value, int | float):
        text = shown_number(value, cell.number_format)
        return Cell(column, text, CellKind.NUMBER, number=float(value), fill=fill)
    kind = CellKind.ERROR if cell.data_type == "e" else CellKind.TEXT
    return Cell(column, plain(str(value)).strip(), kind, fill=fill)


def _coloured(cell: Any, colours: dict[int, str]) -> str:
    """The colour of a cell as a word that is the same for the same colour."""
    style = getattr(cell, "_style_id", None)
    if style is None:
        return ""
    if style not in colours:
        colours[style] = _fill(cell.fill)
    return colours[style]


def _fill(fill: Any) -> str:
    if fill is None or getattr(fill, "fill_type", None) != "solid":
        return ""
    colour = fill.fgColor
    if colour.type == "rgb":
        said = str(colour.rgb)[-6:].upper()
    elif colour.type == "indexed":
        said = COLOR_INDEX[colour.indexed][-6:] if colour.indexed < len(COLOR_INDEX) else ""
    elif colour.type == "theme":
        said = "" if colour.theme in (0, 1) else f"theme {colour.theme} {round(colour.tint or 0, 2)}"
    else:
        said = ""
    return "" if said in WHITE else said
