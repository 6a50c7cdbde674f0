"""Adds the actions of a log and what comes with them, many rows by one statement, and to the index of what can be found."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from sqlmodel import Session, SQLModel, insert

from tracker.domain.searching import SearchKind
from tracker.models.actions import Action, DueChange, Review, Update
from tracker.store.search_index import FEW_ROWS, added

Columns = Mapping[str, Any]


def add_actions(session: Session, rows: Sequence[Columns]) -> list[int]:
    """Adds actions, and answers their numbers in the order of `rows`."""
    return _found(session, SearchKind.ACTION, _numbers(session, Action, rows))


def add_updates(session: Session, of_each: Sequence[Sequence[Columns]]) -> list[list[int]]:
    """Adds the updates of some actions, and answers the numbers of each one's."""
    return _each(session, SearchKind.UPDATE, Update, of_each)


def add_reviews(session: Session, of_each: Sequence[Sequence[Columns]]) -> list[list[int]]:
    """Adds what was decided about some actions, and answers the numbers of each one's."""
    return _each(session, SearchKind.DECISION, Review, of_each)


def add_changes(session: Session, rows: Sequence[Columns]) -> None:
    """Adds how dates moved."""
    if rows:
        session.connection().execute(insert(DueChange), rows, execution_options=FEW_ROWS)


def _each(
    session: Session, kind: SearchKind, table: type[SQLModel], of_each: Sequence[Sequence[Columns]]
) -> list[list[int]]:
    numbers = iter(_found(session, kind, _numbers(session, table, list(chain.from_iterable(of_each)))))
    return [list(islice(numbers, len(rows))) for rows in of_each]


def _numbers(session: Session, kind: type[SQLModel], rows: Iterable[Columns]) -> list[int]:
    """Adds rows, of which some may lack a column that others have: those of the same columns go together."""
    rows = list(rows)
    places: dict[tuple[str, ...], list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(tuple(row), []).append(place)
    table = kind.__table__  # type: ignore[attr-defined]
    once = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    found: dict[int, int] = {}
    for some in places.values():
        numbers = (
            session.connection()
            .execute(once, [rows[place] for place in some], execution_options=FEW_ROWS)
            .scalars()
        )
        found.update(zip(some, numbers, strict=True))
    return [found[place] for place in range(len(rows))]


def _found(session: Session, kind: SearchKind, numbers: list[int]) -> list[int]:
    added(session, kind, numbers)
    return numbers
