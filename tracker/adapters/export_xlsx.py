"""An export as an Excel workbook (openpyxl, written row by row): actions first, then their lists, then what stands beside them.

Real days, texts that stay texts, heads that stay in sight, filters, widths; no formula, no macro, no link.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from tracker.domain.harmless import is_dangerous
from tracker.domain.log_export import ACTIONS, cells_of
from tracker.domain.log_export_cells import day_in_sheet, yes
from tracker.domain.log_export_columns import MORE, ORDER, PARTS, ROW, Part
from tracker.domain.log_export_document import Outgoing
from tracker.domain.log_export_long_texts import LongTexts

DAY_FORMAT = "d mmmm yyyy"
WIDTHS = {column.heading: column.width for column in (*ROW, *MORE)}
WIDE = 40
"""Characters of the columns of the latest update and of the old log's own columns."""
NARROW = 18
ABOUT = "About this file"
TOP = Alignment(vertical="top", wrap_text=True)
A4 = 9
"""What Excel calls the size of the paper."""
LONG_HEADS = tuple(zip(LongTexts.HEADINGS, (8, 8, 100), strict=True))


class XlsxExport:
    """An `ExportMaker` of Excel workbooks. `brand` is the office's colour as "#12344d"."""

    def __init__(self, *, brand: str = "#12344d") -> None:
        self._brand = brand.removeprefix("#").upper()

    def write(self, outgoing: Outgoing, file: BinaryIO) -> None:
        book = _Book(outgoing, self._brand)
        actions = book.sheet(
            ACTIONS, [(heading, WIDTHS.get(heading, WIDE)) for heading in ORDER], frozen="C2"
        )
        lists = [(part, book.sheet(part.title, _heads_of(part))) for part in PARTS]
        for row in outgoing.rows():
            values = cells_of(row)
            actions.append([book.cell(actions, values[heading]) for heading in ORDER])
            for part, sheet in lists:
                for thing in part.of_row(row):
                    found = (book.cell(sheet, column.shown(thing)) for column in part.columns)
                    sheet.append([book.cell(sheet, row.reference), *found])
        for beside in outgoing.beside:
            if beside.in_workbook:
                sheet = book.sheet(beside.title, [(_heading(name), NARROW) for name in beside.fields])
                for line in beside.rows():
                    sheet.append([book.cell(sheet, line[name]) for name in beside.fields])
        book.about()
        book.save(file)


class _Book:
    """The workbook while it is written. How a sheet looks must be said before its first row; cells share their styles, because making
    one for each costs more than all the rest."""

    def __init__(self, outgoing: Outgoing, brand: str) -> None:
        self._book = Workbook(write_only=True)
        self._outgoing = outgoing
        self._long_texts = LongTexts()
        self._pieces: Any = None
        pattern = self._book.create_sheet(ABOUT)
        self._about = pattern
        self._text = _styled(pattern, lambda cell: setattr(cell, "alignment", TOP))
        self._dangerous = _styled(pattern, _as_dangerous)
        self._day = _styled(pattern, _as_day)
        self._head = _styled(pattern, lambda cell: _as_head(cell, brand))

    def sheet(self, title: str, heads: Sequence[tuple[str, int]], frozen: str = "B2") -> Any:
        """A sheet with its head: headings and widths in characters."""
        sheet = self._book.create_sheet(title, max(0, len(self._book.worksheets) - 1))
        for place, (_, width) in enumerate(heads, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.freeze_panes = frozen
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}1"
        sheet.print_title_rows = "1:1"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
        sheet.oddHeader.left.text = self._outgoing.marking
        sheet.oddFooter.right.text = "Page &P of &N"
        sheet.append([_made(sheet, heading, self._head) for heading, _ in heads])
        return sheet

    def cell(self, sheet: Any, value: Any) -> Any:
        """What goes into a row for `value`."""
        if isinstance(value, bool):
            return yes(value)
        if isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, date):
            value = day_in_sheet(value)
            if not isinstance(value, str):
                return _made(sheet, value, self._day)
        return self._words(sheet, str(value)) if isinstance(value, str) else value

    def _words(self, sheet: Any, text: str) -> Any:
        """A text stays a text, whatever it begins with, and when it is edited too."""
        if not text:
            return None
        words, pieces = self._long_texts.cell(text)
        for name, place, piece in pieces:
            self._pieces = self._pieces or self.sheet(LongTexts.TITLE, LONG_HEADS)
            self._pieces.append([name, place, self._as_text(self._pieces, piece)])
        return self._as_text(sheet, words)

    def _as_text(self, sheet: Any, words: str) -> Any:
        return _made(sheet, words, self._dangerous if is_dangerous(words) else self._text)

    def about(self) -> None:
        """The sheet that says what this is; it stands last."""
        told = self._outgoing
        self._about.column_dimensions["A"].width = 100
        for words in (told.marking, told.told, told.warning, *ABOUT_WORDS):
            if words:
                self._about.append([self._words(self._about, words)])

    def save(self, file: BinaryIO) -> None:
        told, outgoing = self._book.properties, self._outgoing
        told.title, told.creator, told.lastModifiedBy = (
            "Export of the record",
            outgoing.office,
            outgoing.made_by,
        )
        told.created = told.modified = outgoing.made_at.astimezone(UTC).replace(tzinfo=None)
        self._book.active = 0
        self._book.save(file)


def _styled(sheet: Any, style: Callable[[Any], None]) -> Any:
    """A cell that others take their style from."""
    cell = WriteOnlyCell(sheet, "")
    style(cell)
    return cell._style  # the library has no public way to share one


def _as_dangerous(cell: Any) -> None:
    cell.alignment, cell.quotePrefix = TOP, True


def _as_day(cell: Any) -> None:
    cell.alignment, cell.number_format = TOP, DAY_FORMAT


def _as_head(cell: Any, brand: str) -> None:
    cell.font, cell.alignment = Font(bold=True, color="FFFFFF"), TOP
    cell.fill = PatternFill("solid", start_color=brand)


def _made(sheet: Any, value: Any, style: Any) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell._style = style
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _heads_of(part: Part) -> list[tuple[str, int]]:
    return [("Reference", NARROW), *((column.heading, column.width) for column in part.columns)]


ABOUT_WORDS = (
    "The sheet “Actions” has a row for each action. What belongs to it (updates, decisions, date changes, evidence) stands on the sheets "
    "after it, under the same reference.",
    "This workbook can be imported again as it is: nothing of the actions is lost. Days are real days; change a status, an owner or a "
    "date, import it, and each row says what would change.",
    "The files behind the evidence are in the archive of evidence, by their SHA-256.",
)


def _heading(name: str) -> str:
    """ "starts_on" as "Starts on" """
    return name.replace("_", " ").capitalize()
