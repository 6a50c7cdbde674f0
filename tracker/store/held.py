"""Goes through every text of the record, table by table, and answers with those that are about something."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from tracker.domain.held import COPIES, SECRETS, WORDLESS, Meant, order_of, readable, row_of, says_who
from tracker.domain.references import spoken
from tracker.models.actions import Action
from tracker.models.chasing import IncomingFile
from tracker.models.documents import DocumentVersion
from tracker.models.evidence import Document, Evidence, StoredFile
from tracker.models.meetings import Meeting
from tracker.models.people import Person, Post

AT_ONCE = 500
"""Rows that are in memory together."""
DAYS = ("given_on", "decided_on", "raised_on", "received_at", "sent_at", "queued_at", "made_on", "changed_on")
MORE_DAYS = ("published_on", "starts_on", "added_on", "saved_at", "made_at", "taken_at", "at")
"""The day of a row: the first of these columns that it has."""
MADE_FOR_REQUESTS = frozenset({"record_snapshots", "report_versions"})
OURS = "disclosure"
"""The kind of the frozen records that were made for requests themselves."""
NAMED_BY = ("reference", "number", "subject", "title", "name", "about", "code")
"""What a row that points to nothing is called by: the first of these columns that it has."""


@dataclass(frozen=True)
class Held:
    """One text that was found: the table and column it stands in, what the row is about, and its day."""

    table: str
    column: str
    heading: str
    text: str
    day: date | None


@dataclass(frozen=True)
class Searched:
    """A table that was gone through: its rows, what was found in it, and in how many rows somebody meant is who did it."""

    table: str
    rows: int
    found: tuple[Held, ...]
    did: int


def tables() -> list[sa.Table]:
    """Every table with texts of its own, in the order in which they stand in a bundle."""
    found = [
        table
        for table in SQLModel.metadata.sorted_tables
        if table.name not in COPIES | WORDLESS and list(texts_of(table))
    ]
    return sorted(found, key=lambda table: order_of(table.name))


def texts_of(table: sa.Table) -> Iterator[sa.Column[Any]]:
    """The columns of a table that hold words: no choice from a list, no copy, no secret."""
    for column in table.columns:
        kind = column.type.impl if isinstance(column.type, sa.types.TypeDecorator) else column.type
        hidden = {column.name, f"{table.name}.{column.name}"} & (COPIES | SECRETS | WORDLESS)
        if isinstance(kind, sa.String) and not isinstance(kind, sa.Enum) and not hidden:
            yield column


def going_through(session: Session, meant: Meant, action_ids: frozenset[int]) -> Iterator[Searched]:
    """Each table with what it holds. Of the actions in `action_ids` every text is found, whatever it says."""
    for table in tables():
        rows, did, hits = 0, 0, []
        for row in session.execute(sa.select(table).execution_options(yield_per=AT_ONCE)).mappings():
            rows += 1
            if table.name in MADE_FOR_REQUESTS and row["kind"] == OURS:
                continue
            whole = _is_of(table.name, row, action_ids)
            found = [
                column
                for column in texts_of(table)
                if row[column.name] and (whole or meant(row[column.name]))
            ]
            did += any(says_who(column.name) for column in found)
            hits += [(row, column.name) for column in found if not says_who(column.name)]
        yield Searched(table.name, rows, tuple(_told(session, table, hits, meant)), did)


def unread_files(session: Session) -> Sequence[str]:
    """The names of files whose words are not on record: they were attached, and never read as a document."""
    came = select(Evidence.file_id).union(select(IncomingFile.file_id))
    read = select(DocumentVersion.file_id)
    query = select(StoredFile.name).where(col(StoredFile.id).in_(came), col(StoredFile.id).not_in(read))
    return session.exec(query.order_by(col(StoredFile.id))).all()


def _is_of(table: str, row: Mapping[Any, Any], action_ids: frozenset[int]) -> bool:
    return row.get("id" if table == "actions" else "action_id") in action_ids


def _told(
    session: Session, table: sa.Table, hits: Sequence[tuple[Mapping[Any, Any], str]], meant: Meant
) -> Iterator[Held]:
    names = _Names(session)
    for row, column in hits:
        name = spoken(row["reference"]) if table.name == "actions" else names.of(row)
        heading = name if table.name == "actions" else f"{row_of(table.name)} {name}".strip()
        yield Held(table.name, column, heading, readable(row[column], meant), _day(row))


def _day(row: Mapping[Any, Any]) -> date | None:
    found = next((row[name] for name in (*DAYS, *MORE_DAYS) if isinstance(row.get(name), date)), None)
    return found.date() if isinstance(found, datetime) else found


class _Names:
    """What rows are about, by what they point to: looked up once each."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, int], str] = {}

    def of(self, row: Mapping[Any, Any]) -> str:
        for column, model in _POINTS:
            if row.get(column):
                page = f", page {row['page']}" if row.get("page") else ""
                return self._name(column, model, row[column]) + page
        return next((str(row[name]) for name in NAMED_BY if row.get(name)), "")

    def _name(self, column: str, model: type[SQLModel], number: int) -> str:
        if (column, number) not in self._known:
            self._known[column, number] = self._called(self._session.get_one(model, number))
        return self._known[column, number]

    def _called(self, thing: Any) -> str:
        if isinstance(thing, DocumentVersion):
            return self._session.get_one(Document, thing.document_id).title
        if isinstance(thing, Action):
            return spoken(thing.reference)
        words = (getattr(thing, name, "") for name in ("reference", "title", "name"))
        return next(filter(None, words), "")


_POINTS: Iterable[tuple[str, type[SQLModel]]] = (
    ("action_id", Action),
    ("meeting_id", Meeting),
    ("document_id", Document),
    ("version_id", DocumentVersion),
    ("person_id", Person),
    ("post_id", Post),
)
