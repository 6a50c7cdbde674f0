"""Logs what was typed in the meeting room, once; keeps what arrives after the meeting was closed."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.clock_times import read_moment, when_typed
from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotAllowed, NotFound
from tracker.domain.late_lines import EARLIEST
from tracker.domain.references import spoken
from tracker.services.capture import log_line
from tracker.services.late_lines import keep_late_line
from tracker.store import actions as stored_actions
from tracker.store import meetings
from tracker.web import live_rows as rows
from tracker.web.access import current_viewer
from tracker.web.live import live
from tracker.web.live_page import once_more, parent_of
from tracker.web.requests import current_desk, current_moment, current_session, wants_json, wiring

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.models.actions import Action
    from tracker.models.meetings import AgendaItem, Meeting

Given = dict[str, str]
FIELDS = ("text", "client_id", "typed_at", "agenda_item", "raised_by", "viewer", "open", "choose")
KEPT = "The meeting was closed before this arrived. It is kept, and the secretariat can take it in."


@live.post("/meetings/<reference>/actions")
def log(reference: str) -> ResponseReturnValue:
    """Logs one line. The same `client_id` again answers with the same action.

    A line that was typed before the meeting was closed, and arrives after that, is kept for the secretariat: 202.
    """
    meeting = meetings.by_reference(current_session(), reference, lock=True)
    given = _with_choice(meeting, _given())
    _check_whose(given["viewer"])
    try:
        client_id = _client_id(given["client_id"])
        if meeting.closed_at and stored_actions.by_client_id(current_session(), client_id) is None:
            return _keep(meeting, given, client_id)
        action, is_new = _log(meeting, given, client_id)
    except (BadInput, InvalidMove, Conflict) as error:
        if wants_json():
            raise
        line = {**given, "problem": str(error)}
        return once_more(reference, line, 422 if isinstance(error, BadInput) else 409)
    if wants_json():
        return _answer(action), 201 if is_new else 200
    address = meeting.reference.lower()
    if given["open"]:
        return redirect(url_for("live.edit", reference=address, action=action.reference, focus="asked"), 303)
    return redirect(url_for("live.show", reference=address, item=given["agenda_item"] or None), 303)


def _log(meeting: "Meeting", given: Given, client_id: str) -> "tuple[Action, bool]":
    item = _item_under_discussion(meeting, given["agenda_item"])
    parent = parent_of(meeting, given["raised_by"])
    return log_line(
        current_desk(),
        meeting,
        given["text"],
        matcher=wiring().matcher,
        agenda_item_id=item.id if item else None,
        client_id=client_id,
        typed_at=_typed_at(meeting, given),
        parent_id=parent.id if parent else None,
    )


def _keep(meeting: "Meeting", given: Given, client_id: str) -> ResponseReturnValue:
    agenda = meetings.agenda(current_session(), meeting.key)
    item = next((item for item in agenda if rows.item_key(item) == given["agenda_item"]), None)
    keep_late_line(
        current_desk(),
        meeting,
        line=_with_parent(meeting, given),
        client_id=client_id,
        agenda_item_id=item.id if item else None,
        typed_at=_typed_at(meeting, given),
    )
    if wants_json():
        return {"kept": True, "message": KEPT}, 202
    flash(KEPT, "success")
    return redirect(url_for("live.show", reference=meeting.reference.lower()), 303)


def _with_parent(meeting: "Meeting", given: Given) -> str:
    """A late line is words alone: which answer raised it stands among them."""
    try:
        parent = parent_of(meeting, given["raised_by"])
    except BadInput:
        return given["text"]
    follows = (
        f" (raised by the answer to {spoken(parent.reference)})" if parent and given["text"].strip() else ""
    )
    return f"{given['text']}{follows}"


def _given() -> Given:
    """The fields of a line, whether they came from a form or as JSON."""
    came: Any = request.get_json(silent=True) if request.is_json else request.form
    fields = came if hasattr(came, "get") else {}
    return {name: str(fields.get(name) or "") for name in FIELDS}


def _with_choice(meeting: "Meeting", given: Given) -> Given:
    """The line with the post that was chosen of those that fitted; with scripts the page has put it there already."""
    read = rows.understood(meeting, [], given["text"], "") if given["choose"] else None
    offered = {one["insert"]: one["replaces"] for one in read["suggestions"]} if read else {}
    if given["choose"] not in offered:
        return given
    before, _asked, after = given["text"].rpartition(offered[given["choose"]])
    return {**given, "text": f"{before}{given['choose']}{after}"}


def _check_whose(viewer: str) -> None:
    """A line that waited in a browser is sent by the person who typed it, and by nobody who signed in there since."""
    if viewer and viewer != str(current_viewer().user_id):
        raise NotAllowed("Someone else typed this line. It is sent when they sign in here again.")


def _typed_at(meeting: "Meeting", given: Given) -> "datetime | None":
    """The minute at which it was typed, where that can be believed: nobody typed it days before the meeting."""
    at, began = when_typed(read_moment(given["typed_at"]), current_moment()), meeting.started_at
    return None if at and began and at < began - EARLIEST else at


def _item_under_discussion(meeting: "Meeting", key: str) -> "AgendaItem | None":
    if not key or key.startswith("no-"):
        return rows.find_item(meetings.agenda(current_session(), meeting.key), key) if key else None
    try:
        return meetings.agenda_item(current_session(), meeting.key, key)
    except NotFound:
        sentence = f"There is no item {key[:12]} on this agenda. Choose one of its items."
        raise BadInput(sentence, field="agenda_item") from None


def _client_id(typed: str) -> str:
    try:
        return str(UUID(typed))
    except ValueError:
        raise BadInput(
            "Send a client_id with the line: a UUID that stays the same when the line is sent again.",
            field="client_id",
        ) from None


def _answer(action: "Action") -> dict[str, Any]:
    return {
        "reference": action.reference,
        "number": spoken(action.reference),
        "title": action.title,
        "due_on": action.due_on.isoformat() if action.due_on else None,
        "href": url_for("actions.show", reference=action.reference),
    }
