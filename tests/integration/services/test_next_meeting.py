""" "Next meeting", said at a meeting, is the one after it, scheduled or not: each way of saying it, on both databases."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.integration.mails.conftest import stationery
from tests.support.builders import Record, acting_as
from tracker.adapters.fuzzy import PostMatcher
from tracker.domain.actions import Move
from tracker.domain.due import Due, DueKind
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.services.actions import Wanted, correct_action
from tracker.services.capture import log_line
from tracker.services.closing import end_meeting
from tracker.services.desk import Desk
from tracker.services.meetings import Sitting, start_meeting
from tracker.services.reviews import Decision, record_review
from tracker.store import meetings
from tracker.store.stories import due_changes

NEXT = Due(DueKind.NEXT_MEETING)
DECEMBER = date(2023, 12, 6)


def logged(desk: Desk, record: Record, october: Meeting) -> Action:
    line = "Bring the figures due next meeting"
    action, _ = log_line(
        desk, october, line, matcher=PostMatcher(), client_id="00000000-0000-4000-8000-000000000001"
    )
    return action


def corrected(desk: Desk, record: Record, october: Meeting) -> Action:
    action = record.action("Bring the figures", meeting=october)
    return correct_action(desk, action, Wanted("Bring the figures", due=NEXT), version=None)


def an_old_one_corrected(desk: Desk, record: Record, october: Meeting) -> Action:
    action = record.action("Bring the figures", due="2023-11-30")
    return correct_action(desk, action, Wanted("Bring the figures", due=NEXT), version=None)


def reviewed(desk: Desk, record: Record, october: Meeting) -> Action:
    action = record.action("Bring the figures", due="2023-11-01")
    following = meetings.next_after(desk.session, october.series_id, october.starts_on)
    decision = Decision(
        Move.REVISED_DATE,
        reason="The system is new.",
        decided_by="The Commissioner",
        revised_to=following.papers_due if following else None,
        revised_meeting=following,
        to_next_meeting=following is None,
    )
    record_review(desk, action, decision, meeting=october, version=None)
    return action


def carried_forward(desk: Desk, record: Record, october: Meeting) -> Action:
    action = record.action("Bring the figures")
    action.due_kind, action.due_on = DueKind.MEETING, october.papers_due
    action.due_meeting_id = october.key
    return action


WAYS: list[Callable[[Desk, Record, Meeting], Action]] = [
    logged,
    corrected,
    an_old_one_corrected,
    reviewed,
    carried_forward,
]


@pytest.fixture(params=["2023-10-04", "2023-09-20"], ids=["on its day", "started early"])
def october(request: pytest.FixtureRequest, record: Record) -> tuple[Desk, Meeting]:
    """The meeting of 4 October, in session on its day or, as in a rehearsal, before."""
    meeting = record.meeting("2023-10-04")
    desk = acting_as(record.desk, record.desk.by, request.param)
    start_meeting(desk, meeting)
    return desk, meeting


@pytest.mark.parametrize("said", WAYS)
def test_where_the_next_one_is_scheduled_it_is_due_for_its_papers(
    october: tuple[Desk, Meeting], record: Record, said: Callable[..., Action]
) -> None:
    desk, meeting = october
    december = record.meeting("2023-12-06")
    action = said(desk, record, meeting)
    end_meeting(desk, meeting, stationery())
    assert (action.due_meeting_id, action.due_on) == (december.id, date(2023, 11, 29))


@pytest.mark.parametrize("said", WAYS)
def test_where_closing_schedules_it_it_is_due_for_that(
    october: tuple[Desk, Meeting], record: Record, said: Callable[..., Action]
) -> None:
    desk, meeting = october
    action = said(desk, record, meeting)
    closed = end_meeting(desk, meeting, stationery(), following=Sitting(DECEMBER))
    assert closed.following is not None
    assert (action.due_meeting_id, action.due_on) == (closed.following.id, date(2023, 11, 29))


@pytest.mark.parametrize("said", WAYS)
def test_where_none_is_known_it_waits_and_is_settled_by_the_one_that_is_scheduled_later(
    october: tuple[Desk, Meeting], record: Record, said: Callable[..., Action]
) -> None:
    desk, meeting = october
    action = said(desk, record, meeting)
    closed = end_meeting(desk, meeting, stationery())
    assert closed.following is None
    assert (action.due_kind, action.due_on, action.due_meeting_id) == (DueKind.NEXT_MEETING, None, None)
    later = record.meeting("2024-01-17")
    assert (action.due_kind, action.due_meeting_id, action.due_on) == (
        DueKind.MEETING,
        later.id,
        later.papers_due,
    )
    moves = due_changes(desk.session, action.key)
    assert sum(change.cause == "agreed" for change in moves) == (said is reviewed), "waiting is not slippage"


def test_a_meeting_of_another_series_settles_nothing(october: tuple[Desk, Meeting], record: Record) -> None:
    desk, meeting = october
    action = logged(desk, record, meeting)
    record.meeting("2023-11-01", series="PFCP")
    assert (action.due_kind, action.due_on) == (DueKind.NEXT_MEETING, None)


def test_what_was_closed_while_it_waited_stays_as_it_was(
    october: tuple[Desk, Meeting], record: Record
) -> None:
    desk, meeting = october
    action = logged(desk, record, meeting)
    decision = Decision(Move.NO_FURTHER_ACTION, reason="Done elsewhere.", decided_by="The Commissioner")
    record_review(desk, action, decision, meeting=meeting, version=None)
    record.meeting("2023-12-06")
    assert (action.due_kind, action.due_on) == (DueKind.NEXT_MEETING, None)


def test_what_was_raised_on_a_day_that_is_not_known_is_settled_too(
    october: tuple[Desk, Meeting], record: Record
) -> None:
    desk, meeting = october
    action = carried_forward(desk, record, meeting)
    action.raised_on, action.raised_meeting_id = None, None
    end_meeting(desk, meeting, stationery())
    assert action.due_kind is DueKind.NEXT_MEETING
    december = record.meeting("2023-12-06")
    assert action.due_meeting_id == december.id
