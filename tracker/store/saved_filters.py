"""Reads of the filters that people keep under a name."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import literal, or_, union_all
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from tracker.domain.errors import NotFound
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.outside import SavedFilter
from tracker.models.users import User
from tracker.store.action_list import narrowed
from tracker.store.filter_query import read_query

MOST = 60
"""Filters that are listed and counted; nobody has so many."""


def listed(session: Session, viewer: Viewer) -> Sequence[SavedFilter]:
    """The viewer's own filters and those that are shared with the office, by name."""
    mine = col(SavedFilter.user_id) == viewer.user_id
    seen = or_(mine, col(SavedFilter.shared)) if viewer.reads_everything else mine
    by_name = func.lower(SavedFilter.name), col(SavedFilter.id)
    return session.exec(select(SavedFilter).where(seen).order_by(*by_name).limit(MOST)).all()


def by_number(session: Session, viewer: Viewer, number: int, *, lock: bool = False) -> SavedFilter:
    """Raises `NotFound`, also for somebody else's that is not shared."""
    query = select(SavedFilter).where(SavedFilter.id == number)
    row = session.exec(query.with_for_update() if lock else query).one_or_none()
    seen = row is not None and (row.user_id == viewer.user_id or (row.shared and viewer.reads_everything))
    if row is None or not seen:
        raise NotFound(
            "There is no such saved filter, or it is not shared with you. Its maker may have deleted it."
        )
    return row


def of_person(session: Session, user_id: int) -> Sequence[SavedFilter]:
    return session.exec(select(SavedFilter).where(SavedFilter.user_id == user_id)).all()


def counts(session: Session, viewer: Viewer, rows: Sequence[SavedFilter], today: date) -> dict[int, int]:
    """How many actions each of `rows` leaves for this viewer today, by its number; asked in one query."""
    if not rows:
        return {}
    each = [
        columns(literal(row.key), func.count())
        .select_from(Action)
        .where(*narrowed(viewer, read_query(row.query), today))
        for row in rows
    ]
    return {number: count for number, count in session.execute(union_all(*each))}  # noqa: C416  # of rows


def makers(session: Session, rows: Sequence[SavedFilter]) -> dict[int, str]:
    """The names of those who made `rows`, by their numbers."""
    wanted = {row.user_id for row in rows}
    found = session.exec(select(User).where(col(User.id).in_(wanted))).all()
    return {user.id: user.name or user.email for user in found if user.id is not None}
