"""Keeps who is expected at a meeting and came. Lock the meeting first: then it cannot be closed meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.attendance import (
    NOT_EXPECTED,
    STANDS_IN,
    Marked,
    check_attendance,
    note_to_keep,
    read_row,
    tidy,
)
from tracker.domain.errors import BadInput, Conflict
from tracker.models.meetings import Attendance, Meeting
from tracker.services.desk import Desk
from tracker.services.history import record_change
from tracker.services.versions import next_version
from tracker.store import attendance as stored

Marks = Mapping[int, Marked]
"""What is said of posts, by the number of the post."""


@dataclass(frozen=True)
class Mark:
    """What is said of one post, and what the form showed of it when it was opened."""

    post_id: int
    now: Marked
    seen: Marked


def save_attendance(desk: Desk, meeting: Meeting, marks: Sequence[Mark], *, proposed: bool = False) -> int:
    """Keeps what was said of each post. What the writer did not touch stays as others left it. Returns how many changed.

    With `proposed` the form showed a list that nobody has kept yet: all of it is kept, unless someone else kept one first.
    Raises `Conflict` where two people marked one post (its `current` holds the others' marks, by the number of the post),
    `InvalidMove` for a meeting that is over, and `BadInput`.
    """
    check_attendance(meeting.status)
    titles = stored.titles(desk.session, [mark.post_id for mark in marks])
    if any(mark.post_id not in titles for mark in marks):
        raise BadInput("Choose the posts from the list.", field="add")
    rows = stored.locked(desk.session, meeting.key)
    holders = stored.holders(desk.session, titles, meeting.starts_on)
    kept = {post_id: marked(rows.get(post_id)) for post_id in titles}
    touched = _touched(marks, kept, holders, takes_all=proposed and not rows)
    clash = {mark.post_id for mark in touched if kept[mark.post_id] not in (mark.seen, NOT_EXPECTED)}
    if clash:
        raise Conflict(
            "Someone marked these posts first. Choose what to keep, then save again.",
            current={str(post_id): kept[post_id] for post_id in clash},
            version=0,
        )
    for mark in touched:
        row = rows.get(mark.post_id) or Attendance(meeting_id=meeting.key, post_id=mark.post_id, version=0)
        put_down(desk, row, mark.now, holders.get(mark.post_id, ""))
    desk.session.flush()
    before = {titles[mark.post_id]: mark_words(kept[mark.post_id]) for mark in touched}
    after = {titles[mark.post_id]: mark_words(mark.now) for mark in touched}
    record_change(desk, "attendance.saved", meeting.reference, before, after)
    return len(touched)


def freeze_names(desk: Desk, meeting: Meeting) -> None:
    """Writes the name of the holder on the day of the meeting to each post for which nobody stands in: for its closing."""
    rows = stored.locked(desk.session, meeting.key)
    holders = stored.holders(desk.session, rows, meeting.starts_on)
    for post_id, row in rows.items():
        row.name = marked(row).stands_in or holders.get(post_id, "")


def _touched(
    marks: Sequence[Mark], kept: Marks, holders: Mapping[int, str], *, takes_all: bool
) -> list[Mark]:
    """The marks to be kept: those that the writer changed, or all of a list that is kept for the first time."""
    found = []
    for mark in marks:
        holder = holders.get(mark.post_id, "")
        now, seen = tidy(mark.now, holder), tidy(mark.seen, holder)
        if now != kept[mark.post_id] and (now != seen or takes_all):
            found.append(Mark(mark.post_id, now, seen))
    return found


def marked(row: Attendance | None) -> Marked:
    """What a row says of its post; of a post without one, that it is not expected."""
    return read_row(row.attended, row.name, row.note) if row else NOT_EXPECTED


def put_down(desk: Desk, row: Attendance, now: Marked, holder: str) -> None:
    """Writes what is said of a post to its row, which a post that was not on the list has with version 0."""
    if now.attended is None:
        if row.version:
            desk.session.delete(row)
        return
    row.attended, row.name = now.attended, now.stands_in or holder
    row.note = note_to_keep(now, holder)
    next_version(row)
    desk.session.add(row)


def mark_words(said: Marked) -> str:
    """ "present, Bea Best standing in, from 15:00"; "" for one that is not expected."""
    stands_in = f"{said.stands_in} {STANDS_IN}" if said.stands_in else ""
    return ", ".join(filter(None, (said.attended or "", stands_in, said.note)))
