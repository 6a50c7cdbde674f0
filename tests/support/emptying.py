"""A database of PostgreSQL is put back as it was made: in a tenth of the time that a copy of its template takes."""

from typing import Any

from tracker.store.session import Database

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
SHAPE = "SELECT (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_attribute)"
LEFT_OPEN = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"""
PAST_ITS_GUARDS = "SET LOCAL session_replication_role = replica"


class Emptied:
    """A database that was just made. `put_back` takes away what was written since, past triggers and foreign keys."""

    def __init__(self, database: Database) -> None:
        self.database = database
        tables = [name for (name,) in self._ask(TABLES)]
        filled = [name for name in tables if self._ask(f'SELECT 1 FROM "{name}" LIMIT 1')]  # noqa: S608
        kept = ["CREATE SCHEMA as_made", *(f'CREATE TABLE as_made."{t}" AS TABLE "{t}"' for t in filled)]
        self._ask("; ".join(kept))
        counters = [
            f"setval('\"{name}\"', {last or 1}, {'true' if last else 'false'})"
            for name, last in self._ask(SEQUENCES)
        ]
        self._back = "; ".join(
            [
                PAST_ITS_GUARDS,
                *(f'DELETE FROM "{name}"' for name in tables),  # noqa: S608
                *(f'INSERT INTO "{name}" SELECT * FROM as_made."{name}"' for name in filled),  # noqa: S608
                f"SELECT {', '.join(counters)}",
            ]
        )
        self._shape = self._ask(SHAPE)

    @property
    def has_its_tables(self) -> bool:
        """False once a test has taken away a trigger, or changed a column."""
        return self._ask(SHAPE) == self._shape

    def put_back(self) -> None:
        """What is on record is what it was. A transaction that was left open ends without its changes."""
        self._ask(LEFT_OPEN)
        self._ask(self._back)

    def _ask(self, statements: str) -> list[Any]:
        with self.database.engine.begin() as connection:
            answer = connection.exec_driver_sql(statements)
            return list(answer.all()) if answer.returns_rows else []
