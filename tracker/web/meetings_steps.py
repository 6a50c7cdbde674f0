"""The steps of a meeting: it starts, it is closed after a look at what is still open, or it is cancelled."""

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.actions import Status
from tracker.domain.errors import Conflict
from tracker.domain.meeting_words import day_words
from tracker.domain.meetings import MeetingStatus, check_step
from tracker.domain.wording import count_words, date_words
from tracker.services.meetings import cancel_meeting, close_meeting, start_meeting
from tracker.store import matters_arising
from tracker.store import meetings as stored
from tracker.store.actions import ListedAction
from tracker.web.access import current_viewer
from tracker.web.meetings import meetings
from tracker.web.requests import abandon, current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting


@meetings.post("/meetings/<reference>/start")
def start(reference: str) -> ResponseReturnValue:
    meeting = stored.by_reference(current_session(), reference, lock=True)
    start_meeting(current_desk(), meeting)
    return redirect(url_for("live.show", reference=meeting.reference.lower()), 303)


@meetings.get("/meetings/<reference>/close")
def closing(reference: str) -> str:
    """What is without an owner or a date, or not decided, before the meeting is closed."""
    session, viewer = current_session(), current_viewer()
    meeting = stored.by_reference(session, reference)
    check_step(meeting.status, MeetingStatus.HELD)
    left = matters_arising.unsettled(session, viewer, meeting)
    following = stored.next_after(session, meeting.series_id, meeting.starts_on)
    lists = [
        ("Recommended for closure, not decided", "Decide on it", left.undecided),
        ("Without an owner", "Name one", left.no_owner),
        ("Without a date", "Agree one", left.no_date),
        ("Standing without an exit rule", "Write it", left.no_rule),
    ]
    return render_template(
        "meetings/closing.html",
        meeting=meeting,
        day=day_words(meeting),
        lists=[
            {"heading": heading, "todo": todo, "rows": [_left(row, meeting) for row in rows]}
            for heading, todo, rows in lists
            if rows
        ],
        open_count=len({row.id for _, _, rows in lists for row in rows}),
        carried=matters_arising.count_open_before(session, meeting),
        following=following,
    )


def _left(row: ListedAction, meeting: "Meeting") -> dict[str, str]:
    """One thing that is left, with the page on which it is settled."""
    address = meeting.reference.lower()
    if row.status is Status.RECOMMENDED:
        settle = url_for("reviews.show", reference=address, action=row.reference)
    elif row.raised_at == meeting.reference:
        settle = url_for("live.edit", reference=address, action=row.reference)
    else:
        settle = url_for("actions.edit", reference=row.reference)
    return {
        "reference": row.reference,
        "title": row.title,
        "owner": row.post_title or "",
        "href": url_for("actions.show", reference=row.reference),
        "settle": settle,
    }


@meetings.post("/meetings/<reference>/close")
def close(reference: str) -> ResponseReturnValue:
    meeting = stored.by_reference(current_session(), reference, lock=True)
    carried = close_meeting(current_desk(), meeting)
    words = f"{count_words(len(carried), 'action is', 'actions are')} carried forward." if carried else ""
    flash(f"The meeting is closed. {words}".strip(), "success")
    return _to(meeting)


@meetings.get("/meetings/<reference>/cancel")
def cancelling(reference: str) -> str:
    meeting = stored.by_reference(current_session(), reference)
    check_step(meeting.status, MeetingStatus.CANCELLED)
    return _cancelling_page(meeting)


@meetings.post("/meetings/<reference>/cancel")
def cancel(reference: str) -> ResponseReturnValue:
    meeting = stored.by_reference(current_session(), reference, lock=True)
    version = request.form.get("version", default=-1, type=int)
    try:
        cancel_meeting(current_desk(), meeting, version=version)
    except Conflict:
        abandon()
        problem = "Someone changed this meeting meanwhile. This is how it stands now: look at it again, then cancel it."
        fresh = stored.by_reference(current_session(), reference)
        return _cancelling_page(fresh, problem), 409
    flash(f"The meeting of {day_words(meeting)} is cancelled.", "success")
    return _to(meeting)


def _cancelling_page(meeting: "Meeting", problem: str = "") -> str:
    session = current_session()
    following = stored.next_after(session, meeting.series_id, meeting.starts_on)
    if following:
        goes = f"the meeting of {day_words(following)}, papers by {date_words(following.papers_due)}"
    else:
        goes = "the next meeting, once one is scheduled"
    return render_template(
        "meetings/cancelling.html",
        meeting=meeting,
        day=day_words(meeting),
        rows=matters_arising.due_at(session, current_viewer(), meeting.key),
        goes=goes,
        errors=[{"text": problem, "href": None}] if problem else None,
    )


def _to(meeting: "Meeting") -> ResponseReturnValue:
    return redirect(url_for("meetings.show", reference=meeting.reference.lower()), 303)
