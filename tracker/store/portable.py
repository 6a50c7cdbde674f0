"""The record as rows that either database can read: each table with its columns by name, values as JSON.

What can be made again stays out (the search index), and what lives for minutes (leases, limits). Columns are read from the database
itself, so that a backup of an older version goes into tables of that version.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

NOT_CARRIED = frozenset({"alembic_version", "leases", "limits", "search_texts"})
IN_NEW_TABLES = frozenset({"roles", "history_head", "facts", "passes"})
"""What a database holds, or comes to hold, without any record in it."""
AT_ONCE = 50
"""Rows that are read in one go: a row may be a frozen record of some megabytes."""
REFUSED = (sa.exc.DataError, sa.exc.IntegrityError, sa.exc.InterfaceError, sa.exc.ProgrammingError)
"""What a database says of rows that a table does not take."""
BATCH_BYTES = 2_000_000

Row = Sequence[Any]


def tables(connection: sa.Connection) -> sa.MetaData:
    """The tables that are carried, as the database has them."""
    names = [name for name in sa.inspect(connection).get_table_names() if _is_carried(name)]
    found = sa.MetaData()
    found.reflect(connection, only=names)
    return found


def rows(connection: sa.Connection, table: sa.Table) -> Iterator[list[Any]]:
    """Every row of a table in the order of its key, as JSON can hold it. Moments are ISO 8601 in UTC."""
    query = sa.select(table).order_by(*table.primary_key.columns).execution_options(yield_per=AT_ONCE)
    kinds = [_out(column) for column in table.columns]
    with connection.execute(query) as found:
        for row in found:
            yield [None if value is None else out(value) for out, value in zip(kinds, row, strict=True)]


def fill(
    connection: sa.Connection, table: sa.Table, columns: Sequence[str], given: Iterable[tuple[int, Row]]
) -> int:
    """Writes rows into an empty table, and returns how many. `given` has the length of each in bytes, and its values."""
    into = [_into(table.columns[name]) for name in columns]
    insert = sa.insert(table)
    batch: list[dict[str, Any]] = []
    size = count = 0
    for length, values in given:
        converted = (None if value is None else read(value) for read, value in zip(into, values, strict=True))
        batch.append(dict(zip(columns, converted, strict=True)))
        size, count = size + length, count + 1
        if size > BATCH_BYTES or len(batch) >= 1000:
            connection.execute(insert, batch)
            batch, size = [], 0
    if batch:
        connection.execute(insert, batch)
    return count


def holds_a_record(connection: sa.Connection) -> bool:
    """Whether anything is on record. Raises nothing for a database without tables."""
    found = tables(connection)
    return any(
        connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first()
        for name, table in found.tables.items()
        if name not in IN_NEW_TABLES
    )


def is_ours(connection: sa.Connection) -> bool:
    """False for a database that holds tables of some other program."""
    names = sa.inspect(connection).get_table_names()
    return not names or "alembic_version" in names


def empty(connection: sa.Connection, found: sa.MetaData) -> None:
    """Takes away the rows that migrations write into new tables."""
    for table in found.tables.values():
        if table.name != "history":
            connection.execute(sa.delete(table))


def without_foreign_keys(connection: sa.Connection) -> list[str]:
    """PostgreSQL: takes the foreign keys away, and answers the statements that put them back: rows come in any order."""
    found = connection.exec_driver_sql(
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
    ).all()
    for table, name, _ in found:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    return [f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}" for table, name, rule in found]


def count_on(connection: sa.Connection) -> None:
    """PostgreSQL: lets every counter go on after the highest number that is there."""
    counters = connection.exec_driver_sql(
        "SELECT c.table_name, c.column_name, pg_get_serial_sequence(quote_ident(c.table_name), c.column_name)"
        " FROM information_schema.columns c WHERE c.table_schema = current_schema()"
        " AND pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) IS NOT NULL"
    ).all()
    for table, column, counter in counters:
        highest = connection.exec_driver_sql(f'SELECT max("{column}") FROM "{table}"').scalar()  # noqa: S608
        if highest is not None:
            connection.execute(sa.select(sa.func.setval(counter, highest)))


def drop_everything(connection: sa.Connection) -> None:
    """PostgreSQL: takes away our tables and functions. Until the transaction is committed they are all still there."""
    for name in sa.inspect(connection).get_table_names():
        connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}" CASCADE')
    functions = connection.exec_driver_sql(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace"
        " AND pg_get_userbyid(p.proowner) = current_user"
        " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
    ).all()
    for (function,) in functions:
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {function} CASCADE")


def others_connected(connection: sa.Connection) -> int:
    """PostgreSQL: how many connections beside this one the database has."""
    found = connection.exec_driver_sql(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    return int(found.scalar() or 0)


def _is_carried(name: str) -> bool:
    return name not in NOT_CARRIED and not name.startswith(("search_stems", "sqlite_"))


def _out(column: sa.Column[Any]) -> Callable[[Any], Any]:
    kind = column.type
    if isinstance(kind, sa.DateTime):
        return _moment_out
    if isinstance(kind, sa.Date):
        return date.isoformat
    return bool if isinstance(kind, sa.Boolean) else _same


def _into(column: sa.Column[Any]) -> Callable[[Any], Any]:
    kind = column.type
    if isinstance(kind, sa.DateTime):
        return datetime.fromisoformat
    if isinstance(kind, sa.Date):
        return date.fromisoformat
    if isinstance(kind, sa.Boolean):
        return bool
    return float if isinstance(kind, sa.Float) else _same


def _moment_out(value: datetime) -> str:
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return aware.isoformat()


def _same(value: Any) -> Any:
    return value


def header(table: sa.Table) -> Mapping[str, Any]:
    """What the first line of a table says: its columns in the order of its rows."""
    return {"columns": [column.name for column in table.columns]}
