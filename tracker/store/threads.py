"""Reads of which mails hang together."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, select

from tracker.domain.mails import THREADED
from tracker.models.actions import Action
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.models.people import Post


def meeting_of(session: Session, action_ids: Collection[int], today: date) -> int | None:
    """The meeting for whose papers these actions are due: of several the next one, else the last one that was."""
    due_at = select(Action.due_meeting_id).where(col(Action.id).in_(list(action_ids)))
    meetings = session.exec(select(Meeting).where(col(Meeting.id).in_(due_at))).all()
    days = ((one.starts_on < today, abs((one.starts_on - today).days), one.key) for one in meetings)
    return min(days, default=(False, 0, None))[2]


def first_mail(session: Session, post_id: int, meeting_id: int) -> Mail | None:
    """The first mail of the thread between the office and a post about a meeting."""
    query = select(Mail).where(
        Mail.meeting_id == meeting_id, Mail.post_id == post_id, col(Mail.kind).in_(THREADED)
    )
    return session.exec(query.order_by(col(Mail.id)).limit(1)).first()


def topic_of(session: Session, meeting_id: int, post_id: int) -> tuple[Meeting, str, str]:
    """What a thread is about: the meeting, the title of its series, and that of the post."""
    query = (
        select(Meeting, MeetingSeries.title, Post.title)
        .join(MeetingSeries, col(MeetingSeries.id) == Meeting.series_id)
        .join(Post, col(Post.id) == post_id)
        .where(Meeting.id == meeting_id)
    )
    return session.exec(query).one()
