"""`flask reports`: builds a report of any kind to a file, and lists what was built."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import Result

from tests.support.builders import Record
from tests.support.inspected import found_in, inspected
from tests.support.pdf import page_texts
from tracker.domain.disclosures import DisclosureKind
from tracker.domain.report_kinds import ENDINGS, KINDS, Form, SubjectKind
from tracker.services.disclosures import RequestWanted, take_down

Run = Callable[..., Result]
ABOUT = {
    SubjectKind.MEETING: "PPM-2023-05-17",
    SubjectKind.POST: "head-of-contact",
    SubjectKind.ACTION: "PPM-001",
    SubjectKind.DISCLOSURE: "FOI-001",
    SubjectKind.INSPECTIONS: "all",
}


@pytest.fixture
def held(on_record: Record) -> Record:
    """A meeting that raised an action for each of two owners, and is over."""
    from tracker.services.meetings import close_meeting, start_meeting

    meeting = on_record.meeting("2023-05-17")
    start_meeting(on_record.desk, meeting)
    on_record.action("Bring the figures", post=on_record.post("head-of-contact"))
    on_record.action("Survey the victims", post=on_record.post("head-of-victims", holder="Val Vane"))
    close_meeting(on_record.desk, meeting)
    received = date(2023, 9, 18)
    wanted = RequestWanted(
        DisclosureKind.FREEDOM_OF_INFORMATION, "The figures.", "figures", received, received
    )
    take_down(on_record.desk, wanted)
    on_record.desk.session.commit()
    return on_record


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_built_to_a_file(kind: str, held: Record, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    subject = KINDS[kind].subject
    name = ABOUT[subject]
    result = run("reports", "build", kind, f"--{subject}", name, "-o", str(out))
    assert result.exit_code == 0, result.stderr
    assert f"Version 1 of {kind} for {name} is in {out}" in result.stdout
    assert KINDS[kind].title in " ".join(page_texts(out.read_bytes()))


def test_the_form_is_the_one_that_the_file_ends_in_unless_it_is_said(
    held: Record, run: Run, tmp_path: Path
) -> None:
    for words in (("-o", "log.docx"), ("--format", "docx", "-o", "log")):
        out = tmp_path / words[-1]
        result = run("reports", "build", "action-log", "--meeting", "PPM-2023-05-17", *words[:-1], str(out))
        assert result.exit_code == 0, result.stderr
        assert docx.Document(BytesIO(out.read_bytes())).core_properties.title.startswith("Action log:")


def test_the_cut_for_one_owner_holds_only_theirs(held: Record, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "log.pdf"
    asked = ("--meeting", "PPM-2023-05-17", "--post", "head-of-victims", "-o", str(out))
    assert run("reports", "build", "action-log", *asked).exit_code == 0
    text = " ".join(page_texts(out.read_bytes()))
    assert "Survey the victims" in text
    assert "Bring the figures" not in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("minutes", "--meeting", "PPM-2023-10-04"), "Start the meeting first"),
        (("chairs-list", "--meeting", "PPM-2023-05-17", "--format", "archive"), "can be made as PDF"),
        (("minutes", "--meeting", "PPM-2023-05-17", "--post", "head-of-victims"), "Leave the post out"),
        (("action-log", "--meeting", "PPM-2023-05-17", "--post", "nobody"), "no such post"),
        (("action-log", "--meeting", "PPM-2001-01-01"), "no such meeting"),
    ],
)
def test_what_cannot_be_built_is_said_and_changes_nothing(
    asked: tuple[str, ...], said: str, held: Record, run: Run, answer: Callable[..., Any], tmp_path: Path
) -> None:
    held.meeting()
    held.desk.session.commit()
    out = tmp_path / "report.pdf"
    result = run("reports", "build", *asked, "-o", str(out))
    assert (result.exit_code, said in result.stderr) == (1, True), result.stderr
    assert not out.exists()
    assert answer("reports", "list") == []


def test_the_list_has_every_kind_the_latest_first(
    held: Record, run: Run, answer: Callable[..., Any], tmp_path: Path
) -> None:
    for kind in ("action-log", "minutes", "action-log"):
        run("reports", "build", kind, "--meeting", "PPM-2023-05-17", "-o", str(tmp_path / "a.docx"))
    assert [(row["kind"], row["version"], row["state"]) for row in answer("reports", "list")] == [
        ("minutes", 1, "draft"),
        ("action-log", 1, "draft"),
    ]


def test_a_version_is_built_for_an_audience_that_its_kind_is_made_for(
    held: Record, run: Run, answer: Callable[..., Any], tmp_path: Path
) -> None:
    out, about = tmp_path / "a.pdf", ("--meeting", "PPM-2023-05-17")
    assert (
        run("reports", "build", "action-log", *about, "--audience", "public", "-o", str(out)).exit_code == 0
    )
    refused = run("reports", "build", "chairs-list", *about, "--audience", "public", "-o", str(out))
    assert (refused.exit_code, "is made for the meeting only" in refused.stderr) == (1, True)
    (row,) = answer("reports", "list")
    assert (row["audience"], row["about"], row["approved_by"]) == ("public", "meeting:PPM-2023-05-17", "")
    assert "version 1 for the public  draft" in run("reports", "list").stdout


BEGINNINGS = {
    Form.PDF: b"%PDF-1.7",
    Form.ARCHIVE: b"%PDF-1.7",
    Form.WORD: b"PK",
    Form.EXCEL: b"PK",
    Form.HTML: b"\n<!doctype html>",
    Form.CSV: b"\xef\xbb\xbflist,reference,",
}


@pytest.mark.parametrize("form", KINDS["action-log"].forms)
def test_every_form_is_built_to_a_file(form: Form, held: Record, run: Run, tmp_path: Path) -> None:
    out = tmp_path / f"log{ENDINGS[form]}"
    asked = ("--meeting", "PPM-2023-05-17", "--format", form.value, "-o", str(out))
    assert run("reports", "build", "action-log", *asked).exit_code == 0
    assert out.read_bytes().lstrip().startswith(BEGINNINGS[form].lstrip())


@pytest.mark.parametrize("form", KINDS["inspection-register"].forms)
def test_the_inspection_register_is_about_all_reports_or_about_one(
    form: Form, on_record: Record, run: Run, tmp_path: Path
) -> None:
    found_in(on_record, inspected(on_record))
    on_record.desk.session.commit()
    out = tmp_path / f"register{ENDINGS[form]}"
    built = run("reports", "build", "inspection-register", "--format", form.value, "-o", str(out))
    assert (built.exit_code, "inspection-register for all" in built.stdout) == (0, True)
    beginning = BEGINNINGS[form].removesuffix(b"list,reference,")
    assert out.read_bytes().lstrip().startswith(beginning.lstrip())
    one = ("--inspection", "2023-custody-services-in-the-area", "-o", str(out))
    assert run("reports", "build", "inspection-register", *one).exit_code == 0
    assert (
        run("reports", "build", "inspection-register", "--inspection", "none", "-o", str(out)).exit_code == 1
    )
