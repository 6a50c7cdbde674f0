"""Tables of a Word document: a head that is repeated on each page and marked as one, rows that stay together, lines and no frames."""

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table as WordTable
from docx.table import _Cell

from tracker.adapters.word_frame import width_of
from tracker.adapters.word_runs import add_tags, add_text, clean
from tracker.domain.paper import Cell, Table


def add_table(document: Document, table: Table) -> None:
    made = document.add_table(rows=1, cols=len(table.columns))
    made.autofit, made.alignment = False, WD_TABLE_ALIGNMENT.LEFT
    _describe(made, table)
    width = width_of(document)
    widths = [Length(width * column.share // 100) for column in table.columns]
    for place, column in enumerate(table.columns):
        made.columns[place].width = widths[place]
        made.rows[0].cells[place].paragraphs[0].style = "Cell heading"
        add_text(made.rows[0].cells[place].paragraphs[0], column.title, "Strong")
    _mark(made.rows[0]._tr, "w:tblHeader")
    for row in table.rows:
        cells = made.add_row().cells
        for place, cell in enumerate(row):
            _fill(cells[place], cell, strong=place == 0)
    for row in made.rows:
        _mark(row._tr, "w:cantSplit")
        for place, cell in enumerate(row.cells):
            cell.width = widths[place]


def _fill(place: _Cell, cell: Cell, *, strong: bool) -> None:
    """Each text as a paragraph; the first of them in the paragraph that a cell must have."""
    lines = [(cell.strong, "Cell")] if cell.strong or cell.tags else []
    lines += [(text, "Cell") for text in cell.texts] + [(text, "Cell aside") for text in cell.quiet]
    for number, (text, style) in enumerate(lines):
        paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
        paragraph.style = style
        is_strong = strong or (number == 0 and bool(cell.strong))
        words = "Struck" if cell.struck and number == 0 else "Strong" if is_strong else None
        add_text(paragraph, text, words)
        if number == 0 and cell.tags:
            add_text(paragraph, " ")
            add_tags(paragraph, cell.tags)


def _describe(made: WordTable, table: Table) -> None:
    """What readers are told of the table, which of its cells are heads, and a thin line under each row."""
    properties = made._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "CFD6DC")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 70), ("left", 0), ("bottom", 50), ("right", 140)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = OxmlElement("w:tblLook")
    for name, value in (
        ("val", "00A0"),
        ("firstRow", "1"),
        ("firstColumn", "1"),
        ("noHBand", "1"),
        ("noVBand", "1"),
    ):
        look.set(qn(f"w:{name}"), value)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), clean(table.caption))
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    for element in (borders, margins, look, caption):
        properties.append(element)


def _mark(row: object, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))  # type: ignore[attr-defined]
