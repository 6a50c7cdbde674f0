"""Reads of actions. Each takes the viewer: what someone may not see is not found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, false, or_, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select, update

from tracker.domain.actions import LIVE, Assurance, Closure, Kind, Rating, Status
from tracker.domain.due import DueKind
from tracker.domain.errors import NotFound
from tracker.domain.viewers import Role, Viewer
from tracker.models.actions import Action
from tracker.models.meetings import AgendaItem, Meeting, MeetingSeries, Priority
from tracker.models.people import Post


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """The scope of a viewer: everything, the actions of the posts they hold, or nothing."""
    if viewer.reads_everything:
        return true()
    if viewer.may(Role.OWNER) and viewer.post_ids:
        return col(Action.post_id).in_(sorted(viewer.post_ids))
    return false()


def by_reference(session: Session, viewer: Viewer, reference: str, *, lock: bool = False) -> Action:
    """The action `PPM-006`, in either case. Raises `NotFound`, also when the viewer may not see it."""
    query = select(Action).where(Action.reference == reference.upper(), visible_to(viewer))
    action = session.exec(query.with_for_update() if lock else query).one_or_none()
    if action is None:
        raise NotFound("There is no such action, or it is not yours to see.")
    return action


def references(session: Session, viewer: Viewer, ids: Sequence[int]) -> dict[int, str]:
    """The references of actions by their numbers; those that the viewer may not see are not there."""
    query = select(Action.id, Action.reference).where(col(Action.id).in_(ids), visible_to(viewer))
    return {key: reference for key, reference in session.exec(query).all() if key is not None}


_BY_CLIENT_ID = select(Action).where(Action.client_id == bindparam("client_id"))


def by_client_id(session: Session, client_id: str) -> Action | None:
    return session.exec(_BY_CLIENT_ID, params={"client_id": client_id}).one_or_none()


_SERIES = MeetingSeries.__table__  # type: ignore[attr-defined]
_TAKE_NUMBER = (
    update(_SERIES)
    .where(_SERIES.c.id == bindparam("series_id"))
    .values(next_number=_SERIES.c.next_number + 1)
    .returning(_SERIES.c.next_number)
)


def take_number(session: Session, series_id: int) -> int:
    """The next number of the series. Its counter row stays locked until the transaction ends, so no two get the same."""
    session.flush()
    return int(session.connection().execute(_TAKE_NUMBER, {"series_id": series_id}).scalar_one()) - 1


def lock_live(session: Session, series_id: int) -> Sequence[Action]:
    """Every action of the series that is not closed, locked in one order, so that two writers cannot block each other."""
    query = (
        select(Action)
        .where(Action.series_id == series_id, col(Action.status).in_(LIVE))
        .order_by(col(Action.id))
    )
    return session.exec(query.with_for_update()).all()


def lock_due_at(session: Session, series_id: int, meeting_id: int) -> list[Action]:
    """What is due at a meeting; locked with all that is open of the series, in the order of every other writer."""
    return [action for action in lock_live(session, series_id) if action.due_meeting_id == meeting_id]


def lock_waiting(session: Session, series_id: int, before: date) -> Sequence[Action]:
    """What waits for the next meeting of the series and was raised before `before`, or on a day that is not known; locked."""
    query = select(Action).where(
        Action.series_id == series_id,
        Action.due_kind == DueKind.NEXT_MEETING,
        col(Action.status).in_(LIVE),
        or_(col(Action.raised_on).is_(None), col(Action.raised_on) < before),
    )
    return session.exec(query.order_by(col(Action.id)).with_for_update()).all()


@dataclass(frozen=True)
class ListedAction:
    """One line of a list."""

    id: int
    reference: str
    number: int
    title: str
    kind: Kind
    status: Status
    closure: Closure | None
    due_kind: DueKind
    due_on: date | None
    original_due_on: date | None
    times_moved: int
    times_carried: int
    last_rating: Rating | None
    last_update_on: date | None
    raised_on: date | None
    exit_rule: str
    version: int
    post_id: int | None
    post_code: str | None
    post_title: str | None
    raised_at: str | None
    raised_meeting_on: date | None
    due_meeting: str | None
    due_meeting_on: date | None
    agenda_item_id: int | None
    agenda_number: str | None
    priority_code: str | None
    priority_title: str | None
    assurance: Assurance | None
    own_reference: str
    owner_words: str
    due_words: str


RaisedAt = aliased(Meeting)
DueAt = aliased(Meeting)

LINE = (
    Action.id,
    Action.reference,
    Action.number,
    Action.title,
    Action.kind,
    Action.status,
    Action.closure,
    Action.due_kind,
    Action.due_on,
    Action.original_due_on,
    Action.times_moved,
    Action.times_carried,
    Action.last_rating,
    Action.last_update_on,
    Action.raised_on,
    Action.exit_rule,
    Action.version,
    Action.post_id,
    Post.code,
    Post.title,
    RaisedAt.reference,
    RaisedAt.starts_on,
    DueAt.reference,
    DueAt.starts_on,
    Action.agenda_item_id,
    AgendaItem.number,
    Priority.code,
    Priority.title,
    Action.assurance,
    Action.own_reference,
    Action.owner_words,
    Action.due_words,
)

_LINES: Select[tuple[object, ...]] = (
    select(*LINE)  # type: ignore[call-overload]
    .select_from(Action)
    .outerjoin(Post, col(Post.id) == Action.post_id)
    .outerjoin(RaisedAt, col(RaisedAt.id) == Action.raised_meeting_id)
    .outerjoin(DueAt, col(DueAt.id) == Action.due_meeting_id)
    .outerjoin(AgendaItem, col(AgendaItem.id) == Action.agenda_item_id)
    .outerjoin(Priority, col(Priority.id) == Action.priority_id)
)
# Made once, with named values: building a query takes longer than running it.
_NUMBERED = _LINES.where(col(Action.id).in_(bindparam("ids", expanding=True)))

SORTS: Mapping[str, Sequence[Any]] = {
    "due": (col(Action.due_on), col(Action.id)),
    "reference": (col(Action.series_id), col(Action.number)),
    "raised": (col(Action.raised_on), col(Action.id)),
    "owner": (col(Post.title), col(Action.due_on), col(Action.id)),
    "updated": (col(Action.last_update_on), col(Action.id)),
}
"""What a list is sorted by. The number of the row settles a tie: it stands in every index, and follows the reference."""


def lines(
    session: Session, *conditions: ColumnElement[bool], order: Sequence[ColumnElement[Any]] = ()
) -> list[ListedAction]:
    """The actions that meet `conditions`, by due date (those without one last) unless another order is given."""
    query = _LINES.where(*conditions).order_by(*(order or ordered("due", False)))
    return [ListedAction(*row) for row in session.execute(query)]


def numbered(session: Session, ids: Sequence[int | None]) -> list[ListedAction]:
    """The actions with these numbers, in this order."""
    rows = {row[0]: ListedAction(*row) for row in session.execute(_NUMBERED, {"ids": ids})}
    return [rows[key] for key in ids]


def ordered(sort: str, descending: bool) -> list[ColumnElement[Any]]:
    """What a list is put in order by; what has no value for it stands last, either way."""
    columns = SORTS.get(sort, SORTS["due"])
    first = columns[0].desc() if descending else columns[0].asc()
    return [first.nulls_last(), *(c.asc() for c in columns[1:])]
