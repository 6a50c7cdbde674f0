"""The action log and the minutes as Word documents, opened and read."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.integration.test_pdf_kinds import HOSTILE, LONG, hostile
from tests.support.inspection_sample import register
from tests.support.report_sample import report
from tests.support.sitting_sample import CARRIED, action_log, chairs_list, minutes
from tracker.adapters.word import PythonDocx
from tracker.domain.report_record import to_record
from tracker.domain.reports import Report
from tracker.domain.version_states import VersionState

REPORTS: dict[str, Report] = {
    "action-log": action_log(),
    "minutes": minutes(),
    "chairs-list": chairs_list(),
    "action-status": report(),
    "inspection-register": register(),
}
every_kind = pytest.mark.parametrize("name", REPORTS)


def made(report: Report) -> bytes:
    return PythonDocx().make(to_record(report))


def opened(report: Report) -> Any:
    return docx.Document(io.BytesIO(made(report)))


def headings(document: Any, level: int) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == f"Heading {level}"]


def words(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(p.text for p in document.paragraphs), *cells])


def test_its_headings_are_headings() -> None:
    assert headings(opened(action_log()), 1) == ["Three actions were raised; two matters were decided"]
    assert headings(opened(action_log()), 2) == [
        "The meeting",
        "Actions raised  3 actions",
        "Decisions on matters arising  2 decisions",
        "Carried forward  1 action",
        "About this report",
    ]
    assert headings(opened(minutes()), 2)[1:3] == ["1 Matters arising", "3.1 Contact and response"]


def test_its_tables_have_a_head_that_is_repeated_and_rows_that_stay_together() -> None:
    document = opened(action_log())
    assert [[cell.text for cell in table.rows[0].cells] for table in document.tables] == [
        ["Number", "What was asked", "Owner", "Due"],
        ["Number", "Matter arising", "Decision"],
        ["Number", "Action", "Owner", "Due"],
    ]
    for table in document.tables:
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert document.tables[0].rows[1].cells[1].text.startswith("101 calls: how long people wait")


@every_kind
def test_no_paragraph_is_empty(name: str) -> None:
    document = opened(REPORTS[name])
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    assert all(paragraph.text.strip() for paragraph in paragraphs)


@every_kind
def test_it_is_in_british_english_throughout(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(made(REPORTS[name]))) as package:
        for part in ("word/styles.xml", "word/settings.xml"):
            text = package.read(part).decode()
            assert 'w:val="en-GB"' in text
            assert "en-US" not in text
    assert opened(REPORTS[name]).core_properties.language == "en-GB"


def test_its_properties_are_those_of_the_record() -> None:
    properties = opened(action_log()).core_properties
    assert properties.title == "Action log: Public Performance Meeting, 4 October 2023"
    assert properties.author == properties.last_modified_by == "Governance Officer"
    assert properties.created == properties.modified == datetime(2023, 10, 5, tzinfo=UTC)
    assert properties.comments == ""
    assert (properties.version, properties.content_status) == ("1", "Issued")


def test_the_marking_stands_in_its_margins_with_the_number_of_the_page() -> None:
    section = opened(minutes()).sections[0]
    assert section.header.paragraphs[0].text == "OFFICIAL\tPublic Performance Meeting, 4 October 2023"
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith("OFFICIAL. Minutes, version 1, 5 October 2023\tPage ")
    codes = [code.text.strip() for code in foot._p.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_a_list_in_the_notes_is_a_list() -> None:
    bullets = [p.text for p in opened(minutes()).paragraphs if p.style.name == "List Bullet"]
    assert bullets == ["Abandonment rose.", "Grade 1 fell."]


def test_a_draft_says_that_it_is_one() -> None:
    document = opened(replace(action_log(), state=VersionState.DRAFT))
    assert "Draft, not yet approved" in words(document)
    assert "version 1 (draft)" in document.sections[0].footer.paragraphs[0].text


@every_kind
def test_the_same_record_gives_the_same_bytes(name: str) -> None:
    assert made(REPORTS[name]) == made(REPORTS[name])


def test_nothing_of_the_moment_is_in_it() -> None:
    with zipfile.ZipFile(io.BytesIO(made(action_log()))) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@every_kind
def test_whatever_was_typed_the_document_opens_and_has_it(name: str) -> None:
    text = words(opened(hostile(REPORTS[name])))
    assert HOSTILE.partition("\x00")[0] in text
    assert LONG in text
    assert "שלום עולם" in text


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(codec=None), min_size=1, max_size=40))
def test_any_title_can_be_set(title: str) -> None:
    document = opened(action_log(carried=(replace(CARRIED[0], title=f"[{title}]"),)))
    assert document.tables[2].rows[1].cells[1].text.startswith("[")
