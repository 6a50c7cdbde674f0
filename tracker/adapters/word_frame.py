"""The frame of a Word document: the paper, what stands in the margins of each page, and the properties of the file."""

from datetime import UTC, datetime, time

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph

from tracker.adapters.word_runs import add_text, clean
from tracker.adapters.word_styles import LANGUAGE
from tracker.domain.paper import Paper

A4 = (Mm(210), Mm(297))
MARGIN = Mm(22)

LONGEST_PROPERTY = 255
"""Characters that a core property may have."""


def set_up(document: Document, paper: Paper) -> None:
    """Paper, margins, marking and page numbers, and what the file says of itself: all of it from the record. A paper that is used
    on the day lies on its side, for its one wide table."""
    section = document.sections[0]
    section.page_width, section.page_height = A4
    if paper.working:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_height, section.page_width = A4
    section.left_margin = section.right_margin = MARGIN
    width = width_of(document)
    section.top_margin, section.bottom_margin = Mm(27), Mm(23)
    section.header_distance = section.footer_distance = Mm(11)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    state = "" if paper.is_issued or paper.working else f". {paper.state_words}"
    _sides(head, f"{paper.report.marking}{state}", paper.meeting, width)
    _sides(foot, f"{paper.report.marking}. {paper.foot}", "Page ", width)
    _field(foot, "PAGE")
    add_text(foot, " of ")
    _field(foot, "NUMPAGES")
    _properties(document, paper)


def width_of(document: Document) -> Length:
    """How wide the text is."""
    section = document.sections[0]
    return Length(section.page_width - section.left_margin - section.right_margin)


def _sides(paragraph: Paragraph, left: str, right: str, width: Length) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    add_text(paragraph, left, "Strong" if right != "Page " else None)
    add_text(paragraph, f"\t{right}")


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that the reader's program fills in."""
    run = paragraph.add_run()._r
    for kind in ("begin", "separate", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run.append(mark)
        if kind == "begin":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            run.append(instruction)
        if kind == "separate":
            shown = OxmlElement("w:t")
            shown.text = "1"
            run.append(shown)


def _properties(document: Document, paper: Paper) -> None:
    report, properties = paper.report, document.core_properties
    made = datetime.combine(report.as_at, time(), UTC)
    properties.title = _short(paper.document_title)
    properties.subject = _short(f"{paper.title}. {paper.subtitle}")
    properties.author = properties.last_modified_by = _short(report.author)
    properties.keywords = _short(paper.keywords)
    properties.category = paper.name
    properties.comments = ""
    properties.language = LANGUAGE
    properties.created = properties.modified = made
    properties.version = str(report.version)
    properties.content_status = paper.state_words


def _short(text: str) -> str:
    return clean(text)[:LONGEST_PROPERTY]
