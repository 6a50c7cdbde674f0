"""Which version a database is of, told without Alembic: a server must not load what only migrations need."""

from functools import cache
from pathlib import Path

import sqlalchemy as sa

from tracker.domain.errors import Unavailable

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


@cache
def known() -> tuple[str, ...]:
    """The versions of this program, oldest first: the numbers that the names of the migrations begin with."""
    return tuple(sorted(path.name.partition("_")[0] for path in MIGRATIONS.glob("versions/[0-9]*_*.py")))


def newest() -> str:
    """The version that this program works with."""
    return known()[-1]


def current(connection: sa.Connection) -> str | None:
    """The version the database is of; None for an empty one."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return found


def check(connection: sa.Connection) -> None:
    """Raises `Unavailable` unless the database is of this program's version."""
    now = current(connection)
    if now != newest():
        refuse_newer(now)
        raise Unavailable(
            "The database is of an older version. Run “flask database upgrade”, then start again."
        )


def refuse_newer(now: str | None) -> None:
    """Raises `Unavailable` for a version that this program does not know."""
    if now is not None and now not in known():
        raise Unavailable(
            f"The database is of version {now}, which is newer than this program. "
            "Start the program that made it, or restore a backup."
        )
