"""The files of a version: kept while they say what it says, and named so that people find them again."""

from pathlib import Path

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.cutting import cut, held_meeting, issue
from tracker.adapters.disk import DiskFiles
from tracker.domain.report_kinds import ACTION_LOG, MINUTES, Form
from tracker.models.meetings import Meeting
from tracker.models.reports import RecordSnapshot, ReportVersion
from tracker.services.desk import Desk
from tracker.services.report_files import file_content, file_name, keep_file
from tracker.store import reports as stored


@pytest.fixture
def held(record: Record) -> Meeting:
    """A meeting that is over, see `held_meeting`."""
    return held_meeting(record)


def test_a_draft_that_is_cut_anew_keeps_neither_its_files_nor_what_it_was_cut_from(
    desk: Desk, held: Meeting, tmp_path: Path
) -> None:
    files, version = DiskFiles(tmp_path), cut(desk, ACTION_LOG, held)
    seen = as_seen(version)
    keep_file(desk, files, seen, b"the draft", form=Form.PDF, name="log.pdf")
    assert file_content(desk.session, None, files, version.key) == b"the draft"  # type: ignore[arg-type]
    cut(desk, ACTION_LOG, held)
    assert stored.file_of(desk.session, version.key) is None
    snapshots = desk.session.exec(select(RecordSnapshot).where(RecordSnapshot.kind == ACTION_LOG)).all()
    assert [one.id for one in snapshots] == [version.snapshot_id]


def as_seen(version: ReportVersion) -> ReportVersion:
    """The version as somebody read it who then made its file."""
    return ReportVersion(**version.model_dump())


def test_a_file_that_was_made_of_an_older_cut_is_not_kept(desk: Desk, held: Meeting, tmp_path: Path) -> None:
    seen = as_seen(cut(desk, ACTION_LOG, held))
    version = cut(desk, ACTION_LOG, held)
    keep_file(desk, DiskFiles(tmp_path), seen, b"out of date", form=Form.PDF, name="log.pdf")
    assert stored.file_of(desk.session, version.key) is None


def test_an_issued_version_does_not_keep_the_files_that_called_it_a_draft(
    desk: Desk, held: Meeting, tmp_path: Path
) -> None:
    version = cut(desk, MINUTES, held)
    keep_file(desk, DiskFiles(tmp_path), as_seen(version), b"draft", form=Form.WORD, name="minutes.docx")
    issue(desk, version)
    assert stored.file_of(desk.session, version.key, Form.WORD) is None


def test_a_file_is_named_by_kind_meeting_version_and_owner(desk: Desk, record: Record, held: Meeting) -> None:
    version = cut(desk, ACTION_LOG, held)
    assert file_name(version, Form.WORD) == "action-log-ppm-2023-05-17-v1.docx"
    assert file_name(version, post=record.post("head-of-contact")) == (
        "action-log-ppm-2023-05-17-v1-head-of-contact.pdf"
    )
