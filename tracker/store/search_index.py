"""Keeps the index of what can be found in step with the record: in the same transaction, whichever service wrote.

A session that is told to `keep_in_step` looks after each flush at what was added and changed, reads those texts again, and writes
their stems. What is deleted takes its rows of the index with it, by the database's own foreign keys. Only a statement that goes
round the session is not seen; `flask search rebuild` sees everything.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, event, func, insert, inspect, select, text, update
from sqlmodel import Session, SQLModel, col

from tracker.domain.searching import SearchKind
from tracker.domain.stemming import WordReader
from tracker.models.actions import Action, Review, Update
from tracker.models.documents import DocumentPage, DocumentVersion
from tracker.models.evidence import Document
from tracker.models.meetings import AgendaItem, Meeting
from tracker.models.search import SearchText
from tracker.models.sitting import AgendaNote
from tracker.store.search_stems import Stems
from tracker.store.search_texts import SOURCES, Text, texts

FEW_ROWS = {"insertmanyvalues_page_size": 40}
"""Rows of one statement: a driver that takes a statement apart takes far longer over a very long one."""
_READER = "reader of the index"
"""Under what name a session that keeps the index in step knows who reads words."""
AT_ONCE = 400
"""Texts that are read and written in one go."""

OWN: Mapping[SearchKind, str] = {
    SearchKind.ACTION: "action_id",
    SearchKind.UPDATE: "update_id",
    SearchKind.DECISION: "review_id",
    SearchKind.NOTE: "note_id",
    SearchKind.DOCUMENT: "document_id",
    SearchKind.PAGE: "page_id",
}
"""The column of the index that holds the number of what the text belongs to."""


@dataclass(frozen=True)
class _Rule:
    """When one of these columns changes, the texts of a kind change: those whose `by` is the number of the changed row."""

    columns: tuple[str, ...]
    kind: SearchKind
    by: Any


_VOIDED = ("closure", "raised_meeting_id")
_RULES: Mapping[type[SQLModel], tuple[_Rule, ...]] = {
    Action: (
        _Rule(
            (
                *("reference", "own_reference", "title", "asked", "exit_rule", "origin", "closed_reason"),
                *("raised_on", *_VOIDED),
            ),
            SearchKind.ACTION,
            Action.id,
        ),
        _Rule(_VOIDED, SearchKind.UPDATE, Update.action_id),
        _Rule(_VOIDED, SearchKind.DECISION, Review.action_id),
    ),
    Update: (_Rule(("body", "given_on"), SearchKind.UPDATE, Update.id),),
    Review: (_Rule(("note", "reason", "decided_on", "meeting_id"), SearchKind.DECISION, Review.id),),
    AgendaNote: (_Rule(("notes", "decisions"), SearchKind.NOTE, AgendaNote.id),),
    AgendaItem: (_Rule(("number", "title"), SearchKind.NOTE, AgendaNote.agenda_item_id),),
    Meeting: (_Rule(("starts_on",), SearchKind.NOTE, AgendaNote.meeting_id),),
    Document: (
        _Rule(
            ("title", "publisher", "authors", "owner", "note", "published_on", "meeting_id"),
            SearchKind.DOCUMENT,
            Document.id,
        ),
    ),
    DocumentPage: (_Rule(("words", "place"), SearchKind.PAGE, DocumentPage.id),),
}
_COPIED = ("published_on", "meeting_id")
"""What the pages of a document have copies of. They are not read again for it: a document may have thousands."""


def keep_in_step(session: Session, reader: WordReader) -> None:
    """From now on, what this session flushes is found."""
    session.info[_READER] = reader
    event.listen(session, "after_flush", lambda flushed, _: _look(flushed, reader))


def added(session: Session, kind: SearchKind, numbers: list[int]) -> None:
    """Rows with these numbers went round the session that keeps the index in step: they are found from now on."""
    if reader := session.info.get(_READER):
        for some in chunks(numbers):
            _write(session, kind, texts(session, kind, SOURCES[kind].own.in_(some)), reader)


def _look(session: Session, reader: WordReader) -> None:
    for kind, numbers in _added(session).items():
        for some in chunks(numbers):
            _write(session, kind, texts(session, kind, SOURCES[kind].own.in_(some)), reader)
    for rule, numbers in _changed(session).items():
        for some in chunks(numbers):
            write_again(session, rule.kind, some, reader, by=rule.by)
    for document_id in _moved(session):
        _copy_again(session, document_id)


def _moved(session: Session) -> set[int]:
    """Documents whose pages have copies to be made again: also when they were read, for they may have been read meanwhile."""
    found = {
        row.document_id
        for row in session.dirty
        if isinstance(row, DocumentVersion) and _has_changed(row, ("state",))
    }
    return found | {
        row.key for row in session.dirty if isinstance(row, Document) and _has_changed(row, _COPIED)
    }


def _copy_again(session: Session, document_id: int) -> None:
    document = select(*(getattr(Document, name) for name in _COPIED)).where(col(Document.id) == document_id)
    day, meeting_id = session.connection().execute(document).one()
    pages = update(SearchText).where(
        col(SearchText.document_id) == document_id, col(SearchText.kind) == SearchKind.PAGE
    )
    session.connection().execute(pages.values(day=day, meeting_id=meeting_id))


def _added(session: Session) -> dict[SearchKind, list[int]]:
    found: dict[SearchKind, list[int]] = {}
    for row in session.new:
        for rule in _RULES.get(type(row), ()):
            if SOURCES[rule.kind].own.table is inspect(type(row)).local_table:
                found.setdefault(rule.kind, []).append(row.id)
    return found


def _changed(session: Session) -> dict[_Rule, list[int]]:
    found: dict[_Rule, list[int]] = {}
    for row in session.dirty:
        for rule in _RULES.get(type(row), ()):
            if _has_changed(row, rule.columns):
                found.setdefault(rule, []).append(row.id)
    return found


def _has_changed(row: SQLModel, columns: Iterable[str]) -> bool:
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in columns)


def write_again(
    session: Session, kind: SearchKind, numbers: Collection[int], reader: WordReader, *, by: Any = None
) -> int:
    """Reads the texts whose `by` (else their own number) is one of `numbers`, and writes their rows anew. Returns how many."""
    own = SOURCES[kind].own
    by = own if by is None else col(by)
    indexed = getattr(SearchText, OWN[kind])
    theirs = indexed.in_(select(own).where(by.in_(numbers)))
    session.connection().execute(delete(SearchText).where(theirs, col(SearchText.kind) == kind))
    return _write(session, kind, texts(session, kind, by.in_(numbers)), reader)


def _write(session: Session, kind: SearchKind, found: Iterable[Text], reader: WordReader) -> int:
    rows, lines = [], []
    for said in found:
        if stems := reader.stems(said.title, *said.bodies):
            rows.append(row_of(kind, said))
            lines.append(stems)
    if not rows:
        return 0
    once = insert(SearchText).returning(SearchText.__table__.c.id, sort_by_parameter_order=True)  # type: ignore[attr-defined]
    numbers = session.connection().execute(once, rows, execution_options=FEW_ROWS).scalars().all()
    Stems(session).add(dict(zip(numbers, lines, strict=True)))
    return len(rows)


def row_of(kind: SearchKind, said: Text) -> dict[str, Any]:
    """The row of the index for a text, without its number."""
    return {"kind": kind, **said.links, OWN[kind]: said.own, "day": said.day}


def take_turns(session: Session) -> None:
    """Keeps other writers of the index waiting until this transaction ends, and waits for those that are at it.

    Two that write the same text at once would both delete the old row, and neither sees the new one of the other.
    """
    if session.get_bind().dialect.name != "sqlite":  # there only one writes at a time
        session.execute(text("LOCK TABLE search_texts IN SHARE ROW EXCLUSIVE MODE"))


def numbers_after(session: Session, kind: SearchKind, last: int) -> list[int]:
    """The numbers of the next rows that may have a text, in their order."""
    own = SOURCES[kind].own
    return list(session.execute(select(own).where(own > last).order_by(own).limit(AT_ONCE)).scalars())


def total(session: Session, kind: SearchKind) -> int:
    """How many rows there are that may have a text."""
    return int(session.execute(select(func.count(SOURCES[kind].own))).scalar_one())


def kept(
    session: Session, kind: SearchKind, numbers: Collection[int]
) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """What the index has of the rows with these numbers: the number, the stems, and the row without its own number."""
    stems, indexed = Stems(session), getattr(SearchText, OWN[kind])
    query = (
        select(SearchText, stems.table.c.stems)
        .outerjoin(stems.table, stems.key == col(SearchText.id))
        .where(indexed.in_(numbers), col(SearchText.kind) == kind)
    )
    for row, line in session.execute(query):
        yield getattr(row, OWN[kind]), line or "", row.model_dump(exclude={"id"}, exclude_none=True)


def chunks(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]
