"""Records what was decided about an action, at a meeting or between two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain import actions as life
from tracker.domain.actions import Assurance, Given, Move, State, Status
from tracker.domain.due import Due, DueCause, DueKind
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.frozen import Known, known_text
from tracker.domain.meetings import check_under_way
from tracker.domain.viewers import Role
from tracker.models.actions import Action, Review
from tracker.models.meetings import Meeting
from tracker.services import due as dates
from tracker.services.actions import TEXT_LIMIT, shown
from tracker.services.desk import Desk
from tracker.services.exit_rules import check_closing
from tracker.services.frozen import known_of
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
    revised_meeting: Meeting | None = None
    """The meeting for whose papers it is due now, where that was agreed; `revised_to` is their day then."""
    to_next_meeting: bool = False
    """It is due at the next meeting, and none is scheduled yet: it waits for that one."""


def record_review(
    desk: Desk, action: Action, decision: Decision, *, meeting: Meeting | None, version: int | None
) -> Review:
    """Makes the move and keeps it. Raises what `domain.actions.move` raises, and `Conflict` for a stale form.

    At a meeting, which must be scheduled or in session, "continue" and "deferred" leave the action open: it is carried
    forward when the meeting closes.
    """
    before = shown(action)
    check_version(action, version, before)
    review = _decide(desk, action, decision, meeting, None)
    _note(desk, action, decision, review, before)
    return review


def record_reviews(desk: Desk, decided: Sequence[tuple[Action, Decision, Known]]) -> list[Review]:
    """The same between two meetings, for many actions that are locked, each with what is known of it.

    All rows go to the database together, before the history: what can be found is brought into step once, and not for each.
    """
    made = []
    for action, decision, known in decided:
        before = shown(action)
        made.append((action, decision, _decide(desk, action, decision, None, known), before))
    desk.session.flush()
    for action, decision, review, before in made:
        _note(desk, action, decision, review, before)
    return [review for _, _, review, _ in made]


def _decide(
    desk: Desk, action: Action, decision: Decision, meeting: Meeting | None, known: Known | None
) -> Review:
    """Makes the move. `known` is the action as it stands, where that was read already."""
    if action.disposed_on:
        raise InvalidMove("This action was disposed of, so nothing can be decided on it any more.")
    if meeting is not None:
        check_under_way(meeting.status)
    _check_lengths(decision)
    check_closing(desk, action, decision.outcome, decision.reason)
    after = life.move(
        _state(action), decision.outcome, roles=desk.by.roles, given=_given(desk, action, decision)
    )
    _check_aims(desk, action, decision)
    _check_decider(desk, decision)
    review = _review(desk, action, decision, meeting, known or known_of(desk, action))
    desk.session.add(review)
    _put_state(action, after)
    _apply(desk, action, decision, meeting)
    next_version(action)
    return review


def _note(
    desk: Desk, action: Action, decision: Decision, review: Review, before: Mapping[str, object]
) -> None:
    event = f"action.{decision.outcome.value}"
    record_change(
        desk,
        event,
        action.reference,
        before,
        {
            **shown(action),
            "note": review.note,
            "reason": review.reason,
            "decided_by": review.decided_by,
        },
    )


def void_action(desk: Desk, action: Action, *, reason: str, version: int | None) -> Review:
    """Voids an action that was logged in error. Its number is never used again, and the log says why."""
    return record_review(desk, action, Decision(Move.VOID, reason=reason), meeting=None, version=version)


def reopen_action(
    desk: Desk, action: Action, *, reason: str, version: int | None, decided_by: str = ""
) -> Review:
    decision = Decision(Move.REOPENED, reason=reason, decided_by=decided_by)
    return record_review(desk, action, decision, meeting=None, version=version)


def _apply(desk: Desk, action: Action, decision: Decision, meeting: Meeting | None) -> None:
    """What the decision changes beside the status."""
    if decision.assurance:
        action.assurance = decision.assurance
    if decision.outcome is Move.REVISED_DATE:
        dates.move_due(desk, action, _revised(decision), cause=DueCause.AGREED, reason=decision.reason)
    if decision.outcome is Move.MADE_STANDING:
        due = Due(DueKind.STANDING, exit_rule=decision.exit_rule.strip())
        dates.move_due(desk, action, due, cause=DueCause.MADE_STANDING, reason=decision.reason)
        action.exit_rule = due.exit_rule
    if decision.outcome is Move.MERGED and decision.merged_into:
        action.merged_into_id = decision.merged_into.id
    if action.status is Status.CLOSED:
        action.closed_on = _day_of(desk, meeting)
        action.closed_reason = decision.reason.strip()
        revoke_links(desk, action_id=action.key)
    if decision.outcome is Move.REOPENED:
        action.closed_on, action.closed_reason, action.merged_into_id = None, "", None


def _check_aims(desk: Desk, action: Action, decision: Decision) -> None:
    """Raises `BadInput`, before anything is changed, for a date or another action that the decision cannot aim at.

    A revised date may be earlier than the one before; it must be another one.
    """
    if decision.outcome is Move.REVISED_DATE:
        dates.check_not_past(decision.revised_to, desk.moment.today, field="revised_to")
        due = _revised(decision)
        if (action.due_kind, action.due_on, action.due_meeting_id) == (due.kind, due.on, due.meeting_id):
            raise BadInput(
                "The action is due then already. Give another date, or choose “continue”.",
                field="revised_to",
            )
    into = decision.merged_into
    if decision.outcome is Move.MERGED and into and (into.id == action.id or into.status is Status.CLOSED):
        raise BadInput(
            "Choose another action that is still open to merge this one with.", field="merged_into"
        )


def _revised(decision: Decision) -> Due:
    """What it is due for from now on: a date, the papers of a meeting, or the next meeting once there is one."""
    if decision.to_next_meeting:
        return Due(DueKind.NEXT_MEETING)
    meeting = decision.revised_meeting
    return dates.for_meeting(meeting) if meeting else Due(DueKind.DATE, on=decision.revised_to)


def _day_of(desk: Desk, meeting: Meeting | None) -> date:
    """What is written down late was still decided on the day of its meeting."""
    today = desk.moment.today
    return min(meeting.starts_on, today) if meeting else today


def _review(desk: Desk, action: Action, decision: Decision, meeting: Meeting | None, known: Known) -> Review:
    return Review(
        action_id=action.key,
        meeting_id=meeting.id if meeting else None,
        decided_on=_day_of(desk, meeting),
        recorded_at=desk.moment.now,
        outcome=decision.outcome,
        note=decision.note.strip(),
        reason=decision.reason.strip(),
        decided_by=decision.decided_by.strip() or desk.by.name,
        recorded_by=desk.by.name,
        assurance=decision.assurance,
        revised_to=decision.revised_to,
        known=known_text(known),
    )


def _given(desk: Desk, action: Action, decision: Decision) -> Given:
    return Given(
        reason=bool(decision.reason.strip()),
        new_date=decision.revised_to is not None or decision.to_next_meeting,
        exit_rule=bool(decision.exit_rule.strip()),
        other_action=decision.merged_into is not None,
        evidence=decision.outcome is Move.COMPLETE and rests_on_something(desk.session, action.key),
    )


def _check_decider(desk: Desk, decision: Decision) -> None:
    """The Commissioner's own decision needs no name; what the secretariat records does. Voiding is the secretariat's own."""
    decides = Role.COMMISSIONER in desk.by.roles or decision.outcome is Move.VOID
    records = Role.SECRETARIAT in desk.by.roles
    if records and not decides and not decision.decided_by.strip():
        raise BadInput("Say who decided.", field="decided_by")


def _check_lengths(decision: Decision) -> None:
    for field in ("note", "reason", "exit_rule"):
        length = len(getattr(decision, field))
        if length > TEXT_LIMIT:
            raise BadInput(f"Keep this to {TEXT_LIMIT:,} characters; it has {length:,}.", field=field)


def _state(action: Action) -> State:
    return State(action.status, action.closure, action.kind)


def _put_state(action: Action, state: State) -> None:
    action.status, action.closure, action.kind = state.status, state.closure, state.kind
