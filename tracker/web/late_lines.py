"""Lines that were typed during a meeting and arrived after it was closed: the secretariat takes each in or sets it aside."""

import re
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict, NotFound
from tracker.domain.late_lines import LateLineState
from tracker.domain.moments import Moment
from tracker.domain.references import action_reference, parse_action, spoken
from tracker.domain.wording import clock_time, date_words, moment_words
from tracker.services.late_lines import set_aside as put_aside
from tracker.services.late_lines import take_in as put_in
from tracker.store import actions as stored_actions
from tracker.store import late_lines as stored
from tracker.store import meetings
from tracker.web import live_rows as rows
from tracker.web.access import current_viewer
from tracker.web.corrections import closed, frame, issued_again, making, seen
from tracker.web.requests import abandon, current_desk, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.meetings import AgendaItem, Meeting
    from tracker.models.sitting import LateLine

late_lines = Blueprint("late_lines", __name__)
Typed = dict[str, str]
FIELDS = ("text", "agenda_item", "parent", "reason")
FOLLOWS = re.compile(r"\(raised by the answer to (?P<which>[^()]{1,40})\)$", re.IGNORECASE)
"""What the room puts behind a late line whose action the answer to another one raised."""


@late_lines.get("/meetings/<reference>/late-lines")
def index(reference: str) -> str:
    """All of them; with `again`, one that was set aside as if it still waited."""
    return _page(closed(reference))


@late_lines.get("/meetings/<reference>/late-lines/<int:number>/understood")
def understood(reference: str, number: int) -> str:
    """What the line says so far, as of the day on which it was typed. Changes nothing."""
    meeting = closed(reference)
    late = stored.numbered(current_session(), meeting.key, number)
    typed = {name: request.args.get(name, "") for name in FIELDS}
    return render_template("meetings/_understood.html", understood=_understood(meeting, late, typed))


@late_lines.post("/meetings/<reference>/late-lines/<int:number>/take-in")
def take_in(reference: str, number: int) -> ResponseReturnValue:
    meeting = closed(reference, lock=True)
    late = stored.numbered(current_session(), meeting.key, number, lock=True)
    typed = {name: request.form.get(name, "") for name in FIELDS}
    try:
        item = rows.find_item(meetings.agenda(current_session(), meeting.key), typed["agenda_item"])
        action = put_in(
            current_desk(),
            late,
            typed["text"],
            made=making(meeting, typed["reason"]),
            matcher=wiring().matcher,
            version=seen(),
            agenda_item_id=item.id if item else None,
            parent_id=_parent(meeting, typed["parent"]),
        )
    except (BadInput, Conflict) as error:
        return _refused(reference, number, typed, error)
    return _done(meeting, f"Taken in as {spoken(action.reference).lower()}.")


@late_lines.post("/meetings/<reference>/late-lines/<int:number>/set-aside")
def set_aside(reference: str, number: int) -> ResponseReturnValue:
    meeting = closed(reference, lock=True)
    late = stored.numbered(current_session(), meeting.key, number, lock=True)
    reason = request.form.get("aside", "")
    try:
        put_aside(current_desk(), late, reason=reason, version=seen())
    except (BadInput, Conflict) as error:
        return _refused(reference, number, {"aside": reason}, error, instead={"reason": "aside"})
    return _done(meeting, "Set aside. It stands below with its reason, and can still be taken in.")


def _done(meeting: "Meeting", words: str) -> ResponseReturnValue:
    again = issued_again(meeting)
    flash(f"{words} {again['sentence']}" if again else words, "success")
    return redirect(url_for("late_lines.index", reference=meeting.reference.lower()), 303)


def _refused(
    reference: str,
    number: int,
    typed: Typed,
    error: BadInput | Conflict,
    *,
    instead: dict[str, str] | None = None,
) -> ResponseReturnValue:
    """The page again, with what was typed and the sentence at its field."""
    abandon()
    meeting = closed(reference)
    if isinstance(error, Conflict):
        problem = "Someone settled this line meanwhile. This is how it stands now."
        return _page(meeting, number, typed, {"text": problem}), 409
    field = (instead or {}).get(error.field, error.field)
    known = {"agenda_item", "parent", "reason", "aside"}
    return _page(meeting, number, typed, {field if field in known else "text": str(error)}), 422


def _page(
    meeting: "Meeting", number: int = 0, typed: Typed | None = None, problems: dict[str, str] | None = None
) -> str:
    session = current_session()
    agenda = meetings.agenda(session, meeting.key)
    again = request.args.get("again", 0, type=int)
    every = stored.of_meeting(session, meeting.key)
    waiting, settled = [], []
    for late, became in every:
        open_again = late.state is LateLineState.SET_ASIDE and late.id in (again, number)
        if late.state is LateLineState.WAITING or open_again:
            mine = late.id == number
            waiting.append(
                _waiting(meeting, agenda, late, typed if mine else None, problems if mine else None)
            )
        else:
            settled.append(_settled(meeting, late, became))
    shown = {row["key"] for row in waiting}
    return render_template(
        "late_lines/index.html",
        **frame(meeting),
        closed_at=clock_time(meeting.closed_at) if meeting.closed_at else "",
        waiting=waiting,
        settled=settled,
        items=[{"value": rows.item_key(item), "label": rows.item_words(item)} for item in agenda],
        errors=[
            {"text": text, "href": f"#{field}-{number}" if number in shown else None}
            for field, text in (problems or {}).items()
        ],
    )


def _waiting(
    meeting: "Meeting",
    agenda: "Any",
    late: "LateLine",
    typed: Typed | None,
    problems: dict[str, str] | None,
) -> dict[str, Any]:
    values = {**_first(agenda, late), "aside": "", **(typed or {})}
    number, address = late.key, meeting.reference.lower()
    return {
        "key": number,
        "minute": clock_time(late.typed_at),
        "day": date_words(late.typed_at),
        "by": late.by_name,
        "received": moment_words(late.received_at),
        "line": late.line,
        "version": late.version,
        "typed": values,
        "problems": problems or {},
        "understood": _understood(meeting, late, values),
        "preview": url_for("late_lines.understood", reference=address, number=number),
        "take_in": url_for("late_lines.take_in", reference=address, number=number),
        "set_aside": url_for("late_lines.set_aside", reference=address, number=number),
    }


def _first(agenda: "Any", late: "LateLine") -> Typed:
    """What the form starts from: the line, the item under discussion when it was typed, and the usual reason."""
    found = FOLLOWS.search(late.line)
    item: AgendaItem | None = next((one for one in agenda if one.id == late.agenda_item_id), None)
    return {
        "text": late.line[: found.start()].rstrip() if found else late.line,
        "agenda_item": rows.item_key(item) if item else "",
        "parent": found["which"] if found else "",
        "reason": f"Typed at {clock_time(late.typed_at)} during the meeting; the connection had failed",
    }


def _settled(meeting: "Meeting", late: "LateLine", became: str | None) -> dict[str, Any]:
    taken_in = late.state is LateLineState.TAKEN_IN
    address = meeting.reference.lower()
    return {
        "key": late.key,
        "minute": clock_time(late.typed_at),
        "by": late.by_name,
        "line": late.line,
        "taken_in": taken_in,
        "became": became,
        "reason": late.reason,
        "settled": f"{late.settled_by}, {moment_words(late.settled_at)}" if late.settled_at else "",
        "again_href": None
        if taken_in
        else url_for("late_lines.index", reference=address, again=late.key, _anchor=f"line-{late.key}"),
    }


def _understood(meeting: "Meeting", late: "LateLine", typed: Typed) -> dict[str, Any] | None:
    agenda = meetings.agenda(current_session(), meeting.key)
    day = Moment.at(late.typed_at).today
    read = rows.understood(meeting, agenda, typed["text"], typed["agenda_item"], day)
    return {**read, "suggestions": []} if read else None


def _parent(meeting: "Meeting", typed: str) -> int | None:
    """The action that "PPM-006", "Action 006" or "6" names. Raises `BadInput` (field `parent`)."""
    if not typed.strip():
        return None
    try:
        reference = action_reference(*parse_action(typed, series=meeting.reference.partition("-")[0]))
        return stored_actions.by_reference(current_session(), current_viewer(), reference).key
    except BadInput as error:
        raise BadInput(str(error), field="parent") from None
    except NotFound:
        raise BadInput("There is no such action. Check its reference.", field="parent") from None
