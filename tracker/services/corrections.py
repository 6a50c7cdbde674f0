"""Corrects what the record of a closed meeting says of the actions raised there: changes one, adds one, voids one."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from tracker.domain.corrections import Changed, changes_sentence
from tracker.domain.errors import BadInput
from tracker.domain.labels import KIND
from tracker.domain.typed_due import due_words, typed_words
from tracker.domain.wording import clock_time
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.models.sitting import MeetingCorrection
from tracker.services.actions import Wanted, correct_action, raise_action
from tracker.services.correcting import Correcting, keep_correction
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
    was_due = (action.due_kind, action.due_on, action.due_meeting_id)
    correct_action(desk, action, wanted, version=version, afterwards=made.afterwards())
    if was_due != (action.due_kind, action.due_on, action.due_meeting_id):
        _check_date_still_stands(action)
    after = _said(desk.session, action)
    what = changes_sentence(Changed(n, before[n], after[n], n in QUOTED) for n in after)
    return keep_correction(desk, made, subject=action.reference, what=what)


def add_missed_action(
    desk: Desk,
    wanted: Wanted,
    *,
    made: Correcting,
    raised_at: datetime | None = None,
    client_id: str | None = None,
) -> Action:
    """Puts on record an action that was raised at the meeting and not logged. Its minute is not known without `raised_at`.

    The same `client_id` again gives the same action. Raises what `raise_action` raises, and `BadInput` without a reason.
    """
    made = made.checked()
    _check_minute(made.meeting, raised_at)
    action, is_new = raise_action(
        desk,
        meeting=made.meeting,
        wanted=wanted,
        client_id=client_id,
        typed_at=raised_at,
        afterwards=made.afterwards(),
    )
    desk.session.flush()
    if is_new:
        keep_correction(desk, made, subject=action.reference, what=added_sentence(desk.session, action))
    return action


def void_raised_action(
    desk: Desk, action: Action, *, made: Correcting, version: int | None
) -> MeetingCorrection:
    """Voids an action that the meeting never asked for. Raises what `void_action` raises."""
    made = made.checked()
    void_action(desk, action, reason=made.reason, version=version)
    return keep_correction(desk, made, subject=action.reference, what=f"Voided: “{action.title}”.")


def added_sentence(session: Session, action: Action) -> str:
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
