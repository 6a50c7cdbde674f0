"""Reads of who is expected at a meeting and came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from tracker.domain.attendance import Attended, Marked, named, read_row
from tracker.models.meetings import Attendance, Meeting
from tracker.models.people import Post
from tracker.store import posts


@dataclass(frozen=True)
class Attending:
    """One post of the list of a meeting. `name` is as it was kept: that of the holder, or of who stood in."""

    post_id: int
    title: str
    name: str
    attended: Attended
    note: str
    version: int

    @property
    def marked(self) -> Marked:
        return read_row(self.attended, self.name, self.note)


def of_meeting(session: Session, meeting_id: int) -> list[Attending]:
    """The posts of the list, by title."""
    columns = (
        Attendance.post_id,
        Post.title,
        Attendance.name,
        Attendance.attended,
        Attendance.note,
        Attendance.version,
    )
    query = select(*columns).join(Post, col(Post.id) == Attendance.post_id)  # type: ignore[call-overload]
    query = query.where(Attendance.meeting_id == meeting_id).order_by(col(Post.title), col(Post.id))
    return [Attending(*row) for row in session.execute(query)]


def locked(session: Session, meeting_id: int) -> dict[int, Attendance]:
    """The rows of a meeting by post, kept from other writers until the transaction ends."""
    query = select(Attendance).where(Attendance.meeting_id == meeting_id).order_by(col(Attendance.id))
    return {row.post_id: row for row in session.exec(query.with_for_update()).all()}


def last_list(session: Session, meeting: Meeting) -> frozenset[int]:
    """The posts on the list of the last meeting of the series before this one that has one."""
    last = (
        select(Meeting.id)
        .where(Meeting.series_id == meeting.series_id, Meeting.starts_on < meeting.starts_on)
        .where(col(Meeting.id).in_(select(Attendance.meeting_id)))
        .order_by(col(Meeting.starts_on).desc())
        .limit(1)
    )
    query = select(Attendance.post_id).join(Post, col(Post.id) == Attendance.post_id)
    query = query.where(col(Attendance.meeting_id).in_(last), Post.active)
    return frozenset(session.exec(query).all())


def holders(session: Session, post_ids: Iterable[int], day: date) -> dict[int, str]:
    """Who holds each of the posts on a day, as a list of who attends says it. A vacant post is not there."""
    held = posts.holders_on(session, day, post_ids)
    return {post_id: named(one.name, acting=one.acting) for post_id, one in held.items()}


def titles(session: Session, post_ids: Iterable[int]) -> dict[int, str]:
    """The posts by their titles."""
    query = select(Post.id, Post.title).where(col(Post.id).in_(list(post_ids)))
    return {key: title for key, title in session.exec(query).all() if key is not None}
