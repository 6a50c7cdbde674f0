"""What can be made public of each kind, and what never is."""

from pathlib import Path
from typing import TypeVar

import pytest

from tests.support.builders import Record, acting_as
from tests.support.cutting import cut, frozen, held_meeting, issue
from tests.support.measured import Measured
from tests.support.published import publish
from tracker.adapters.disk import DiskFiles
from tracker.domain.actions import Move
from tracker.domain.audiences import Audience
from tracker.domain.errors import InvalidMove
from tracker.domain.evidence import Locator
from tracker.domain.public_cuts import PublicAction, PublicDocument, PublicMeasure, PublicReport, from_text
from tracker.domain.publishing import Published
from tracker.domain.reading import Reading, Way
from tracker.domain.redaction_paths import texts
from tracker.domain.report_kinds import ACTION_LOG, Form
from tracker.models.publishing import Publication
from tracker.models.reports import ReportVersion
from tracker.services import updates
from tracker.services.desk import Desk
from tracker.services.documents import Paper, Upload, add_document, name_document
from tracker.services.evidence import attach_document
from tracker.services.meetings import start_meeting
from tracker.services.public_cuts_action import action_cut
from tracker.services.redactions import withhold_words
from tracker.services.report_files import keep_file
from tracker.services.reports import cut_for
from tracker.services.reviews import Decision, record_review
from tracker.store import published as stored

Made = TypeVar("Made")


def read(row: Publication, kind: type[Made]) -> Made:
    found = from_text(row.kind, row.cut)
    assert isinstance(found, kind)
    return found


def test_a_measure_is_public_with_its_chart_and_without_what_was_invented(record: Record, desk: Desk) -> None:
    measured = Measured(desk)
    measured.months(["8.6%", "9.1%", "9.4%", "12.7%"])
    measured.reading("April 2022", "99.9%", invented=True)
    queried = measured.reading("2020/21", "8.1%")
    queried.query = "CANARY: is this right?"
    desk.session.flush()
    row = publish(record, Published.MEASURE, "101-abandonment")
    told = read(row, PublicMeasure)
    assert [one.value_words for one in told.readings if one.basis == "month"] == [
        "8.6%",
        "9.1%",
        "9.4%",
        "12.7%",
    ]
    assert [one.queried for one in told.readings if one.basis == "financial year"] == [True]
    (chart,) = told.charts
    assert chart.wide.startswith("<svg")
    assert "99.9" not in row.cut
    assert "CANARY" not in row.cut


def test_a_measure_of_invented_figures_alone_cannot_be_public(record: Record, desk: Desk) -> None:
    Measured(desk).reading("April 2022", "9.9%", invented=True)
    with pytest.raises(InvalidMove, match="invented"):
        publish(record, Published.MEASURE, "101-abandonment")


def test_a_figure_from_a_sensitive_paper_is_not_public(record: Record, desk: Desk) -> None:
    measured = Measured(desk)
    secret = name_document(desk, Paper(title="Secret pack", marking="OFFICIAL-SENSITIVE"), held=False)
    plain = name_document(desk, Paper(title="Open pack"), held=False)
    measured.reading("April 2022", "77.7%", document_id=secret.key)
    measured.reading("May 2022", "8.8%", document_id=plain.key)
    row = publish(record, Published.MEASURE, "101-abandonment")
    assert [one.value_words for one in read(row, PublicMeasure).readings] == ["8.8%"]
    assert "Secret" not in row.cut


def test_a_paper_is_public_with_its_file_under_its_code(record: Record, desk: Desk, tmp_path: Path) -> None:
    upload = Upload("CANARY pack of J Smith.txt", b"The pack", 1_000)
    added = add_document(
        desk, DiskFiles(tmp_path), Paper(title="The pack", owner="CANARY", note="CANARY"), upload
    )
    row = publish(record, Published.DOCUMENT, added.document.code)
    assert read(row, PublicDocument).file == "the-pack.txt"
    (file,) = stored.files(desk.session, row.key)
    assert stored.stored_file(desk.session, file).size == len(b"The pack")
    assert "CANARY" not in row.cut + file.name


def test_a_sensitive_paper_cannot_be_public(record: Record, desk: Desk) -> None:
    document = name_document(desk, Paper(title="Secret pack", marking="OFFICIAL-SENSITIVE"), held=False)
    with pytest.raises(InvalidMove, match="OFFICIAL-SENSITIVE"):
        publish(record, Published.DOCUMENT, document.code)


def public_log(desk: Desk, record: Record) -> ReportVersion:
    return cut_for(desk, cut(desk, ACTION_LOG, held_meeting(record)), Audience.PUBLIC)


def test_only_an_issued_version_for_the_public_can_be_public(
    record: Record, desk: Desk, tmp_path: Path
) -> None:
    version = public_log(desk, record)
    with pytest.raises(InvalidMove, match="Only an issued version"):
        publish(record, Published.REPORT, str(version.key))
    issue(desk, version)
    with pytest.raises(InvalidMove, match="not made yet"):
        publish(record, Published.REPORT, str(version.key))
    as_seen = ReportVersion(**version.model_dump())
    keep_file(desk, DiskFiles(tmp_path), as_seen, b"the log", form=Form.PDF, name="log.pdf")
    keep_file(desk, DiskFiles(tmp_path), as_seen, b"for good", form=Form.ARCHIVE, name="log-archive.pdf")
    row = publish(record, Published.REPORT, str(version.key))
    assert row.address == "reports/action-log-ppm-2023-05-17-public-v1"
    assert [(one.name, one.label) for one in read(row, PublicReport).files] == [
        ("action-log-ppm-2023-05-17-public-v1.pdf", "PDF"),
        ("action-log-ppm-2023-05-17-public-v1-archive.pdf", "PDF for the archive"),
    ]
    assert row.meeting == "PPM-2023-05-17"


def test_a_version_for_the_meeting_cannot_be_public(record: Record, desk: Desk) -> None:
    version = cut(desk, ACTION_LOG, held_meeting(record))
    issue(desk, version)
    with pytest.raises(InvalidMove, match="for the public"):
        publish(record, Published.REPORT, str(version.key))


def test_what_a_public_report_withholds_is_not_on_the_page_of_the_action(record: Record, desk: Desk) -> None:
    version = public_log(desk, record)
    place = next(
        one
        for one in texts(frozen(desk, version))
        if one.is_prose and "Bring the abandonment figures" in one.text
    )
    withhold_words(desk, version, path=place.path, words="abandonment", reason="foi-40")
    reference = place.path.split("/")[1]
    row = publish(record, Published.ACTION, reference)
    assert "abandonment" not in row.cut + row.title + row.search
    assert read(row, PublicAction).title.startswith("Bring the ")


def test_an_action_cites_the_papers_that_the_public_can_read_or_knows_by_name(
    record: Record, desk: Desk
) -> None:
    action = record.action("Bring the figures")
    papers = {
        "published": Paper(title="The pack"),
        "held": Paper(title="CANARY-HELD notes"),
        "named": Paper(title="The review"),
    }
    made = {
        name: name_document(desk, paper, held=name in ("published", "held")) for name, paper in papers.items()
    }
    publish(record, Published.DOCUMENT, made["published"].code)
    for paper in papers.values():
        attach_document(desk, action, paper.title, where=Locator(8, "Table 2"))
    removed = attach_document(desk, action, "The review", where=Locator(9, "CANARY-REMOVED"))
    removed.removed_on, removed.removed_reason = desk.moment.today, "CANARY-REASON"
    for reading in Reading:
        said = updates.Said(f"Told as {reading.value}")
        update = updates.give_update(desk, action, said, by_name="Ann Able", via=Way.ACCOUNT)
        update.reading = reading
        desk.session.flush()
        where = Locator(None, f"for {reading.value}")
        attach_document(desk, action, "The review", where=where, update_id=update.key)
    row = publish(record, Published.ACTION, action.reference)
    told = read(row, PublicAction)
    assert [(one.title, one.place) for one in told.evidence] == [
        ("The pack", "page 8, Table 2"),
        ("The review", "page 8, Table 2"),
        ("The review", "for accepted"),
    ]
    assert [step.words for step in told.story] == [("Told as accepted",)]
    assert "CANARY" not in row.cut + row.search


def test_an_answer_proposed_for_the_meeting_is_public_once_a_meeting_decided(
    record: Record, desk: Desk
) -> None:
    action = record.action("Bring the figures", meeting=record.meeting("2023-05-17"))
    meeting = record.meeting("2023-10-04")
    update = updates.give_update(
        desk, action, updates.Said("They are here."), by_name="Ann Able", via=Way.ACCOUNT
    )
    update.reading = Reading.FOR_MEETING
    desk.session.flush()
    assert action_cut(desk.session, action.reference).story == ()
    later = acting_as(desk, desk.by, "2023-10-04")
    start_meeting(later, meeting)
    decision = Decision(Move.CONTINUE, decided_by="Ben Adams")
    record_review(later, action, decision, meeting=meeting, version=None)
    desk.session.flush()
    told = [step.what for step in action_cut(desk.session, action.reference).story]
    assert told[0] == "Update"
