"""The page of the meeting room: what is under discussion, what arises, what was logged, and what comes next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from flask import render_template, request, url_for

from tracker.domain.errors import BadInput, NotFound
from tracker.domain.meeting_words import day_words, room_heading
from tracker.domain.meetings import UNDER_WAY, MeetingStatus
from tracker.domain.references import action_reference, parse_action, spoken
from tracker.domain.round_of_matters import so_many
from tracker.store import actions as stored_actions
from tracker.store import logged as stored_logged
from tracker.store import meetings
from tracker.store import room as stored
from tracker.web import live_rows as rows
from tracker.web import note_rows
from tracker.web.access import current_viewer
from tracker.web.live_lines import lines_of
from tracker.web.live_sheet import sheet_of
from tracker.web.requests import abandon, current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.meetings import AgendaItem, Meeting


def room_page(meeting: "Meeting", **shown: Any) -> str:
    """The whole page. `shown` takes the place of what it would show else: the line that was typed, its problem, errors."""
    if meeting.status not in UNDER_WAY:
        return over_page(meeting, **shown)
    agenda = meetings.agenda(current_session(), meeting.key)
    item = current_item(agenda, meeting, shown.pop("at", request.args.get("item", "")))
    context = {**_room(meeting), **_changing(meeting, agenda, item), **matters_of(meeting, item)}
    context["notes"] = note_rows.panel(meeting, agenda, item)
    context["sheet"] = sheet_of(meeting, agenda, item)
    return render_template("meetings/live.html", **{**context, "line": _empty_line(meeting), **shown})


def over_page(meeting: "Meeting", **shown: Any) -> str:
    """What stands at the room's address once its meeting is over: what still waits in this browser is sent from there."""
    closed = meeting.status is not MeetingStatus.CANCELLED
    heading = "This meeting is closed" if closed else "This meeting was cancelled"
    return render_template(
        "meetings/over.html",
        notes=note_rows.about(meeting),
        **{**_room(meeting), "heading": heading, "day": day_words(meeting), "line": None, **shown},
    )


def once_more(reference: str, line: dict[str, Any], status: int) -> tuple[str, int]:
    """The room again, with what was typed still in the box and what is wrong with it."""
    abandon()
    meeting = meetings.by_reference(current_session(), reference)
    agenda = meetings.agenda(current_session(), meeting.key)
    read = rows.understood(meeting, agenda, line["text"], line["agenda_item"])
    if read:
        read["problems"] = [other for other in read["problems"] if other["text"] != line["problem"]]
    kept = {**line, "client_id": line["client_id"] or str(uuid4()), "raised_by": None}
    return room_page(meeting, at=line["agenda_item"], line=kept, understood=read, chooses=True), status


def changed_part(meeting: "Meeting") -> str:
    """What may have changed since the page was made: the agenda with its counts, and the list."""
    agenda = meetings.agenda(current_session(), meeting.key)
    return render_template(
        "meetings/_changed.html", links=links_of(meeting), **_changing(meeting, agenda, None)
    )


def current_item(agenda: "Sequence[AgendaItem]", meeting: "Meeting", asked: str) -> "AgendaItem | None":
    """The item that is asked for, else the one on the screen, the one of the last action, the first."""
    found = next((item for item in agenda if rows.item_key(item) == asked), None)
    if found is not None or not agenda:
        return found
    by_number = {item.id: item for item in agenda}
    session = current_session()
    if found := by_number.get(rows.on_screen(meeting)):
        return found
    return by_number.get(stored_logged.last_item(session, meeting.key)) or agenda[0]


def parent_of(meeting: "Meeting", typed: str) -> "Action | None":
    """The action that "PPM-006", "Action 006" or "6" names at this meeting; None for nothing. Raises `BadInput`."""
    if not typed.strip():
        return None
    series = meeting.reference.partition("-")[0]
    try:
        reference = action_reference(*parse_action(typed, series=series))
        return stored_actions.by_reference(current_session(), current_viewer(), reference)
    except NotFound:
        sentence = f"There is no action “{typed.strip()[:40]}”. Type the number of one that is on record."
    except BadInput:
        sentence = (
            f"“{typed.strip()[:40]}” is not the number of an action. Type one such as 6 or {series}-006."
        )
    raise BadInput(sentence, field="raised_by")


def matters_of(meeting: "Meeting", item: "AgendaItem | None") -> dict[str, Any]:
    shown, total = rows.cards(meeting, item)
    return {
        "item": _item(item),
        "matters": shown,
        "matters_total": so_many(total) if total > len(shown) else "",
        "matters_href": url_for("meetings.show", reference=meeting.reference.lower(), _anchor="arising"),
    }


def links_of(meeting: "Meeting") -> dict[str, str]:
    address = meeting.reference.lower()
    return {
        "room": url_for("live.show", reference=address),
        "log": url_for("live.log", reference=address),
        "item": url_for("live.move", reference=address),
        "understood": url_for("live.understood", reference=address),
        "logged": url_for("live.logged", reference=address),
        "sign_in": url_for("security.login", next=url_for("live.back", reference=address)),
        "meeting": url_for("meetings.show", reference=address),
    }


def _room(meeting: "Meeting") -> dict[str, Any]:
    series = meetings.series_numbered(current_session(), meeting.series_id)
    return {
        "meeting": {
            "ref": meeting.reference,
            "path": url_for("meetings.show", reference=meeting.reference.lower()),
            "series_name": series.title,
            "place": meeting.venue,
            "heading": room_heading(meeting, current_moment().today),
        },
        "links": links_of(meeting),
        "end": _end(meeting),
        "understood": None,
        "viewer_key": current_viewer().user_id,
        "viewer_name": current_viewer().name,
    }


def _changing(
    meeting: "Meeting", agenda: "Sequence[AgendaItem]", item: "AgendaItem | None"
) -> dict[str, Any]:
    session = current_session()
    lines = lines_of(meeting)
    return {
        "agenda": rows.agenda_rows(meeting, agenda, rows.on_screen(meeting)),
        "item": _item(item),
        "logged": lines,
        "list_version": stored.state(session, meeting.reference).version,
        "is_over": meeting.status not in UNDER_WAY,
    }


def _empty_line(meeting: "Meeting") -> dict[str, Any]:
    """The box as it is found; with `?raised_by=`, for an action that the answer to another one raised."""
    try:
        parent = parent_of(meeting, request.args.get("raised_by", ""))
    except BadInput:
        parent = None
    raised_by = {"reference": parent.reference, "number": spoken(parent.reference)} if parent else None
    return {"text": "", "client_id": str(uuid4()), "problem": "", "raised_by": raised_by}


def _item(item: "AgendaItem | None") -> dict[str, str] | None:
    return {"id": rows.item_key(item), "number": item.number, "title": item.title} if item else None


def _end(meeting: "Meeting") -> dict[str, str] | None:
    """What the meeting needs next: to be started, or to be ended after a look at what is still open."""
    address = meeting.reference.lower()
    if meeting.status is MeetingStatus.SCHEDULED:
        href, label, method = url_for("meetings.start", reference=address), "Start the meeting", "post"
    elif meeting.status is MeetingStatus.IN_SESSION:
        href, label, method = url_for("meetings.closing", reference=address), "End the meeting", "get"
    else:
        return None
    return {"href": href, "label": label, "method": method, "tone": "secondary"}
