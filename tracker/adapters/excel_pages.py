"""How the sheets of a workbook look and print: the head in sight, filters, widths, wrapped texts, A4 on its side."""

import re

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from tracker.domain.paper import Paper
from tracker.domain.report_sheets import Sheet
from tracker.domain.report_words import fit

A4 = 9
"""What Excel calls the size of the paper."""
NOT_IN_NAMES = re.compile("[^A-Za-z0-9]")
LONGEST_MARGIN = 120
"""Characters of a text in a margin; Excel takes 255 in all."""


def set_up(page: Worksheet, sheet: Sheet, number: int, brand: str) -> None:
    """`number` is that of the sheet, from 1: the names of tables must differ."""
    last = f"{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    if sheet.rows:
        name = f"{NOT_IN_NAMES.sub('', sheet.title.title())}{number}"
        table = Table(displayName=name, name=name, ref=f"A1:{last}")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        page.add_table(table)
    for place, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = column.width
        head = page.cell(1, place)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", start_color=brand)
    for row in page.iter_rows(max_row=len(sheet.rows) + 1, max_col=len(sheet.columns)):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "B2" if len(sheet.columns) > 2 else "A2"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"


def margins(page: Worksheet, paper: Paper) -> None:
    """Marking, paper and page number on each printed page."""
    page.oddHeader.left.text = _printed(paper.report.marking)
    page.oddHeader.right.text = _printed(paper.meeting)
    page.oddFooter.left.text = _printed(paper.foot)
    page.oddFooter.right.text = "Page &P of &N"


def _printed(text: str) -> str:
    """In a margin "&" begins a command, two of them are the sign."""
    return " ".join(fit(text).split())[:LONGEST_MARGIN].replace("&", "&&")
