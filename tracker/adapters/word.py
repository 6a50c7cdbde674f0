"""Word documents of reports (python-docx): real headings, tables that say which row is their head, nothing that was not recorded."""

import io
from collections.abc import Mapping

from docx import Document
from docx.document import Document as Opened
from docx.text.paragraph import Paragraph

from tracker.adapters import word_frame, word_styles, word_tables
from tracker.adapters.word_package import as_recorded
from tracker.adapters.word_runs import add_tags, add_text, clean
from tracker.adapters.word_written import add_written
from tracker.domain.paper import Block, Bullets, Fact, Facts, Paper, Part, Table, Written
from tracker.domain.report_kinds import kind_of
from tracker.domain.report_record import from_record


class PythonDocx:
    """A `FormMaker` of Word documents. `brand` is the office's colour as "#12344d"."""

    def __init__(self, *, brand: str = "#12344d") -> None:
        self._brand = brand.removeprefix("#")

    def make(self, record: Mapping[str, object]) -> bytes:
        """The document. The same record gives the same bytes. Raises `Unavailable` for a record that cannot be read."""
        report = from_record(record)
        paper = kind_of(report).paper(report)
        document = Document()
        word_styles.prepare(document, self._brand)
        word_frame.set_up(document, paper)
        _opening(document, paper)
        for part in paper.parts:
            _part(document, part)
        _about(document, paper)
        content = io.BytesIO()
        document.save(content)
        return as_recorded(content.getvalue())


def _opening(document: Opened, paper: Paper) -> None:
    document.add_paragraph(clean(paper.report.office_name), "Masthead")
    document.add_heading(clean(paper.title), 1)
    document.add_paragraph(clean(paper.subtitle), "Subtitle")
    place = f"{paper.place}. " if paper.place else ""
    state = "" if paper.is_issued or paper.working else f". {paper.state_words}"
    document.add_paragraph(clean(f"{place}{paper.version_words}{state}"), "Subtitle")
    if paper.lead:
        document.add_paragraph(clean(paper.lead), "Lead")


def _part(document: Opened, part: Part) -> None:
    heading = document.add_heading(clean(part.title), 2)
    if part.count_words:
        add_text(heading, f"  {part.count_words}", "Quiet")
    for block in part.blocks:
        _block(document, block)


def _block(document: Opened, block: Block) -> None:
    if isinstance(block, Facts):
        for fact in block.facts:
            _fact(document, fact)
    elif isinstance(block, Table):
        word_tables.add_table(document, block)
    elif isinstance(block, Bullets):
        for entry in block.entries:
            document.add_paragraph(clean(entry), "List Bullet")
    elif isinstance(block, Written):
        add_written(document, block.prose)
    else:
        for text in block.texts:
            _ = document.add_paragraph(clean(text), "Explained" if block.quiet else "Body Text")


def _fact(document: Opened, fact: Fact, style: str = "Fact") -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    add_text(paragraph, f"{fact.label}\t", "Quiet")
    add_tags(paragraph, fact.tags)
    if fact.strong:
        add_text(paragraph, fact.strong, "Strong")
    first, *rest = fact.texts or ("",)
    if first:
        add_text(paragraph, f" {first}" if fact.strong or fact.tags else first)
    for text in rest:
        document.add_paragraph(clean(text), "Fact continued")
    return paragraph


def _about(document: Opened, paper: Paper) -> None:
    document.add_heading("About this report", 2)
    for fact in paper.about:
        _fact(document, fact, "Small fact")
    if paper.history_words:
        digest = f"{paper.history_words} {paper.report.history_head}"
        _fact(document, Fact("Record", texts=(digest,)), "Small fact")
