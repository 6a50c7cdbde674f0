"""What may be logged from a document: each suggestion with its words and its rule; what is ticked is logged together."""

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput
from tracker.domain.references import spoken
from tracker.domain.wording import join_words
from tracker.services.suggestions import Ticked, log_ticked, suggested
from tracker.store import meetings, posts, reader
from tracker.store.suggestions import meetings_to_log_at
from tracker.web.access import current_viewer
from tracker.web.requests import abandon, asked_page, current_desk, current_moment, current_session, wiring
from tracker.web.suggestions_form import Form, Owners, read_form
from tracker.web.suggestions_page import PAGE_SIZE, shown

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

suggestions = Blueprint("suggestions", __name__)

NO_TICK = "Tick at least one suggestion to log."
NO_MEETING = "Choose the meeting at which these are logged."


@suggestions.get("/documents/<code>/<int:number>/suggestions")
def show(code: str, number: int) -> str:
    return _rendered(code, number, Form())


@suggestions.post("/documents/<code>/<int:number>/suggestions")
def log(code: str, number: int) -> ResponseReturnValue:
    form = read_form(request.form)
    try:
        ticked = _understood(form)
        if form.faults:
            raise BadInput(NO_TICK)
        meeting = _meeting(form.meeting)
        opened = reader.opened(current_session(), current_viewer(), code, number)
        logged = log_ticked(current_desk(), opened.version, meeting, ticked)
    except BadInput as error:
        if not form.faults:
            form.faults[error.field or "suggestions"] = str(error)
        abandon()
        return _rendered(code, number, form), 422
    said = [spoken(action.reference) for action in logged.actions]
    if said:
        flash(
            f"{join_words(said)} {'was' if len(said) == 1 else 'were'} logged at {meeting.reference}.",
            "success",
        )
    if logged.already:
        flash(
            f"{logged.already} had been logged from this document already, and {'was' if logged.already == 1 else 'were'} left alone."
        )
    return redirect(url_for("suggestions.show", code=code, number=number, page=request.args.get("page")), 303)


def _understood(form: Form) -> list[Ticked]:
    """The ticked suggestions with their owner and due date as read; what cannot be read is among the form's faults."""
    owners = _owners()
    today, calendar = current_moment().today, wiring().calendar
    ticked = [form.understand(key, owners, today, calendar.is_working_day) for key in form.ticked]
    if not ticked:
        form.faults["suggestions"] = NO_TICK
    return [one for one in ticked if one]


def _owners() -> Owners:
    return Owners(posts.names(current_session(), current_moment().today), wiring().matcher)


def _meeting(reference: str) -> "Meeting":
    if not reference:
        raise BadInput(NO_MEETING, field="meeting")
    return meetings.by_reference(current_session(), reference, lock=True)


def _rendered(code: str, number: int, form: Form) -> str:
    session, viewer = current_session(), current_viewer()
    opened = reader.opened(session, viewer, code, number)
    found = suggested(session, viewer, opened.version)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(asked_page(), pages)
    context = shown(
        opened,
        found,
        page=page,
        form=form,
        owners=_owners(),
        meetings=meetings_to_log_at(session),
        today=current_moment().today,
        is_working_day=wiring().calendar.is_working_day,
    )
    return render_template("suggestions/show.html", **context)
