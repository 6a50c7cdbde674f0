"""Reads of commissioning requests, and of what the record has for one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from tracker.domain.actions import LIVE, Kind
from tracker.domain.meetings import MeetingStatus
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.chasing import Commission
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.models.people import Post
from tracker.store import matters
from tracker.store.actions import ListedAction


@dataclass(frozen=True)
class Material:
    """What the record has for a request: the standing items, and what is due by the papers deadline."""

    standing: list[ListedAction]
    due: list[ListedAction]


def of_meeting(session: Session, meeting_id: int, *, lock: bool = False) -> Commission | None:
    """The request for a meeting, None until one is begun."""
    query = select(Commission).where(Commission.meeting_id == meeting_id)
    return session.exec(query.with_for_update() if lock else query).one_or_none()


def mail_of(session: Session, commission: Commission | None, *, lock: bool = False) -> Mail | None:
    """The mail by which the request goes, None until one is put in the queue."""
    if commission is None or commission.mail_id is None:
        return None
    return session.get_one(Mail, commission.mail_id, with_for_update=lock or None, populate_existing=lock)


def liaison_of(session: Session, meeting: Meeting) -> int | None:
    """The post that requests for the meetings of its series go to."""
    return session.get_one(MeetingSeries, meeting.series_id).liaison_post_id


def material(session: Session, viewer: Viewer, meeting: Meeting, post_id: int | None) -> Material:
    """What the posts of the liaison officer's organisation owe for the meeting, and what nobody owns; of everyone without one."""
    theirs = _posts_beside(session, post_id)
    rows = [
        row
        for row in matters.arising(session, viewer, meeting)
        if row.status in LIVE and (theirs is None or row.post_id is None or row.post_id in theirs)
    ]
    standing = [row for row in rows if row.kind is Kind.STANDING]
    due = [row for row in rows if row.kind is not Kind.STANDING and _is_due(row, meeting)]
    return Material(standing, sorted(due, key=lambda row: (row.due_on or meeting.papers_due, row.number)))


def asked(session: Session, action_ids: Collection[int]) -> dict[int, str]:
    """What was asked by each action, in full."""
    query = select(Action.id, Action.asked).where(col(Action.id).in_(list(action_ids)))
    return {number: text for number, text in session.exec(query) if number is not None}


def _is_due(row: ListedAction, meeting: Meeting) -> bool:
    return row.due_meeting == meeting.reference or (
        row.due_on is not None and row.due_on <= meeting.starts_on
    )


def _posts_beside(session: Session, post_id: int | None) -> frozenset[int] | None:
    if post_id is None:
        return None
    organisation = session.get_one(Post, post_id).organisation_id
    found = session.exec(select(Post.id).where(Post.organisation_id == organisation))
    return frozenset(number for number in found if number is not None)


def to_come(session: Session, today: date) -> Sequence[tuple[Meeting, Commission | None, Mail | None]]:
    """The meetings that are still to come, by day, each with its request and the mail of that."""
    query = (
        select(Meeting, Commission, Mail)
        .outerjoin(Commission, col(Commission.meeting_id) == col(Meeting.id))
        .outerjoin(Mail, col(Mail.id) == col(Commission.mail_id))
        .where(Meeting.status == MeetingStatus.SCHEDULED, col(Meeting.starts_on) >= today)
        .order_by(col(Meeting.starts_on))
    )
    return [(meeting, commission, mail) for meeting, commission, mail in session.execute(query)]
