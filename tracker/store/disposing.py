"""The statements that empty the rows of one thing. What holds words is asked of `places`, so that disposal and purge know the same."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlmodel import Session, SQLModel

from tracker.store.held_words import key_of, table_named
from tracker.store.places import places

NOT_OF_AN_ACTION = frozenset(
    {"incoming_mails", "mails", "report_versions", "statutory_clocks", "search_texts"}
)
"""Tables that name an action and have a class of their own, or are nothing of its words."""


def empty(
    session: Session, name: str, keys: Collection[Any], said: Mapping[str, str], day: date | None = None
) -> int:
    """Empties every text of these rows; `said` is what stands in some columns instead. Returns how many rows there are."""
    if not keys:
        return 0
    table = table_named(name)
    values: dict[str, Any] = dict.fromkeys(_packed(name), "{}" if name == "import_rows" else "")
    values |= dict.fromkeys(_plain(name), "")
    values |= said
    if day is not None and "disposed_on" in table.c:
        values["disposed_on"] = day
    if "version" in table.c:
        values["version"] = table.c.version + 1
    answer = session.execute(sa.update(table).where(key_of(table).in_(keys)).values(values))
    return int(answer.rowcount)  # type: ignore[attr-defined]


def of_action(session: Session, action_id: int) -> dict[str, Sequence[Any]]:
    """The rows that belong to an action, by table."""
    found = {}
    for table in SQLModel.metadata.sorted_tables:
        if (
            table.name in NOT_OF_AN_ACTION
            or "id" not in table.c
            or not (_plain(table.name) or _packed(table.name))
        ):
            continue
        pointers = [c for c in table.columns for key in c.foreign_keys if key.target_fullname == "actions.id"]
        own = [column for column in pointers if column.name == "action_id"]
        if own:
            query = select(table.c.id).where(own[0] == action_id).with_for_update()
            if keys := session.execute(query).scalars().all():
                found[table.name] = keys
    return found


def rows_of(session: Session, name: str, column: str, key: Any) -> Sequence[Any]:
    """The keys of the rows of a table that point to `key` with `column`."""
    table = table_named(name)
    return session.execute(select(table.c.id).where(table.c[column] == key).with_for_update()).scalars().all()


def files_of(session: Session, name: str, keys: Collection[Any]) -> set[int]:
    """The files that these rows rest on."""
    table = table_named(name)
    query = select(table.c.file_id).where(key_of(table).in_(keys), table.c.file_id.is_not(None))
    return set(session.execute(query).scalars())


def is_public(session: Session, subject: str) -> bool:
    """True while the public reads what has this reference or code."""
    table = table_named("publications")
    query = select(table.c.id).where(table.c.subject == subject, table.c.is_public).limit(1)
    return session.execute(query).first() is not None


def payloads_of(session: Session, subjects: Collection[str]) -> Sequence[int]:
    """The rows of the history about these subjects that still say something, but for how they were disposed of."""
    rows, said = table_named("history"), table_named("history_payloads")
    query = (
        select(rows.c.number)
        .join(said, said.c.number == rows.c.number)
        .where(rows.c.subject.in_(subjects), rows.c.event.not_like("disposal.%"))
    )
    return session.execute(query.order_by(rows.c.number)).scalars().all()


def payloads_saying(session: Session, subject: str, text: str) -> Sequence[int]:
    """The rows about this subject in which `text` stands as a whole value."""
    if not text:
        return ()
    rows, said = table_named("history"), table_named("history_payloads")
    query = select(rows.c.number, said.c.payload).join(said, said.c.number == rows.c.number)
    found = session.execute(query.where(rows.c.subject == subject)).all()
    return [number for number, payload in found if text in _values(json.loads(payload))]


def _values(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [said for one in value.values() for said in _values(one)]
    if isinstance(value, list):
        return [said for one in value for said in _values(one)]
    return [value]


def _plain(name: str) -> set[str]:
    own = set(table_named(name).c.keys())
    return {column for place in places() for column in place.columns.get(name, ())} & own


def _packed(name: str) -> set[str]:
    own = set(table_named(name).c.keys())
    return {column for place in places() for column in place.json.get(name, ())} & own
