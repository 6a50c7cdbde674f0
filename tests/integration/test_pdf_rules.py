"""The rules of tagged PDFs (`tests/support/pdf_rules`), checked over every kind of report, and that they find what is broken."""

import json
from pathlib import Path

import pdfua
import pytest
import weasyprint

from tests.support.dossier_sample import dossier
from tests.support.inspection_sample import register
from tests.support.owner_sample import owners_report
from tests.support.pdf_rules import broken
from tests.support.report_pages import DrawnPages
from tests.support.report_sample import report
from tests.support.report_sample_overdue import OVERDUE
from tests.support.report_sample_rich import rich_report
from tests.support.sitting_sample import action_log, chairs_list, matter, minutes
from tests.support.written_sample import ASKS, panel_update, response
from tracker.adapters.report_html import JinjaReports
from tracker.adapters.weasyprint import WeasyPrintPdf
from tracker.domain.audiences import Audience
from tracker.domain.report_record import record_text
from tracker.domain.reports import Report
from tracker.domain.version_states import VersionState

ROOT = Path(__file__).parents[2]
PAGES = JinjaReports(ROOT / "templates", ROOT / "static" / "fonts", thumbnails=DrawnPages())
REPORTS: dict[str, Report] = {
    "action log": action_log(),
    "action log, draft": action_log(state=VersionState.DRAFT),
    "minutes": minutes(),
    "minutes, draft": minutes(state=VersionState.DRAFT),
    "chair’s list over several pages": chairs_list(matters=tuple(matter(number) for number in range(1, 41))),
    "chair’s list, draft": chairs_list(state=VersionState.DRAFT),
    "action status report": report(),
    "action status report, draft": report(state=VersionState.DRAFT, actions=OVERDUE),
    "action status report without actions": report(actions=(), number_gaps=()),
    "action status report with charts and pages": rich_report(6),
    "action status report for the public": report(audience=Audience.PUBLIC, left_out=2, actions=OVERDUE),
    "owner’s report": owners_report(),
    "inspection register": register(),
    "inspection register, draft": register(state=VersionState.DRAFT),
    "inspection register for the public": register(audience=Audience.PUBLIC),
    "update with what the Panel asked": panel_update(asks=ASKS),
    "owner’s report, draft": owners_report(state=VersionState.DRAFT),
    "panel update": panel_update(),
    "panel update, draft without its texts": panel_update(state=VersionState.DRAFT, texts=()),
    "commissioner’s response": response(),
    "commissioner’s response for the public": response(audience=Audience.PUBLIC),
    "dossier": dossier(),
    "dossier, draft": dossier(state=VersionState.DRAFT),
}
PICTURE = b"""<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50" viewBox="0 0 50 50">\
<rect width="30" height="20" fill="red" opacity="0.5"/><text x="2" y="40" font-size="10">Hi</text></svg>"""
EVERYTHING = f"""<!doctype html><html lang=en-GB><head><title>Everything</title><style>
@page {{ @top-left {{ content: 'OFFICIAL' }} @bottom-left {{ content: 'Page ' counter(page) }} }}
</style></head><body><h1>Everything</h1>
<ul><li>One<ul><li>One a</li></ul></li><li>Two</li></ul>
<ol><li><p>First</p><p>more of it</p></li><li>A <a href="https://example.com/">link <b>in bold</b></a>, one <a href="#z">inside</a></li></ol>
<h2 id=z>Over pages</h2><p>{"word " * 2500}<br></p><ul>{"<li>entry</li>" * 90}</ul>
<table><caption>Squares</caption><thead><tr><th>Row</th><th>Square</th></tr></thead>
<tbody>{"".join(f"<tr><th scope=row>{n}</th><td>{n * n}</td></tr>" for n in range(120))}</tbody></table>
<h3>A picture</h3><img alt="A red box" src="report:box.svg"><section></section></body></html>"""


every_report = pytest.mark.parametrize("name", REPORTS)


def made(name: str, *, archive: bool = False) -> bytes:
    return WeasyPrintPdf().make(*PAGES.render(json.loads(record_text(REPORTS[name]))), archive=archive)


@every_report
def test_every_rule_is_kept_and_another_program_finds_nothing(name: str, tmp_path: Path) -> None:
    content = made(name)
    assert broken(content) == []
    file = tmp_path / "report.pdf"
    file.write_bytes(content)
    assert pdfua.validate(file).findings == ()


@pytest.mark.parametrize("name", [name for name in REPORTS if not name.endswith(", draft")])
def test_the_form_for_the_archive_keeps_its_rules_too(name: str) -> None:
    assert broken(made(name, archive=True), archive=True) == []


def test_what_is_not_made_for_the_archive_breaks_its_rules() -> None:
    found = broken(made("action status report with charts and pages"), archive=True)
    for told in (
        "not part 2, level U",
        "what its colours are",
        "asks to be smoothed",
        "printed",
        "http://www.aiim.org/pdfua",
    ):
        assert any(told in one for one in found), found


def test_they_are_kept_with_everything_that_a_page_can_hold() -> None:
    assert broken(WeasyPrintPdf().make(EVERYTHING, {"box.svg": PICTURE})) == []


@pytest.mark.parametrize(
    "told",
    [
        "is not in the tree",
        "tables and lists hold their parts alone: Document/L/LI holds Lbl P P",
        "every header cell says whether it heads",
        "a table that breaks over pages is one",
        "what stands in the margins of each page is set aside: page 1",
        "nothing is announced that is not there: Document/Sect",
        "each link has words",
        "a list with labels says what they are",
        "pictures have words and stand on their page",
        "names are given once and can be looked up",
    ],
)
def test_they_find_what_weasyprint_leaves_out(told: str, unmended: list[str]) -> None:
    assert any(told in finding for finding in unmended), unmended


@pytest.fixture(scope="module")
def unmended() -> list[str]:
    """What is found in the same page as WeasyPrint writes it, without what `pdf_mending` puts right."""
    html = EVERYTHING.replace(
        "report:box.svg",
        "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
    )
    return broken(weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))


def test_they_find_skipped_headings_missing_words_and_a_missing_title() -> None:
    html = "<html lang=en><body><h1>One</h1><h3>Three</h3><img src='data:image/svg+xml;utf8,<svg xmlns=\"http://www.w3.org/2000/svg\"/>'>"
    found = broken(weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))
    assert any("level 3 follows on level 1" in one for one in found)
    assert any("the title is ''" in one for one in found)
    assert any("has no words" in one for one in found)
