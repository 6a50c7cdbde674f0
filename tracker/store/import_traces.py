"""What has happened to actions since an import wrote them, and how what it wrote is removed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlmodel import Session, SQLModel, col, delete, or_, select, update

from tracker.domain.imports import Fate, ImportState
from tracker.models.actions import Action, DueChange, Review, Update
from tracker.models.evidence import Evidence
from tracker.models.imports import Import, ImportRow
from tracker.models.meetings import NumberGap
from tracker.models.record import HistoryRow

OWN_EVENTS = ("action.imported", "action.imported_change", "action.import_taken_back")
BROUGHT = ("updates", "due_changes", "reviews", "evidence", "search_texts", "import_rows", "actions")
"""The tables whose rows an import may bring with an action: what else points to one has happened since."""


def touched(session: Session, versions: Mapping[int, int], *, made: bool) -> list[str]:
    """The references of those of these actions that are no longer as an import left them: `versions` are theirs then.

    An action that it made (`made`) must have no other trace either: no mail, no entry in the history, nothing that points to it.
    """
    ids = list(versions)
    query = select(Action.id, Action.reference, Action.version).where(col(Action.id).in_(ids))
    names, found = {}, set()
    for key, reference, version in session.exec(query.order_by(col(Action.number))):
        names[key] = reference
        if version != versions[key or 0]:
            found.add(key)
    if made:
        found |= _pointed_at(session, ids) | _told_of(session, names)
    return [reference for key, reference in names.items() if key in found]


def _told_of(session: Session, names: Mapping[int | None, str]) -> set[int | None]:
    """Those of which the history tells something since the last import that wrote them."""
    query = select(HistoryRow.subject, HistoryRow.event, HistoryRow.number)
    query = query.where(col(HistoryRow.subject).in_(list(names.values())))
    last: dict[str, tuple[int, str]] = {}
    for subject, event, number in session.exec(query):
        last[subject] = max(last.get(subject, (0, "")), (number, event))
    return {
        key
        for key, reference in names.items()
        if last.get(reference, (0, OWN_EVENTS[0]))[1] not in OWN_EVENTS
    }


def _pointed_at(session: Session, ids: Sequence[int]) -> set[int | None]:
    """Those to which any row points that no import brings: mails and links, actions of its answers, findings, exit rules."""
    found: set[int | None] = set()
    for table in SQLModel.metadata.sorted_tables:
        for column in _pointers(table):
            if table.name in BROUGHT and table.name != "actions":
                continue
            query = select(column).where(column.in_(ids))
            if table.name == "actions":
                query = query.where(table.c.id.not_in(ids))
            found |= {row[0] for row in session.connection().execute(query.distinct())}
    return found


def _pointers(table: Table) -> Iterable[Any]:
    return [key.parent for key in table.foreign_keys if key.column.table.name == "actions"]


def in_later_import(session: Session, number: int) -> list[str]:
    """The references of actions of this import that a later one changed, and that stand so."""
    mine = select(ImportRow.action_id).where(
        ImportRow.import_id == number, col(ImportRow.fate).in_((Fate.NEW, Fate.CHANGED))
    )
    query = (
        select(Action.reference)
        .join(ImportRow, col(ImportRow.action_id) == Action.id)
        .join(Import, col(Import.id) == ImportRow.import_id)
        .where(ImportRow.import_id > number, ImportRow.fate == Fate.CHANGED, Import.state == ImportState.DONE)
        .where(col(Action.id).in_(mine))
    )
    return list(session.exec(query.distinct().order_by(col(Action.reference))).all())


def actions_by_id(session: Session, ids: Sequence[int]) -> Sequence[Action]:
    query = select(Action).where(col(Action.id).in_(ids)).order_by(col(Action.number)).with_for_update()
    return session.exec(query).all()


def take_gaps(session: Session, series_id: int, numbers: Sequence[int]) -> dict[int, str]:
    """Removes the gaps at these numbers, which have an action now, and answers what stood there."""
    here = col(NumberGap.series_id) == series_id, col(NumberGap.number).in_(list(numbers))
    query = select(NumberGap.number, NumberGap.explanation).where(*here)
    found = dict(session.exec(query).all())
    session.execute(delete(NumberGap).where(*here))
    return found


def remove_rows(session: Session, *, updates: Sequence[int], changes: Sequence[int]) -> None:
    """Removes updates and moves of a date by their numbers."""
    session.execute(delete(Update).where(col(Update.id).in_(updates)))
    session.execute(delete(DueChange).where(col(DueChange.id).in_(changes)))


def remove_actions(session: Session, ids: Sequence[int]) -> None:
    """Removes actions with all that came with them."""
    session.execute(update(ImportRow).where(col(ImportRow.action_id).in_(ids)).values(action_id=None))
    for kind in (Evidence, DueChange, Review, Update):
        session.execute(delete(kind).where(col(kind.action_id).in_(ids)))
    linked = or_(col(Action.parent_id).in_(ids), col(Action.merged_into_id).in_(ids))
    session.execute(update(Action).where(linked).values(parent_id=None, merged_into_id=None))
    session.execute(delete(Action).where(col(Action.id).in_(ids)))
