"""One row in every table there is, made from the models alone, with a word in every column that people's words can stand in."""

import json
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from tracker.store.places import CODES, places

NOT_PLANTED = frozenset({"history", "history_head", "history_payloads", "search_texts", "facts", "limits"})
"""The history is written by the services, and the index by what listens to the session."""
SETTLED = {"is_public": False, "state": "draft"}
"""Columns whose first choice would keep a row from being changed."""


def plant(session: Session, word: str) -> set[tuple[str, str]]:
    """Puts `word` everywhere. Returns the tables and columns that hold it now."""
    plain = {(t, c) for place in places() for t, names in place.columns.items() for c in names}
    packed = {(t, c) for place in places() for t, names in place.json.items() for c in names}
    coded = {(t, c) for t, names in CODES.items() for c in names.split()}
    planted = set()
    keys: dict[str, Any] = {}
    for table in SQLModel.metadata.sorted_tables:
        if table.name in NOT_PLANTED:
            continue
        values = {}
        for column in table.columns:
            place = (table.name, column.name)
            if place in plain | packed | coded:
                values[column.name] = _said(column, word, packed=place in packed, coded=place in coded)
                planted.add(place)
            elif (value := _filled(column, keys)) is not None:
                values[column.name] = value
        answer = session.execute(sa.insert(table).values(values))
        keys[table.name] = answer.inserted_primary_key[0]
    return planted


def _said(column: sa.Column[Any], word: str, *, packed: bool, coded: bool) -> str:
    if packed:
        return json.dumps({"said": f"Of {word}", word: [word.upper()]})
    if coded:
        return f"about-{word}".lower()
    longest = getattr(column.type, "length", None)
    return word if longest and longest < 40 else f"Of {word.upper()}, twice: {word}."


def _filled(column: sa.Column[Any], keys: dict[str, Any]) -> Any:
    """A value for a column that needs one; None where the database has its own, or needs none."""
    if column.foreign_keys:
        target = next(iter(column.foreign_keys)).column.table.name
        return keys.get(target)
    if column.primary_key and isinstance(column.type, sa.Integer) and column.autoincrement is True:
        return None
    if column.primary_key and column.name == "id":
        return None
    if column.nullable:
        return None
    kind = column.type.impl_instance if isinstance(column.type, sa.types.TypeDecorator) else column.type
    if isinstance(kind, sa.Enum):
        return SETTLED.get(column.name, kind.enums[0]) if "draft" in kind.enums else kind.enums[0]
    if isinstance(kind, sa.Boolean):
        return False
    if isinstance(kind, sa.DateTime):
        return datetime(2023, 9, 20, 9, tzinfo=UTC)
    if isinstance(kind, sa.Date):
        return date(2023, 9, 20)
    if isinstance(kind, (sa.Integer, sa.Float)):
        return 1
    return f"{column.table.name}"[: getattr(kind, "length", None) or 40]
