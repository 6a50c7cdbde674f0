"""What every table shares: names of constraints, times that are always aware, enums kept as checked text."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """An aware datetime in UTC, in and out. SQLite hands back naive ones, and a naive one given is a mistake."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("A time without a zone was about to be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def words_of(kind: type[StrEnum], *, name: str = "", **options: Any) -> Any:
    """A column that keeps an enum as text under a check constraint, so that both databases agree and a migration can add to it.

    `name` is the constraint's, for a table that has the same enum twice.
    """
    column_type = sa.Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
        name=name or kind.__name__.lower(),
    )
    default = options.pop("default", ...)
    nullable = options.pop("nullable", False)
    return Field(default=default, sa_type=column_type, nullable=nullable, **options)  # type: ignore[call-overload]


def moment(**options: Any) -> Any:
    """A column for an aware time in UTC."""
    default = options.pop("default", None)
    return Field(default=default, sa_type=UTCDateTime, **options)


def text(default: Any = "", **options: Any) -> Any:
    """A column for text of any length; empty rather than null."""
    return Field(default=default, sa_type=sa.Text, nullable=False, **options)


class Row(SQLModel):
    """The root of every table that people edit: a number of its own, and a version that a second save must match."""

    id: int | None = Field(default=None, primary_key=True)

    @property
    def key(self) -> int:
        """The row's number, once it is stored."""
        if self.id is None:
            raise TypeError(f"This {type(self).__name__} is not stored yet.")
        return self.id
