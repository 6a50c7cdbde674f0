"""The agenda of a meeting: a heading more, or the last meeting's headings."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput
from tracker.domain.wording import count_words
from tracker.services.agenda import add_agenda_item
from tracker.services.agenda_template import copy_agenda
from tracker.store import meetings
from tracker.web import meeting_page
from tracker.web.forms.day_field import summary
from tracker.web.forms.meetings import AgendaForm
from tracker.web.requests import abandon, current_desk, current_session

agenda = Blueprint("agenda", __name__)


@agenda.post("/meetings/<reference>/agenda")
def create(reference: str) -> ResponseReturnValue:
    """Adds a heading at the end."""
    session = current_session()
    meeting = meetings.by_reference(session, reference, lock=True)
    form = AgendaForm()
    form.offer(meetings.priorities(session, meeting.starts_on), meetings.national_measures(session))
    try:
        if form.validate():
            item = add_agenda_item(current_desk(), meeting, form.line())
            flash(f"“{item.title}” is on the agenda.", "success")
            return redirect(_address(reference), 303)
    except BadInput as error:
        form.refuse(error)
    abandon()
    meeting = meetings.by_reference(current_session(), reference)
    context = meeting_page.context(meeting, form)
    return render_template("meetings/show.html", errors=summary(form), **context), 422


@agenda.post("/meetings/<reference>/agenda/copy")
def copy(reference: str) -> ResponseReturnValue:
    """Starts an empty agenda from that of the last meeting that has one."""
    session = current_session()
    meeting = meetings.by_reference(session, reference, lock=True)
    source = meetings.last_agenda_before(session, meeting)
    if source is None:
        raise BadInput("No earlier meeting of this series has an agenda. Add the headings one by one.")
    items = copy_agenda(current_desk(), meeting, source)
    flash(f"{count_words(len(items), 'heading is', 'headings are')} on the agenda now.", "success")
    return redirect(_address(reference), 303)


def _address(reference: str) -> str:
    return url_for("meetings.show", reference=reference.lower(), _anchor="agenda")
