"""Where the room stands; and the way back to it for someone who signed in again."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.services.room import move_to_item
from tracker.store import meetings
from tracker.web import live_rows as rows
from tracker.web.live import live
from tracker.web.requests import current_desk, current_session, wants_json


@live.post("/meetings/<reference>/live/item")
def move(reference: str) -> ResponseReturnValue:
    """Puts the room's screen at an item of the agenda."""
    session = current_session()
    meeting = meetings.by_reference(session, reference, lock=True)
    item = rows.find_item(meetings.agenda(session, meeting.key), request.form.get("item", ""))
    move_to_item(current_desk(), meeting, item.id if item else None)
    key = rows.item_key(item) if item else ""
    if wants_json():
        return {"item": key}
    return redirect(url_for("live.show", reference=meeting.reference.lower(), item=key or None), 303)


@live.get("/meetings/<reference>/live/back")
def back(reference: str) -> str:
    """After signing in again in a new tab: the room is still open in the other one."""
    meeting = meetings.by_reference(current_session(), reference)
    return render_template("meetings/signed_in.html", meeting=meeting)
