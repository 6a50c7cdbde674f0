"""The history, and the few facts of this installation."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from tracker.models.base import text


class HistoryRow(SQLModel, table=True):
    """One row of the chain; a trigger refuses its update and its delete. `at` is text, as it was digested."""

    __tablename__ = "history"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: str = Field(max_length=40)
    actor: str = text()
    source: str = text()
    event: str = Field(max_length=60)
    subject: str = Field(max_length=120, index=True)
    payload_digest: str = Field(max_length=64)
    digest: str = Field(max_length=64)


class HistoryPayload(SQLModel, table=True):
    """What was before and after. It can be destroyed by a lawful disposal; the chain verifies without it."""

    __tablename__ = "history_payloads"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    salt: str = Field(max_length=32)
    payload: str = text()


class HistoryHead(SQLModel, table=True):
    """The end of the chain, locked while a row is added. There is one row."""

    __tablename__ = "history_head"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    count: int = Field(default=0)
    digest: str = Field(max_length=64)


class Fact(SQLModel, table=True):
    """A fact of this installation, such as the day on which its demonstration was loaded."""

    __tablename__ = "facts"
    name: str = Field(max_length=60, primary_key=True)
    value: str = text()


class Limit(SQLModel, table=True):
    """How often something was tried in a window of time. `bucket` is a digest, never an address in clear."""

    __tablename__ = "limits"
    bucket: str = Field(max_length=64, primary_key=True)
    window_start: int = Field(sa_type=sa.BigInteger, primary_key=True)
    count: int = Field(default=0)
