"""A meeting that is over, and reports that are cut from its record."""

from tests.support.builders import Record
from tracker.domain.actions import Assurance, Move
from tracker.domain.report_kinds import ACTION_LOG
from tracker.domain.report_record import from_text
from tracker.domain.report_sitting import ActionLog
from tracker.domain.reports import Report
from tracker.models.meetings import Meeting
from tracker.models.reports import RecordSnapshot, ReportVersion
from tracker.services.desk import Desk
from tracker.services.meetings import close_meeting, start_meeting
from tracker.services.reports import cut_report
from tracker.services.reviews import Decision, record_review


def cut(desk: Desk, kind: str, meeting: Meeting) -> ReportVersion:
    return cut_report(desk, kind, meeting, office_name="The office", contact="office@example.org")


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
