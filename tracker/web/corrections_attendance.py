"""Corrects what the record of a closed meeting says of who came to it."""

from typing import TYPE_CHECKING, Any

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.domain.attendance import NOT_EXPECTED, Attended, Marked
from tracker.domain.errors import BadInput, Conflict, NotFound
from tracker.services.corrections_attendance import EVENT
from tracker.services.corrections_attendance import correct_attendance as put_attendance_right
from tracker.store import attendance as stored
from tracker.store import posts
from tracker.web.conflicts import conflict_in, last_saved, merge_into
from tracker.web.corrections import closed, corrections, done, frame, keeps_theirs, left, making, seen
from tracker.web.forms.corrections import AttendanceCorrection, attendance_values
from tracker.web.forms.entry import number
from tracker.web.requests import abandon, current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

NOT_LISTED = 0
"""Stands in an address for a post that was not on the list, which is then chosen in the form."""


@corrections.get("/meetings/<reference>/corrections/attendance/<int:post>")
def edit_attendance(reference: str, post: int) -> str:
    meeting = closed(reference)
    values, version = _on_record(meeting, post)
    form = AttendanceCorrection(formdata=None, data={**values, "version": str(version)})
    return _page(meeting, post, form)


@corrections.post("/meetings/<reference>/corrections/attendance/<int:post>")
def correct_attendance(reference: str, post: int) -> ResponseReturnValue:
    meeting = closed(reference, lock=True)
    if keeps_theirs():
        return left(meeting)
    form = AttendanceCorrection()
    merge_into(form, AttendanceCorrection.FIELDS)
    chosen = post or number(form.text("post")) or NOT_LISTED
    try:
        made = making(meeting, form.text("reason"))
        put_attendance_right(current_desk(), chosen, form.marked(), made=made, version=seen())
    except Conflict as conflict:
        abandon()
        meeting = closed(reference)
        names = (*AttendanceCorrection.FIELDS, "reason")
        values, _version = _on_record(meeting, chosen)
        panel = conflict_in(form, names, values, meeting.reference, conflict.version)
        panel["who"], panel["when"] = last_saved(meeting.reference, EVENT)
        return _page(meeting, chosen, form, panel), 409
    except BadInput as error:
        abandon()
        form.refuse(error)
        return _page(closed(reference), post, form), 422
    return done(meeting, "The attendance is corrected.")


def _on_record(meeting: "Meeting", post: int) -> tuple[dict[str, str], int]:
    """What the list says of a post, and its version; 0 where it is not on the list. Raises `NotFound` for no post at all."""
    if post and post not in stored.titles(current_session(), [post]):
        raise NotFound("There is no such post.")
    listed = {one.post_id: one for one in stored.of_meeting(current_session(), meeting.key)}
    if post not in listed:
        return attendance_values(NOT_EXPECTED if post else Marked(Attended.PRESENT)), 0
    return attendance_values(listed[post].marked), listed[post].version


def _page(
    meeting: "Meeting", post: int, form: AttendanceCorrection, conflict: dict[str, Any] | None = None
) -> str:
    session = current_session()
    listed = {one.post_id for one in stored.of_meeting(session, meeting.key)}
    form.offer({key: title for key, _, title in posts.named(session, active=True) if key not in listed})
    return render_template(
        "corrections/attendance.html",
        **frame(meeting),
        form=form,
        post=post,
        words=stored.titles(session, [post]).get(post, ""),
        conflict=conflict,
    )
