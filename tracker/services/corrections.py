"""Corrects what the record of a closed meeting says of the actions raised there: changes one, adds one, voids one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from tracker.domain.corrections import Changed, changes_sentence
from tracker.domain.errors import BadInput
from tracker.domain.labels import KIND
from tracker.domain.moments import Moment
from tracker.domain.typed_due import due_words, typed_words
from tracker.domain.wording import clock_time
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.models.sitting import MeetingCorrection
from tracker.ports import Matcher
from tracker.services.actions import Afterwards, Wanted, correct_action
from tracker.services.capture import log_line
from tracker.services.correcting import Correcting, keep_correction, sat_on
from tracker.services.desk import Desk
from tracker.services.reviews import void_action
from tracker.store import meetings, names

QUOTED = frozenset({"What was asked", "Details"})
"""Texts that somebody wrote."""


def correct_raised_action(
    desk: Desk, action: Action, wanted: Wanted, *, made: Correcting, version: int | None
) -> MeetingCorrection:
    """Changes what the record says of an action raised at the meeting. Lock the meeting, then the action, first.

    "Next meeting" is the one after the meeting. Raises what `correct_action` raises, and `BadInput` without a reason, where
    nothing differs, and for the date of an action that was closed or agreed anew since.
    """
    made = made.checked()
    before = _said(desk.session, action)
    afterwards = Afterwards(sat_on(made.meeting), made.reason)
    was_due = (action.due_kind, action.due_on, action.due_meeting_id)
    correct_action(desk, action, wanted, version=version, afterwards=afterwards)
    if was_due != (action.due_kind, action.due_on, action.due_meeting_id):
        _check_date_still_stands(action)
    after = _said(desk.session, action)
    what = changes_sentence(Changed(n, before[n], after[n], n in QUOTED) for n in after)
    return keep_correction(desk, made, subject=action.reference, what=what)


@dataclass(frozen=True)
class Missed:
    """An action that was raised at the meeting and is not on record: a line of the room's grammar, and what stands beside it.

    `raised_at` is the minute, where it is known. The same `client_id` again is the same action.
    """

    line: str
    agenda_item_id: int | None = None
    parent_id: int | None = None
    raised_at: datetime | None = None
    client_id: str | None = None


def add_missed_action(desk: Desk, missed: Missed, *, made: Correcting, matcher: Matcher) -> Action:
    """Puts on record an action that was raised at the meeting and not logged. Lock the meeting first.

    The line is read as of the day of its minute, else of the meeting. Raises what `log_line` raises, and `BadInput` without a
    reason (field `reason`) or for a minute after the meeting (field `raised_at`).
    """
    made = made.checked()
    _check_minute(made.meeting, missed.raised_at)
    said_on = Moment.at(missed.raised_at).today if missed.raised_at else sat_on(made.meeting)
    action, is_new = log_line(
        desk,
        made.meeting,
        missed.line,
        matcher=matcher,
        agenda_item_id=missed.agenda_item_id,
        parent_id=missed.parent_id,
        client_id=missed.client_id,
        typed_at=missed.raised_at,
        afterwards=Afterwards(said_on, made.reason),
    )
    desk.session.flush()
    if is_new:
        keep_correction(desk, made, subject=action.reference, what=_added(desk.session, action))
    return action


def void_raised_action(
    desk: Desk, action: Action, *, made: Correcting, version: int | None
) -> MeetingCorrection:
    """Voids an action that the meeting never asked for. Raises what `void_action` raises."""
    made = made.checked()
    void_action(desk, action, reason=made.reason, version=version)
    return keep_correction(desk, made, subject=action.reference, what=f"Voided: “{action.title}”.")


def _added(session: Session, action: Action) -> str:
    """What a newly raised action asks, of whom and until when, as the correction that added it says it."""
    due = due_words(
        action.due_kind, action.due_on, meeting_on=_due_meeting(session, action), exit_rule=action.exit_rule
    )
    when = f", {due}" if due else ""
    return f"Added: “{action.title}”, for {_owner(session, action)}{when}."


def _said(session: Session, action: Action) -> Mapping[str, str]:
    """What the record says of an action, in the words of a correction."""
    held = {
        "Agenda item": ("agenda_item_id", action.agenda_item_id),
        "Priority": ("priority_id", action.priority_id),
        "National measure": ("national_measure_id", action.national_measure_id),
        "Raised by the answer to": ("parent_id", action.parent_id),
    }
    found = names.named(session, [(field, key) for field, key in held.values() if key is not None])
    return {
        "What was asked": action.title,
        "Details": action.asked,
        "Kind": KIND[action.kind].lower(),
        "Owner": _owner(session, action),
        "Due": _due(session, action),
        **{name: found.get((field, key or 0), "") for name, (field, key) in held.items()},
    }


def _owner(session: Session, action: Action) -> str:
    if action.post_id is None:
        return "nobody"
    return names.named(session, [("post_id", action.post_id)])["post_id", action.post_id]


def _due(session: Session, action: Action) -> str:
    words = typed_words(
        action.due_kind, action.due_on, meeting_on=_due_meeting(session, action), exit_rule=action.exit_rule
    )
    return words.removeprefix("at ") or "no date"


def _due_meeting(session: Session, action: Action) -> date | None:
    due_at = meetings.numbered(session, action.due_meeting_id)
    return due_at.starts_on if due_at else None


def _check_date_still_stands(action: Action) -> None:
    if action.closed_on is not None:
        raise BadInput("This action is closed, so when it was due is not corrected any more.", field="due")
    if action.times_moved:
        raise BadInput(
            "Another date was agreed for this action since. Correct that one with a decision on the action’s own page.",
            field="due",
        )


def _check_minute(meeting: Meeting, raised_at: datetime | None) -> None:
    closed = meeting.closed_at
    if raised_at is not None and closed is not None and raised_at > closed:
        raise BadInput(
            f"The meeting was closed at {clock_time(closed)}. Give a time before that, or leave it out.",
            field="raised_at",
        )
