"""Lists as programs read them: part by part, in the order of their rows, so that what is logged meanwhile shifts nothing."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, exists, not_, true
from sqlmodel import Session, SQLModel, col, func, select

from tracker.domain.errors import NotFound
from tracker.domain.marking import Marking
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action, Update
from tracker.models.evidence import Document, Evidence, StoredFile
from tracker.models.measures import Measure
from tracker.models.meetings import Meeting
from tracker.store.action_list import Filters, narrowed
from tracker.store.actions import ListedAction, by_reference, lines, numbered

Row = TypeVar("Row", bound=SQLModel)


def open_to(sees_sensitive: bool) -> ColumnElement[bool]:
    """Actions that are OFFICIAL and have no document behind them that is more, as `store/markings.py` tells them; or all."""
    if sees_sensitive:
        return true()
    behind = exists().where(
        col(Evidence.action_id) == Action.id,
        col(Evidence.document_id) == Document.id,
        not_(_is_official(Document.marking)),
    )
    return and_(_is_official(Action.marking), not_(behind))


def _is_official(marking: Any) -> ColumnElement[bool]:
    return func.upper(func.trim(col(marking))).in_(("", Marking.OFFICIAL.value))


def actions(
    session: Session,
    viewer: Viewer,
    filters: Filters,
    today: date,
    *,
    sees_sensitive: bool,
    after: int,
    limit: int,
) -> list[ListedAction]:
    """The first `limit` actions after row `after` that `filters` leave. Raises `BadInput` for a filter that cannot be."""
    query = (
        select(Action.id)
        .where(*narrowed(viewer, filters, today), open_to(sees_sensitive), col(Action.id) > after)
        .order_by(col(Action.id))
        .limit(limit)
    )
    return numbered(session, session.exec(query).all())


def action(
    session: Session, viewer: Viewer, reference: str, *, sees_sensitive: bool, lock: bool = False
) -> Action:
    """One action. Raises `NotFound`, also for what is OFFICIAL-SENSITIVE where that may not be seen."""
    found = by_reference(session, viewer, reference, lock=lock)
    query = select(Action.id).where(Action.id == found.id, open_to(sees_sensitive))
    if session.exec(query).first() is None:
        raise NotFound("There is no such action, or it is not yours to see.")
    return found


def references(session: Session, ids: Sequence[int], *, sees_sensitive: bool) -> dict[int, str]:
    """The references of actions by their numbers, without what is OFFICIAL-SENSITIVE where that may not be seen."""
    query = select(Action.id, Action.reference).where(col(Action.id).in_(ids), open_to(sees_sensitive))
    return {number: reference for number, reference in session.exec(query).all() if number is not None}


def line_of(session: Session, action_id: int) -> ListedAction:
    """An action as a list shows it."""
    return lines(session, col(Action.id) == action_id)[0]


def meetings(session: Session, *, after: int, limit: int) -> Sequence[Meeting]:
    return _part(session, Meeting, after, limit)


def measures(session: Session, *, after: int, limit: int) -> Sequence[Measure]:
    return _part(session, Measure, after, limit)


def updates(session: Session, action_id: int, *, after: int, limit: int) -> Sequence[Update]:
    return _part(session, Update, after, limit, col(Update.action_id) == action_id)


def evidence(session: Session, action_id: int, *, after: int, limit: int) -> Sequence[Evidence]:
    """What was removed is not there."""
    return _part(
        session,
        Evidence,
        after,
        limit,
        col(Evidence.action_id) == action_id,
        col(Evidence.removed_on).is_(None),
    )


def files_of(session: Session, rows: Sequence[Evidence]) -> dict[int, StoredFile]:
    """The files behind these pieces of evidence, by their numbers."""
    wanted = [row.file_id for row in rows if row.file_id]
    found = session.exec(select(StoredFile).where(col(StoredFile.id).in_(wanted))).all() if wanted else []
    return {file.key: file for file in found}


def _part(
    session: Session, kind: type[Row], after: int, limit: int, *conditions: ColumnElement[bool]
) -> Sequence[Row]:
    number = kind.id  # type: ignore[attr-defined]
    query = select(kind).where(*conditions, number > after).order_by(number).limit(limit)
    return session.exec(query).all()
