"""Corrects an action that a closed meeting raised, adds one that was missed, and voids one."""

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.actions import Closure
from tracker.domain.clock_times import moment_at, read_clock
from tracker.domain.corrections import check_correctable
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.references import spoken
from tracker.services.correcting import sat_on
from tracker.services.corrections import (
    Missed,
    add_missed_action,
    correct_raised_action,
    void_raised_action,
)
from tracker.store import corrections as stored
from tracker.store import meetings
from tracker.store import shown as pages
from tracker.web import live_rows as rows
from tracker.web.access import current_viewer
from tracker.web.conflicts import conflict_in, merge_into
from tracker.web.corrections import (
    closed,
    corrections,
    done,
    frame,
    keeps_theirs,
    left,
    making,
    minute_words,
    seen,
)
from tracker.web.forms.actions import now, options, wanted
from tracker.web.forms.corrections import ActionCorrection, Voiding
from tracker.web.requests import abandon, current_desk, current_session, wiring

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.models.meetings import Meeting
    from tracker.store.shown import Shown


@corrections.get("/meetings/<reference>/corrections/actions/<action>")
def edit_action(reference: str, action: str) -> ResponseReturnValue:
    meeting, shown = _shown(reference, action)
    form = ActionCorrection(formdata=None, data=now(current_session(), shown, current_viewer()))
    return _page(meeting, shown, form)


@corrections.post("/meetings/<reference>/corrections/actions/<action>")
def correct_action(reference: str, action: str) -> ResponseReturnValue:
    meeting = closed(reference, lock=True)
    stored.raised(current_session(), meeting, action, lock=True)
    meeting, shown = _shown(reference, action)
    if keeps_theirs():
        return left(meeting)
    form = ActionCorrection()
    merge_into(form, ActionCorrection.FIELDS)
    form.offer(options(current_session(), shown, sat_on(meeting)))
    try:
        asked = wanted(form, current_session(), shown, current_viewer(), sat_on(meeting))
        made = making(meeting, form.text("reason"))
        correct_raised_action(current_desk(), shown.action, asked, made=made, version=seen())
    except Conflict as conflict:
        return _conflict(reference, action, form, conflict.version), 409
    except BadInput as error:
        abandon()
        form.refuse(error, due="due_on" if form.due.data == "date" else "due")
        return _page(*_shown(reference, action), form), 422
    return done(meeting, f"{spoken(shown.action.reference)} is corrected.")


@corrections.post("/meetings/<reference>/corrections/actions/<action>/void")
def void_action(reference: str, action: str) -> ResponseReturnValue:
    meeting = closed(reference, lock=True)
    stored.raised(current_session(), meeting, action, lock=True)
    meeting, shown = _shown(reference, action)
    voiding = Voiding()
    try:
        made = making(meeting, voiding.text("void_reason"))
        void_raised_action(current_desk(), shown.action, made=made, version=seen())
    except BadInput as error:
        status = 422
        voiding.refuse(error, reason="void_reason")
    except Conflict:
        status = 409
        voiding.refuse(
            BadInput(
                "Someone changed this action meanwhile. Look at it again, then void it.", field="void_reason"
            )
        )
    else:
        return done(meeting, f"{spoken(shown.action.reference)} is void. Its number is not used again.")
    abandon()
    meeting, shown = _shown(reference, action)
    form = ActionCorrection(formdata=None, data=now(current_session(), shown, current_viewer()))
    return _page(meeting, shown, form, voiding=voiding), status


@corrections.get("/meetings/<reference>/corrections/actions/new")
def new_action(reference: str) -> str:
    return _new_page(closed(reference), {"client_id": str(uuid4())})


@corrections.post("/meetings/<reference>/corrections/actions/new")
def add_action(reference: str) -> ResponseReturnValue:
    meeting = closed(reference, lock=True)
    typed = {
        name: request.form.get(name, "")
        for name in ("text", "agenda_item", "raised_at", "reason", "client_id")
    }
    try:
        agenda = meetings.agenda(current_session(), meeting.key)
        item = rows.find_item(agenda, typed["agenda_item"])
        missed = Missed(
            typed["text"],
            agenda_item_id=item.id if item else None,
            raised_at=_minute(meeting, typed["raised_at"]),
            client_id=_client_id(typed["client_id"]),
        )
        made = making(meeting, typed["reason"])
        action = add_missed_action(current_desk(), missed, made=made, matcher=wiring().matcher)
    except BadInput as error:
        abandon()
        field = error.field if error.field in {"agenda_item", "raised_at", "reason"} else "text"
        return _new_page(closed(reference), typed, {field: str(error)}), 422
    return done(meeting, f"{spoken(action.reference)} is added.")


@corrections.get("/meetings/<reference>/corrections/understood")
def understood(reference: str) -> str:
    """What the line says so far, as of the day of the meeting. Changes nothing."""
    meeting = closed(reference)
    typed = {name: request.args.get(name, "") for name in ("text", "agenda_item")}
    return render_template("meetings/_understood.html", understood=_understood(meeting, typed))


def _shown(reference: str, action: str) -> "tuple[Meeting, Shown]":
    """The meeting and its action, when both can be corrected. Raises `NotFound` and `InvalidMove`."""
    session = current_session()
    meeting = meetings.by_reference(session, reference)
    check_correctable(meeting.status)
    found = stored.raised(session, meeting, action)
    if found.closure is Closure.VOID:
        raise InvalidMove(
            f"{spoken(found.reference)} is void, so there is nothing to correct. Reopen it first."
        )
    return meeting, pages.shown(session, current_viewer(), found.reference)


def _page(
    meeting: "Meeting",
    shown: "Shown",
    form: ActionCorrection,
    *,
    voiding: Voiding | None = None,
    conflict: dict[str, Any] | None = None,
) -> str:
    form.offer(options(current_session(), shown, sat_on(meeting)))
    voiding = voiding or Voiding(formdata=None)
    return render_template(
        "corrections/action.html",
        **frame(meeting),
        form=form,
        voiding=voiding,
        errors={**form.errors, **voiding.errors},
        action=shown.action,
        spoken=spoken(shown.action.reference),
        closed=shown.action.closed_on is not None,
        conflict=conflict,
    )


def _conflict(reference: str, action: str, form: ActionCorrection, version: int) -> str:
    abandon()
    meeting, shown = _shown(reference, action)
    theirs = now(current_session(), shown, current_viewer())
    names = (*ActionCorrection.FIELDS, "reason")
    panel = conflict_in(form, names, theirs, shown.action.reference, version)
    return _page(meeting, shown, form, conflict=panel)


def _new_page(meeting: "Meeting", typed: dict[str, str], problems: dict[str, str] | None = None) -> str:
    agenda = meetings.agenda(current_session(), meeting.key)
    address = meeting.reference.lower()
    return render_template(
        "corrections/missed.html",
        **frame(meeting),
        typed=typed,
        problems=problems or {},
        errors=[{"text": text, "href": f"#{name}"} for name, text in (problems or {}).items()],
        items=[{"value": rows.item_key(item), "label": rows.item_words(item)} for item in agenda],
        minutes=minute_words(meeting),
        understood=_understood(meeting, typed),
        preview=url_for("corrections.understood", reference=address),
    )


def _understood(meeting: "Meeting", typed: dict[str, str]) -> dict[str, Any] | None:
    agenda = meetings.agenda(current_session(), meeting.key)
    text, at = typed.get("text", ""), typed.get("agenda_item", "")
    read = rows.understood(meeting, agenda, text, at, sat_on(meeting))
    return {**read, "suggestions": []} if read else None


def _minute(meeting: "Meeting", typed: str) -> "datetime | None":
    at = read_clock(typed, field="raised_at")
    return moment_at(sat_on(meeting), at, field="raised_at") if at else None


def _client_id(typed: str) -> str:
    try:
        return str(UUID(typed))
    except ValueError:
        return str(uuid4())
