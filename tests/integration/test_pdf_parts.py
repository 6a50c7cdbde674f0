"""A long report is set in several processes and is one PDF all the same: numbered through, tagged as one, and its links lead on."""

import io
import json
from pathlib import Path

import pikepdf
import pytest

from tests.support.pdf import bookmarks, elements, page_texts, tagged
from tests.support.pdf_rules import broken
from tests.support.report_pages import DrawnPages
from tests.support.report_sample_rich import rich_report
from tracker.adapters.report_html import JinjaReports
from tracker.adapters.weasyprint import WeasyPrintPdf
from tracker.adapters.weasyprint_parts import LONG, divided, elsewhere
from tracker.domain.report_kinds import kind_of
from tracker.domain.report_record import record_text

ROOT = Path(__file__).parents[2]
PAGES = JinjaReports(ROOT / "templates", ROOT / "static" / "fonts", thumbnails=DrawnPages())
REPORT = rich_report(60)
LETTERS = "a" * LONG


@pytest.fixture(scope="module")
def page() -> tuple[str, dict[str, bytes]]:
    html, assets = PAGES.render(json.loads(record_text(REPORT)))
    return html, dict(assets)


@pytest.fixture(scope="module")
def content(page: tuple[str, dict[str, bytes]]) -> bytes:
    return WeasyPrintPdf().make(*page)


def test_a_long_report_is_divided_and_a_short_one_is_not(page: tuple[str, dict[str, bytes]]) -> None:
    html, assets = page
    assert len(divided(html, assets["report.css"])) == 2
    assert len(divided(html, assets["report.css"], most=len(html) // 3)) == 4
    assert divided(html, assets["report.css"], long=len(html)) == [html]


def test_a_page_that_prints_the_numbers_of_other_pages_is_not_divided(
    page: tuple[str, dict[str, bytes]],
) -> None:
    html, assets = page
    numbered = assets["report.css"] + b"a::after { content: target-counter(attr(href), page) }"
    assert divided(html, numbered) == [html]


def test_each_part_is_a_whole_page_with_a_place_for_what_it_links_to() -> None:
    html = (
        '<html><body data-foot="x"><a href="#far">far</a><a href="#near">near</a>'
        f'<!--part--><p id="near">{LETTERS}</p><!--part--><p id="far">{LETTERS}</p></body></html>'
    )
    first, second = divided(html, b"")
    assert elsewhere(first) == {"far"}
    assert elsewhere(second) == frozenset()
    assert second.startswith('<html><body data-foot="x"><p id="far">')
    assert first.endswith("</body></html>")


def test_the_rules_of_a_tagged_pdf_are_kept(content: bytes) -> None:
    assert broken(content) == []


def test_its_pages_are_numbered_through(content: bytes) -> None:
    texts = page_texts(content)
    assert len(texts) > 15
    assert all(f"Page {number} of {len(texts)}" in text for number, text in enumerate(texts, 1))


def test_its_parts_stand_among_the_bookmarks_in_their_order(content: bytes) -> None:
    paper = kind_of(REPORT).paper(REPORT)
    parts = [title for depth, title in bookmarks(content) if depth == 0]
    assert parts == [paper.title, *(part.bookmark for part in paper.parts), "About this report"]


def test_its_links_lead_to_the_page_on_which_the_action_stands(content: bytes) -> None:
    texts = page_texts(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        places = {page.objgen: number for number, page in enumerate(pdf.pages)}
        named = pdf.Root.Names.Dests.Names
        leads = {str(named[at]): places[named[at + 1][0].objgen] for at in range(0, len(named), 2)}
        links = [note for page in pdf.pages for note in page.get("/Annots", []) if "/Dest" in note]
        assert len(links) > 10
        for link in links:
            assert str(link.Dest).replace("-", " ").capitalize() in texts[leads[str(link.Dest)]]


def test_its_tags_are_one_tree_of_its_own_pages(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        own = {page.objgen for page in pdf.pages}
        tree = pdf.Root.StructTreeRoot
        assert len(tree.K) == 1
        assert len(tagged(pdf, "H1")) == 1
        assert all(one.Pg.objgen in own for one in elements(tree) if "/Pg" in one)


def test_the_same_record_gives_the_same_bytes(page: tuple[str, dict[str, bytes]], content: bytes) -> None:
    assert WeasyPrintPdf().make(*page) == content


def test_a_part_without_headings_and_without_links_is_joined_too() -> None:
    words = f"<p>{'A word. ' * 40}</p>" * 80
    html = (
        "<!doctype html><html lang=en-GB><head><title>A paper</title></head>"
        f"<body><h1>A paper</h1><!--part-->{words}<!--part-->{words}</body></html>"
    )
    assert len(divided(html, b"")) == 2
    made = WeasyPrintPdf().make(html, {})
    assert bookmarks(made) == [(0, "A paper")]
    assert len(page_texts(made)) > 4
