"""The action log, the minutes and the chair's list as real PDFs: what every kind's file must be, whatever was typed."""

import io
import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.support.pdf import bookmarks, elements, font_sizes, page_texts, tagged
from tests.support.sitting_sample import MATTERS, RAISED, action_log, chairs_list, matter, minutes
from tracker.adapters.report_html import JinjaReports
from tracker.adapters.weasyprint import WeasyPrintPdf
from tracker.domain.paper import Table
from tracker.domain.report_kinds import kind_of
from tracker.domain.report_record import record_text
from tracker.domain.reports import Report
from tracker.domain.version_states import VersionState

ROOT = Path(__file__).parents[2]
PAGES = JinjaReports(ROOT / "templates", ROOT / "static" / "fonts")
LONG = "W" * 120
HOSTILE = f"<script>alert(1)</script> & <img src=x> {{{{ 7 * 7 }}}} ' \" \x00\x07\x1b\ufffe {LONG} שלום עולם"
REPORTS: dict[str, Report] = {
    "action-log": action_log(),
    "minutes": minutes(),
    "chairs-list": chairs_list(),
}
every_kind = pytest.mark.parametrize("name", REPORTS)


def made(report: Report) -> bytes:
    return WeasyPrintPdf().make(*PAGES.render(json.loads(record_text(report))))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {name: made(report) for name, report in REPORTS.items()}


@every_kind
def test_it_has_a_title_a_language_an_author_and_says_that_it_is_accessible(
    name: str, files: dict[str, bytes]
) -> None:
    title = kind_of(REPORTS[name]).title
    with pikepdf.open(io.BytesIO(files[name])) as pdf:
        assert pdf.Root.Lang == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        assert pdf.docinfo.Title == f"{title}: Public Performance Meeting, 4 October 2023"
        assert pdf.docinfo.Author == "Governance Officer"
        assert str(pdf.docinfo.CreationDate).startswith("D:20231005")
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        assert len(tagged(pdf, "H1")) == 1


@every_kind
def test_each_page_carries_its_marking_meeting_version_and_number(name: str, files: dict[str, bytes]) -> None:
    texts = page_texts(files[name])
    for number, text in enumerate(texts, start=1):
        assert "OFFICIAL" in text
        assert "Public Performance Meeting, 4 October 2023" in text
        assert f"{kind_of(REPORTS[name]).title}, version 1, 5 October 2023" in text
        assert f"Page {number} of {len(texts)}" in text


@every_kind
def test_bookmarks_lead_to_each_part(name: str, files: dict[str, bytes]) -> None:
    report = REPORTS[name]
    paper = kind_of(report).paper(report)
    titles = [title for _, title in bookmarks(files[name])]
    assert titles[0] == paper.title
    parts = [
        part.bookmark for part in paper.parts if name != "chairs-list"
    ]  # One table needs no heading of its own.
    assert [title for title in titles if title in parts] == parts


@every_kind
def test_the_cells_of_its_tables_say_what_they_head(name: str, files: dict[str, bytes]) -> None:
    report = REPORTS[name]
    parts = kind_of(report).paper(report).parts
    tables = [block for part in parts for block in part.blocks if isinstance(block, Table)]
    with pikepdf.open(io.BytesIO(files[name])) as pdf:
        found = tagged(pdf, "Table")
        assert len(found) == len(tables)
        for told, table in zip(found, tables, strict=True):
            scopes = [str(cell.A.Scope) for cell in elements(told) if cell.S == "/TH"]
            assert scopes.count("/Column") == len(table.columns)
            assert scopes.count("/Row") == len(table.rows)
            cells = [cell for cell in elements(told) if cell.S == "/TD"]
            assert all(len(cell.A.Headers) == 2 for cell in cells)


@every_kind
def test_the_same_record_gives_the_same_bytes(name: str, files: dict[str, bytes]) -> None:
    assert made(REPORTS[name]) == files[name]


@pytest.mark.parametrize("name", ["action-log", "minutes"])
def test_a_draft_says_on_each_page_that_it_is_one(name: str) -> None:
    texts = page_texts(made(replace(REPORTS[name], state=VersionState.DRAFT)))
    assert "Draft, not yet approved" in texts[0]
    assert all("version 1 (draft)" in text for text in texts)


def test_the_chairs_list_is_landscape_and_nothing_in_its_table_is_small() -> None:
    content = made(chairs_list(matters=tuple(replace(one, memory="date moved once") for one in MATTERS)))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        left, bottom, right, top = (float(number) for number in pdf.pages[0].mediabox)
        assert right - left > top - bottom
    sizes = font_sizes(content)
    for words in ("What counts as violence", "Head of Contact", "14 working days", "Date moved once"):
        assert sizes[words] >= 14
    for words in ("Green, on track", "For you to decide", "Set a date?", "31 August 2023"):
        assert sizes[words] >= 14


def test_the_head_of_the_chairs_list_is_printed_on_every_page_and_read_once() -> None:
    content = made(chairs_list(matters=tuple(matter(number) for number in range(1, 41))))
    texts = page_texts(content)
    assert len(texts) > 3
    assert all("For you to decide" in text for text in texts)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (table,) = tagged(pdf, "Table")
        assert sum(row.S == "/TR" for row in elements(table)) == 41


def test_a_log_of_twenty_actions_is_one_table_over_its_pages() -> None:
    content = made(action_log(raised=RAISED * 5))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert sum(row.S == "/TR" for row in elements(tagged(pdf, "Table")[0])) == 21


def hostile(value: Any) -> Any:
    """The same values, with every text that is not empty made hostile."""
    if isinstance(value, str) and type(value) is str:
        return HOSTILE if value else ""
    if isinstance(value, tuple):
        return tuple(hostile(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: hostile(getattr(value, field.name)) for field in fields(value)})
    return value


@every_kind
def test_whatever_was_typed_it_is_never_markup_and_never_breaks_the_page(name: str) -> None:
    text = " ".join(page_texts(made(hostile(REPORTS[name]))))
    assert "<script>alert(1)</script> & <img src=x> {{ 7 * 7 }}" in text
    assert LONG in text.replace(" ", "")
    assert "שלום עולם" in text
