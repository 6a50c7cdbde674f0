"""What becomes OFFICIAL-SENSITIVE after it was frozen or published leaves no version for the public behind."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.cutting import cut, held_meeting, issue
from tests.support.published import publish
from tracker.adapters.disk import DiskFiles
from tracker.domain.audiences import Audience
from tracker.domain.errors import InvalidMove
from tracker.domain.evidence import EvidenceKind
from tracker.domain.marking import Marking
from tracker.domain.publishing import Published
from tracker.domain.report_kinds import ACTION_LOG, Form
from tracker.models.actions import Action
from tracker.models.evidence import Evidence
from tracker.models.reports import ReportVersion
from tracker.services.approving import approve_report
from tracker.services.desk import Desk
from tracker.services.documents import Paper, name_document
from tracker.services.public_cuts_withheld import public_rules
from tracker.services.public_states import PublicState, standing_of
from tracker.services.report_files import keep_file
from tracker.services.reports import cut_for, issue_report
from tracker.store import meetings, publishable


@pytest.fixture
def version(record: Record, desk: Desk) -> ReportVersion:
    """A draft of the log for the public, of a meeting whose actions are all OFFICIAL."""
    return cut_for(desk, cut(desk, ACTION_LOG, held_meeting(record)), Audience.PUBLIC)


def mark(desk: Desk) -> str:
    action = desk.session.exec(select(Action).where(Action.title == "Bring the abandonment figures")).one()
    action.marking = Marking.SENSITIVE.value
    desk.session.flush()
    return action.reference


def test_it_is_not_approved_for_the_public(desk: Desk, version: ReportVersion) -> None:
    reference = mark(desk)
    with pytest.raises(InvalidMove, match=f"{reference} is marked OFFICIAL-SENSITIVE since"):
        approve_report(desk, version, approved_by="Ben Adams")


def test_it_is_not_issued_to_the_public(desk: Desk, version: ReportVersion) -> None:
    approve_report(desk, version, approved_by="Ben Adams")
    mark(desk)
    with pytest.raises(InvalidMove, match="OFFICIAL-SENSITIVE since"):
        issue_report(desk, version)


def test_what_is_public_of_it_is_to_be_withdrawn(
    record: Record, desk: Desk, version: ReportVersion, tmp_path: Path
) -> None:
    issue(desk, version)
    keep_file(desk, DiskFiles(tmp_path), version, b"the log", form=Form.PDF, name="log.pdf")
    publish(record, Published.REPORT, str(version.key))
    mark(desk)
    rules = public_rules(desk.session, desk.moment.today)
    assert standing_of(desk.session, Published.REPORT, str(version.key), rules).state is PublicState.REFUSED


def test_the_next_version_leaves_it_out_and_can_be_issued(desk: Desk, version: ReportVersion) -> None:
    mark(desk)
    meeting = meetings.numbered(desk.session, version.meeting_id)
    assert meeting is not None
    issue(desk, cut_for(desk, cut(desk, ACTION_LOG, meeting), Audience.PUBLIC))


def test_an_action_with_a_sensitive_document_behind_it_is_not_public(record: Record, desk: Desk) -> None:
    action = record.action("Bring the figures")
    paper = name_document(desk, Paper(title="Secret pack", marking="OFFICIAL-SENSITIVE"), held=False)
    desk.session.add(
        Evidence(
            action_id=action.key,
            kind=EvidenceKind.DOCUMENT,
            document_id=paper.key,
            added_on=date(2023, 5, 17),
        )
    )
    desk.session.flush()
    assert publishable.actions_to_publish(desk.session) == []
    with pytest.raises(InvalidMove, match="A document behind"):
        publish(record, Published.ACTION, action.reference)
