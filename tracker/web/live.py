"""The meeting room: a line is typed, what was understood of it is shown, and it becomes an action."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from jinja2_fragments.flask import render_block

from tracker.store import meetings
from tracker.store import room as stored
from tracker.web import live_rows as rows
from tracker.web.access import current_viewer
from tracker.web.htmx import wants_fragment
from tracker.web.live_lines import line_part
from tracker.web.live_page import changed_part, current_item, matters_of, room_page
from tracker.web.requests import current_session

live = Blueprint("live", __name__)


@live.get("/meetings/<reference>/live")
def show(reference: str) -> str:
    """The room; once its meeting is over, a page that says so. The matters arising alone when htmx asks."""
    meeting = meetings.by_reference(current_session(), reference)
    if not wants_fragment():
        return room_page(meeting)
    agenda = meetings.agenda(current_session(), meeting.key)
    item = current_item(agenda, meeting, request.args.get("item", ""))
    return render_block("meetings/live.html", "matters", **matters_of(meeting, item))


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
    """The agenda and the list, or 204 while they are those that the page has. With `entry`, that line alone.

    Every page in the room asks for this every 1.2 seconds: while nothing changed it costs one query.
    """
    whose = {"Room-Viewer": str(current_viewer().user_id)}
    known = request.args.get("version")
    if known and stored.state(current_session(), reference).version == known:
        return "", 204, whose
    meeting = meetings.by_reference(current_session(), reference)
    if one := request.args.get("entry"):
        if not wants_fragment():
            return redirect(url_for("live.show", reference=meeting.reference.lower()), 303)
        return line_part(meeting, one)
    return changed_part(meeting), 200, whose


from tracker.web import live_edit, live_log, live_marks, live_place  # noqa: E402, F401  the rest of this blueprint's routes
