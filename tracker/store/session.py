"""Engines and sessions: how each database is opened, and how a transaction begins.

SQLite: write-ahead log, foreign keys, a busy timeout, full synchronous commits. Python's driver begins transactions late and
loses updates that way, so it is told to begin none, and SQLAlchemy's begin event does: IMMEDIATE for a write, plain for a read.

PostgreSQL: who reads and who writes have connections of their own. A reader's refuse to write, and begin no transaction: under READ
COMMITTED each statement sees what is committed when it begins, with or without one, so that beginning and ending it are two
journeys to the server that buy nothing.

What a refused statement was given stands in no message, so that no log holds what somebody typed.
"""

import sqlite3
import time
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
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
        self._readers = self.engine if self.is_sqlite else _open_postgresql(self.url, **READ_ONLY)
        by_itself = {} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._reading = self._readers.execution_options(**by_itself)

    def write(self) -> Session:
        """A session that may commit. On SQLite it takes the write lock as it begins, so that what it reads stays true."""
        return Session(self._writing, expire_on_commit=False)

    def read(self) -> Session:
        """A session that cannot write: the database itself refuses."""
        return Session(self._reading, expire_on_commit=False, autoflush=False)

    def read_as_one(self) -> Session:
        """A session that cannot write and sees the whole record as it stood at its first question, however long it reads."""
        at_once = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        engine = self._readers.execution_options(**at_once)
        return Session(engine, expire_on_commit=False, autoflush=False)

    def close(self) -> None:
        """Closes every connection that nobody uses."""
        self.engine.dispose()
        self._readers.dispose()

    def leave(self) -> None:
        """After a fork: lets go of every connection without closing the parent's."""
        self.engine.dispose(close=False)
        self._readers.dispose(close=False)


READ_ONLY = {"options": "-c default_transaction_read_only=on"}
QUIET_SECONDS = 1.0
"""After so long without use a connection is asked whether the server is still there, before anything is asked by it."""


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


def _open_postgresql(url: sa.URL, **connecting: str) -> sa.Engine:
    engine = sa.create_engine(
        url,
        pool_size=5,
        max_overflow=10,
        # The connection that was used last has its statements prepared, and its pages in the processor's cache.
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 10, **connecting},
    )

    @event.listens_for(engine, "checkin")
    def used(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def ask_whether_it_is_there(
        connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object
    ) -> None:
        # SQLAlchemy's own pre-ping asks every time, which is a third of what an unchanged page costs.
        if time.monotonic() - record.info.get("used", time.monotonic()) < QUIET_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as gone:
            raise DisconnectionError from gone

    return engine


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
    "unique constraint": "Someone saved the same thing first. Nothing was changed. Open the page again to see it.",
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
