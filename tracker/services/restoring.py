"""Puts a backup that was checked back into a database, and says that what is there is whole."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session

from tracker.domain.backups import DAMAGED, FILES, TABLES, Manifest
from tracker.domain.errors import RecordBroken
from tracker.domain.history import Head
from tracker.ports import BackupReader
from tracker.services import search
from tracker.services.audit import Verified, verify_history
from tracker.services.packing import named_files
from tracker.store import portable
from tracker.store.refilling import refill
from tracker.store.session import Database

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NO_ROWS = (
    *(ValueError, KeyError, TypeError, StopIteration, RecursionError, OverflowError),
    *portable.REFUSED,
)
"""What comes of lines that are no rows of a table: no JSON, other columns, values that the database refuses."""
Told = Callable[[str, int], None]
"""Told which table is being filled, and how many rows it has."""


@dataclass(frozen=True)
class Restored:
    """What is on record again: its history, which verifies, and how many files it names."""

    history: Verified
    files: int


def restore_rows(
    database: Database,
    backup: BackupReader,
    manifest: Manifest,
    *,
    key: bytes,
    head: Head | None,
    settle: Callable[[], None],
    told: Told = lambda _table, _rows: None,
) -> Restored:
    """Fills the database, migrates it, verifies history and files, calls `settle`, and commits: all of it or nothing.

    `key` is the history's, `head` the end that was kept outside the database. Raises `RecordBroken` for what does not hold.
    """
    found: list[Restored] = []

    def write(connection: "Connection") -> None:
        tables = portable.tables(connection).tables
        if set(manifest.tables) - set(tables):
            raise RecordBroken(DAMAGED.format("it holds a table that its version does not have"))
        for name, rows in manifest.tables.items():
            told(name, rows)
            lines = backup.lines(f"{TABLES}{name}.jsonl")
            try:
                columns = json.loads(next(lines))["columns"]
                given = ((len(line), json.loads(line)) for line in lines)
                written = portable.fill(connection, tables[name], columns, given)
            except _NO_ROWS as error:
                raise RecordBroken(DAMAGED.format(f"the rows of {name} cannot be read")) from error
            if written != rows:
                raise RecordBroken(DAMAGED.format(f"{name} has {written:,} rows, not {rows:,}"))

    def look(session: Session) -> None:
        search.forget(session)
        verified = verify_history(session, key, head)
        found.append(Restored(verified, _named_and_there(session, manifest)))
        settle()

    refill(database, manifest.migration, write, look)
    return found[0]


def _named_and_there(session: Session, manifest: Manifest) -> int:
    """How many files the record names. Each was read and found to be what it was; those that were missing already are known."""
    named = set(named_files(session))
    held = {name.removeprefix(FILES) for name in manifest.members if name.startswith(FILES)}
    if lost := named - held - set(manifest.missing):
        raise RecordBroken(DAMAGED.format(f"{len(lost):,} files that the record names are not in it"))
    return len(named)
