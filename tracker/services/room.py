"""What a scribe does in the meeting room beside logging: moves on, takes back, puts back, and says what kind a thing is."""

from dataclasses import replace

from tracker.domain.actions import Closure, Kind
from tracker.domain.due import Due
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.meetings import check_under_way
from tracker.models.actions import Action, Review
from tracker.models.meetings import Meeting
from tracker.models.sitting import RoomPosition
from tracker.services.actions import Wanted, correct_action
from tracker.services.desk import Desk
from tracker.services.reviews import reopen_action, void_action

UNDONE, PUT_BACK = "Undone in the meeting room", "Put back in the meeting room"
MARKS = frozenset({Kind.ACTION, Kind.COMMITMENT, Kind.OUTCOME})
"""The kinds that a scribe chooses between. A standing item is one by its due date."""


def move_to_item(desk: Desk, meeting: Meeting, item_id: int | None) -> RoomPosition:
    """Puts the room's screen at an agenda item. `meeting` is locked by the caller, so that it gets one position.

    Not in the history: it says what people look at, and nothing about what was asked or decided. Raises `InvalidMove` for a
    meeting that is over.
    """
    check_under_way(meeting.status)
    position = desk.session.get(RoomPosition, meeting.key)
    if position is None:
        position = RoomPosition(meeting_id=meeting.key, since=desk.moment.now)
    if position.agenda_item_id != item_id:
        position.agenda_item_id, position.since = item_id, desk.moment.now
    desk.session.add(position)
    return position


def undo_action(desk: Desk, action: Action, *, version: int) -> Review:
    """Voids what was logged a moment ago. Its number is never used again. Raises what `void_action` raises."""
    return void_action(desk, action, reason=UNDONE, version=version)


def put_back(desk: Desk, action: Action, *, version: int) -> Review:
    """Brings a void action back as it was. Raises `InvalidMove` for one that is not void, `Conflict` for a stale line."""
    if action.closure not in (Closure.VOID, None):
        raise InvalidMove("This action was closed by a decision. Reopen it on its own page, with a reason.")
    # Voiding is the secretariat's own, and so is taking it back: nobody else decided it.
    return reopen_action(desk, action, reason=PUT_BACK, version=version, decided_by=desk.by.name)


def mark_action(desk: Desk, action: Action, kind: Kind, *, version: int) -> Action:
    """Says that an action is a commitment, an outcome, or an ordinary action. Raises what `correct_action` raises.

    A standing item keeps its kind: it becomes an ordinary one by getting another due date.
    """
    if kind not in MARKS:
        raise BadInput("Choose action, commitment or outcome.", field="kind")
    if action.kind is Kind.STANDING:
        raise InvalidMove(
            "A standing item stays one until it has another due date. Change when it is due first."
        )
    return correct_action(desk, action, replace(as_it_is(action), kind=kind), version=version)


def as_it_is(action: Action) -> Wanted:
    """What is on record of an action, in the shape in which it is corrected."""
    return Wanted(
        title=action.title,
        asked=action.asked,
        kind=action.kind,
        post_id=action.post_id,
        due=Due(action.due_kind, action.due_on, action.due_meeting_id, action.exit_rule),
        agenda_item_id=action.agenda_item_id,
        priority_id=action.priority_id,
        national_measure_id=action.national_measure_id,
        parent_id=action.parent_id,
    )
