"""The steps of a meeting: it starts, it is closed after a look at what is still open, or it is cancelled."""

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict
from tracker.domain.meeting_words import day_words
from tracker.domain.meetings import MeetingStatus, check_step
from tracker.domain.wording import count_words, date_words, weekday_date
from tracker.services.closing import Closed, end_meeting
from tracker.services.meetings import start_meeting
from tracker.services.moving import call_off_meeting
from tracker.store import meetings as stored
from tracker.web import closing_page
from tracker.web.forms.next_meeting import NextMeetingForm
from tracker.web.meetings import meetings
from tracker.web.moving_page import moves, problem_with_why, say_who_is_told
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting


@meetings.post("/meetings/<reference>/start")
def start(reference: str) -> ResponseReturnValue:
    meeting = stored.by_reference(current_session(), reference, lock=True)
    start_meeting(current_desk(), meeting)
    return redirect(url_for("live.show", reference=meeting.reference.lower()), 303)


@meetings.get("/meetings/<reference>/close")
def closing(reference: str) -> str:
    """What is still to be settled, and when the next meeting is, before the meeting is closed."""
    meeting = stored.by_reference(current_session(), reference)
    check_step(meeting.status, MeetingStatus.HELD)
    return render_template("meetings/closing.html", **closing_page.context(meeting))


@meetings.post("/meetings/<reference>/close")
def close(reference: str) -> ResponseReturnValue:
    meeting = stored.by_reference(current_session(), reference, lock=True)
    check_step(meeting.status, MeetingStatus.HELD)
    form = NextMeetingForm(request.form, today=current_moment().today)
    try:
        if form.validate():
            following = form.sitting() if form.is_wanted else None
            closed = end_meeting(current_desk(), meeting, wiring().stationery, following=following)
            flash(_closed_words(closed), "success")
            return redirect(url_for("aftermath.show", reference=meeting.reference.lower()), 303)
    except BadInput as error:
        form.refuse(error)
    abandon()
    fresh = stored.by_reference(current_session(), reference)
    return render_template("meetings/closing.html", **closing_page.context(fresh, form)), 422


def _closed_words(closed: Closed) -> str:
    carried = len(closed.carried)
    parts = ["The meeting is closed."]
    if carried:
        parts.append(f"{count_words(carried, 'action is', 'actions are', starts=True)} carried forward.")
    if closed.following:
        parts.append(f"The next meeting is on {weekday_date(closed.following.starts_on)}.")
    return " ".join(parts)


@meetings.get("/meetings/<reference>/cancel")
def cancelling(reference: str) -> str:
    meeting = stored.by_reference(current_session(), reference)
    check_step(meeting.status, MeetingStatus.CANCELLED)
    return _cancelling_page(meeting)


@meetings.post("/meetings/<reference>/cancel")
def cancel(reference: str) -> ResponseReturnValue:
    meeting = stored.by_reference(current_session(), reference, lock=True)
    version = request.form.get("version", default=-1, type=int)
    if errors := problem_with_why():
        return _cancelling_page(meeting, errors), 422
    why = request.form.get("why", "")
    try:
        moved = call_off_meeting(
            current_desk(), meeting, version=version, stationery=wiring().stationery, why=why
        )
    except Conflict:
        abandon()
        problem = "Someone changed this meeting meanwhile. This is how it stands now: look at it again, then cancel it."
        fresh = stored.by_reference(current_session(), reference)
        return _cancelling_page(fresh, [{"text": problem, "href": ""}]), 409
    say_who_is_told(moved, f"The meeting of {day_words(meeting)} is cancelled.")
    return _to(meeting)


def _cancelling_page(meeting: "Meeting", errors: list[dict[str, str]] | None = None) -> str:
    following = stored.next_after(current_session(), meeting.series_id, meeting.starts_on)
    if following:
        goes = f"the meeting of {day_words(following)}, papers by {date_words(following.papers_due)}"
        due_then = date_words(following.papers_due)
    else:
        goes, due_then = "the next meeting, once one is scheduled", "Next meeting, not scheduled yet"
    return render_template(
        "meetings/cancelling.html",
        meeting=meeting,
        day=day_words(meeting),
        goes=goes,
        errors=errors,
        **moves(meeting, due_then),
    )


def _to(meeting: "Meeting") -> ResponseReturnValue:
    return redirect(url_for("meetings.show", reference=meeting.reference.lower()), 303)
