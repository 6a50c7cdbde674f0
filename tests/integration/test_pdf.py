"""The action status report as a real PDF, opened and read."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from tests.support.pdf import bookmarks, elements, height_of, page_texts, tagged
from tests.support.report_sample import report
from tests.support.report_sample_overdue import OVERDUE
from tracker.adapters.report_html import JinjaReports
from tracker.adapters.weasyprint import WeasyPrintPdf
from tracker.domain.actions import Closure, Status
from tracker.domain.errors import Unavailable
from tracker.domain.report_record import record_text, to_record
from tracker.domain.reports import ActionStatusReport
from tracker.domain.version_states import VersionState

ROOT = Path(__file__).parents[2]
PAGES = JinjaReports(ROOT / "templates", ROOT / "static" / "fonts")
HOSTILE = "<script>alert(1)</script> & <img src=x> {{ 7 * 7 }} {% if %} ' \" </title>"


def made(whole: ActionStatusReport) -> bytes:
    return WeasyPrintPdf().make(*PAGES.render(json.loads(record_text(whole))))


@pytest.fixture(scope="module")
def content() -> bytes:
    return made(report())


@pytest.fixture(scope="module")
def pdf(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def test_the_first_page_says_the_finding_and_its_figures(content: bytes) -> None:
    first = page_texts(content)[0]
    assert "Four actions are overdue; three can be closed" in first
    assert "Action status report for the Public Performance Meeting of 4 October 2023" in first
    assert "Oak Room, County Buildings, Stafford. Version 1, as at 27 September 2023" in first
    assert "4 overdue 17 open and in time 3 recommended for closure 2 standing items" in first


def test_every_action_is_in_it_with_its_title(content: bytes) -> None:
    text = " ".join(page_texts(content))
    for action in report().actions:
        assert f"{action.number_words} {action.title}" in text


def test_an_action_is_told_with_its_owner_slippage_update_decision_and_evidence(content: bytes) -> None:
    text = " ".join(page_texts(content))
    for told in (
        "Head of Local Resolution (post vacant since 31 March 2023) · Raised 12 February 2019",
        "Overdue by 56 working days 10 July 2023. Original target 30 September 2019, moved 3 times, 1,379 days later.",
        "R Red, off track 16 February 2021. No survey has been commissioned.",
        "Revised date agreed, 17 May 2023. The Commissioner asked",
        "Not assured.",
        "Performance pack, 12 February 2019, page 10. “a dedicated Resolution Centre survey is required”",
    ):
        assert told in text


def test_each_page_carries_its_marking_meeting_version_and_number(content: bytes) -> None:
    texts = page_texts(content)
    for number, text in enumerate(texts, start=1):
        assert "OFFICIAL" in text
        assert "Public Performance Meeting, 4 October 2023" in text
        assert "Action status report, version 1, 27 September 2023" in text
        assert f"Page {number} of {len(texts)}" in text
    assert len(texts) <= 14


def test_a_draft_says_on_each_page_that_it_is_one() -> None:
    texts = page_texts(made(report(state=VersionState.DRAFT, actions=OVERDUE)))
    assert "Draft, not yet approved" in texts[0]
    assert all("version 1 (draft)" in text for text in texts)


def test_it_has_a_title_a_language_an_author_a_subject_and_keywords(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.Lang == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.docinfo.Title == "Action status report: Public Performance Meeting, 4 October 2023"
    assert pdf.docinfo.Author == "Governance Officer"
    assert str(pdf.docinfo.Subject).startswith("Four actions are overdue; three can be closed.")
    assert pdf.docinfo.Keywords == "actions, matters arising, Public Performance Meeting, OFFICIAL"


def test_it_claims_to_be_accessible_and_is_tagged(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert len(tagged(pdf, "H1")) == 1
    assert len(tagged(pdf, "H3")) == 42
    assert len(tagged(pdf, "Art")) >= 40


def test_its_dates_are_those_of_the_record_and_not_of_the_machine(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.CreationDate).startswith("D:20230927")
    assert str(pdf.docinfo.ModDate).startswith("D:20230927")


def test_bookmarks_lead_to_each_part_and_each_action(content: bytes) -> None:
    marks = bookmarks(content)
    parts = [title for depth, title in marks if depth == 0]
    assert parts[:4] == [
        "Four actions are overdue; three can be closed",
        "Where the actions stand, by priority",
        "What needs a decision",
        "Overdue: 4 actions",
    ]
    assert parts[-2:] == ["Numbers not counted: 13 numbers", "About this report"]
    assert sum(depth == 1 and title.startswith("Action ") for depth, title in marks) == 40
    assert (1, "Action 017: Repeat callers to 101: who they are and what they need") in marks


def test_the_picture_is_told_to_those_who_do_not_see_it(content: bytes, pdf: pikepdf.Pdf) -> None:
    (figure,) = tagged(pdf, "Figure")
    assert "4 overdue, 17 open in time, 2 standing and 15 closed" in str(figure.Alt)
    left, bottom, right, top = (float(number) for number in figure.A.BBox)
    assert 0 < left < right < 596
    assert height_of(content, "Priority") < bottom < top < height_of(content, "Where the actions stand")


def test_the_picture_has_its_table_and_the_cells_say_what_they_head(pdf: pikepdf.Pdf) -> None:
    (table,) = tagged(pdf, "Table")
    heads = [cell for cell in elements(table) if cell.S == "/TH"]
    assert [str(cell.A.Scope) for cell in heads] == ["/Column"] * 6 + ["/Row"] * 6
    names = pdf.Root.StructTreeRoot.IDTree.Kids[0].Names
    known = {bytes(names[place]) for place in range(0, len(names), 2)}
    cells = [cell for cell in elements(table) if cell.S == "/TD"]
    assert all(bytes(name) in known for cell in cells for name in cell.A.Headers)
    assert all(len(cell.A.Headers) == 2 for cell in cells)


def test_links_say_where_they_lead(pdf: pikepdf.Pdf) -> None:
    links = [link for page in pdf.pages for link in page.get("/Annots", [])]
    assert len(links) == 9
    assert "Go to action 016" in [str(link.Contents) for link in links]


def test_a_void_number_is_named_and_out_of_the_count() -> None:
    void = replace(
        OVERDUE[0],
        status=Status.CLOSED,
        closure=Closure.VOID,
        status_words="Void",
        notes=("Logged in error: it repeats Action 017.",),
    )
    content = made(report(actions=(void, *OVERDUE[1:])))
    text = " ".join(page_texts(content))
    assert "Three actions are overdue; one can be closed" in text
    assert "Void Void Logged in error: it repeats Action 017." in text
    assert void.title in text


def test_the_same_record_gives_the_same_bytes(content: bytes) -> None:
    assert made(report()) == content


def test_another_record_gives_other_bytes_and_another_identifier(pdf: pikepdf.Pdf) -> None:
    with pikepdf.open(io.BytesIO(made(report(version=2)))) as other:
        assert other.trailer.ID[0] != pdf.trailer.ID[0]


def test_it_is_set_in_the_house_typeface(pdf: pikepdf.Pdf) -> None:
    fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert fonts
    assert all("Atkinson-Hyperlegible-Next" in name for name in fonts)


def test_letters_of_other_alphabets_are_kept() -> None:
    title = "Łódź, Ŵrexham and ŷ"
    content = made(report(actions=(replace(OVERDUE[0], title=title),)))
    assert title in " ".join(page_texts(content))


def test_what_somebody_typed_is_never_markup() -> None:
    first = OVERDUE[0]
    assert first.last_update
    told = replace(
        first,
        title=HOSTILE,
        owner=HOSTILE,
        last_update=replace(first.last_update, text=HOSTILE),
        notes=(HOSTILE,),
    )
    content = made(report(actions=(told,), series_title=HOSTILE, author=HOSTILE, contact=HOSTILE))
    text = " ".join(page_texts(content))
    assert f"Action 016 {HOSTILE}" in text
    assert "49" not in text
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert opened.docinfo.Author == HOSTILE
        assert len(tagged(opened, "Figure")) == 1


def test_long_words_and_long_updates_do_not_break_the_page() -> None:
    first = OVERDUE[0]
    assert first.last_update
    long = " ".join(f"sentence{number}" for number in range(800))
    told = replace(
        first,
        title="W" * 300,
        owner="X" * 400,
        last_update=replace(first.last_update, text=f"{long} {'Y' * 900}"),
    )
    texts = page_texts(made(report(actions=(told, *OVERDUE[1:]))))
    whole = " ".join(texts)
    assert all(f"sentence{number}" in whole for number in (0, 400, 799))
    letters = whole.replace(" ", "")
    assert "W" * 300 in letters
    assert "X" * 400 in letters
    assert letters.count("Y") >= 900
    assert len(texts) < 10


def test_a_report_without_actions_is_a_report() -> None:
    texts = page_texts(made(report(actions=(), number_gaps=())))
    assert "No actions are open" in texts[0]


def test_a_report_of_an_unknown_kind_is_refused_with_a_sentence() -> None:
    with pytest.raises(Unavailable, match="no report of the kind “poem”"):
        PAGES.render({**to_record(report()), "kind": "poem"})
