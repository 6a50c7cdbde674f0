"""Schedules a meeting and changes one: what moves with it is shown first."""

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from tracker.domain.errors import BadInput, Conflict
from tracker.domain.meeting_words import day_words
from tracker.domain.meetings import PAPERS_WORKING_DAYS, check_changeable
from tracker.domain.wording import count_words, date_words
from tracker.services.meetings import new_deadline, schedule_meeting, shown
from tracker.services.moving import move_meeting
from tracker.services.versions import check_version
from tracker.store import meetings as stored
from tracker.web.conflicts import chosen, conflict_of
from tracker.web.forms.day_field import summary
from tracker.web.forms.meetings import LABELS, MeetingForm, values_of
from tracker.web.meetings import meetings
from tracker.web.moving_page import moves, problem_with_why, say_who_is_told
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting


@meetings.get("/meetings/new")
def new() -> str:
    form, session = _new_form(), current_session()
    coming = stored.coming(session, current_moment().today)
    if coming is not None:
        form.series.data = stored.series_numbered(session, coming.series_id).code
    return _page(form, None)


@meetings.post("/meetings")
def create() -> ResponseReturnValue:
    form = _new_form()
    try:
        if form.validate():
            series = stored.series_by_code(current_session(), form.series.data)
            meeting = schedule_meeting(current_desk(), series=series, sitting=form.sitting())
            flash(
                f"The meeting is scheduled. Its papers are due on {date_words(meeting.papers_due)}.",
                "success",
            )
            return redirect(url_for("meetings.show", reference=meeting.reference.lower()), 303)
    except BadInput as error:
        form.refuse(error)
    abandon()
    return _page(form, None), 422


@meetings.get("/meetings/<reference>/edit")
def edit(reference: str) -> str:
    meeting = stored.by_reference(current_session(), reference)
    check_changeable(meeting.status, {"video_url"})
    form = MeetingForm(formdata=MultiDict(values_of(meeting)), today=current_moment().today, meeting=meeting)
    return _page(form, meeting, version=meeting.version)


@meetings.post("/meetings/<reference>")
def update(reference: str) -> ResponseReturnValue:
    """Saves at once where nothing hangs on it; else shows what moves, and moves it when that was seen."""
    meeting = stored.by_reference(current_session(), reference, lock=True)
    if request.form.get("resolution") == "theirs":
        return _to(meeting)
    form = MeetingForm(formdata=_sent(meeting), today=current_moment().today, meeting=meeting)
    version = request.form.get("version", default=-1, type=int)
    try:
        if form.validate() and not request.form.get("again"):
            check_version(meeting, version, shown(meeting))
            moving = _moving(meeting, form)
            errors = problem_with_why()
            if moving and (errors or not request.form.get("seen")):
                page = render_template("meetings/moving.html", version=version, errors=errors, **moving)
                return page, 422 if errors else 200
            moved = move_meeting(
                current_desk(),
                meeting,
                form.sitting(),
                version=version,
                stationery=wiring().stationery,
                why=request.form.get("why", ""),
            )
            say_who_is_told(moved, _saved_words(len(moved)))
            return _to(meeting)
    except BadInput as error:
        form.refuse(error)
    except Conflict:
        return _conflict(reference, form), 409
    abandon()
    status = 422 if summary(form) else 200
    return _page(form, stored.by_reference(current_session(), reference), version=version), status


def _new_form() -> MeetingForm:
    form = MeetingForm(today=current_moment().today)
    form.offer(stored.series_that_meet(current_session()))
    return form


def _sent(meeting: "Meeting") -> MultiDict[str, str]:
    """The fields that were sent, over those on record: a form need not send what it does not change."""
    kept: MultiDict[str, str] = MultiDict(values_of(meeting))
    sent = chosen(request.form, LABELS)
    for name in LABELS:
        parts = request.form.getlist(name)
        if f"merged_{name}" in request.form and name in sent:
            parts = [sent[name]]
        if parts:
            kept.setlist(name, parts)
    return kept


def _moving(meeting: "Meeting", form: MeetingForm) -> dict[str, Any] | None:
    """What moves with the meeting; None where nothing does."""
    deadline = new_deadline(current_desk(), meeting, form.sitting())
    if deadline == meeting.papers_due:
        return None
    hanging = moves(meeting, date_words(deadline))
    if not hanging["rows"]:
        return None
    return {
        **hanging,
        "meeting": meeting,
        "old": day_words(meeting),
        "new": form.typed().get("starts_on", ""),
        "deadline": deadline,
        "hidden": form.typed(),
    }


def _saved_words(moved: int) -> str:
    if not moved:
        return "The meeting is changed."
    return f"The meeting is changed, and the due date of {count_words(moved, 'action')} with it."


def _conflict(reference: str, form: MeetingForm) -> str:
    abandon()
    meeting = stored.by_reference(current_session(), reference)
    theirs, mine = values_of(meeting), form.typed()
    conflict = conflict_of(meeting.reference, meeting.version, mine, theirs, LABELS)
    return _page(form, meeting, version=meeting.version, conflict=conflict)


def _page(
    form: MeetingForm,
    meeting: "Meeting | None",
    *,
    version: int | None = None,
    conflict: dict[str, Any] | None = None,
) -> str:
    session = current_session()
    known = (
        [stored.series_numbered(session, meeting.series_id)] if meeting else stored.series_that_meet(session)
    )
    return render_template(
        "meetings/edit.html",
        form=form,
        meeting=meeting,
        day=day_words(meeting) if meeting else "",
        version=version,
        conflict=conflict,
        why=request.form.get("why", ""),
        days=known[0].papers_working_days if known else PAPERS_WORKING_DAYS,
        errors=summary(form),
    )


def _to(meeting: "Meeting") -> ResponseReturnValue:
    return redirect(url_for("meetings.show", reference=meeting.reference.lower()), 303)
