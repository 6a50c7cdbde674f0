"""What a scribe does in the meeting room beside logging: undone, put back, marked, moved on."""

from datetime import date

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.sittings import close, desk_at, start
from tracker.domain.actions import Closure, Kind, Move, Status
from tracker.domain.due import DueKind
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.models.actions import Review
from tracker.models.sitting import RoomPosition
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.reviews import Decision, record_review
from tracker.services.room import mark_action, move_to_item, put_back, undo_action


def test_what_is_undone_is_void_and_its_number_is_not_used_again(record: Record) -> None:
    action = record.action("Said twice")
    undo_action(record.desk, action, version=action.version)
    assert (action.status, action.closure) == (Status.CLOSED, Closure.VOID)
    assert record.action("Said next").reference == "PPM-002"


def test_what_is_put_back_is_as_it_was_and_both_are_in_its_story(record: Record) -> None:
    action = record.action("Bring the figures", due="2023-11-30", kind=Kind.COMMITMENT)
    undo_action(record.desk, action, version=action.version)
    put_back(record.desk, action, version=action.version)
    assert (action.status, action.closure, action.closed_reason) == (Status.OPEN, None, "")
    assert (action.kind, action.due_on) == (Kind.COMMITMENT, date(2023, 11, 30))
    decided = record.desk.session.exec(select(Review).order_by(Review.id)).all()  # type: ignore[arg-type]
    assert [(one.outcome, one.decided_by) for one in decided] == [
        (Move.VOID, record.desk.by.name),
        (Move.REOPENED, record.desk.by.name),
    ]


def test_what_was_closed_by_a_decision_is_not_put_back_from_the_room(record: Record) -> None:
    action = record.action()
    decision = Decision(Move.NO_FURTHER_ACTION, reason="No longer wanted", decided_by="The Commissioner")
    record_review(record.desk, action, decision, meeting=None, version=action.version)
    with pytest.raises(InvalidMove, match="closed by a decision"):
        put_back(record.desk, action, version=action.version)


def test_a_line_that_somebody_changed_meanwhile_is_not_undone(record: Record) -> None:
    action = record.action()
    mark_action(record.desk, action, Kind.OUTCOME, version=action.version)
    with pytest.raises(Conflict):
        undo_action(record.desk, action, version=action.version - 1)
    assert action.closure is None


@pytest.mark.parametrize("kind", [Kind.COMMITMENT, Kind.OUTCOME, Kind.ACTION])
def test_a_mark_says_what_kind_it_is_and_changes_nothing_else(record: Record, kind: Kind) -> None:
    action = record.action("Bring the figures", due="2023-11-30", asked="By hour")
    mark_action(record.desk, action, kind, version=action.version)
    assert action.kind is kind
    assert (action.title, action.asked, action.due_on) == ("Bring the figures", "By hour", date(2023, 11, 30))


def test_a_standing_item_is_one_by_its_due_date_and_not_by_a_mark(record: Record) -> None:
    action = record.action(kind=Kind.STANDING, due="standing: until it rises")
    assert action.due_kind is DueKind.STANDING
    with pytest.raises(InvalidMove, match="another due date"):
        mark_action(record.desk, action, Kind.OUTCOME, version=action.version)
    with pytest.raises(BadInput):
        mark_action(record.desk, action, Kind.STANDING, version=action.version)


def test_the_room_stands_at_one_item_since_it_was_moved_there(record: Record) -> None:
    meeting = record.meeting("2023-10-04")
    item = add_agenda_item(record.desk, meeting, AgendaLine("3.1", "Contact and response"))
    start(record.desk, meeting)
    first = move_to_item(desk_at(record.desk, "14:40"), meeting, item.id)
    since = first.since
    again = move_to_item(desk_at(record.desk, "14:50"), meeting, item.id)
    assert again.since == since, "nothing moved"
    moved = move_to_item(desk_at(record.desk, "14:55"), meeting, None)
    assert (moved.agenda_item_id, moved.since > since) == (None, True)
    record.desk.session.flush()
    assert len(record.desk.session.exec(select(RoomPosition)).all()) == 1


def test_the_room_of_a_closed_meeting_does_not_move(record: Record) -> None:
    meeting = record.meeting("2023-10-04")
    start(record.desk, meeting)
    close(record.desk, meeting)
    with pytest.raises(InvalidMove):
        move_to_item(record.desk, meeting, None)
