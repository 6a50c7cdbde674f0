"""One heading of an agenda: what it says is corrected, or it is taken off, after a look at what rests on it."""

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict
from tracker.domain.meeting_words import day_words
from tracker.domain.meetings import check_agenda
from tracker.services.agenda import correct_agenda_item, remove_agenda_item
from tracker.store import agenda as headings
from tracker.store import meetings
from tracker.web.agenda import agenda
from tracker.web.conflicts import chosen, conflict_in
from tracker.web.forms.agenda import HeadingForm, RemovalForm, values_of
from tracker.web.forms.day_field import summary
from tracker.web.forms.entry import number
from tracker.web.incoming import row_number
from tracker.web.requests import abandon, current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.meetings import AgendaItem, Meeting

Both = tuple["Meeting", "AgendaItem"]


@agenda.get("/meetings/<reference>/agenda/<int:item>")
def heading(reference: str, item: int) -> str:
    meeting, row = _found(reference, item)
    check_agenda(meeting.status)
    form = HeadingForm(formdata=None, data={**values_of(row), "version": str(row.version)})
    return _page(meeting, row, form)


@agenda.post("/meetings/<reference>/agenda/<int:item>")
def correct(reference: str, item: int) -> ResponseReturnValue:
    meeting, row = _found(reference, item, lock=True)
    if request.form.get("resolution") == "theirs":
        return _to_list(meeting, item)
    sent = chosen(request.form, dict.fromkeys(HeadingForm.FIELDS))
    form = HeadingForm(
        formdata=None, data={**values_of(row), **sent, "version": request.form.get("version", "")}
    )
    _offer(form, meeting, row)
    try:
        if form.validate():
            correct_agenda_item(
                current_desk(), meeting, row, form.line(), version=number(form.version.data) or 0
            )
            flash(f"“{f'{row.number} {row.title}'.strip()}” is saved.", "success")
            return _to_list(meeting, item)
    except Conflict as conflict:
        return _conflict(reference, item, form, conflict), 409
    except BadInput as error:
        form.refuse(error)
    abandon()
    return _page(*_found(reference, item), form), 422


@agenda.get("/meetings/<reference>/agenda/<int:item>/remove")
def removing(reference: str, item: int) -> str:
    """What rests on the heading, and where it can move, before it is taken off."""
    meeting, row = _found(reference, item)
    check_agenda(meeting.status)
    return _removal_page(meeting, row, RemovalForm(formdata=None))


@agenda.post("/meetings/<reference>/agenda/<int:item>/remove")
def remove(reference: str, item: int) -> ResponseReturnValue:
    meeting, row = _found(reference, item, lock=True)
    form = RemovalForm()
    words = f"{row.number} {row.title}".strip()
    try:
        to = row_number(form.text("to"))
        there = headings.item(current_session(), meeting, to) if to else None
        remove_agenda_item(current_desk(), meeting, row, to=there)
    except BadInput as error:
        abandon()
        form.refuse(error)
        return _removal_page(*_found(reference, item), form), 422
    flash(f"“{words}” is off the agenda.", "success")
    return redirect(url_for("agenda.edit", reference=reference.lower()), 303)


def _found(reference: str, item: int, *, lock: bool = False) -> Both:
    meeting = meetings.by_reference(current_session(), reference, lock=lock)
    return meeting, headings.item(current_session(), meeting, item)


def _to_list(meeting: "Meeting", item: int) -> ResponseReturnValue:
    address = meeting.reference.lower()
    return redirect(url_for("agenda.edit", reference=address, _anchor=f"heading-{item}"), 303)


def _offer(form: HeadingForm, meeting: "Meeting", row: "AgendaItem") -> None:
    session = current_session()
    of_the_day = meetings.priorities(session, meeting.starts_on)
    # What the heading is filed under stays on offer, of whatever Plan it is.
    others = [
        one for one in meetings.priorities(session) if one.id == row.priority_id and one not in of_the_day
    ]
    form.offer(row, [*of_the_day, *others], meetings.national_measures(session))


def _page(
    meeting: "Meeting", row: "AgendaItem", form: HeadingForm, panel: dict[str, Any] | None = None
) -> str:
    _offer(form, meeting, row)
    return render_template(
        "agenda/heading.html", form=form, conflict=panel, errors=summary(form), **_names(meeting, row)
    )


def _conflict(reference: str, item: int, form: HeadingForm, conflict: Conflict) -> str:
    """Both texts of what differs, side by side."""
    abandon()
    meeting, row = _found(reference, item)
    _offer(form, meeting, row)
    panel = conflict_in(form, form.FIELDS, values_of(row), headings.subject(row), conflict.version)
    return _page(meeting, row, form, panel)


def _removal_page(meeting: "Meeting", row: "AgendaItem", form: RemovalForm) -> str:
    session = current_session()
    form.offer([one for one in meetings.agenda(session, meeting.key) if one.id != row.id])
    return render_template(
        "agenda/removing.html",
        form=form,
        resting=headings.resting(session, row.key),
        errors=summary(form),
        **_names(meeting, row),
    )


def _names(meeting: "Meeting", row: "AgendaItem") -> dict[str, Any]:
    return {
        "address": meeting.reference.lower(),
        "day": day_words(meeting),
        "item": row.key,
        "words": f"{row.number} {row.title}".strip(),
    }
