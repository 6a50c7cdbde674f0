"""What the migrations of tables say again and again: a reference to another table, and a column that holds one of a few words."""

import sqlalchemy as sa
from alembic import op


def points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    """A reference from `column` to the number of a row in `to`, for a table that is being made."""
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def one_of(name: str, *words: str) -> sa.Enum:
    """One of the `words`, as checked text. `name` is that of the enum, in lower case."""
    return sa.Enum(*words, native_enum=False, create_constraint=True, length=40, name=name)


def add_reference(table: str, column: str, to: str) -> None:
    """Adds a column that refers to a row in `to`. SQLite takes a constraint with its column, and in no other way."""
    key = op.f(f"fk_{table}_{column}")
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {key} REFERENCES {to} (id)")


def add_text(table: str, *columns: str) -> None:
    """Adds columns of text, empty in the rows that are there."""
    for column in columns:
        op.add_column(table, sa.Column(column, sa.Text(), nullable=False, server_default=""))
