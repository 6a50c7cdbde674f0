"""Pages made small and charts in a PDF: tagged as figures that are told in words, and the same bytes from the same record."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from tests.support.owner_sample import owners_report
from tests.support.pdf import page_texts, tagged
from tests.support.pdf_rules import broken
from tests.support.report_pages import DrawnPages
from tests.support.report_sample import report
from tests.support.report_sample_overdue import OVERDUE
from tests.support.report_sample_rich import rich, rich_report
from tracker.adapters.report_html import JinjaReports
from tracker.adapters.weasyprint import WeasyPrintPdf
from tracker.domain.report_record import record_text
from tracker.domain.reports import Report

ROOT = Path(__file__).parents[2]
PAGES = JinjaReports(ROOT / "templates", ROOT / "static" / "fonts", thumbnails=DrawnPages())


def made(whole: Report) -> bytes:
    return WeasyPrintPdf().make(*PAGES.render(json.loads(record_text(whole))))


@pytest.fixture(scope="module")
def content() -> bytes:
    return made(rich_report())


def test_each_page_cited_and_each_chart_is_a_figure_that_is_told_in_words(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        told = [str(figure.Alt) for figure in tagged(pdf, "Figure")]
    actions = rich_report().actions
    cited = sum(len(action.evidence) for action in actions if action.counts)
    assert sum(words.startswith("The page cited, made small: ") for words in told) == cited
    assert sum(words.startswith("Control chart. 101 abandonment rate, Force. ") for words in told) == 2
    assert "The page cited, made small: Performance pack, 12 February 2019, page 10." in told


def test_invented_figures_are_said_to_be_invented(content: bytes) -> None:
    text = " ".join(page_texts(content))
    assert text.count("The figures are invented for the demonstration.") == 2


@pytest.mark.parametrize("whole", [rich_report(), owners_report()], ids=["status", "owner"])
def test_the_rules_of_a_tagged_pdf_are_kept(whole: Report) -> None:
    assert broken(made(whole)) == []


def test_the_same_record_gives_the_same_bytes(content: bytes) -> None:
    assert made(rich_report()) == content


def test_a_page_that_is_cited_twice_is_in_the_file_once() -> None:
    action = rich(OVERDUE[0])
    one = action.evidence[0]
    twice = replace(action, evidence=(one, replace(one, quote="other words")))
    with pikepdf.open(io.BytesIO(made(report(actions=(twice,))))) as pdf:
        pictures = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Width") == 176]
        assert len(tagged(pdf, "Figure")) == 3
    assert len(pictures) == 1


def test_where_the_picture_of_a_page_is_gone_its_citation_stands_alone() -> None:
    action = rich(OVERDUE[0])
    gone = replace(action, evidence=(replace(action.evidence[0], picture_sha256="0" * 64),))
    content = made(report(actions=(gone,)))
    assert "Performance pack, 12 February 2019, page 10." in " ".join(page_texts(content))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(tagged(pdf, "Figure")) == 1


def test_no_heading_stands_alone_at_the_foot_of_a_page(content: bytes) -> None:
    """Each is followed by two lines at least: the foot begins 65 points from the bottom, a line is 14 points high."""
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        tops = [float(mark.destination[3]) for part in outline.root for mark in (part, *part.children)]
    assert len(tops) > 50
    assert min(tops) > 65 + 3 * 14
