"""The contents of a long Word document: a field that Word can bring up to date, filled in already, its entries leading to their parts."""

from dataclasses import replace

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from tracker.adapters.word_links import add_link
from tracker.adapters.word_runs import add_text
from tracker.domain.paper import Paper, Part

LONG = 12
"""Parts within parts: with fewer the headings are quicker to look through than a list of them."""
FIELD = ' TOC \\o "2-2" \\h \\n '
"""The headings of the second level, as links and without page numbers, which nobody knows before Word has set the pages."""


def add_contents(document: Document, paper: Paper) -> None:
    """Puts the contents in where they help: in a paper with many parts."""
    within = [block for part in paper.parts for block in part.blocks if isinstance(block, Part)]
    if len(within) < LONG:
        return
    parts = with_places(paper)
    lines = [document.add_paragraph(style="Body Text") for _ in parts]
    _mark(lines[0], "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = FIELD
    lines[0].add_run()._r.append(instruction)
    _mark(lines[0], "separate")
    for line, part in zip(lines, parts, strict=True):
        add_link(line, part.title, f"#{part.anchor}")
        if part.count_words:
            add_text(line, f"  {part.count_words}", "Quiet")
    _mark(lines[-1], "end")


def with_places(paper: Paper) -> tuple[Part, ...]:
    """The parts of the paper, each a place that the contents can lead to."""
    return tuple(
        replace(part, anchor=part.anchor or f"part-{number}")
        for number, part in enumerate(paper.parts, start=1)
    )


def _mark(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
