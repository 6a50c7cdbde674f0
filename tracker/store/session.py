"""Engines and sessions: how each database is opened, and how a transaction begins.

SQLite: write-ahead log, foreign keys, a busy timeout, full synchronous commits. Python's driver begins transactions late and
loses updates that way, so it is told to begin none, and SQLAlchemy's begin event does: IMMEDIATE for a write, plain for a read.

What a refused statement was given stands in no message, so that no log holds what somebody typed.
"""

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from tracker.domain.errors import Unavailable

BUSY_TIMEOUT_MS = 10_000


class Database:
    """One database, with a way in for reading and one for writing."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _open_sqlite(self.url) if self.is_sqlite else _open_postgresql(self.url)
        self._writing = self.engine.execution_options(tracker_writes=True)
        readonly: dict[str, Any] = {} if self.is_sqlite else {"postgresql_readonly": True}
        self._reading = self.engine.execution_options(**readonly)

    def write(self) -> Session:
        """A session that may commit. On SQLite it takes the write lock as it begins, so that what it reads stays true."""
        return Session(self._writing, expire_on_commit=False)

    def read(self) -> Session:
        """A session that cannot write: the database itself refuses."""
        return Session(self._reading, expire_on_commit=False, autoflush=False)

    def dispose(self) -> None:
        """Lets go of every connection; after a fork, without closing the parent's."""
        self.engine.dispose(close=False)


def _open_sqlite(url: sa.URL) -> sa.Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, pool_size=5, max_overflow=20, pool_use_lifo=True, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "journal_mode = wal",
            "foreign_keys = on",
            "synchronous = full",
            "temp_store = memory",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("tracker_writes", False)
        if connection.info.get("writes") is not writes:
            connection.exec_driver_sql(f"PRAGMA query_only = {'off' if writes else 'on'}")
            connection.info["writes"] = writes
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _open_postgresql(url: sa.URL) -> sa.Engine:
    return sa.create_engine(
        url,
        pool_size=5,
        max_overflow=20,
        # The connection that was used last has its statements prepared, and its pages in the processor's cache.
        pool_use_lifo=True,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 10},
    )


def explain(error: DBAPIError) -> Unavailable:
    """A database's refusal as a sentence that says what to do. Nothing has been changed when one of these is raised."""
    words = str(error.orig).lower()
    for sign, sentence in SENTENCES.items():
        if sign in words:
            return Unavailable(sentence)
    if isinstance(error, OperationalError):
        return Unavailable(
            "The database cannot be reached. Nothing was changed. Try again; if it goes on, tell the administrator."
        )
    return Unavailable("The database refused this. Nothing was changed. Tell the administrator.")


SENTENCES = {
    "locked": "The database is busy with something else. Nothing was changed. Try again in a few seconds.",
    "disk is full": "The disk is full. Nothing was changed. Ask the administrator to make room, then try again.",
    "no space left": "The disk is full. Nothing was changed. Ask the administrator to make room, then try again.",
    "readonly": "The database is read-only. Nothing was changed. Ask the administrator to check its file's permissions.",
    "read-only": "The database is read-only. Nothing was changed. Ask the administrator to check its permissions.",
    "no such table": "The database has no tables of ours yet. Ask the administrator to run “flask database upgrade”.",
    "no such column": "The database is of another version. Ask the administrator to run “flask database upgrade”.",
    "does not exist": "The database is of another version. Ask the administrator to run “flask database upgrade”.",
    "malformed": "The database file is damaged. Nothing was changed. Ask the administrator to restore the last backup.",
    "not a database": "The database file is not a database. Ask the administrator to restore the last backup.",
}
