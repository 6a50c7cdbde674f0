"""Writes texts without the words that stood in them, with the digests that are drawn from them."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from tracker.domain.purging import Words, fitted
from tracker.store.held_words import Hit, key_of, table_named

DIGESTS: Mapping[tuple[str, str], str] = {
    ("record_snapshots", "record"): "sha256",
    ("publications", "cut"): "cut_sha256",
}
"""The column that holds the digest of another."""


def write_without(
    session: Session, hits: Iterable[Hit], words: Words, mark: str, changed: dict[str, set[int]]
) -> None:
    """Puts `mark` wherever the words stand; a stale form of such a row then clashes. Adds the keys of the rows to `changed`."""
    rows: dict[tuple[str, Any], dict[str, Any]] = {}
    for hit in hits:
        column = table_named(hit.table).c[hit.column]
        own = _own_mark(column, mark, hit.key)
        text = words.out_of_json(hit.text, own) if hit.is_json else words.out_of(hit.text, own)
        text = fitted(text, own, getattr(column.type, "length", None))
        values = rows.setdefault((hit.table, hit.key), {})
        values[hit.column] = text
        if digest := DIGESTS.get((hit.table, hit.column)):
            values[digest] = hashlib.sha256(text.encode()).hexdigest()
    for (name, key), values in rows.items():
        _write(session, name, key, values)
        changed.setdefault(name, set()).add(key)


def give_other_codes(session: Session, hits: Iterable[Hit]) -> None:
    """A code that holds the words becomes one that says nothing."""
    for hit in hits:
        _write(session, hit.table, hit.key, {hit.column: f"removed-{hit.key}"})


def _write(session: Session, name: str, key: Any, values: dict[str, Any]) -> None:
    table = table_named(name)
    if "version" in table.c and "version" not in values:
        values = {**values, "version": table.c.version + 1}
    session.execute(sa.update(table).where(key_of(table) == key).values(values))


def _own_mark(column: sa.Column[Any], mark: str, key: Any) -> str:
    """The mark; with the row's number where two rows must not say the same."""
    table = column.table
    assert isinstance(table, sa.Table)  # noqa: S101 - columns of places are of tables
    unique = [one for one in table.constraints if isinstance(one, sa.UniqueConstraint)]
    if column.unique or any(column in one.columns.values() for one in unique):
        return f"{mark[:-1]}, {key}]"
    return mark
