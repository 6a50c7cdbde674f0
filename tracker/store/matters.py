"""The round through the matters arising of a meeting: the actions of its series from before it, and what it decided."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, case, or_, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from tracker.domain.actions import LIVE, Kind, Move, Status
from tracker.domain.round_of_matters import Group, Matter
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action, Review
from tracker.models.meetings import Meeting
from tracker.store.actions import ListedAction, lines, numbered, visible_to


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
    return frozenset(session.exec(_deferred(meeting)).all())


def _deferred(meeting: Meeting) -> SelectOfScalar[int]:
    since = aliased(Review)
    elsewhere = or_(col(since.meeting_id).is_(None), col(since.meeting_id) != meeting.key)
    decided_since = select(since.id).where(
        since.action_id == Review.action_id, col(since.id) > Review.id, elsewhere
    )
    return (
        select(Review.action_id)
        .join(Action, col(Action.id) == Review.action_id)
        .where(Review.outcome == Move.DEFERRED, col(Review.meeting_id).is_not(None))
        .where(Review.meeting_id != meeting.key, ~decided_since.exists())
        .where(Action.series_id == meeting.series_id, col(Action.status).in_(LIVE))
    )


def first_in_the_round(
    session: Session,
    viewer: Viewer,
    meeting: Meeting,
    today: date,
    *,
    most: int,
    items: Collection[int] | None = None,
) -> tuple[list[ListedAction], int]:
    """The first `most` matters arising in the order of the round (`domain/round_of_matters.py`), and how many there are.

    With `items`, of those alone that were raised under these agenda items. Only what is shown is read, so that it
    does not matter how many are open.
    """
    decided_here = col(Action.id).in_(select(Review.action_id).where(Review.meeting_id == meeting.key))
    group = case(
        (decided_here, Group.DECIDED),
        (col(Action.id).in_(_deferred(meeting)), Group.DEFERRED),
        (col(Action.due_meeting_id) == meeting.key, Group.DUE_HERE),
        (col(Action.due_on) < today, Group.OVERDUE),
        (col(Action.kind) == Kind.STANDING, Group.STANDING),
        (col(Action.status) == Status.RECOMMENDED, Group.RECOMMENDED),
        else_=Group.REST,
    )
    here = true() if items is None else col(Action.agenda_item_id).in_(items)
    conditions = (arises(meeting), visible_to(viewer), here)
    total = session.exec(select(func.count()).select_from(Action).where(*conditions)).one()
    first = select(Action.id).where(*conditions).order_by(group, col(Action.number)).limit(most)
    return numbered(session, session.exec(first).all()), total


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
