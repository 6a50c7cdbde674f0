"""Corrects and voids a logged action in its place in the list; as ordinary pages without JavaScript."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.actions import Kind
from tracker.domain.due import Due, DueKind
from tracker.domain.errors import BadInput, Conflict
from tracker.domain.labels import KIND
from tracker.domain.references import spoken
from tracker.domain.typed_due import as_due, read_due, typed_words
from tracker.services.actions import Wanted, correct_action
from tracker.services.reviews import void_action
from tracker.services.room import MARKS, as_it_is
from tracker.store import actions as stored_actions
from tracker.store import matters as stored_matters
from tracker.store import meetings, posts
from tracker.web import live_rows as rows
from tracker.web.access import current_viewer
from tracker.web.conflicts import chosen, conflict_of
from tracker.web.htmx import wants_fragment
from tracker.web.live import live
from tracker.web.live_lines import done, line_of
from tracker.web.live_lines import found as line_of_action
from tracker.web.live_marks import version
from tracker.web.live_page import parent_of
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
    "kind": "Kind",
    "raised_by": "Raised by the answer to",
}
FOCUS = ("title", "asked", "none")
MOST_SUGGESTED = 200
NOBODY, NO_ITEM = "No owner yet", "No agenda item"


@live.get("/meetings/<reference>/actions/<action>/edit")
def edit(reference: str, action: str) -> str:
    """The form of one line; `?focus=asked` begins in its details."""
    meeting, found = line_of_action(reference, action)
    return _form(meeting, found, _values(meeting, found))


@live.post("/meetings/<reference>/actions/<action>")
def correct(reference: str, action: str) -> ResponseReturnValue:
    meeting, found = line_of_action(reference, action, lock=True)
    if request.form.get("resolution") == "theirs":
        return done(meeting, action)
    typed = chosen(request.form, LABELS)
    before = _values(meeting, found)
    try:
        wanted = _wanted(meeting, found, {**before, **typed}, before)
        correct_action(current_desk(), found, wanted, version=version())
    except BadInput as error:
        problems = {FIELD.get(error.field, error.field or "title"): str(error)}
        return _form(*_afresh(reference, action), {**before, **typed}, problems=problems), 422
    except Conflict:
        meeting, found = _afresh(reference, action)
        theirs = _values(meeting, found)
        conflict = conflict_of(found.reference, found.version, {**theirs, **typed}, theirs, LABELS)
        return _form(meeting, found, {**theirs, **typed}, conflict=conflict), 409
    return done(meeting, action)


@live.get("/meetings/<reference>/actions/<action>/void")
def voiding(reference: str, action: str) -> str:
    """Asks for the reason, on a page of its own."""
    meeting, found = line_of_action(reference, action)
    return _void_page(meeting, found, "", "")


@live.post("/meetings/<reference>/actions/<action>/void")
def void(reference: str, action: str) -> ResponseReturnValue:
    """Voids an action that was logged in error. Its number is never used again."""
    meeting, found = line_of_action(reference, action, lock=True)
    reason = request.form.get("reason", "")
    try:
        void_action(current_desk(), found, reason=reason, version=version())
    except BadInput:
        problem, status = "Say why it is void: the reason is printed beside its number.", 422
    except Conflict:
        problem, status = "Someone changed this action meanwhile. Look at it again, then void it.", 409
    else:
        return done(meeting, action)
    meeting, found = _afresh(reference, action)
    if wants_fragment():
        return _form(meeting, found, _values(meeting, found), problems={"void_reason": problem}), status
    return _void_page(meeting, found, reason, problem), status


FIELD = {"exit_rule": "due", "post_id": "owner"}
"""Which field of this form shows a problem that a service has with another one."""


def _afresh(reference: str, action: str) -> "tuple[Meeting, Action]":
    """Both as they are on record, after nothing of this request was kept."""
    abandon()
    return line_of_action(reference, action)


def _values(meeting: "Meeting", action: "Action") -> Values:
    """The action in the words of the form."""
    session = current_session()
    post = next((p for p in posts.listed(session) if p.id == action.post_id), None)
    item = next((i for i in meetings.agenda(session, meeting.key) if i.id == action.agenda_item_id), None)
    due_at = meetings.numbered(session, action.due_meeting_id)
    following = rows.next_meeting(meeting)
    parents = stored_actions.references(session, current_viewer(), [action.parent_id or 0])
    parent = parents.get(action.parent_id or 0)
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
        "kind": KIND[action.kind],
        "raised_by": spoken(parent) if parent else "",
    }


def _wanted(meeting: "Meeting", action: "Action", typed: Values, before: Values) -> Wanted:
    """What the form asks for; a due date whose words stayed the same stays as it is."""
    session = current_session()
    post = _post(posts.listed(session), typed["owner"])
    item = _item(meetings.agenda(session, meeting.key), typed["agenda_item"])
    due = Due(action.due_kind, action.due_on, action.due_meeting_id, action.exit_rule)
    if typed["due"].split() != before["due"].split():
        due = as_due(read_due(typed["due"], current_moment().today))
    parent = parent_of(meeting, typed["raised_by"])
    return replace(
        as_it_is(action),
        title=typed["title"],
        asked=typed["asked"],
        kind=_kind(typed["kind"], due),
        post_id=post.id if post else None,
        due=due,
        agenda_item_id=item.id if item else None,
        parent_id=parent.id if parent else None,
    )


def _kind(typed: str, due: Due) -> Kind:
    """What was chosen. A standing item is one by its due date, and an ordinary action once it has another."""
    kind = next((kind for kind, words in KIND.items() if words == typed), Kind.ACTION)
    return Kind.ACTION if kind is Kind.STANDING and due.kind is not DueKind.STANDING else kind


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
    entry = line_of(meeting, action.reference)
    listed = [post for post in posts.listed(session) if post.active or post.id == action.post_id]
    agenda = meetings.agenda(session, meeting.key)
    context: dict[str, Any] = {
        "entry": {**entry, "edit": {**values, "version": action.version}},
        "posts": [{"value": post.title, "label": post.title} for post in listed],
        "items": [{"value": rows.item_words(item), "label": rows.item_words(item)} for item in agenda],
        "kinds": [] if action.kind is Kind.STANDING else [KIND[kind] for kind in Kind if kind in MARKS],
        "parents": _parents(meeting),
        "problems": problems or {},
        "conflict": conflict,
        "focus": _focus(problems or {}),
        "kept_as": f"live:{current_viewer().user_id}:{meeting.reference}:{action.reference}",
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


def _focus(problems: dict[str, str]) -> str:
    """The field in which the form begins: the first that was refused, else the one that is asked for."""
    asked = request.args.get("focus", "")
    return next(iter(problems), asked if asked in FOCUS else FOCUS[0])


def _parents(meeting: "Meeting") -> list[dict[str, str]]:
    """The matters arising, as suggestions of what an answer was given to."""
    found = stored_matters.first_in_the_round(
        current_session(), current_viewer(), meeting, current_moment().today, most=MOST_SUGGESTED
    )
    return [{"value": spoken(row.reference), "label": row.title} for row in found]


def _void_page(meeting: "Meeting", action: "Action", reason: str, problem: str) -> str:
    return render_template(
        "meetings/voiding.html",
        meeting=meeting,
        action=action,
        reason=reason,
        problem=problem,
        errors=[{"text": problem, "href": "#reason"}] if problem else None,
    )
