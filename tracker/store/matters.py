"""The round through the matters arising of a meeting: the actions of its series from before it, and what it decided."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, or_, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from tracker.domain.actions import LIVE, Kind, Move, Status
from tracker.domain.reading import Reading
from tracker.domain.round_of_matters import MOST_COUNTED, Matter
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action, Review, Update
from tracker.models.meetings import Meeting
from tracker.store.actions import ListedAction, lines, numbered, visible_to
from tracker.store.readings import decided_since_answer


def _open_from_before(meeting: Meeting) -> tuple[ColumnElement[bool], ...]:
    """What is still open from before the meeting. The index on what arises answers this by itself."""
    return (*_raised_before(meeting), col(Action.status).in_(LIVE))


def _raised_before(meeting: Meeting) -> tuple[ColumnElement[bool], ...]:
    before = or_(
        col(Action.raised_meeting_id).is_(None),
        (col(Action.raised_meeting_id) != meeting.key) & (col(Action.raised_on) <= meeting.starts_on),
    )
    return col(Action.series_id) == meeting.series_id, before


def _decided_here(meeting: Meeting) -> ColumnElement[bool]:
    return col(Action.id).in_(select(Review.action_id).where(Review.meeting_id == meeting.key))


def arises(meeting: Meeting) -> ColumnElement[bool]:
    """True for an action that is still open from before the meeting, and for one that it decided on."""
    return and_(*_raised_before(meeting), or_(col(Action.status).in_(LIVE), _decided_here(meeting)))


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
    since = aliased(Review)
    elsewhere = or_(col(since.meeting_id).is_(None), col(since.meeting_id) != meeting.key)
    decided_since = select(since.id).where(
        since.action_id == Review.action_id, col(since.id) > Review.id, elsewhere
    )
    query = (
        select(Review.action_id)
        .join(Action, col(Action.id) == Review.action_id)
        .where(Review.outcome == Move.DEFERRED, col(Review.meeting_id).is_not(None))
        .where(Review.meeting_id != meeting.key, ~decided_since.exists())
        .where(Action.series_id == meeting.series_id, col(Action.status).in_(LIVE))
    )
    return frozenset(session.exec(query).all())


def proposed(session: Session, meeting: Meeting) -> frozenset[int]:
    """The actions with an answer that was proposed for the meeting; nothing was decided on them since, but by this one."""
    elsewhere = or_(col(Review.meeting_id).is_(None), col(Review.meeting_id) != meeting.key)
    query = (
        select(Update.action_id)
        .join(Action, col(Action.id) == Update.action_id)
        .where(Update.reading == Reading.FOR_MEETING, ~decided_since_answer(elsewhere))
        .where(Action.series_id == meeting.series_id, col(Action.status).in_(LIVE))
    )
    return frozenset(session.exec(query).all())


def first_in_the_round(
    session: Session,
    viewer: Viewer,
    meeting: Meeting,
    today: date,
    *,
    most: int,
    items: Collection[int] | None = None,
) -> list[ListedAction]:
    """The first `most` matters arising in the order of the round (`domain/round_of_matters.py`).

    With `items`, of those alone that were raised under these agenda items. Each group is asked for by itself, and no
    more of them than are still wanted, so that it does not matter how many are open.
    """
    seen = (visible_to(viewer), _raised_under(items))
    waiting = (*_open_from_before(meeting), ~_decided_here(meeting), *seen)
    by_number = col(Action.number)
    ids: list[int | None] = []
    for group, order in _groups(session, meeting, today):
        # What belongs to an earlier group too was found there.
        left = select(col(Action.id)).where(*waiting, group, col(Action.id).not_in(ids))
        ids += session.exec(left.order_by(order).limit(most - len(ids))).all()
        if len(ids) == most:
            return numbered(session, ids)
    others = select(col(Action.id)).where(*waiting, col(Action.id).not_in(ids)).order_by(by_number)
    ids += session.exec(others.limit(most - len(ids))).all()
    decided_last = _decided_of(meeting, Action.id, Action.number).distinct().where(*seen)
    rest = session.execute(decided_last.order_by(by_number).limit(most - len(ids)))
    return numbered(session, [*ids, *(row.id for row in rest)])


def _groups(
    session: Session, meeting: Meeting, today: date
) -> list[tuple[ColumnElement[bool], ColumnElement[int]]]:
    """The groups of what waits, in the order of the round, but for the last one: everything else; and what each is ordered by.

    All are in the order of their numbers. What is due at the meeting lies in that order in an index. Of the others most have
    few: a database that walks the numbers to find the first of them walks through all of it, and is kept from it.
    """
    named = (proposed(session, meeting), deferred(session, meeting))
    number = col(Action.number)
    return [
        *((col(Action.id).in_(ids), number + 0) for ids in named if ids),
        (col(Action.due_meeting_id) == meeting.key, number.asc()),
        (col(Action.due_on) < today, number + 0),
        (col(Action.kind) == Kind.STANDING, number + 0),
        (col(Action.status) == Status.RECOMMENDED, number + 0),
    ]


def _raised_under(items: Collection[int] | None) -> ColumnElement[bool]:
    return true() if items is None else col(Action.agenda_item_id).in_(items)


def open_others(session: Session, viewer: Viewer, action: Action) -> list[tuple[str, str]]:
    """Reference and title of what else is open in the series, by number: what an action can be merged with."""
    query = select(Action.reference, Action.title).where(
        Action.series_id == action.series_id,
        Action.id != action.id,
        col(Action.status).in_(LIVE),
        visible_to(viewer),
    )
    return [(reference, title) for reference, title in session.exec(query.order_by(col(Action.number))).all()]


def progress(
    session: Session, viewer: Viewer, meeting: Meeting, items: Collection[int] | None = None
) -> tuple[int, int]:
    """How many of the matters arising are decided, and how many there are; with `items`, of those raised under them.

    What is open is counted no further than one beyond `MOST_COUNTED`: a page that is asked for all the time must not
    cost the more, the more is open.
    """
    seen = (visible_to(viewer), _raised_under(items))
    closed = case((col(Action.status).not_in(LIVE), Action.id))
    decided = _decided_of(meeting, func.count(func.distinct(Action.id)), func.count(func.distinct(closed)))
    done, closed_here = session.execute(decided.where(*seen)).one()
    still_open = select(col(Action.id)).where(*_open_from_before(meeting), *seen).limit(MOST_COUNTED + 1)
    return done, closed_here + session.exec(select(func.count()).select_from(still_open.subquery())).one()


def _decided_of(meeting: Meeting, *columns: Any) -> Select[Any]:
    """Read from the decisions of the meeting, which are few, and not from the actions of its series."""
    query: Select[Any] = select(*columns)
    query = query.select_from(Review).join(Action, col(Action.id) == Review.action_id)
    return query.where(col(Review.meeting_id) == meeting.key, *_raised_before(meeting))


def in_the_round(
    rows: Sequence[ListedAction],
    decisions: Mapping[int, Review],
    meeting: Meeting,
    today: date,
    deferred: Collection[int] = frozenset(),
    proposed: Collection[int] = frozenset(),
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
            proposed=row.id in proposed,
        )
        for row in rows
    ]
