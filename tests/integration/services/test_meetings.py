"""Meetings are scheduled, moved, closed and cancelled, and what hangs on them goes along: on real databases."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.builders import Record, acting_as
from tracker.domain.due import DueKind
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.meetings import MeetingStatus
from tracker.models.meetings import Meeting
from tracker.services import meetings as service
from tracker.services.meetings import Sitting
from tracker.store import history, stories

OCTOBER, DECEMBER = date(2023, 10, 4), date(2023, 12, 6)


def sitting(meeting: Meeting) -> Sitting:
    return Sitting(starts_on=meeting.starts_on, starts_at=meeting.starts_at, venue=meeting.venue)


def test_papers_are_due_five_working_days_before_unless_another_day_is_set(record: Record) -> None:
    assert record.meeting("2023-10-04").papers_due == date(2023, 9, 27)
    set_by_hand = Sitting(starts_on=DECEMBER, papers_due=date(2023, 11, 24))
    meeting = service.schedule_meeting(record.desk, series=record.series(), sitting=set_by_hand)
    assert (meeting.papers_due, meeting.papers_due_set) == (date(2023, 11, 24), True)


def test_papers_cannot_be_due_after_the_meeting(record: Record) -> None:
    late = Sitting(starts_on=DECEMBER, papers_due=date(2023, 12, 7))
    with pytest.raises(BadInput) as refused:
        service.schedule_meeting(record.desk, series=record.series(), sitting=late)
    assert refused.value.field == "papers_due"


def test_a_series_meets_once_a_day(record: Record) -> None:
    record.meeting("2023-10-04")
    with pytest.raises(BadInput, match="on that day already") as refused:
        service.schedule_meeting(record.desk, series=record.series(), sitting=Sitting(OCTOBER))
    assert refused.value.field == "starts_on"


def test_what_is_due_at_a_meeting_moves_with_it_and_that_is_not_slippage(record: Record) -> None:
    october = record.meeting("2023-10-04")
    action = record.action(due="next meeting")
    assert (action.due_meeting_id, action.due_on) == (october.id, date(2023, 9, 27))
    later = replace(sitting(october), starts_on=date(2023, 10, 18), starts_at=None)
    assert service.new_deadline(record.desk, october, later) == date(2023, 10, 11)
    assert october.reference == "PPM-2023-10-04", "to look is not to move"
    moved = service.reschedule_meeting(record.desk, october, later, version=october.version)
    assert [a.reference for a in moved] == [action.reference]
    assert (october.reference, october.papers_due) == ("PPM-2023-10-18", date(2023, 10, 11))
    assert (action.due_on, action.times_moved) == (date(2023, 10, 11), 0)


def test_what_was_logged_at_a_meeting_that_moves_was_raised_on_its_new_day(record: Record) -> None:
    october = record.meeting("2023-10-04")
    action = record.action(meeting=october)
    later = replace(sitting(october), starts_on=date(2023, 10, 18))
    service.reschedule_meeting(record.desk, october, later, version=None)
    assert action.raised_on == date(2023, 10, 18)


def test_a_second_save_of_a_stale_form_changes_nothing(record: Record) -> None:
    october = record.meeting("2023-10-04")
    seen = october.version
    service.reschedule_meeting(
        record.desk, october, replace(sitting(october), venue="Elm Room"), version=seen
    )
    with pytest.raises(Conflict) as refused:
        service.reschedule_meeting(
            record.desk, october, replace(sitting(october), venue="Ash Room"), version=seen
        )
    assert (refused.value.current["venue"], october.venue) == ("Elm Room", "Elm Room")


def test_once_it_has_started_a_meeting_keeps_its_date_and_once_held_its_place(record: Record) -> None:
    october = record.meeting("2023-10-04")
    service.start_meeting(record.desk, october)
    moved = replace(sitting(october), starts_on=DECEMBER)
    with pytest.raises(InvalidMove, match="in session, so its date cannot be changed"):
        service.reschedule_meeting(record.desk, october, moved, version=None)
    elsewhere = replace(sitting(october), venue="Elm Room")
    service.reschedule_meeting(record.desk, october, elsewhere, version=None)
    service.close_meeting(record.desk, october)
    with pytest.raises(InvalidMove, match="held already, so its date and place cannot be changed"):
        service.reschedule_meeting(record.desk, october, replace(elsewhere, venue="Ash Room"), version=None)
    filmed = replace(elsewhere, video_url="https://video.example.org/4", papers_due=october.papers_due)
    service.reschedule_meeting(record.desk, october, filmed, version=None)
    assert october.video_url == "https://video.example.org/4"


def test_a_meeting_that_is_held_is_not_started_closed_or_cancelled_again(record: Record) -> None:
    october = record.meeting("2023-10-04")
    with pytest.raises(InvalidMove, match="scheduled, so it cannot be closed"):
        service.close_meeting(record.desk, october)
    service.start_meeting(record.desk, october)
    service.close_meeting(record.desk, october)
    for again in (service.start_meeting, service.close_meeting):
        with pytest.raises(InvalidMove, match="held already"):
            again(record.desk, october)
    with pytest.raises(InvalidMove, match="held already, so it cannot be cancelled"):
        service.cancel_meeting(record.desk, october, version=-1)


def test_closing_carries_forward_what_was_open_before_and_not_what_was_raised_there(record: Record) -> None:
    october, december = record.meeting("2023-10-04"), record.meeting("2023-12-06")
    waiting, dated = record.action(due="next meeting"), record.action(due="2023-11-30")
    fresh = record.action(meeting=october)
    desk = acting_as(record.desk, record.desk.by, "2023-10-04")
    service.start_meeting(desk, october)
    carried = service.close_meeting(desk, october)
    assert {a.reference for a in carried} == {waiting.reference, dated.reference}
    assert (waiting.times_carried, dated.times_carried, fresh.times_carried) == (1, 1, 0)
    assert (waiting.due_meeting_id, waiting.due_on) == (december.id, december.papers_due)
    assert (dated.due_on, waiting.times_moved) == (date(2023, 11, 30), 0)
    assert [c.cause.value for c in stories.due_changes(desk.session, waiting.key)] == ["carried_forward"]


def test_without_a_next_meeting_what_was_due_waits_for_one_and_is_settled_by_it(record: Record) -> None:
    october = record.meeting("2023-10-04")
    waiting = record.action(due="next meeting")
    service.start_meeting(record.desk, october)
    service.close_meeting(record.desk, october)
    assert (waiting.due_kind, waiting.due_on) == (DueKind.NEXT_MEETING, None)
    december = record.meeting("2023-12-06")
    assert (waiting.due_kind, waiting.due_on) == (DueKind.MEETING, december.papers_due)


def test_what_was_due_at_a_cancelled_meeting_is_due_at_the_one_after_it_and_not_before(
    record: Record,
) -> None:
    october, december = record.meeting("2023-10-04"), record.meeting("2023-12-06")
    action = record.action(due="next meeting", meeting=october)
    assert action.due_meeting_id == december.id
    january = record.meeting("2024-01-17")
    service.cancel_meeting(record.desk, december, version=december.version)
    assert (action.due_meeting_id, action.times_moved) == (january.id, 0)
    assert december.status is MeetingStatus.CANCELLED


def test_each_step_is_in_the_history(record: Record) -> None:
    october = record.meeting("2023-10-04")
    service.start_meeting(record.desk, october)
    service.close_meeting(record.desk, october)
    events = [row.event for row, _ in history.of_subject(record.desk.session, october.reference)]
    assert events == ["meeting.closed", "meeting.frozen", "meeting.started", "meeting.scheduled"]
