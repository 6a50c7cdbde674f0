"""The list of actions, narrowed to what was asked for: one page of it, and how many there are in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, bindparam, case, or_
from sqlmodel import Session, col, func, select

from tracker.domain.actions import LIVE, Closure, Kind, Status
from tracker.domain.errors import BadInput
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.meetings import Meeting, MeetingSeries, Priority
from tracker.models.people import Post
from tracker.store.actions import ListedAction, numbered, ordered, visible_to

PAGE_SIZE = 50

_LIVE = col(Action.status).in_(LIVE)
_COUNTS = select(
    func.count(),
    func.count(case((_LIVE, 1))),
    func.count(case((_LIVE & (col(Action.due_on) < bindparam("counted_on")), 1))),
).select_from(Action)


@dataclass(frozen=True)
class Filters:
    """What a list of actions is narrowed to. Empty values do not narrow.

    `status` is a status, a closure, or `live` for all that is not closed; `post` is a code, or `none` for no owner; `series` is a
    code. `due_from` and `due_to` are the first and the last day of being due; `quiet` the days in which no update came.
    """

    status: str = ""
    post: str = ""
    priority: str = ""
    meeting: str = ""
    text: str = ""
    kind: str = ""
    series: str = ""
    due_from: date | None = None
    due_to: date | None = None
    quiet: int = 0
    overdue: bool = False
    sort: str = "due"
    descending: bool = False


@dataclass(frozen=True)
class Counts:
    """How many actions a filter leaves, how many of them are live, and how many of those are overdue."""

    total: int
    live: int
    overdue: int


def page(
    session: Session, viewer: Viewer, filters: Filters, today: date, number: int = 1
) -> tuple[list[ListedAction], Counts]:
    """Page `number` (from 1) of the actions that `filters` leave, and how many there are in all."""
    conditions = narrowed(viewer, filters, today)
    # The rows of the page are picked before anything is joined to them: the whole list is sorted by bare numbers.
    picked = select(Action.id).where(*conditions).order_by(*ordered(filters.sort, filters.descending))
    if filters.sort == "owner":
        picked = picked.outerjoin(Post, col(Post.id) == Action.post_id)
    picked = picked.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    ids = session.execute(picked).scalars().all()
    return numbered(session, ids), counted(session, conditions, today)


def counted(session: Session, conditions: Sequence[ColumnElement[bool]], today: date) -> Counts:
    """How many actions meet `conditions`."""
    return Counts(*session.execute(_COUNTS.where(*conditions), {"counted_on": today}).one())


def narrowed(viewer: Viewer, filters: Filters, today: date) -> list[ColumnElement[bool]]:
    """The conditions of `filters`, within the viewer's scope. Raises `BadInput` for a status or kind that there is not."""
    conditions = [visible_to(viewer)]
    if filters.overdue:
        conditions += [col(Action.status).in_(LIVE), col(Action.due_on) < today]
    if filters.status:
        conditions.append(_has_status(filters.status))
    if filters.kind:
        conditions.append(col(Action.kind) == _known(Kind, filters.kind, "kind"))
    if filters.post == "none":
        conditions.append(col(Action.post_id).is_(None))
    elif filters.post:
        conditions.append(col(Action.post_id).in_(select(Post.id).where(Post.code == filters.post)))
    if filters.priority:
        conditions.append(
            col(Action.priority_id).in_(select(Priority.id).where(Priority.code == filters.priority))
        )
    if filters.meeting:
        conditions.append(
            col(Action.raised_meeting_id).in_(
                select(Meeting.id).where(Meeting.reference == filters.meeting.upper())
            )
        )
    if filters.series:
        series = select(MeetingSeries.id).where(MeetingSeries.code == filters.series.upper())
        conditions.append(col(Action.series_id).in_(series))
    conditions += _dated(filters, today)
    for word in filters.text.split():
        conditions.append(_says(word))
    return conditions


def _dated(filters: Filters, today: date) -> list[ColumnElement[bool]]:
    """What is due between two days, and what nothing was heard of for so long, or ever."""
    found: list[ColumnElement[bool]] = []
    if filters.due_from:
        found.append(col(Action.due_on) >= filters.due_from)
    if filters.due_to:
        found.append(col(Action.due_on) <= filters.due_to)
    if filters.quiet:
        heard = col(Action.last_update_on)
        found.append(or_(heard.is_(None), heard < today - timedelta(days=filters.quiet)))
    return found


def _has_status(status: str) -> ColumnElement[bool]:
    if status == "live":
        return col(Action.status).in_(LIVE)
    if status in list(Closure):
        return col(Action.closure) == Closure(status)
    return col(Action.status) == _known(Status, status, "status")


def _known(kind: type[StrEnum], value: str, field: str) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(kind)
        raise BadInput(f"There is no {field} “{value[:40]}”. Choose one of {known}.", field=field) from None


def _says(word: str) -> ColumnElement[bool]:
    columns = (Action.title, Action.asked, Action.reference, Action.own_reference)
    return or_(*(col(column).icontains(word, autoescape=True) for column in columns))
