"""A meeting that is over, and reports that are cut from its record."""

from tests.support.builders import Record
from tracker.domain.actions import Assurance, Move
from tracker.domain.report_cuts import as_it_stands
from tracker.domain.report_kinds import ACTION_LOG
from tracker.domain.report_record import from_text
from tracker.domain.report_sitting import ActionLog
from tracker.domain.reports import Report
from tracker.domain.version_states import VersionState
from tracker.models.meetings import Meeting
from tracker.models.reports import RecordSnapshot, ReportVersion
from tracker.services.approving import approve_report
from tracker.services.desk import Desk
from tracker.services.meetings import close_meeting, start_meeting
from tracker.services.report_cuts import cut_of
from tracker.services.reports import cut_report, issue_report
from tracker.services.reviews import Decision, record_review


def cut(desk: Desk, kind: str, meeting: Meeting) -> ReportVersion:
    return cut_report(desk, kind, meeting, office_name="The office", contact="office@example.org")


def issue(desk: Desk, version: ReportVersion, *, correction: str = "", without: str = "") -> None:
    """Approved by the Commissioner, and issued."""
    if version.state is VersionState.DRAFT:
        approve_report(desk, version, approved_by="Ben Adams", correction=correction)
    issue_report(desk, version, without=without)


def as_read(desk: Desk, version: ReportVersion) -> Report:
    """The report as its readers get it."""
    return as_it_stands(frozen(desk, version), cut_of(desk.session, version))


def frozen(desk: Desk, version: ReportVersion) -> Report:
    return from_text(desk.session.get_one(RecordSnapshot, version.snapshot_id).record)


def log_of(desk: Desk, meeting: Meeting) -> ActionLog:
    log = frozen(desk, cut(desk, ACTION_LOG, meeting))
    assert isinstance(log, ActionLog)
    return log


def held_meeting(record: Record) -> Meeting:
    """The meeting of 17 May 2023: one action from before it was decided on, one goes on, one was raised; it is over."""
    desk = record.desk
    before = record.meeting("2023-02-15")
    decided = record.action("Survey the victims", meeting=before, post=record.post("head-of-victims"))
    record.action("Publish the review", meeting=before, post=record.post("head-of-victims"), due="2023-11-30")
    meeting = record.meeting("2023-05-17")
    start_meeting(desk, meeting)
    record.action("Bring the abandonment figures", meeting=meeting, post=record.post("head-of-contact"))
    decision = Decision(
        Move.COMPLETE, reason="Shown in the pack", decided_by="Ben Adams", assurance=Assurance.ASSURED
    )
    record_review(desk, decided, decision, meeting=meeting, version=None)
    close_meeting(desk, meeting)
    desk.session.flush()
    return meeting
