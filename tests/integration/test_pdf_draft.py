"""What a file says of how far its version is: a draft on every page, by whom it was approved, and what it corrects."""

import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pytest

from tests.support.pdf import bookmarks, page_texts
from tests.support.sitting_sample import action_log, chairs_list
from tracker.adapters.report_html import JinjaReports
from tracker.adapters.weasyprint import WeasyPrintPdf
from tracker.adapters.word import PythonDocx
from tracker.domain.report_record import record_text
from tracker.domain.reports import Report, ReportChange
from tracker.domain.version_states import VersionState

ROOT = Path(__file__).parents[2]
PAGES = JinjaReports(ROOT / "templates", ROOT / "static" / "fonts")
DRAFT = action_log(state=VersionState.DRAFT)
APPROVED = replace(
    DRAFT,
    state=VersionState.APPROVED,
    version=2,
    approved_words="Approved by Ben Adams on 6 October 2023",
    authorised_words="Dissemination authorised by Ann Able, Chief Constable, on 5 October 2023",
    correction="The owner of Action 044 was misheard.",
    changed_since="version 1, issued on 6 October 2023",
    changes=(ReportChange("Action 044", ("Owner changed from “A” to “B”.",)),),
)


def made(report: Report) -> bytes:
    return WeasyPrintPdf().make(*PAGES.render(json.loads(record_text(report))))


def first_marks(content: bytes) -> list[bool]:
    """Of each page: whether it begins with a picture that is an artefact, before any of its text."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            operators = [
                (str(one.operator), [str(word) for word in one.operands])
                for one in pikepdf.parse_content_stream(page)
            ]
            names = [name for name, _ in operators]
            begins = next((words for name, words in operators if name in ("BMC", "BDC")), [])
            until = names.index("EMC")
            found.append(begins[:1] == ["/Artifact"] and "Do" in names[:until] and "Tj" not in names[:until])
    return found


def test_every_page_of_a_draft_is_marked_as_one_by_what_a_screen_reader_skips() -> None:
    content = made(DRAFT)
    marks = first_marks(content)
    assert len(marks) > 1
    assert all(marks)
    texts = page_texts(content)
    assert "Draft, not yet approved" in texts[0], "and it is said in words"
    assert all("version 1 (draft)" in text for text in texts)


@pytest.mark.parametrize("state", [VersionState.APPROVED, VersionState.ISSUED])
def test_what_is_approved_carries_no_such_mark(state: VersionState) -> None:
    _, assets = PAGES.render(json.loads(record_text(replace(DRAFT, state=state))))
    assert "draft.svg" not in assets
    assert b"draft.svg" not in assets["report.css"]


def test_a_working_paper_of_the_day_is_no_draft() -> None:
    _, assets = PAGES.render(json.loads(record_text(replace(chairs_list(), state=VersionState.DRAFT))))
    assert "draft.svg" not in assets


def test_a_correction_begins_with_what_was_wrong_and_what_changed_and_names_who_approved_it() -> None:
    content = made(APPROVED)
    assert [title for _, title in bookmarks(content)][1:3] == [
        "This version corrects version 1",
        "What changed since version 1, issued on 6 October 2023: 1 subject",
    ]
    text = " ".join(page_texts(content))
    for said in (
        "Approved by Ben Adams on 6 October 2023 Not yet issued",
        "The owner of Action 044 was misheard.",
        "Owner changed from “A” to “B”.",
        "Dissemination authorised by Ann Able, Chief Constable, on 5 October 2023.",
    ):
        assert said in text, text


def test_a_word_file_says_the_same() -> None:
    opened = docx.Document(io.BytesIO(PythonDocx().make(json.loads(record_text(APPROVED)))))
    text = " ".join(paragraph.text for paragraph in opened.paragraphs)
    for said in (
        "Approved by Ben Adams on 6 October 2023. Not yet issued",
        "This version corrects version 1",
        "The owner of Action 044 was misheard.",
        "Dissemination authorised by Ann Able, Chief Constable, on 5 October 2023.",
    ):
        assert said in text, text
