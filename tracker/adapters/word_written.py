"""What somebody wrote in the app, in a Word document: real headings, lists, links and tables."""

from itertools import pairwise

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from tracker.adapters import word_tables
from tracker.adapters.word_runs import add_text, clean
from tracker.domain.paper import Cell, Column, Table
from tracker.domain.prose import LISTS, Piece, PieceKind, Run, Writing

STYLES = {PieceKind.BULLETS: "List Bullet", PieceKind.NUMBERS: "List Number"}


def add_written(document: Document, writing: Writing, *, heading: int = 3, number: str = "") -> None:
    """`heading` is the level of its most prominent headings; `number` stands before its first paragraph, where it is a numbered one."""
    if not writing.pieces:
        return
    first = writing.pieces[0]
    if number and first.kind is not PieceKind.PARAGRAPH:
        add_text(document.add_paragraph(style="Numbered paragraph"), number, "Quiet")
    before = number if first.kind is PieceKind.PARAGRAPH else ""
    _add(document, first, heading, "Body Text", before)
    for above, piece in pairwise(writing.pieces):
        made = _add(document, piece, heading, "Body Text")
        if made is not None and above.kind is PieceKind.TABLE:
            # Word sets a table and what follows it without room between them.
            made.paragraph_format.space_before = Pt(8)


def _add(document: Document, piece: Piece, heading: int, style: str, before: str = "") -> Paragraph | None:
    """Answers the paragraph, where the piece is one."""
    if piece.kind is PieceKind.HEADING:
        _fill(document.add_heading(level=heading + piece.level - 1), piece)
    elif piece.kind in LISTS:
        _list(document, piece, heading, depth=1)
    elif piece.kind is PieceKind.TABLE:
        word_tables.add_table(document, _table(piece))
    elif piece.kind is PieceKind.QUOTATION:
        for one in piece.inside:
            _add(document, one, heading, "Quotation")
    else:
        paragraph = document.add_paragraph(style="Numbered paragraph" if before else style)
        if before:
            add_text(paragraph, f"{before}\t", "Quiet")
        _fill(paragraph, piece)
        return paragraph
    return None


def _list(document: Document, piece: Piece, heading: int, *, depth: int) -> None:
    """Word has three levels of lists; what stands deeper is set as the third. Each numbered list counts from its own first number."""
    style = STYLES[piece.kind] + (f" {min(depth, 3)}" if depth > 1 else "")
    numbers = _counting_from(document, style, piece.start) if piece.kind is PieceKind.NUMBERS else None
    for entry in piece.inside:
        for place, one in enumerate(entry.inside):
            if one.kind in LISTS:
                _list(document, one, heading, depth=depth + 1)
            elif one.kind is PieceKind.PARAGRAPH:
                continued = "List Continue" + (f" {min(depth, 3)}" if depth > 1 else "")
                paragraph = document.add_paragraph(style=style if place == 0 else continued)
                if numbers is not None and place == 0:
                    _number(paragraph, numbers)
                _fill(paragraph, one)
            else:
                _add(document, one, heading, "Body Text")


def _counting_from(document: Document, style: str, start: int) -> int:
    """A numbering of its own, that of the style but for where it begins."""
    numbering = document.part.numbering_part.element
    of_style = document.styles[style].element.pPr.numPr.numId.val
    kept = numbering.num_having_numId(of_style).abstractNumId.val
    made = numbering.add_num(kept)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(made.numId)


def _number(paragraph: Paragraph, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def _fill(paragraph: Paragraph, piece: Piece) -> None:
    for run in piece.runs:
        if run.href:
            _link(paragraph, run)
            continue
        for place, line in enumerate(run.lines):
            made = add_text(paragraph, line)
            made.bold, made.italic = run.bold or None, run.italic or None
            if place < len(run.lines) - 1:
                made.add_break()


def _link(paragraph: Paragraph, run: Run) -> None:
    """python-docx has no call for links: the run is made as any other, then moved into one."""
    made = add_text(paragraph, run.text, "Link")
    made.bold, made.italic = run.bold or None, run.italic or None
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"), paragraph.part.relate_to(clean(run.href), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    paragraph._p.append(link)
    link.append(made._r)


def _table(piece: Piece) -> Table:
    """The table as reports have them. Words in its cells are plain."""
    head, *rows = piece.inside
    share = 100 // max(len(head.inside), 1)
    return Table(
        "typed",
        ", ".join(cell.words for cell in head.inside),
        tuple(Column(cell.words, share) for cell in head.inside),
        tuple(tuple(Cell(texts=(cell.words,)) for cell in row.inside) for row in rows),
    )
