"""Actions: listed, shown with their story, logged at a meeting, corrected."""

from typing import TYPE_CHECKING

from tracker.domain.api_tokens import Scope
from tracker.domain.due import is_overdue
from tracker.domain.marking import Marking
from tracker.services.actions import correct_action, raise_action
from tracker.services.capture import log_line
from tracker.store import api_lists, meetings
from tracker.store import shown as pages
from tracker.store.action_list import Filters
from tracker.store.actions import LIVE
from tracker.web.api.actions_wanted import corrected, wanted_of
from tracker.web.api.admission import caller
from tracker.web.api.found import action_of
from tracker.web.api.operations import Answered, must_match, operation
from tracker.web.api.parts import following
from tracker.web.api.problems import Refused
from tracker.web.api.shapes import Named
from tracker.web.api.shapes_actions import (
    ActionCorrected,
    Actions,
    ActionsAsked,
    ActionSent,
    ActionShown,
    ActionSummary,
    DateMove,
    DecisionShown,
    DueShown,
    LineSent,
)
from tracker.web.api.updates import update_shown
from tracker.web.requests import current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.store.actions import ListedAction

FIELDS = {"post": "owner", "parent": "raised_by", "text": "line", "exit_rule": "due/exit_rule"}


@operation("GET", "/actions", scope=Scope.ACTIONS_READ, asked=ActionsAsked, answers=Actions)
def list_actions(asked: ActionsAsked) -> Answered:
    """Lists actions. In the order in which they were put on record, narrowed to what is asked for."""
    given = asked.model_dump(exclude={"limit", "after"}, exclude_none=True)
    found = api_lists.actions(
        current_session(),
        caller().viewer,
        Filters(**{name: str(value) if name != "overdue" else value for name, value in given.items()}),
        current_moment().today,
        sees_sensitive=caller().sees_sensitive,
        after=asked.after,
        limit=asked.limit + 1,
    )
    rows, after = following(found, asked.limit)
    return Answered(Actions(actions=[ActionSummary(**summary(row)) for row in rows], next_after=after), after)


@operation("GET", "/actions/<reference>", scope=Scope.ACTIONS_READ, answers=ActionShown)
def show_action(reference: str) -> Answered:
    """Shows an action. With its updates, the decisions on it and the moves of its date."""
    return Answered(shown(action_of(reference)))


@operation(
    "POST",
    "/meetings/<meeting>/actions",
    scope=Scope.ACTIONS_WRITE,
    sent=ActionSent,
    answers=ActionShown,
    status=201,
    fields=FIELDS,
)
def log_action(meeting: str, sent: ActionSent) -> Answered:
    """Logs an action at a meeting. From one line, as the meeting’s page takes it, or from fields."""
    at = meetings.by_reference(current_session(), meeting, lock=True)
    asks = sent.root
    if isinstance(asks, LineSent):
        action, _ = log_line(current_desk(caller().actor), at, asks.line, matcher=wiring().matcher)
    else:
        may_mark(asks.marking)
        wanted = wanted_of(asks, at)
        action, _ = raise_action(current_desk(caller().actor), meeting=at, wanted=wanted)
    current_session().flush()
    return Answered(shown(action), location=f"/api/v1/actions/{action.reference}")


@operation(
    "PATCH",
    "/actions/<reference>",
    scope=Scope.ACTIONS_WRITE,
    sent=ActionCorrected,
    answers=ActionShown,
    corrects=True,
    fields=FIELDS,
)
def correct(reference: str, sent: ActionCorrected) -> Answered:
    """Corrects an action. Only what is sent changes; If-Match says which state of it is corrected."""
    action = action_of(reference, lock=True)
    must_match(shown(action))
    if "marking" in sent.model_fields_set:
        may_mark(sent.marking)
    correct_action(current_desk(caller().actor), action, corrected(action, sent), version=action.version)
    current_session().flush()
    return Answered(shown(action))


def may_mark(marking: Marking) -> None:
    """Who may not see what is OFFICIAL-SENSITIVE cannot make anything so: it could not be shown what it made."""
    if marking is Marking.SENSITIVE and not caller().sees_sensitive:
        raise Refused(
            "scope-needed", f"This token cannot mark anything {marking}: it has no scope “{Scope.SENSITIVE}”."
        )


def summary(row: "ListedAction") -> dict[str, object]:
    """The values of `ActionSummary`."""
    return {
        "reference": row.reference,
        "title": row.title,
        "kind": row.kind,
        "status": row.status,
        "closure": row.closure,
        "assurance": row.assurance,
        "owner": Named(code=row.post_code, title=row.post_title or "") if row.post_code else None,
        "due": DueShown(
            kind=row.due_kind, on=row.due_on, meeting=row.due_meeting, exit_rule=row.exit_rule or None
        ),
        "is_overdue": row.status in LIVE and is_overdue(row.due_on, current_moment().today),
        "original_due_on": row.original_due_on,
        "times_moved": row.times_moved,
        "times_carried": row.times_carried,
        "raised_at": row.raised_at,
        "raised_on": row.raised_on,
        "agenda_item": row.agenda_number,
        "priority": Named(code=row.priority_code, title=row.priority_title or "")
        if row.priority_code
        else None,
        "rating": row.last_rating,
        "last_update_on": row.last_update_on,
    }


def shown(action: "Action") -> ActionShown:
    """An action with its story."""
    session, viewer = current_session(), caller().viewer
    page, story = pages.shown(session, viewer, action.reference), pages.story(session, action)
    others = [number for number in (action.parent_id, action.merged_into_id) if number]
    names = api_lists.references(session, others, sees_sensitive=caller().sees_sensitive)
    return ActionShown(
        **summary(api_lists.line_of(session, action.key)),
        asked=action.asked or None,
        marking=action.marking,
        own_reference=action.own_reference or None,
        national_measure=page.measure_title,
        raised_by=names.get(action.parent_id or 0),
        merged_into=names.get(action.merged_into_id or 0),
        closed_on=action.closed_on,
        closed_reason=action.closed_reason or None,
        version=action.version,
        updates=[update_shown(one) for one in story.updates],
        decisions=[
            DecisionShown(
                decided_on=one.decided_on,
                meeting=meeting.reference if meeting else None,
                outcome=one.outcome,
                note=one.note or None,
                reason=one.reason or None,
                decided_by=one.decided_by or None,
                assurance=one.assurance,
                revised_to=one.revised_to,
            )
            for one, meeting in story.reviews
        ],
        date_moves=[
            DateMove(
                changed_on=one.changed_on,
                before_on=one.before_on,
                after_on=one.after_on,
                cause=one.cause,
                reason=one.reason or None,
            )
            for one in story.changes
        ],
    )
