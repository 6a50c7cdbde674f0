"""Settles what an action is due for, and moves it, with the cause."""

from datetime import date

from sqlmodel import Session

from tracker.domain.due import Due, DueCause, DueKind
from tracker.domain.errors import BadInput
from tracker.models.actions import Action, DueChange
from tracker.models.meetings import Meeting
from tracker.services.desk import Desk
from tracker.store import meetings as stored_meetings


def settle(session: Session, due: Due, *, series_id: int, said_on: date) -> Due:
    """`due` with its day. "Next meeting" is the first one of the series after `said_on`; without one it waits for it."""
    if due.kind is DueKind.NEXT_MEETING:
        after = stored_meetings.next_after(session, series_id, said_on)
        return for_meeting(after) if after else Due(DueKind.NEXT_MEETING)
    if due.kind is DueKind.MEETING:
        meeting = session.get(Meeting, due.meeting_id) if due.meeting_id else None
        if meeting is None:
            raise BadInput("Choose the meeting at which this is due.", field="due")
        return for_meeting(meeting)
    if due.kind is DueKind.DATE and due.on is None:
        raise BadInput("Give the date on which this is due.", field="due")
    if due.kind is DueKind.STANDING and not due.exit_rule.strip():
        raise BadInput("Say what must be shown for this standing item to end.", field="exit_rule")
    return due


def for_meeting(meeting: Meeting) -> Due:
    """Due at a meeting is due for its papers."""
    return Due(DueKind.MEETING, on=meeting.papers_due, meeting_id=meeting.key)


def check_not_past(on: date | None, today: date, *, field: str = "due") -> None:
    """Raises `BadInput`, for the form's `field`, for a day before today."""
    if on is not None and on < today:
        raise BadInput("That date is in the past. Give today or a later date.", field=field)


def put_due(action: Action, due: Due, *, since: date) -> None:
    """Writes `due` into the action's columns. `since` is the day from which reminders for it are owed."""
    action.due_kind = due.kind
    action.due_on = due.on
    action.due_meeting_id = due.meeting_id
    action.due_since = since
    if due.kind is DueKind.STANDING:
        action.exit_rule = due.exit_rule


def move_due(desk: Desk, action: Action, due: Due, *, cause: DueCause, reason: str = "") -> None:
    """Moves the date and keeps the move. An action that had no day gets its original target date here."""
    if (action.due_kind, action.due_on, action.due_meeting_id) == (due.kind, due.on, due.meeting_id):
        return
    desk.session.add(
        DueChange(
            action_id=action.key,
            changed_on=desk.moment.today,
            before_kind=action.due_kind,
            before_on=action.due_on,
            after_kind=due.kind,
            after_on=due.on,
            cause=cause,
            reason=reason,
            by_name=desk.by.name,
        )
    )
    if cause is DueCause.AGREED and action.due_on is not None:
        action.times_moved += 1
    if action.original_due_on is None or cause is DueCause.CORRECTED:
        action.original_due_on = due.on
    put_due(action, due, since=desk.moment.today)
