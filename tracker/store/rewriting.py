"""Rids the database's own files of what was deleted: a deleted row lies in them until its place is needed for another."""

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tracker.domain.errors import Unavailable
from tracker.store.session import Database

STILL_READ = "The database is being read just now, so its file still holds what was destroyed. It is tried again each minute."


def rewrite(database: Database) -> None:
    """Writes the database anew without what was deleted. Call it outside any transaction. Raises `Unavailable`; it is safe to repeat.

    SQLite: the index of words is built afresh, the file is written anew, and its log is emptied. PostgreSQL: each table is written anew;
    the write-ahead log, replicas and archives of it keep what was until the server recycles them.
    """
    if database.is_sqlite:
        _rewrite_sqlite(database)
    else:
        _rewrite_postgresql(database)


def _rewrite_sqlite(database: Database) -> None:
    raw = database.engine.raw_connection()
    try:
        connection = raw.driver_connection
        assert connection is not None  # noqa: S101 - it was just opened
        connection.execute("PRAGMA query_only = off")
        # The store's session says anew what it wants of this connection.
        raw.info.pop("writes", None)
        connection.execute("INSERT INTO search_stems(search_stems) VALUES ('rebuild')")
        connection.execute("PRAGMA temp_store = default")
        connection.execute("VACUUM")
        connection.execute("PRAGMA temp_store = memory")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except database.engine.dialect.loaded_dbapi.Error as error:
        raise Unavailable(STILL_READ) from error
    finally:
        raw.close()
    if busy:
        raise Unavailable(STILL_READ)


def _rewrite_postgresql(database: Database) -> None:
    engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        try:
            connection.execute(sa.text("SET lock_timeout = '10s'"))
            for table in tables:
                quoted = connection.dialect.identifier_preparer.quote(table)
                connection.execute(sa.text(f"VACUUM (FULL) {quoted}"))
            connection.execute(sa.text("RESET lock_timeout"))
        except DBAPIError as error:
            connection.invalidate()
            raise Unavailable(STILL_READ) from error
