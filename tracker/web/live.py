"""The meeting room: a line is typed, what was understood of it is shown, and it becomes an action."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from jinja2_fragments.flask import render_block

from tracker.domain.clock_times import read_moment, when_typed
from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotFound
from tracker.domain.meeting_words import room_heading
from tracker.domain.meetings import MeetingStatus, check_under_way
from tracker.domain.references import spoken
from tracker.services.capture import log_line
from tracker.store import logged as stored_logged
from tracker.store import meetings
from tracker.web import live_rows as rows
from tracker.web.access import current_viewer
from tracker.web.htmx import wants_fragment
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wants_json, wiring

if TYPE_CHECKING:
    from tracker.models.meetings import AgendaItem, Meeting

live = Blueprint("live", __name__)


@live.get("/meetings/<reference>/live")
def show(reference: str) -> str:
    meeting = meetings.by_reference(current_session(), reference)
    check_under_way(meeting.status)
    agenda = meetings.agenda(current_session(), meeting.key)
    item = _current_item(agenda, meeting)
    if wants_fragment():
        return render_block("meetings/live.html", "matters", **_matters(meeting, item))
    return render_template("meetings/live.html", **_room(meeting, agenda, item))


@live.get("/meetings/<reference>/understood")
def understood(reference: str) -> str:
    """What the line says so far. Changes nothing."""
    meeting = meetings.by_reference(current_session(), reference)
    agenda = meetings.agenda(current_session(), meeting.key)
    text, at = request.args.get("text", ""), request.args.get("agenda_item", "")
    read = rows.understood(meeting, agenda, text, at)
    return render_template("meetings/_understood.html", understood=read)


@live.get("/meetings/<reference>/logged")
def logged(reference: str) -> ResponseReturnValue:
    """The list, or 204 while it is the one that the page has. With `entry`, that line alone."""
    session = current_session()
    meeting = meetings.by_reference(session, reference)
    if one := request.args.get("entry"):
        if not wants_fragment():
            return redirect(url_for("live.show", reference=meeting.reference.lower()), 303)
        found = stored_logged.one(session, current_viewer(), meeting.key, one)
        line = rows.entry(found, meeting, rows.next_meeting(meeting))
        return render_template("meetings/_entry.html", entry=line)
    version = stored_logged.state(session, meeting.key)
    if request.args.get("version") == version:
        return "", 204
    return render_template(
        "meetings/_logged.html", logged=rows.entries(meeting), list_version=version, links=links_of(meeting)
    )


@live.post("/meetings/<reference>/actions")
def log(reference: str) -> ResponseReturnValue:
    """Logs one line. The same `client_id` again answers with the same action."""
    meeting = meetings.by_reference(current_session(), reference, lock=True)
    given = _given()
    try:
        item = _item_under_discussion(meeting, given["agenda_item"])
        desk = current_desk()
        action, is_new = log_line(
            desk,
            meeting,
            given["text"],
            matcher=wiring().matcher,
            agenda_item_id=item.id if item else None,
            client_id=_client_id(given["client_id"]),
            typed_at=when_typed(read_moment(given["typed_at"]), desk.moment),
        )
    except (BadInput, InvalidMove, Conflict) as error:
        if wants_json():
            raise
        return _once_more(reference, given, str(error), 422 if isinstance(error, BadInput) else 409)
    if wants_json():
        answer = {
            "reference": action.reference,
            "number": spoken(action.reference),
            "title": action.title,
            "due_on": action.due_on.isoformat() if action.due_on else None,
            "href": url_for("actions.show", reference=action.reference),
        }
        return answer, 201 if is_new else 200
    return redirect(
        url_for("live.show", reference=meeting.reference.lower(), item=given["agenda_item"] or None), 303
    )


def links_of(meeting: "Meeting") -> dict[str, str]:
    address = meeting.reference.lower()
    return {
        "log": url_for("live.log", reference=address),
        "understood": url_for("live.understood", reference=address),
        "logged": url_for("live.logged", reference=address),
        "meeting": url_for("meetings.show", reference=address),
    }


def _given() -> dict[str, str]:
    """The fields of a line, whether they came from a form or as JSON."""
    came: Any = request.get_json(silent=True) if request.is_json else request.form
    fields = came if hasattr(came, "get") else {}
    return {name: str(fields.get(name) or "") for name in ("text", "client_id", "typed_at", "agenda_item")}


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


def _once_more(reference: str, given: dict[str, str], problem: str, status: int) -> ResponseReturnValue:
    """The room again, with what was typed still in the box."""
    abandon()
    meeting = meetings.by_reference(current_session(), reference)
    agenda = meetings.agenda(current_session(), meeting.key)
    item = next((item for item in agenda if rows.item_key(item) == given["agenda_item"]), None)
    line = {"text": given["text"], "client_id": given["client_id"] or str(uuid4()), "problem": problem}
    read = rows.understood(meeting, agenda, given["text"], given["agenda_item"])
    if read:
        read["problems"] = [other for other in read["problems"] if other["text"] != problem]
    return render_template(
        "meetings/live.html", **{**_room(meeting, agenda, item), "line": line, "understood": read}
    ), status


def _current_item(agenda: Sequence["AgendaItem"], meeting: "Meeting") -> "AgendaItem | None":
    """The item in the address, else the one of the last action, else the first."""
    asked = request.args.get("item", "")
    found = next((item for item in agenda if rows.item_key(item) == asked), None)
    if found is not None or not agenda:
        return found
    last = stored_logged.at_meeting(current_session(), current_viewer(), meeting.key, most=1)
    last_item = next((item for item in agenda if last and item.id == last[0].agenda_item_id), None)
    return last_item or agenda[0]


def _room(meeting: "Meeting", agenda: Sequence["AgendaItem"], item: "AgendaItem | None") -> dict[str, Any]:
    session = current_session()
    series = meetings.series_numbered(session, meeting.series_id)
    return {
        "meeting": {
            "ref": meeting.reference,
            "path": url_for("meetings.show", reference=meeting.reference.lower()),
            "series_name": series.title,
            "place": meeting.venue,
            "heading": room_heading(meeting, current_moment().today),
        },
        "agenda": rows.agenda_rows(meeting, agenda),
        **_matters(meeting, item),
        "logged": rows.entries(meeting),
        "list_version": stored_logged.state(session, meeting.key),
        "line": {"text": "", "client_id": str(uuid4()), "problem": ""},
        "understood": None,
        "links": links_of(meeting),
        "end": _end(meeting),
        "viewer_key": current_viewer().user_id,
    }


def _matters(meeting: "Meeting", item: "AgendaItem | None") -> dict[str, Any]:
    shown, total = rows.cards(meeting, item)
    return {
        "item": _item(item),
        "matters": shown,
        "matters_total": total,
        "matters_href": url_for("meetings.show", reference=meeting.reference.lower(), _anchor="arising"),
    }


def _item(item: "AgendaItem | None") -> dict[str, str] | None:
    return {"id": rows.item_key(item), "number": item.number, "title": item.title} if item else None


def _end(meeting: "Meeting") -> dict[str, str] | None:
    """What the meeting needs next: to be started, or to be ended after a look at what is still open."""
    address = meeting.reference.lower()
    if meeting.status is MeetingStatus.SCHEDULED:
        return {
            "href": url_for("meetings.start", reference=address),
            "label": "Start the meeting",
            "method": "post",
            "tone": "secondary",
        }
    if meeting.status is MeetingStatus.IN_SESSION:
        return {
            "href": url_for("meetings.closing", reference=address),
            "label": "End the meeting",
            "method": "get",
            "tone": "secondary",
        }
    return None


from tracker.web import live_edit  # noqa: E402, F401  the rest of this blueprint's routes
