"""Brings a database to the version of this program. Alembic is loaded here and nowhere else."""

import tempfile

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from tracker.domain.errors import Unavailable
from tracker.models import SQLModel, users  # noqa: F401  (accounts too, so that metadata is whole)
from tracker.store.session import Database
from tracker.store.version import MIGRATIONS, current, newest, refuse_newer


def upgrade(database: Database) -> tuple[str | None, str]:
    """Runs the migrations that are missing, all in one transaction. Returns the version before and after.

    Raises `Unavailable` for a database of a newer program: it is left as it is.
    """
    with database.engine.connect().execution_options(tracker_writes=True) as connection:
        before = current(connection)
        if before == newest():
            return before, newest()
        refuse_newer(before)
        connection.rollback()
        if database.is_sqlite:
            # Inside a transaction SQLite ignores this, and a table that is rebuilt would cascade into its children.
            _raw(connection, "PRAGMA foreign_keys = off")
        try:
            with connection.begin():
                migrate(connection)
                if database.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise Unavailable(
                        "The migration would leave rows that point nowhere. Nothing was changed."
                    )
        finally:
            if database.is_sqlite:
                _raw(connection, "PRAGMA foreign_keys = on")
    return before, newest()


def migrate(connection: sa.Connection, to: str = "head") -> None:
    """Runs the migrations up to `to` in the transaction that `connection` is in."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    command.upgrade(config, to)


def differences() -> list[str]:
    """What the models say that the migrations do not make, in words; empty when they match.

    The migrations are run on a database of their own, which is thrown away.
    """
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/check.db")
        upgrade(database)
        with database.engine.connect() as connection:
            opts = {"compare_type": True, "include_name": _is_in_the_models}
            context = MigrationContext.configure(connection, opts=opts)
            found = [str(difference) for difference in compare_metadata(context, SQLModel.metadata)]
        database.close()
    return found


def _is_in_the_models(name: str | None, kind: str, _parents: object) -> bool:
    """False for the tables of stems, of which each database has its own kind: see migration 0011."""
    return kind != "table" or not (name or "").startswith("search_stems")


def _raw(connection: sa.Connection, statement: str) -> None:
    """Runs a statement outside any transaction."""
    driver = connection.connection.dbapi_connection
    if driver is not None:
        driver.cursor().execute(statement)
