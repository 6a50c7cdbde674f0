"""What a page shows of the things that were found: their text, and what leads to them. Everything here was found within a scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from tracker.domain.searching import SearchKind
from tracker.models.actions import Action, Review, Update
from tracker.models.documents import DocumentPage, DocumentVersion
from tracker.models.evidence import Document
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.models.people import Post
from tracker.models.sitting import AgendaNote
from tracker.store.search import Hit
from tracker.store.search_index import OWN
from tracker.store.search_texts import SOURCES, Text, texts


@dataclass(frozen=True)
class Shown:
    """A thing found, with the rows behind it. `text` is what was searched."""

    hit: Hit
    text: Text
    action: Action | None = None
    owner: str = ""
    update: Update | None = None
    review: Review | None = None
    note: AgendaNote | None = None
    meeting: Meeting | None = None
    series: str = ""
    document: Document | None = None
    page: DocumentPage | None = None
    number: int = 0
    """That of the document's version."""


def shown(session: Session, hits: Sequence[Hit]) -> list[Shown]:
    """The things found, in their order: a query for each kind of row that is needed."""
    said = {kind: _texts(session, kind, hits) for kind in {hit.kind for hit in hits}}
    actions = _by_id(session, Action, hits, "action_id")
    owners = _titles(session, Post, {action.post_id for action in actions.values()})
    updates = _by_id(session, Update, hits, "update_id")
    reviews = _by_id(session, Review, hits, "review_id")
    notes = _by_id(session, AgendaNote, hits, "note_id")
    meetings = _by_id(session, Meeting, hits, "meeting_id")
    series = _titles(session, MeetingSeries, {meeting.series_id for meeting in meetings.values()})
    documents = _by_id(session, Document, hits, "document_id")
    pages = _by_id(session, DocumentPage, hits, "page_id")
    versions = _by_id(session, DocumentVersion, hits, "version_id")
    found = []
    for hit in hits:
        numbers = hit.numbers
        own = numbers[OWN[hit.kind]] or 0
        action, meeting = actions.get(numbers["action_id"]), meetings.get(numbers["meeting_id"])
        version = versions.get(numbers["version_id"])
        found.append(
            Shown(
                hit,
                said[hit.kind][own],
                action=action,
                owner=owners.get(action.post_id, "") if action else "",
                update=updates.get(numbers["update_id"]),
                review=reviews.get(numbers["review_id"]),
                note=notes.get(numbers["note_id"]),
                meeting=meeting,
                series=series.get(meeting.series_id, "") if meeting else "",
                document=documents.get(numbers["document_id"]),
                page=pages.get(numbers["page_id"]),
                number=version.number if version else 0,
            )
        )
    return found


def _texts(session: Session, kind: SearchKind, hits: Sequence[Hit]) -> dict[int, Text]:
    numbers = [hit.numbers[OWN[kind]] for hit in hits if hit.kind is kind]
    return {text.own: text for text in texts(session, kind, SOURCES[kind].own.in_(numbers))}


def _by_id(session: Session, table: Any, hits: Sequence[Hit], column: str) -> dict[int | None, Any]:
    numbers = {hit.numbers[column] for hit in hits} - {None}
    rows = session.exec(select(table).where(col(table.id).in_(numbers))) if numbers else ()
    return {row.id: row for row in rows}


def _titles(session: Session, table: Any, numbers: set[int | None]) -> Mapping[int | None, str]:
    rows = session.exec(select(table.id, table.title).where(col(table.id).in_(numbers - {None})))
    return dict(rows.all())
