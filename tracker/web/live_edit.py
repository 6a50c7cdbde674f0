"""Corrects and voids a logged action in its place in the list; as ordinary pages without JavaScript."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.actions import Kind
from tracker.domain.due import Due, DueKind
from tracker.domain.errors import BadInput, Conflict
from tracker.domain.meetings import check_under_way
from tracker.domain.typed_due import as_due, read_due, typed_words
from tracker.services.actions import Wanted, correct_action
from tracker.services.reviews import void_action
from tracker.store import actions as stored_actions
from tracker.store import logged as stored_logged
from tracker.store import meetings, posts
from tracker.web import live_rows as rows
from tracker.web.access import current_viewer
from tracker.web.conflicts import chosen, conflict_of
from tracker.web.htmx import wants_fragment
from tracker.web.live import live
from tracker.web.requests import abandon, current_desk, current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.meetings import AgendaItem, Meeting
    from tracker.models.people import Post

Values = dict[str, str]
LABELS = {
    "title": "What was asked",
    "asked": "Details",
    "owner": "Owner",
    "due": "Due",
    "agenda_item": "Agenda item",
}
NOBODY, NO_ITEM = "No owner yet", "No agenda item"


@live.get("/meetings/<reference>/actions/<action>/edit")
def edit(reference: str, action: str) -> str:
    meeting, found = _found(reference, action)
    return _form(meeting, found, _values(meeting, found))


@live.post("/meetings/<reference>/actions/<action>")
def correct(reference: str, action: str) -> ResponseReturnValue:
    meeting, found = _found(reference, action, lock=True)
    if request.form.get("resolution") == "theirs":
        return _done(meeting, action)
    typed = chosen(request.form, LABELS)
    before = _values(meeting, found)
    try:
        wanted = _wanted(meeting, found, {**before, **typed}, before)
        correct_action(current_desk(), found, wanted, version=_version())
    except BadInput as error:
        problems = {FIELD.get(error.field, error.field or "title"): str(error)}
        return _form(*_afresh(reference, action), {**before, **typed}, problems=problems), 422
    except Conflict:
        meeting, found = _afresh(reference, action)
        theirs = _values(meeting, found)
        conflict = conflict_of(found.reference, found.version, {**theirs, **typed}, theirs, LABELS)
        return _form(meeting, found, {**theirs, **typed}, conflict=conflict), 409
    return _done(meeting, action)


@live.get("/meetings/<reference>/actions/<action>/void")
def voiding(reference: str, action: str) -> str:
    """Asks for the reason, on a page of its own."""
    meeting, found = _found(reference, action)
    return _void_page(meeting, found, "", "")


@live.post("/meetings/<reference>/actions/<action>/void")
def void(reference: str, action: str) -> ResponseReturnValue:
    """Voids an action that was logged in error. Its number is never used again."""
    meeting, found = _found(reference, action, lock=True)
    reason = request.form.get("reason", "")
    try:
        void_action(current_desk(), found, reason=reason, version=_version())
    except BadInput:
        problem, status = "Say why it is void: the reason is printed beside its number.", 422
    except Conflict:
        problem, status = "Someone changed this action meanwhile. Look at it again, then void it.", 409
    else:
        return _done(meeting, action)
    meeting, found = _afresh(reference, action)
    if wants_fragment():
        return _form(meeting, found, _values(meeting, found), problems={"void_reason": problem}), status
    return _void_page(meeting, found, reason, problem), status


FIELD = {"exit_rule": "due", "post_id": "owner"}
"""Which field of this form shows a problem that a service has with another one."""


def _found(reference: str, action: str, *, lock: bool = False) -> "tuple[Meeting, Action]":
    session = current_session()
    meeting = meetings.by_reference(session, reference, lock=lock)
    stored_logged.one(session, current_viewer(), meeting.key, action)
    check_under_way(meeting.status)
    return meeting, stored_actions.by_reference(session, current_viewer(), action, lock=lock)


def _afresh(reference: str, action: str) -> "tuple[Meeting, Action]":
    """Both as they are on record, after nothing of this request was kept."""
    abandon()
    return _found(reference, action)


def _version() -> int:
    """The version that the form was made from. A form without one is taken for a stale one."""
    typed = request.form.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def _values(meeting: "Meeting", action: "Action") -> Values:
    """The action in the words of the form."""
    session = current_session()
    post = next((p for p in posts.listed(session) if p.id == action.post_id), None)
    item = next((i for i in meetings.agenda(session, meeting.key) if i.id == action.agenda_item_id), None)
    due_at = meetings.numbered(session, action.due_meeting_id)
    following = rows.next_meeting(meeting)
    due = typed_words(
        action.due_kind,
        action.due_on,
        meeting_on=due_at.starts_on if due_at else None,
        next_on=following.starts_on if following else None,
        exit_rule=action.exit_rule,
    )
    return {
        "title": action.title,
        "asked": action.asked,
        "owner": post.title if post else "",
        "due": due,
        "agenda_item": rows.item_words(item) if item else "",
    }


def _wanted(meeting: "Meeting", action: "Action", typed: Values, before: Values) -> Wanted:
    """What the form asks for; a due date whose words stayed the same stays as it is."""
    session = current_session()
    post = _post(posts.listed(session), typed["owner"])
    item = _item(meetings.agenda(session, meeting.key), typed["agenda_item"])
    due = Due(action.due_kind, action.due_on, action.due_meeting_id, action.exit_rule)
    if typed["due"].split() != before["due"].split():
        due = as_due(read_due(typed["due"], current_moment().today))
    was_standing = action.kind is Kind.STANDING and due.kind is not DueKind.STANDING
    return Wanted(
        title=typed["title"],
        asked=typed["asked"],
        kind=Kind.ACTION if was_standing else action.kind,
        post_id=post.id if post else None,
        due=due,
        agenda_item_id=item.id if item else None,
        priority_id=action.priority_id,
        national_measure_id=action.national_measure_id,
        parent_id=action.parent_id,
    )


def _post(listed: "Sequence[Post]", typed: str) -> "Post | None":
    """The post with this title or short code; None for nobody."""
    words = typed.strip().casefold()
    if not words or words == NOBODY.casefold():
        return None
    found = next((p for p in listed if words in (p.title.casefold(), p.code.casefold())), None)
    if found is None:
        raise BadInput(f"There is no post “{typed.strip()[:60]}”. Choose one from the list.", field="owner")
    return found


def _item(agenda: "Sequence[AgendaItem]", typed: str) -> "AgendaItem | None":
    words = typed.strip()
    if not words or words == NO_ITEM:
        return None
    named = next((item for item in agenda if rows.item_words(item) == words), None)
    return named or rows.find_item(agenda, words)


def _form(
    meeting: "Meeting",
    action: "Action",
    values: Values,
    *,
    problems: dict[str, str] | None = None,
    conflict: dict[str, Any] | None = None,
) -> str:
    session, address = current_session(), meeting.reference.lower()
    found = stored_logged.one(session, current_viewer(), meeting.key, action.reference)
    entry = rows.entry(found, meeting, rows.next_meeting(meeting))
    listed = [post for post in posts.listed(session) if post.active or post.id == action.post_id]
    agenda = meetings.agenda(session, meeting.key)
    context: dict[str, Any] = {
        "entry": {**entry, "edit": {**values, "version": action.version}},
        "posts": [{"value": post.title, "label": post.title} for post in listed],
        "items": [{"value": rows.item_words(item), "label": rows.item_words(item)} for item in agenda],
        "problems": problems or {},
        "conflict": conflict,
        "links": {
            "save": url_for("live.correct", reference=address, action=action.reference),
            "cancel": url_for("live.logged", reference=address, entry=action.reference),
            "void": url_for("live.void", reference=address, action=action.reference),
            "room": url_for("live.show", reference=address),
        },
    }
    if wants_fragment():
        return render_template("meetings/_edit.html", **context)
    errors = [
        {"text": text, "href": f"#{name.removesuffix('_reason')}-{action.reference.lower()}"}
        for name, text in context["problems"].items()
    ]
    return render_template("meetings/change.html", errors=errors, meeting=meeting, **context)


def _void_page(meeting: "Meeting", action: "Action", reason: str, problem: str) -> str:
    return render_template(
        "meetings/voiding.html",
        meeting=meeting,
        action=action,
        reason=reason,
        problem=problem,
        errors=[{"text": problem, "href": "#reason"}] if problem else None,
    )


def _done(meeting: "Meeting", action: str) -> ResponseReturnValue:
    """The line as it stands now: in its place, or in the room."""
    address = meeting.reference.lower()
    if not wants_fragment():
        return redirect(url_for("live.show", reference=address, _anchor=f"logged-{action.upper()}"), 303)
    current_session().flush()
    found = stored_logged.one(current_session(), current_viewer(), meeting.key, action)
    return render_template(
        "meetings/_entry.html", entry=rows.entry(found, meeting, rows.next_meeting(meeting))
    )
