"""The round through the matters arising of a meeting: the actions of its series from before it, and what it decided."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, func, select

from tracker.domain.actions import LIVE, Kind, Move, Status
from tracker.domain.round_of_matters import Matter
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action, Review
from tracker.models.meetings import Meeting
from tracker.store.actions import ListedAction, lines, visible_to


def arises(meeting: Meeting) -> ColumnElement[bool]:
    """True for an action that is still open from before the meeting, and for one that it decided on."""
    raised_before = or_(
        col(Action.raised_meeting_id).is_(None),
        (col(Action.raised_meeting_id) != meeting.key) & (col(Action.raised_on) <= meeting.starts_on),
    )
    decided_here = col(Action.id).in_(select(Review.action_id).where(Review.meeting_id == meeting.key))
    return and_(
        col(Action.series_id) == meeting.series_id,
        raised_before,
        or_(col(Action.status).in_(LIVE), decided_here),
    )


def arising(session: Session, viewer: Viewer, meeting: Meeting) -> list[ListedAction]:
    """What is still open from before the meeting, and what it decided on."""
    return lines(session, visible_to(viewer), arises(meeting))


def decided(session: Session, meeting_id: int) -> dict[int, Review]:
    """What the meeting decided, by action: the last word on each."""
    last = select(func.max(Review.id)).where(Review.meeting_id == meeting_id).group_by(col(Review.action_id))
    rows = session.exec(select(Review).where(col(Review.id).in_(last))).all()
    return {row.action_id: row for row in rows}


def deferred(session: Session, meeting: Meeting) -> frozenset[int]:
    """The actions that the last meeting which decided anything on them did not reach; nothing was decided on them since."""
    last = (
        select(func.max(Review.id))
        .join(Action, col(Action.id) == Review.action_id)
        .where(Action.series_id == meeting.series_id, col(Action.status).in_(LIVE))
        .where(or_(col(Review.meeting_id).is_(None), col(Review.meeting_id) != meeting.key))
        .group_by(col(Review.action_id))
    )
    query = select(Review.action_id).where(
        col(Review.id).in_(last), Review.outcome == Move.DEFERRED, col(Review.meeting_id).is_not(None)
    )
    return frozenset(session.exec(query).all())


def in_the_round(
    rows: Sequence[ListedAction],
    decisions: Mapping[int, Review],
    meeting: Meeting,
    today: date,
    deferred: Collection[int] = frozenset(),
) -> list[Matter]:
    """What the round through the matters arising needs to know of each."""
    return [
        Matter(
            reference=row.reference,
            number=row.number,
            due_here=row.due_meeting == meeting.reference,
            overdue=row.status in LIVE and row.due_on is not None and row.due_on < today,
            standing=row.kind is Kind.STANDING,
            recommended=row.status is Status.RECOMMENDED,
            decided=row.id in decisions,
            deferred=row.id in deferred,
        )
        for row in rows
    ]


def progress(session: Session, viewer: Viewer, meeting: Meeting) -> tuple[int, int]:
    """How many of the matters arising are decided, and how many there are."""
    decisions = decided(session, meeting.key)
    rows = arising(session, viewer, meeting)
    return sum(row.id in decisions for row in rows), len(rows)
