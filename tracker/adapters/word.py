"""Word documents of reports (python-docx): real headings, tables that say which row is their head, nothing that was not recorded."""

import io
from collections.abc import Mapping

from docx import Document
from docx.document import Document as Opened

from tracker.adapters import word_contents, word_frame, word_styles
from tracker.adapters.word_blocks import WordBlocks
from tracker.adapters.word_package import as_recorded
from tracker.adapters.word_pictures import WordPictures
from tracker.adapters.word_runs import add_text, clean
from tracker.domain.paper import Fact, Paper
from tracker.domain.report_kinds import kind_of
from tracker.domain.report_record import from_record


class PythonDocx:
    """A `FormMaker` of Word documents. `brand` is the office's colour as "#12344d", `pictures` makes what is drawn in them."""

    def __init__(self, *, brand: str = "#12344d", pictures: WordPictures | None = None) -> None:
        self._brand = brand.removeprefix("#")
        self._pictures = pictures or WordPictures()

    def make(self, record: Mapping[str, object]) -> bytes:
        """The document. The same record gives the same bytes. Raises `Unavailable` for a record that cannot be read."""
        report = from_record(record)
        paper = kind_of(report).paper(report)
        document = Document()
        word_styles.prepare(document, self._brand)
        word_frame.set_up(document, paper)
        blocks = WordBlocks(document, self._pictures)
        _opening(document, paper)
        word_contents.add_contents(document, paper)
        for part in word_contents.with_places(paper):
            blocks.part(part)
        if not paper.working:
            _about(document, paper, blocks)
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
    if paper.figures:
        line = document.add_paragraph(style="Lead")
        for place, figure in enumerate(paper.figures):
            add_text(line, f"{'; ' if place else ''}{figure.number}", "Strong")
            add_text(line, f" {figure.label}")


def _about(document: Opened, paper: Paper, blocks: WordBlocks) -> None:
    document.add_heading("About this report", 2)
    for fact in paper.about:
        blocks.fact(fact, "Small fact")
    if paper.history_words:
        digest = f"{paper.history_words} {paper.report.history_head}"
        blocks.fact(Fact("Record", texts=(digest,)), "Small fact")
