"""Who is expected at a meeting, who came and who sent apologies: one form for all posts, saved at once."""

import json
from collections.abc import Mapping
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.attendance import LABELS, NOT_EXPECTED, Attended, Marked, attendance_words
from tracker.domain.corrections import OVER
from tracker.domain.errors import BadInput, Conflict
from tracker.domain.meeting_words import day_words
from tracker.domain.meetings import UNDER_WAY
from tracker.services.attendance import Mark, save_attendance
from tracker.store import attendance as stored
from tracker.store import meetings, posts
from tracker.web.access import ACCESS, current_viewer
from tracker.web.conflicts import last_saved
from tracker.web.incoming import row_number
from tracker.web.meeting_sections import attendance as section
from tracker.web.requests import abandon, current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

attendance = Blueprint("attendance", __name__)

OFF = "off"
"""What the form sends for a post that is not expected."""
MOST_POSTS = 1_000
"""A force has some dozens."""
CHOICES = [*((kind.value, LABELS[kind]) for kind in Attended), (OFF, "Not expected")]


@attendance.get("/meetings/<reference>/attendance")
def show(reference: str) -> str:
    """The form; for those who only read, and of a meeting that is over, the list."""
    meeting = meetings.by_reference(current_session(), reference)
    if meeting.status not in UNDER_WAY or not current_viewer().roles & ACCESS["attendance.save"]:
        return render_template("attendance/read.html", **_names(meeting), **section.section(meeting))
    return _form(meeting)


@attendance.post("/meetings/<reference>/attendance")
def save(reference: str) -> ResponseReturnValue:
    """Keeps the whole list. With `do=all`, everyone who is still expected is present; `add` names one more post."""
    meeting = meetings.by_reference(current_session(), reference, lock=True)
    marks = _sent()
    try:
        changed = save_attendance(
            current_desk(), meeting, marks, proposed=request.form.get("proposed") == "1"
        )
    except Conflict as conflict:
        abandon()
        return _conflict(reference, marks, conflict), 409
    except BadInput as error:
        abandon()
        return _form(meetings.by_reference(current_session(), reference), marks, str(error)), 422
    kept = stored.of_meeting(current_session(), meeting.key)
    words = attendance_words([one.attended for one in kept])
    flash(f"{words}." if changed else "Nothing was changed.", "success")
    anchor = "add-heading" if request.form.get("do") == "add" else None
    return redirect(url_for("attendance.show", reference=reference.lower(), _anchor=anchor), 303)


def _sent() -> list[Mark]:
    """What the form says of each post, with what it showed. After a conflict, what the person chose."""
    theirs = request.form.get("resolution") == "theirs"
    fought = {row_number(post) for post in request.form.getlist("fought")}
    marks: list[Mark] = []
    posts_sent = dict.fromkeys(map(row_number, request.form.getlist("post")))
    if len(posts_sent) > MOST_POSTS:
        raise BadInput("That is more posts than one form can hold. Go back to the list and mark it there.")
    for post_id in posts_sent:
        if post_id is None or (theirs and post_id in fought):
            continue
        now = _typed(post_id)
        if request.form.get("do") == "all" and now.attended is Attended.EXPECTED:
            now = Marked(Attended.PRESENT, now.stands_in, now.note)
        marks.append(Mark(post_id, now, _read(request.form.get(f"seen-{post_id}", ""))))
    known = {mark.post_id for mark in marks}
    added = row_number(request.form.get("add", ""))
    return marks if added is None or added in known else [*marks, Mark(added, Marked(), NOT_EXPECTED)]


def _typed(post_id: int) -> Marked:
    """The fields of one post; with "Write it from both", those that were written."""
    merges = request.form.get("resolution") == "merge"

    def value(name: str) -> str:
        field = f"{name}-{post_id}"
        sent = request.form.get(field, "")
        return request.form.get(f"merged_{field}", sent) if merges else sent

    attended = value("attended")
    known = Attended(attended) if attended in list(Attended) else None
    return Marked(known, value("name"), value("note"))


def _written(marked: Marked) -> str:
    """What the form showed of a post, to be sent back with it."""
    return json.dumps(astuple(marked))


def _read(seen: str) -> Marked:
    """What `_written` wrote; what nobody wrote so is a post that was not on the list."""
    try:
        attended, stands_in, note = json.loads(seen)
        return Marked(Attended(attended) if attended else None, str(stands_in), str(note))
    except (ValueError, TypeError, RecursionError):
        return NOT_EXPECTED


def _form(meeting: "Meeting", marks: list[Mark] | None = None, problem: str = "") -> str:
    session = current_session()
    typed = {mark.post_id: mark.now for mark in marks or []}
    known = stored.titles(session, typed)
    on_list, beside, proposed = section.rows(meeting, {key: typed[key] for key in known} if marks else None)
    seen = {mark.post_id: mark.seen for mark in marks or []}
    for row in (*on_list, *beside):
        row["seen"] = _written(seen.get(row["id"], row["seen"]))
    listed = {row["id"] for row in (*on_list, *beside)}
    return render_template(
        "attendance/edit.html",
        rows=on_list,
        beside=beside,
        proposed=proposed,
        choices=CHOICES,
        others=[
            {"value": key, "label": title}
            for key, _, title in posts.named(session, active=True)
            if key not in listed
        ],
        errors=[{"text": problem, "href": None}] if problem else None,
        heading=_heading(on_list, proposed=proposed),
        **_names(meeting),
    )


def _heading(on_list: list[dict[str, Any]], *, proposed: bool) -> str:
    if proposed and on_list:
        count = len(on_list)
        return f"{count} {'post is' if count == 1 else 'posts are'} proposed"
    return attendance_words([row["now"].attended for row in on_list if row["now"].attended])


def _names(meeting: "Meeting") -> dict[str, Any]:
    series = meetings.series_numbered(current_session(), meeting.series_id)
    return {
        "caption": f"{series.title}, {day_words(meeting)}",
        "address": meeting.reference.lower(),
        "is_over": meeting.status not in UNDER_WAY,
        "is_on_record": meeting.status in OVER,
    }


def _conflict(reference: str, marks: list[Mark], conflict: Conflict) -> str:
    """Both marks of each post that two people marked; all the others are carried along."""
    session = current_session()
    meeting = meetings.by_reference(session, reference)
    theirs: dict[int, Marked] = {int(key): marked for key, marked in conflict.current.items()}  # type: ignore[misc]
    titles = stored.titles(session, theirs)
    who, when = last_saved(meeting.reference, "attendance.saved")
    panel = {
        "who": who,
        "when": when,
        "version": conflict.version,
        "fields": [
            field for mark in marks if mark.post_id in theirs for field in _both(mark, theirs, titles)
        ],
        "carried": [field for mark in marks for field in _carried(mark, theirs)],
    }
    return render_template("attendance/conflict.html", conflict=panel, **_names(meeting))


FIELDS = {"attended": "whether they came", "name": "who stands in", "note": "note"}


def _values(marked: Marked) -> dict[str, str]:
    return {
        "attended": marked.attended.value if marked.attended else OFF,
        "name": marked.stands_in,
        "note": marked.note,
    }


def _both(mark: Mark, theirs: Mapping[int, Marked], titles: Mapping[int, str]) -> list[dict[str, Any]]:
    mine, other = _values(mark.now), _values(theirs[mark.post_id])
    words = dict(CHOICES)
    fields = []
    for name, label in FIELDS.items():
        if mine[name] == other[name]:
            continue
        field = {
            "name": f"{name}-{mark.post_id}",
            "label": f"{titles[mark.post_id]}: {label}",
            "value": mine[name],
            "mine": words.get(mine[name], mine[name]) or "Nothing",
            "theirs": words.get(other[name], other[name]) or "Nothing",
            "theirs_value": other[name],
        }
        if name == "attended":
            field["options"] = [{"value": value, "label": label} for value, label in CHOICES]
        fields.append(field)
    return fields


def _carried(mark: Mark, theirs: Mapping[int, Marked]) -> list[dict[str, str]]:
    """The fields of a post that are not chosen between, with what is to be seen as shown: for a mark of two, the others'."""
    fought = mark.post_id in theirs
    there = theirs[mark.post_id] if fought else mark.seen
    mine = _values(mark.now)
    same = [name for name in FIELDS if not fought or mine[name] == _values(there)[name]]
    return [
        {"name": "post", "value": str(mark.post_id)},
        {"name": f"seen-{mark.post_id}", "value": _written(there)},
        *({"name": f"{name}-{mark.post_id}", "value": mine[name]} for name in same),
        *([{"name": "fought", "value": str(mark.post_id)}] if fought else []),
    ]
