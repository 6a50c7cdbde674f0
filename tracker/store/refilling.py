"""Puts a record into the tables of its own version, and brings them to the version of this program.

SQLite: a new file, which the caller moves into place. PostgreSQL: one transaction, in which what was there is taken away; until it is
committed everybody else sees the record as it was, and a failure leaves it so.
"""

from collections.abc import Callable

import sqlalchemy as sa
from sqlmodel import Session

from tracker.domain.errors import RecordBroken, Unavailable
from tracker.store import portable, schema
from tracker.store.session import Database

Write = Callable[[sa.Connection], None]
Look = Callable[[Session], None]


def refill(database: Database, migration: str, write: Write, look: Look) -> None:
    """Lets `write` fill the tables of version `migration`, migrates them, and commits when `look` raises nothing."""
    (_new_file if database.is_sqlite else _anew)(database, migration, write, look)


def refuse_company(database: Database) -> None:
    """Raises `Unavailable` while anything else has the database open."""
    database.close()
    with database.engine.connect() as connection:
        if database.is_sqlite:
            connection.rollback()
            if _raw(connection, "PRAGMA journal_mode = delete") != "delete":
                raise _in_use()
        elif portable.others_connected(connection):
            raise _in_use()
    database.close()


def _in_use() -> Unavailable:
    return Unavailable(
        "The database is in use. Nothing was changed. Stop the server (script/server or its service), then restore."
    )


def _new_file(database: Database, migration: str, write: Write, look: Look) -> None:
    with database.engine.connect().execution_options(tracker_writes=True) as connection:
        connection.rollback()
        _raw(connection, "PRAGMA foreign_keys = off")
        with connection.begin():
            schema.migrate(connection, migration)
            portable.empty(connection, portable.tables(connection))
            write(connection)
            schema.migrate(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RecordBroken(
                    "The backup holds rows that point nowhere. Nothing was changed. Take another one."
                )
            with Session(connection) as session:
                look(session)
        # One file, so that it can be moved by itself.
        _raw(connection, "PRAGMA journal_mode = delete")
    database.close()


def _anew(database: Database, migration: str, write: Write, look: Look) -> None:
    with database.engine.connect().execution_options(tracker_writes=True) as connection, connection.begin():
        portable.drop_everything(connection)
        schema.migrate(connection, migration)
        portable.empty(connection, portable.tables(connection))
        keys = portable.without_foreign_keys(connection)
        write(connection)
        for key in keys:
            connection.exec_driver_sql(key)
        portable.count_on(connection)
        schema.migrate(connection)
        with Session(connection, join_transaction_mode="rollback_only") as session:
            look(session)
    database.close()


def _raw(connection: sa.Connection, statement: str) -> str:
    """What SQLite answers to a statement outside any transaction; "" where it refuses."""
    driver = connection.connection.dbapi_connection
    if driver is None:
        return ""
    cursor = driver.cursor()
    try:
        answer = cursor.execute(statement).fetchone()
    except Exception as error:
        if "locked" in str(error):
            return ""
        raise
    return str(answer[0]) if answer else ""
