"""What was written in the app, set as HTML for print and in Word: the same words, real structure, no markup of anyone's."""

from dataclasses import replace
from typing import Any

import docx
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from hypothesis import given, settings
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.support.pdf_rules import broken
from tests.support.sitting_sample import action_log
from tests.unit.adapters.test_markdown import TYPED
from tracker.adapters import report_html, word_styles
from tracker.adapters.clean_html import TAGS, CleanHtml
from tracker.adapters.markdown import WrittenMarkdown
from tracker.adapters.weasyprint import WeasyPrintPdf
from tracker.adapters.word_written import add_written
from tracker.config import ROOT
from tracker.domain.errors import BadInput
from tracker.domain.linked_figures import LinkedFigure
from tracker.domain.paper import Numbered, Part, Written
from tracker.domain.prose import Writing, with_figures
from tracker.domain.report_kinds import kind_of
from tracker.domain.report_record import to_record

BODY = """# Contact & response

The **rate** is {101-abandonment August 2023} and *rising*; see [the pack](https://a.example/b). <b>As typed</b>

- one
- two
  - deeper

3. three

Between.

1. first
2. second

> Quoted.

| Measure | Reading |
|---|---|
| 101 | {nothing 2023} |

After it."""
FIGURES = (
    LinkedFigure("101-abandonment August 2023", "12.7%", 1, "101-abandonment"),
    LinkedFigure("nothing 2023", problem="There is no measure with the code “nothing”."),
)


def writing(body: str = BODY) -> Writing:
    return with_figures(WrittenMarkdown().read(body), FIGURES)


def html(body: str = BODY, **options: Any) -> str:
    folder = FileSystemLoader("templates/reports")
    jinja = Environment(
        loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    macros: Any = jinja.get_template("paper/_written.html").module
    return str(macros.written(writing(body), **options))


def document(body: str = BODY, **options: Any) -> Any:
    made = docx.Document()
    word_styles.prepare(made, "12344d")
    add_written(made, writing(body), **options)
    return made


def test_its_structure_is_that_of_the_page() -> None:
    page = html()
    assert '<h3 data-bookmark="Contact &amp; response">' in page
    assert "<strong>rate</strong> is 12.7% and <em>rising</em>" in page
    assert '<a class="out" href="https://a.example/b">the pack</a>' in page
    assert "&lt;b&gt;As typed&lt;/b&gt;" in page
    assert '<ol start="3"' in page
    assert "<blockquote><p>Quoted.</p>" in page
    assert '<th scope="col">Reading</th>' in page
    assert (
        '<th scope="row">101</th><td><span class="linked missing">[figure not found: nothing 2023]</span>'
        in page
    )


def test_a_number_stands_before_its_first_paragraph() -> None:
    assert html("Words.\n\nMore.", number="4.1").count('<span class="number">4.1&#9;</span>Words.') == 1
    assert '<p><span class="number">4.2</span></p>' in html("- one", number="4.2")


def test_in_word_headings_lists_and_links_are_real() -> None:
    made = document()
    styled = [(one.style.name, one.text) for one in made.paragraphs]
    assert styled[0] == ("Heading 3", "Contact & response")
    assert styled[2:5] == [("List Bullet", "one"), ("List Bullet", "two"), ("List Bullet 2", "deeper")]
    assert ("Quotation", "Quoted.") in styled
    (link,) = made.element.body.iter(qn("w:hyperlink"))
    assert made.part.rels[link.get(qn("r:id"))].target_ref == "https://a.example/b"
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["101", "[figure not found: nothing 2023]"]
    assert [run.text for run in made.paragraphs[1].runs if run.italic] == ["rising"]


def test_in_word_each_numbered_list_counts_from_its_own_number() -> None:
    made = document()
    numbered = [one for one in made.paragraphs if one.style.name == "List Number"]
    lists = [one._p.pPr.numPr.numId.val for one in numbered]
    assert lists[0] != lists[1] == lists[2]
    numbering = made.part.numbering_part.element
    starts = [numbering.num_having_numId(one).lvlOverride_lst[0].startOverride.val for one in lists]
    assert starts == [3, 1, 1]


def test_in_word_a_number_stands_before_its_first_paragraph() -> None:
    assert [one.text for one in document("Words.\n\nMore.", number="4.1").paragraphs] == [
        "4.1\tWords.",
        "More.",
    ]
    assert [one.text for one in document("- one", number="4.2").paragraphs] == ["4.2", "one"]


@settings(max_examples=150, deadline=None)
@given(TYPED)
def test_whatever_is_typed_only_plain_elements_are_set_and_cleaning_takes_no_word_away(
    parts: list[str],
) -> None:
    try:
        page = html("".join(parts))
    except BadInput:
        return
    found = BeautifulSoup(page, "html.parser")
    assert {tag.name for tag in found.find_all()} <= TAGS
    assert all(link["href"].startswith(("http://", "https://")) for link in found.find_all("a"))
    assert not [name for tag in found.find_all() for name in tag.attrs if name.startswith("on")]
    cleaned = BeautifulSoup(CleanHtml().clean(page), "html.parser")
    assert cleaned.get_text().split() == found.get_text().split()


def test_all_that_can_be_written_keeps_the_rules_of_accessible_pdfs(monkeypatch: pytest.MonkeyPatch) -> None:
    log = action_log()
    parts = (Part("Written", (Written(writing()), Numbered("4.1", (Written(writing("Words.")),)))),)
    kind = replace(kind_of(log), paper=lambda report: replace(kind_of(log).paper(report), parts=parts))
    monkeypatch.setattr(report_html, "kind_of", lambda _report: kind)
    pages = report_html.JinjaReports(ROOT / "templates", ROOT / "static" / "fonts")
    page, assets = pages.render(to_record(log))
    assert "italic.woff2" in assets
    assert broken(WeasyPrintPdf().make(page, assets)) == []
