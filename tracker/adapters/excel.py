"""Excel workbooks of reports (openpyxl): sheets with real dates and numbers, heads that stay in sight, filters; no formula and no macro."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from openpyxl import Workbook as Written
from openpyxl.worksheet.worksheet import Worksheet

from tracker.adapters import excel_pages
from tracker.adapters.word_package import as_recorded
from tracker.domain.harmless import is_dangerous
from tracker.domain.paper import Paper
from tracker.domain.report_kinds import kind_of
from tracker.domain.report_record import from_record
from tracker.domain.report_sheets import Sheet, Value
from tracker.domain.report_tables import workbook
from tracker.domain.report_words import fit

LANGUAGE = "en-GB"
LONGEST = 32_767
"""Characters that a cell can hold."""
DAY_FORMAT = "d mmmm yyyy"
PROPERTIES = "docProps/core.xml"
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


class OpenpyxlWorkbooks:
    """A `FormMaker` of Excel workbooks. `brand` is the office's colour as "#12344d"."""

    def __init__(self, *, brand: str = "#12344d") -> None:
        self._brand = brand.removeprefix("#").upper()

    def make(self, record: Mapping[str, object]) -> bytes:
        """The workbook. The same record gives the same bytes. Raises `Unavailable` for a record that cannot be read."""
        report = from_record(record)
        paper = kind_of(report).paper(report)
        book = Written()
        book.remove(book.active)
        for number, sheet in enumerate(workbook(paper).sheets, start=1):
            page = book.create_sheet(sheet.title)
            _fill(page, sheet)
            excel_pages.set_up(page, sheet, number, self._brand)
            excel_pages.margins(page, paper)
        _properties(book, paper)
        content = io.BytesIO()
        book.save(content)
        return as_recorded(_as_made(content.getvalue(), paper))


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for place, column in enumerate(sheet.columns, start=1):
        page.cell(1, place).value = column.title
    for line, row in enumerate(sheet.rows, start=2):
        for place, value in enumerate(row, start=1):
            _put(page.cell(line, place), value)


def _put(cell: Any, value: Value) -> None:
    """A text stays a text, whatever it begins with: the cell says so itself, and in the way Excel does when somebody types an
    apostrophe first, so that it stays one when the cell is edited. What is read in it is what was typed."""
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DAY_FORMAT
        return
    words = fit(value)
    if not words:
        return
    cell.value = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    cell.data_type = "s"
    if is_dangerous(words):
        cell.quotePrefix = True


def _properties(book: Written, paper: Paper) -> None:
    report, told = paper.report, book.properties
    told.title, told.subject = fit(paper.document_title), fit(paper.title)
    told.creator = told.lastModifiedBy = fit(report.author)
    told.keywords, told.category = fit(paper.keywords), paper.name
    told.language, told.version = LANGUAGE, str(report.version)
    told.contentStatus = paper.state_words
    told.created = datetime.combine(report.as_at, time(), UTC).replace(tzinfo=None)


def _as_made(content: bytes, paper: Paper) -> bytes:
    """openpyxl writes down when it was called; the file says the day of the record."""
    stamp = f"{paper.report.as_at.isoformat()}T00:00:00Z".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(packed, "w") as again:
        for name in parts.namelist():
            part = parts.read(name)
            again.writestr(name, MODIFIED.sub(rb"\g<1>" + stamp, part) if name == PROPERTIES else part)
    return packed.getvalue()
