"""Records what was decided about an action, at a meeting or between two."""

from dataclasses import dataclass
from datetime import date

from tracker.domain import actions as life
from tracker.domain.actions import Assurance, Given, Move, State, Status
from tracker.domain.due import Due, DueCause, DueKind
from tracker.domain.errors import BadInput
from tracker.models.actions import Action, Review
from tracker.models.meetings import Meeting
from tracker.services import due as dates
from tracker.services.actions import TEXT_LIMIT, shown
from tracker.services.desk import Desk
from tracker.services.history import record_change
from tracker.services.links import revoke_links
from tracker.services.versions import check_version, next_version
from tracker.store.evidence import rests_on_something


@dataclass(frozen=True)
class Decision:
    """What was decided, as the form gives it."""

    outcome: Move
    note: str = ""
    reason: str = ""
    decided_by: str = ""
    assurance: Assurance | None = None
    revised_to: date | None = None
    exit_rule: str = ""
    merged_into: Action | None = None


def record_review(
    desk: Desk, action: Action, decision: Decision, *, meeting: Meeting | None, version: int | None
) -> Review:
    """Makes the move and keeps it. Raises what `domain.actions.move` raises, and `Conflict` for a stale form.

    At a meeting, "continue" and "deferred" leave the action open: it is carried forward when the meeting closes.
    """
    before = shown(action)
    check_version(action, version, before)
    _check_lengths(decision)
    after = life.move(
        _state(action), decision.outcome, roles=desk.by.roles, given=_given(desk, action, decision)
    )
    review = _review(desk, action, decision, meeting)
    desk.session.add(review)
    _put_state(action, after)
    _apply(desk, action, decision)
    next_version(action)
    event = f"action.{decision.outcome.value}"
    record_change(
        desk,
        event,
        action.reference,
        before,
        {**shown(action), "note": decision.note, "reason": decision.reason},
    )
    return review


def void_action(desk: Desk, action: Action, *, reason: str, version: int | None) -> Review:
    """Voids an action that was logged in error. Its number is never used again, and the log says why."""
    return record_review(desk, action, Decision(Move.VOID, reason=reason), meeting=None, version=version)


def reopen_action(desk: Desk, action: Action, *, reason: str, version: int | None) -> Review:
    return record_review(desk, action, Decision(Move.REOPENED, reason=reason), meeting=None, version=version)


def _apply(desk: Desk, action: Action, decision: Decision) -> None:
    """What the decision changes beside the status."""
    if decision.assurance:
        action.assurance = decision.assurance
    if decision.outcome is Move.REVISED_DATE and decision.revised_to:
        dates.check_not_past(decision.revised_to, desk.moment.today)
        due = Due(DueKind.DATE, on=decision.revised_to)
        dates.move_due(desk, action, due, cause=DueCause.AGREED, reason=decision.reason)
    if decision.outcome is Move.MADE_STANDING:
        rule = decision.exit_rule.strip()
        dates.move_due(
            desk,
            action,
            Due(DueKind.STANDING, exit_rule=rule),
            cause=DueCause.CORRECTED,
            reason=decision.reason,
        )
    if decision.outcome is Move.MERGED and decision.merged_into:
        if decision.merged_into.id == action.id or decision.merged_into.status is Status.CLOSED:
            raise BadInput(
                "Choose another action that is still open to merge this one with.", field="merged_into"
            )
        action.merged_into_id = decision.merged_into.id
    if action.status is Status.CLOSED:
        action.closed_on = desk.moment.today
        action.closed_reason = decision.reason.strip()
        revoke_links(desk, action_id=action.key)
    if decision.outcome is Move.REOPENED:
        action.closed_on, action.closed_reason, action.merged_into_id = None, "", None


def _review(desk: Desk, action: Action, decision: Decision, meeting: Meeting | None) -> Review:
    return Review(
        action_id=action.key,
        meeting_id=meeting.id if meeting else None,
        decided_on=desk.moment.today,
        recorded_at=desk.moment.now,
        outcome=decision.outcome,
        note=decision.note.strip(),
        reason=decision.reason.strip(),
        decided_by=decision.decided_by.strip() or desk.by.name,
        recorded_by=desk.by.name,
        assurance=decision.assurance,
        revised_to=decision.revised_to,
    )


def _given(desk: Desk, action: Action, decision: Decision) -> Given:
    return Given(
        reason=bool(decision.reason.strip()),
        new_date=decision.revised_to is not None,
        exit_rule=bool(decision.exit_rule.strip()),
        other_action=decision.merged_into is not None,
        evidence=rests_on_something(desk.session, action.key),
    )


def _check_lengths(decision: Decision) -> None:
    for field in ("note", "reason", "exit_rule"):
        length = len(getattr(decision, field))
        if length > TEXT_LIMIT:
            raise BadInput(f"Keep this to {TEXT_LIMIT:,} characters; it has {length:,}.", field=field)


def _state(action: Action) -> State:
    return State(action.status, action.closure, action.kind)


def _put_state(action: Action, state: State) -> None:
    action.status, action.closure, action.kind = state.status, state.closure, state.kind
