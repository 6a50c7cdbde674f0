"""Brings a database to the version of this program, and says when it is of another."""

import tempfile
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tracker.domain.errors import Unavailable
from tracker.models import SQLModel
from tracker.store.session import Database

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def upgrade(database: Database) -> tuple[str | None, str]:
    """Runs the migrations that are missing, all in one transaction. Returns the version before and after.

    Raises `Unavailable` for a database of a newer program: it is left as it is.
    """
    config, newest = _config()
    with database.engine.connect().execution_options(tracker_writes=True) as connection:
        before = current(connection)
        if before == newest:
            return before, newest
        _refuse_newer(config, before)
        connection.rollback()
        if database.is_sqlite:
            # Inside a transaction SQLite ignores this, and a table that is rebuilt would cascade into its children.
            _raw(connection, "PRAGMA foreign_keys = off")
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                if database.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise Unavailable(
                        "The migration would leave rows that point nowhere. Nothing was changed."
                    )
        finally:
            if database.is_sqlite:
                _raw(connection, "PRAGMA foreign_keys = on")
    return before, newest


def check_version(connection: sa.Connection) -> None:
    """Raises `Unavailable` unless the database is of this program's version."""
    config, newest = _config()
    now = current(connection)
    if now != newest:
        _refuse_newer(config, now)
        raise Unavailable(
            "The database is of an older version. Run “flask database upgrade”, then start again."
        )


def differences() -> list[str]:
    """What the models say that the migrations do not make, in words; empty when they match.

    The migrations are run on a database of their own, which is thrown away.
    """
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/check.db")
        upgrade(database)
        with database.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            found = [str(difference) for difference in compare_metadata(context, SQLModel.metadata)]
        database.engine.dispose()
    return found


def current(connection: sa.Connection) -> str | None:
    """The version the database is of; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def _config() -> tuple[Config, str]:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config, str(ScriptDirectory.from_config(config).get_current_head())


def _refuse_newer(config: Config, now: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if now is not None and now not in known:
        raise Unavailable(
            f"The database is of version {now}, which is newer than this program. Start the program that made it, or restore a backup."
        )


def _raw(connection: sa.Connection, statement: str) -> None:
    """Runs a statement outside any transaction."""
    driver = connection.connection.dbapi_connection
    if driver is not None:
        driver.cursor().execute(statement)
