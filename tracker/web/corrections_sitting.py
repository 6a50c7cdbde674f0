"""Corrects what a closed meeting noted under a heading of its agenda, and the heading."""

from typing import TYPE_CHECKING, Any

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict
from tracker.domain.note_changes import Texts
from tracker.services.corrections_sitting import correct_heading as put_heading_right
from tracker.services.corrections_sitting import correct_notes as put_notes_right
from tracker.services.corrections_sitting import item_subject
from tracker.store import agenda as headings
from tracker.store import corrections as stored
from tracker.store import meetings, notes
from tracker.web.conflicts import conflict_in, merge_into
from tracker.web.corrections import closed, corrections, done, frame, keeps_theirs, left, making, seen
from tracker.web.forms.corrections import (
    HeadingCorrection,
    NotesCorrection,
    heading_values,
    notes_values,
)
from tracker.web.requests import abandon, current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.meetings import AgendaItem, Meeting


@corrections.get("/meetings/<reference>/corrections/notes/<int:item>")
def edit_notes(reference: str, item: int) -> str:
    meeting = closed(reference)
    heading = notes.item(current_session(), meeting, item)
    note = notes.of_meeting(current_session(), meeting.key).get(item)
    values = {**notes_values(note), "version": str(note.version if note else 0)}
    return _notes_page(meeting, heading, NotesCorrection(formdata=None, data=values))


@corrections.post("/meetings/<reference>/corrections/notes/<int:item>")
def correct_notes(reference: str, item: int) -> ResponseReturnValue:
    """`item` is the number of the heading's row; 0 for the meeting as a whole."""
    meeting = closed(reference, lock=True)
    heading = notes.item(current_session(), meeting, item)
    if keeps_theirs():
        return left(meeting)
    form = NotesCorrection()
    merge_into(form, NotesCorrection.FIELDS)
    try:
        texts = Texts(form.notes.data or "", form.decisions.data or "")
        made = making(meeting, form.text("reason"))
        put_notes_right(current_desk(), heading, texts, made=made, version=seen())
    except Conflict as conflict:
        abandon()
        meeting = closed(reference)
        note = notes.of_meeting(current_session(), meeting.key)[item]
        names = (*NotesCorrection.FIELDS, "reason")
        panel = conflict_in(form, names, notes_values(note), notes.subject(note), conflict.version)
        return _notes_page(meeting, notes.item(current_session(), meeting, item), form, panel), 409
    except BadInput as error:
        abandon()
        form.refuse(error)
        meeting = closed(reference)
        return _notes_page(meeting, notes.item(current_session(), meeting, item), form), 422
    return done(meeting, "The notes are corrected.")


@corrections.get("/meetings/<reference>/corrections/agenda/<int:item>")
def edit_heading(reference: str, item: int) -> str:
    meeting = closed(reference)
    heading = stored.item(current_session(), meeting, item)
    values = {**heading_values(heading), "version": str(heading.version)}
    return _heading_page(meeting, heading, HeadingCorrection(formdata=None, data=values))


@corrections.post("/meetings/<reference>/corrections/agenda/<int:item>")
def correct_heading(reference: str, item: int) -> ResponseReturnValue:
    meeting = closed(reference, lock=True)
    heading = stored.item(current_session(), meeting, item, lock=True)
    if keeps_theirs():
        return left(meeting)
    form = _offered(HeadingCorrection(), meeting)
    merge_into(form, HeadingCorrection.FIELDS)
    try:
        made = making(meeting, form.text("reason"))
        put_heading_right(current_desk(), heading, form.line(), made=made, version=seen())
    except Conflict as conflict:
        abandon()
        meeting = closed(reference)
        heading = stored.item(current_session(), meeting, item)
        names = (*HeadingCorrection.FIELDS, "reason")
        panel = conflict_in(form, names, heading_values(heading), headings.subject(heading), conflict.version)
        return _heading_page(meeting, heading, form, panel), 409
    except BadInput as error:
        abandon()
        form.refuse(error)
        meeting = closed(reference)
        return _heading_page(meeting, stored.item(current_session(), meeting, item), form), 422
    return done(meeting, "The heading is corrected.")


def _offered(form: HeadingCorrection, meeting: "Meeting") -> HeadingCorrection:
    session = current_session()
    form.offer(meetings.priorities(session, meeting.starts_on), meetings.national_measures(session))
    return form


def _notes_page(
    meeting: "Meeting",
    item: "AgendaItem | None",
    form: NotesCorrection,
    conflict: dict[str, Any] | None = None,
) -> str:
    return render_template(
        "corrections/notes.html", **frame(meeting), form=form, words=item_subject(item), conflict=conflict
    )


def _heading_page(
    meeting: "Meeting",
    item: "AgendaItem",
    form: HeadingCorrection,
    conflict: dict[str, Any] | None = None,
) -> str:
    return render_template(
        "corrections/heading.html",
        **frame(meeting),
        form=_offered(form, meeting),
        words=item_subject(item),
        conflict=conflict,
    )
