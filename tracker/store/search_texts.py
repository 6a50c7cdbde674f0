"""What is searched: for each kind, one query that says which rows have a text, and what it is. The index is made of nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, null, or_, select, true
from sqlalchemy.orm import join, outerjoin
from sqlmodel import Session, col

from tracker.domain.actions import Closure
from tracker.domain.searching import SearchKind
from tracker.models.actions import Action, Review, Update
from tracker.models.documents import DocumentPage, DocumentVersion
from tracker.models.evidence import Document
from tracker.models.meetings import AgendaItem, Meeting
from tracker.models.sitting import AgendaNote

LINKS = ("action_id", "document_id", "version_id", "meeting_id")


@dataclass(frozen=True)
class Text:
    """The text of one thing, by the number of its own row; `links` are the columns of the index that lead to it."""

    own: int
    links: Mapping[str, int | None]
    day: date | None
    title: str
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """Where the texts of a kind come from: the number of the row, the links, the day, the titles, then the bodies."""

    own: Any
    query: Select[Any]
    titles: int


def texts(session: Session, kind: SearchKind, *conditions: Any) -> Iterator[Text]:
    """The texts of a kind that meet `conditions`, by their number."""
    source = SOURCES[kind]
    for row in session.execute(source.query.where(*conditions).order_by(source.own)):
        own, links, day, said = row[0], row[1 : 1 + len(LINKS)], row[1 + len(LINKS)], row[2 + len(LINKS) :]
        title = " ".join(filter(None, said[: source.titles]))
        yield Text(own, dict(zip(LINKS, links, strict=True)), day, title, tuple(said[source.titles :]))


def _source(
    own: Any,
    day: Any,
    *,
    rows: Any,
    titles: Sequence[Any],
    bodies: Sequence[Any],
    only: Any = None,
    **links: Any,
) -> Source:
    linked = [links.get(name, null()) for name in LINKS]
    query = select(own, *linked, day, *titles, *bodies).select_from(rows)
    return Source(col(own), query.where(true() if only is None else only), len(titles))


# What was logged in error is not found, nor anything that was said of it.
_NOT_VOID = or_(col(Action.closure).is_(None), col(Action.closure) != Closure.VOID)

SOURCES: Mapping[SearchKind, Source] = {
    SearchKind.ACTION: _source(
        Action.id,
        Action.raised_on,
        rows=Action,
        titles=(Action.reference, Action.own_reference, Action.title),
        bodies=(Action.asked, Action.exit_rule, Action.origin, Action.closed_reason),
        only=_NOT_VOID,
        action_id=Action.id,
        meeting_id=Action.raised_meeting_id,
    ),
    SearchKind.UPDATE: _source(
        Update.id,
        Update.given_on,
        rows=join(Update, Action, and_(col(Action.id) == Update.action_id, _NOT_VOID)),
        titles=(),
        bodies=(Update.body,),
        action_id=Update.action_id,
        meeting_id=Action.raised_meeting_id,
    ),
    SearchKind.DECISION: _source(
        Review.id,
        Review.decided_on,
        rows=join(Review, Action, and_(col(Action.id) == Review.action_id, _NOT_VOID)),
        titles=(),
        bodies=(Review.note, Review.reason),
        action_id=Review.action_id,
        meeting_id=Review.meeting_id,
    ),
    SearchKind.NOTE: _source(
        AgendaNote.id,
        Meeting.starts_on,
        rows=outerjoin(
            join(AgendaNote, Meeting, col(Meeting.id) == AgendaNote.meeting_id),
            AgendaItem,
            col(AgendaItem.id) == AgendaNote.agenda_item_id,
        ),
        titles=(AgendaItem.number, AgendaItem.title),
        bodies=(AgendaNote.notes, AgendaNote.decisions),
        meeting_id=AgendaNote.meeting_id,
    ),
    SearchKind.DOCUMENT: _source(
        Document.id,
        Document.published_on,
        rows=Document,
        titles=(Document.title,),
        bodies=(Document.publisher, Document.authors, Document.owner, Document.note),
        document_id=Document.id,
        meeting_id=Document.meeting_id,
    ),
    SearchKind.PAGE: _source(
        DocumentPage.id,
        Document.published_on,
        rows=join(
            join(DocumentPage, DocumentVersion, col(DocumentVersion.id) == DocumentPage.version_id),
            Document,
            col(Document.id) == DocumentVersion.document_id,
        ),
        titles=(DocumentPage.place,),
        bodies=(DocumentPage.words,),
        document_id=DocumentVersion.document_id,
        version_id=DocumentPage.version_id,
        meeting_id=Document.meeting_id,
    ),
}
