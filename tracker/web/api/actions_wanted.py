"""From what a program sent to what a service takes: an action to raise, or as it is to be."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.domain.actions import Kind
from tracker.domain.due import NOT_DATED, Due, DueKind
from tracker.domain.errors import BadInput, NotFound
from tracker.services.actions import Wanted
from tracker.store import meetings, posts
from tracker.web.api.found import action_of
from tracker.web.api.shapes_actions import ActionCorrected, DueSent, FieldsSent
from tracker.web.requests import current_moment, current_session

if TYPE_CHECKING:
    from datetime import date

    from tracker.models.actions import Action
    from tracker.models.meetings import Meeting


def wanted_of(sent: FieldsSent, meeting: "Meeting") -> Wanted:
    """Raises `BadInput` for a post, a number or a reference that there is not."""
    return Wanted(
        title=sent.title,
        asked=sent.asked or "",
        kind=sent.kind,
        post_id=_post(sent.owner),
        due=_due(sent.due, meeting.series_id),
        agenda_item_id=_item(sent.agenda_item, meeting.id),
        priority_id=_priority(sent.priority, current_moment().today),
        parent_id=_parent(sent.raised_by),
        marking=sent.marking,
    )


def corrected(action: "Action", sent: ActionCorrected) -> Wanted:
    """The action as it is, with what was sent in its place. Raises `BadInput`."""
    day = action.raised_on or current_moment().today
    now = Wanted(
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
    read: dict[str, Any] = {
        "title": lambda: {"title": sent.title},
        "asked": lambda: {"asked": sent.asked or ""},
        "kind": lambda: {"kind": _kind(sent.kind, action)},
        "owner": lambda: {"post_id": _post(sent.owner)},
        "due": lambda: {"due": _due(sent.due, action.series_id)},
        "agenda_item": lambda: {"agenda_item_id": _item(sent.agenda_item, action.raised_meeting_id)},
        "priority": lambda: {"priority_id": _priority(sent.priority, day)},
        "raised_by": lambda: {"parent_id": _parent(sent.raised_by)},
        "marking": lambda: {"marking": sent.marking},
    }
    changed = {}
    for name in sent.model_fields_set:
        changed |= read[name]()
    return replace(now, **changed)


def _kind(kind: Kind, action: "Action") -> Kind:
    """A standing item is one by what it is due for; that is changed there."""
    if kind is Kind.STANDING and action.due_kind is not DueKind.STANDING:
        raise BadInput("Send “due” with the kind “standing” and its exit rule.", field="kind")
    return kind


def _due(sent: DueSent, series_id: int) -> Due:
    if sent.kind is DueKind.NONE:
        return NOT_DATED
    if sent.kind is DueKind.MEETING:
        meeting = meetings.find(current_session(), (sent.meeting or "").upper())
        if meeting is None or meeting.series_id != series_id:
            raise BadInput("Name a meeting of the same series.", field="due/meeting")
        return Due(sent.kind, meeting_id=meeting.key)
    exit_rule = sent.exit_rule or "" if sent.kind is DueKind.STANDING else ""
    return Due(sent.kind, on=sent.on if sent.kind is DueKind.DATE else None, exit_rule=exit_rule)


def _post(code: str | None) -> int | None:
    if code is None:
        return None
    try:
        return posts.by_code(current_session(), code).key
    except NotFound:
        raise BadInput("There is no post with this code.", field="owner") from None


def _item(number: str | None, meeting_id: int | None) -> int | None:
    if number is None:
        return None
    try:
        return meetings.agenda_item(current_session(), meeting_id or 0, number).key
    except NotFound:
        raise BadInput("There is no item with this number on the agenda.", field="agenda_item") from None


def _priority(code: str | None, day: "date") -> int | None:
    if code is None:
        return None
    found = next((one for one in meetings.priorities(current_session(), day) if one.code == code), None)
    if found is None:
        raise BadInput("There is no priority with this code in the Plan of that day.", field="priority")
    return found.key


def _parent(reference: str | None) -> int | None:
    if reference is None:
        return None
    try:
        return action_of(reference).key
    except NotFound:
        raise BadInput("There is no such action.", field="raised_by") from None
