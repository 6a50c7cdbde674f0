"""Lets a column hold more words than before, on both databases."""

import sqlalchemy as sa
from alembic import op


def widen(
    table: str, column: str, values: tuple[str, ...], *, more: tuple[str, ...], constraint: str = ""
) -> None:
    """Lets `column` hold `more` words than its check constraint knows.

    SQLite cannot alter a constraint; for changes that leave the rows as they are its documentation describes this edit of
    the stored schema ("Making Other Kinds Of Table Schema Changes"), which spares the table its rebuilding.
    """
    name = f"ck_{table}_{constraint or column}"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, sa.column(column).in_(values + more))
        return
    connection = op.get_bind()
    before, after = (f"({column} IN ({', '.join(map(repr, words))}))" for words in (values, values + more))
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = on")
    statement = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE type = 'table' AND name = :name"
        " AND instr(sql, :before) > 0"
    )
    changed = connection.execute(statement, {"before": before, "after": after, "name": table}).rowcount
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = off")
    if changed != 1:
        raise RuntimeError(f"The words of {table}.{column} are not where this migration expects them.")
