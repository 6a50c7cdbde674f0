"""The rows that the papers about one sitting are made from."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from tracker.domain.actions import Closure
from tracker.domain.due import DueCause, DueKind
from tracker.domain.meetings import MeetingStatus
from tracker.models.actions import Action, DueChange, Review
from tracker.models.meetings import Attendance, Meeting
from tracker.models.people import Post
from tracker.models.sitting import MeetingCorrection
from tracker.store.actions import ListedAction, lines


def attendance(session: Session, meeting_id: int) -> Sequence[tuple[Attendance, Post]]:
    """Who was expected at a meeting and came, by post: chief officers first."""
    query = (
        select(Attendance, Post)
        .join(Post, col(Post.id) == Attendance.post_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(col(Post.chief_officer).desc(), col(Post.title))
    )
    return session.exec(query).all()


def decided_at(meeting: Meeting) -> ColumnElement[bool]:
    """Picks the actions that the meeting decided on."""
    return col(Action.id).in_(select(Review.action_id).where(Review.meeting_id == meeting.key))


def carried(session: Session, meeting: Meeting) -> list[ListedAction]:
    """The actions from before a meeting that were open when it was over, by number. What it decided closed is not among them."""
    open_after = or_(col(Action.closed_on).is_(None), col(Action.closed_on) > meeting.starts_on)
    not_void = or_(col(Action.closure).is_(None), col(Action.closure) != Closure.VOID)
    raised_before = or_(col(Action.raised_meeting_id).is_(None), col(Action.raised_meeting_id) != meeting.key)
    known_then = or_(col(Action.raised_on).is_(None), col(Action.raised_on) <= meeting.starts_on)
    return lines(
        session,
        col(Action.series_id) == meeting.series_id,
        raised_before,
        known_then,
        open_after,
        not_void,
        order=[col(Action.number).asc()],
    )


def following(session: Session, meeting: Meeting) -> Meeting | None:
    """The sitting of the same series after this one, whether it was held already or is still to come."""
    query = select(Meeting).where(
        Meeting.series_id == meeting.series_id,
        Meeting.starts_on > meeting.starts_on,
        Meeting.status != MeetingStatus.CANCELLED,
    )
    return session.exec(query.order_by(col(Meeting.starts_on)).limit(1)).first()


def first_moves(session: Session, meeting: Meeting) -> dict[int, DueChange]:
    """How the due date of each action that the meeting raised was first changed, other than by correcting it, by action.

    A "next meeting" that became a meeting on record has not changed.
    """
    settled = (col(DueChange.before_kind) == DueKind.NEXT_MEETING) & (
        DueChange.cause == DueCause.MEETING_MOVED
    )
    query = (
        select(DueChange)
        .join(Action, col(Action.id) == DueChange.action_id)
        .where(Action.raised_meeting_id == meeting.key, DueChange.cause != DueCause.CORRECTED, ~settled)
        .order_by(col(DueChange.id).desc())
    )
    return {change.action_id: change for change in session.exec(query).all()}


def corrections(session: Session, meeting_id: int | None, since: datetime) -> Sequence[MeetingCorrection]:
    """The corrections of a meeting's record after `since`, the first one first."""
    query = select(MeetingCorrection).where(
        MeetingCorrection.meeting_id == meeting_id, col(MeetingCorrection.made_at) > since
    )
    return session.exec(query.order_by(col(MeetingCorrection.made_at), col(MeetingCorrection.id))).all()
