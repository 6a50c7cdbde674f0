"""Keeps a line that was typed during a meeting and arrived after it was closed; the secretariat takes it in or sets it aside."""

from datetime import datetime

from tracker.domain.corrections import check_reason
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.late_lines import LateLineState, check_typed_in_time
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.models.sitting import LateLine
from tracker.ports import Matcher
from tracker.services.actions import TEXT_LIMIT
from tracker.services.correcting import Correcting
from tracker.services.corrections import Missed, add_missed_action
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.versions import check_version, next_version
from tracker.store import actions as stored_actions
from tracker.store import late_lines as stored


def keep_late_line(
    desk: Desk,
    meeting: Meeting,
    *,
    line: str,
    client_id: str,
    agenda_item_id: int | None,
    typed_at: datetime | None,
) -> LateLine:
    """Keeps `line` for the secretariat to take in. `meeting` is closed, and locked by the caller.

    The same `client_id` again gives the same line. One that has become an action meanwhile gives a line that is taken in,
    with that action's number, and keeps nothing. Raises `InvalidMove` for a line that was not typed during the meeting,
    and `BadInput` (field `text`) for one that is empty or too long.
    """
    if known := _known(desk, meeting, client_id):
        return known
    if meeting.closed_at is None:
        raise InvalidMove("This meeting is not closed. Log the line in its meeting room.")
    started = meeting.started_at or meeting.starts_at or meeting.closed_at
    late = LateLine(
        meeting_id=meeting.key,
        client_id=client_id,
        line=_checked(line),
        agenda_item_id=agenda_item_id,
        typed_at=check_typed_in_time(typed_at, started=started, closed=meeting.closed_at),
        received_at=desk.moment.now,
        by_name=desk.by.name,
    )
    desk.session.add(late)
    desk.session.flush()
    record(
        desk,
        "late_line.kept",
        meeting.reference,
        after={"line": late.line, "typed_at": late.typed_at.isoformat(), "typed_by": late.by_name},
    )
    return late


def take_in(
    desk: Desk,
    late: LateLine,
    line: str,
    *,
    made: Correcting,
    matcher: Matcher,
    version: int | None,
    agenda_item_id: int | None = None,
    parent_id: int | None = None,
) -> Action:
    """Raises the action that `line`, the late one as it was put right, asks for: at its meeting, at the minute it was typed.

    It is read as of the day on which it was typed, and "next meeting" is the one after the meeting. A line that was set aside can
    still be taken in. Lock the meeting, then the line, first. Raises `BadInput` (fields `text`, `reason`), `InvalidMove` for a
    line that is in already, and `Conflict` for a stale form.
    """
    check_version(late, version, {"line": late.line})
    if late.state is LateLineState.TAKEN_IN:
        raise InvalidMove("This line is taken in already.")
    missed = Missed(line, agenda_item_id, parent_id, raised_at=late.typed_at, client_id=late.client_id)
    action = add_missed_action(desk, missed, made=made, matcher=matcher)
    _settle(desk, late, LateLineState.TAKEN_IN, check_reason(made.reason), action)
    return action


def set_aside(desk: Desk, late: LateLine, *, reason: str, version: int | None) -> None:
    """Says why nothing comes of a late line. Raises as `take_in` does."""
    reason = check_reason(reason)
    check_version(late, version, {"line": late.line})
    if late.state is not LateLineState.WAITING:
        raise InvalidMove("This line does not wait any more.")
    _settle(desk, late, LateLineState.SET_ASIDE, reason, None)


def _settle(desk: Desk, late: LateLine, state: LateLineState, reason: str, action: Action | None) -> None:
    meeting = desk.session.get_one(Meeting, late.meeting_id)
    late.state, late.reason = state, reason
    late.settled_at, late.settled_by = desk.moment.now, desk.by.name
    late.action_id = action.key if action else None
    next_version(late)
    became = {"action": action.reference} if action else {}
    after = {"line": late.line, "reason": reason, **became}
    record(desk, f"late_line.{state.value}", meeting.reference, after=after)


def _known(desk: Desk, meeting: Meeting, client_id: str) -> LateLine | None:
    late = stored.by_client_id(desk.session, client_id)
    action = None if late else stored_actions.by_client_id(desk.session, client_id)
    if action is not None:
        late = LateLine(
            meeting_id=action.raised_meeting_id or 0,
            client_id=client_id,
            line=action.title,
            state=LateLineState.TAKEN_IN,
            action_id=action.id,
        )
    if late is not None and late.meeting_id != meeting.id:
        raise Conflict(
            "This entry was typed at another meeting.", current={"line": late.line}, version=late.version
        )
    return late


def _checked(line: str) -> str:
    words = line.strip()
    if not words:
        raise BadInput("Write what was asked.", field="text")
    if len(words) > TEXT_LIMIT:
        raise BadInput(f"Keep the line to {TEXT_LIMIT:,} characters; it has {len(words):,}.", field="text")
    return words
