"""What was logged at a meeting, as the meeting room shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from tracker.domain.actions import Closure, Kind, Status
from tracker.domain.due import DueKind
from tracker.domain.errors import NotFound
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.models.people import Post
from tracker.models.record import HistoryRow
from tracker.store.actions import visible_to

NEWEST = 100
"""So many lines the room shows; the meeting's page has them all."""

RAISED = "action.raised"
"""The event of the history that says who logged an action."""

Parent = aliased(Action)


@dataclass(frozen=True)
class Logged:
    """One logged action. `logged_at` is the minute at which it was typed, aware; None where it is not known. `logged_by` is
    the scribe's name as the history has it, and `raised_by` the reference of the action whose answer raised this one."""

    id: int
    reference: str
    title: str
    kind: Kind
    status: Status
    closure: Closure | None
    closed_reason: str
    logged_at: datetime | None
    logged_by: str | None
    agenda_item_id: int | None
    post_title: str | None
    due_kind: DueKind
    due_on: date | None
    due_meeting_on: date | None
    exit_rule: str
    raised_by: str | None
    version: int


def at_meeting(session: Session, viewer: Viewer, meeting_id: int, *, most: int = NEWEST) -> list[Logged]:
    """The newest actions of a meeting, newest first."""
    query = _logged().where(col(Action.raised_meeting_id) == meeting_id, visible_to(viewer))
    return [Logged(*row) for row in session.execute(query.order_by(col(Action.number).desc()).limit(most))]


def last_item(session: Session, meeting_id: int) -> int | None:
    """The agenda item under which the newest action of a meeting stands; None where there is none."""
    query = select(Action.agenda_item_id).where(Action.raised_meeting_id == meeting_id)
    return session.exec(query.order_by(col(Action.number).desc()).limit(1)).first()


def moments_of(session: Session, viewer: Viewer, meeting_id: int) -> dict[str, datetime]:
    """When each action of a meeting was raised, by reference; those of which it is known."""
    query = select(Action.reference, Action.raised_at).where(
        Action.raised_meeting_id == meeting_id, col(Action.raised_at).is_not(None), visible_to(viewer)
    )
    return {reference: at for reference, at in session.exec(query).all() if at is not None}


def one(session: Session, viewer: Viewer, meeting_id: int, reference: str) -> Logged:
    """One action of a meeting. Raises `NotFound`."""
    query = _logged().where(
        col(Action.reference) == reference.upper(),
        col(Action.raised_meeting_id) == meeting_id,
        visible_to(viewer),
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no such action at this meeting.")
    return Logged(*row)


def counts_by_item(session: Session, meeting_id: int) -> dict[int, int]:
    """How many actions were logged under each agenda item of a meeting."""
    query = (
        select(Action.agenda_item_id, func.count())
        .where(Action.raised_meeting_id == meeting_id, col(Action.agenda_item_id).is_not(None))
        .where(col(Action.closure).is_(None) | (col(Action.closure) != Closure.VOID))
        .group_by(col(Action.agenda_item_id))
    )
    return {key: count for key, count in session.exec(query).all() if key is not None}


def _logged() -> Select[tuple[object, ...]]:
    columns = (
        Action.id,
        Action.reference,
        Action.title,
        Action.kind,
        Action.status,
        Action.closure,
        Action.closed_reason,
        Action.raised_at,
        HistoryRow.actor,
        Action.agenda_item_id,
        Post.title,
        Action.due_kind,
        Action.due_on,
        Meeting.starts_on,
        Action.exit_rule,
        Parent.reference,
        Action.version,
    )
    query: Select[tuple[object, ...]] = select(*columns)  # type: ignore[call-overload]
    return (
        query.select_from(Action)
        .outerjoin(Post, col(Post.id) == Action.post_id)
        .outerjoin(Meeting, col(Meeting.id) == Action.due_meeting_id)
        .outerjoin(Parent, col(Parent.id) == Action.parent_id)
        .outerjoin(
            HistoryRow, (col(HistoryRow.subject) == Action.reference) & (col(HistoryRow.event) == RAISED)
        )
    )
