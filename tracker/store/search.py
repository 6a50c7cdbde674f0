"""What is found: the texts that have the words of a query, that the viewer may see, and that the filters leave.

Scope and filters are part of the query itself. They ask the record and not the index, so that a change of owner or of a marking
holds from the moment it is committed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import CTE, ColumnElement, Subquery, and_, exists, false, func, or_, true, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from tracker.domain.documents import ReadState
from tracker.domain.search_words import Query
from tracker.domain.searching import FIRST, PAGE_SIZE, Narrowed, SearchKind
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.documents import DocumentVersion
from tracker.models.evidence import Document
from tracker.models.meetings import AgendaItem, Meeting, MeetingSeries, Priority
from tracker.models.people import Post
from tracker.models.search import SearchText
from tracker.models.sitting import AgendaNote
from tracker.store import documents
from tracker.store.actions import visible_to
from tracker.store.search_stems import Stems


@dataclass(frozen=True)
class Hit:
    """One thing found. `numbers` lead to it, by the columns of the index: `action_id`, `update_id`, `page_id` and so on."""

    kind: SearchKind
    day: date | None
    numbers: Mapping[str, int | None]


@dataclass(frozen=True)
class Found:
    """How many of each kind there are, whichever kind is shown; and what is shown, the best first within its kind."""

    counts: Mapping[SearchKind, int] = field(default_factory=dict)
    hits: Sequence[Hit] = ()

    @property
    def total(self) -> int:
        return sum(self.counts.values())


NUMBERS = (
    *("action_id", "update_id", "review_id", "note_id"),
    *("document_id", "version_id", "page_id", "meeting_id"),
)
_SHOWN = (SearchText.kind, SearchText.day, *(getattr(SearchText, name) for name in NUMBERS))


def found(
    session: Session, viewer: Viewer, query: Query, narrowed: Narrowed | None = None, page: int = 1
) -> Found:
    """Page `page` (from 1) of one kind; without a kind, the first few of each. The same texts match on both databases.

    What has all the words in its title comes first, then the newest.
    """
    narrowed = narrowed or Narrowed()
    if not query.looks_for_something:
        return Found()
    hits = _hits(Stems(session), query, scope(session, viewer), *_conditions(narrowed))
    # All in one statement: what matches is looked up once, then counted, and listed by kind.
    length, first = (FIRST, 0) if narrowed.kind is None else (PAGE_SIZE, (page - 1) * PAGE_SIZE)
    kinds = list(SearchKind) if narrowed.kind is None else [narrowed.kind]
    parts = [_counted(hits), *(_listed(hits, kind, length, first) for kind in kinds)]
    counts: dict[SearchKind, int] = {}
    titled: dict[int, bool] = {}
    for kind, number, is_titled, is_count in session.execute(union_all(*(select(part) for part in parts))):
        if is_count:
            counts[SearchKind(kind)] = number
        else:
            titled[number] = bool(is_titled)
    return Found(counts, _in_order(session, titled))


def _hits(stems: Stems, query: Query, *conditions: ColumnElement[bool]) -> CTE:
    """What matches, with what it is put in order by."""
    titled = col(SearchText.id).in_(select(stems.key).where(stems.in_title(query)).correlate(None))
    matching = sa.select(
        col(SearchText.id), col(SearchText.kind), col(SearchText.day), titled.label("titled")
    )
    joined = matching.join(stems.table, stems.key == col(SearchText.id)).where(
        stems.having(query), *conditions
    )
    return joined.cte("hits").prefix_with("MATERIALIZED", dialect="postgresql")


def _counted(hits: CTE) -> Subquery:
    counted = sa.select(
        hits.c.kind, func.count().label("number"), false().label("titled"), true().label("is_count")
    )
    return counted.group_by(hits.c.kind).subquery()


def _listed(hits: CTE, kind: SearchKind, length: int, first: int) -> Subquery:
    """Some hits of a kind: those with all the words in the title come first, then the newest."""
    listed = sa.select(hits.c.kind, hits.c.id, hits.c.titled, false().label("is_count"))
    ordered = listed.order_by(hits.c.titled.desc(), hits.c.day.desc().nulls_last(), hits.c.id)
    return ordered.where(hits.c.kind == kind).limit(length).offset(first).subquery()


def _in_order(session: Session, titled: Mapping[int, bool]) -> list[Hit]:
    """The hits by their numbers, in the order that `_listed` has within each kind: nothing else says that it is kept."""
    query = sa.select(*_SHOWN, col(SearchText.id))
    rows = session.execute(query.where(col(SearchText.id).in_(titled))).all()

    def place(row: Any) -> tuple[bool, int, int]:
        return not titled[row[-1]], -row[1].toordinal() if row[1] else 0, row[-1]

    return [
        Hit(SearchKind(row[0]), row[1], dict(zip(NUMBERS, row[2:-1], strict=True)))
        for row in sorted(rows, key=place)
    ]


def scope(session: Session, viewer: Viewer) -> ColumnElement[bool]:
    """Everything; else what was said of the viewer's own actions, and the documents that they may read."""
    if viewer.reads_everything:
        return _current()
    own = col(SearchText.action_id).in_(select(Action.id).where(visible_to(viewer)))
    # Asked for once, and not by each of the queries of a search: what an action rests on is a long way round.
    readable = session.exec(select(Document.id).where(documents.visible_to(viewer))).all()
    return and_(_current(), or_(own, col(SearchText.document_id).in_(readable)))


def _current() -> ColumnElement[bool]:
    """Of a document only the newest version is searched that could be read."""
    newer = aliased(DocumentVersion)
    outdated = exists().where(
        col(newer.document_id) == DocumentVersion.document_id,
        col(newer.state) == ReadState.READ,
        col(newer.number) > DocumentVersion.number,
    )
    current = select(DocumentVersion.id).where(col(DocumentVersion.state) == ReadState.READ, ~outdated)
    return or_(col(SearchText.version_id).is_(None), col(SearchText.version_id).in_(current))


def _conditions(narrowed: Narrowed) -> list[ColumnElement[bool]]:
    """All but the kind."""
    by = (
        (_in_series, narrowed.series),
        (_of_post, narrowed.post),
        (_under_priority, narrowed.priority),
        (_at_meeting, narrowed.meeting),
        (_in_document, narrowed.document),
    )
    conditions = [condition(value) for condition, value in by if value]
    if narrowed.since:
        conditions.append(col(SearchText.day) >= narrowed.since)
    if narrowed.until:
        conditions.append(col(SearchText.day) <= narrowed.until)
    return conditions


def _in_series(code: str) -> ColumnElement[bool]:
    series = select(MeetingSeries.id).where(MeetingSeries.code == code)
    return or_(
        col(SearchText.action_id).in_(select(Action.id).where(col(Action.series_id).in_(series))),
        col(SearchText.meeting_id).in_(select(Meeting.id).where(col(Meeting.series_id).in_(series))),
    )


def _of_post(code: str) -> ColumnElement[bool]:
    post = select(Post.id).where(Post.code == code)
    return col(SearchText.action_id).in_(select(Action.id).where(col(Action.post_id).in_(post)))


def _under_priority(code: str) -> ColumnElement[bool]:
    priority = select(Priority.id).where(Priority.code == code)
    noted = select(AgendaNote.id).join(AgendaItem, col(AgendaItem.id) == AgendaNote.agenda_item_id)
    return or_(
        col(SearchText.action_id).in_(select(Action.id).where(col(Action.priority_id).in_(priority))),
        col(SearchText.note_id).in_(noted.where(col(AgendaItem.priority_id).in_(priority))),
    )


def _at_meeting(reference: str) -> ColumnElement[bool]:
    return col(SearchText.meeting_id).in_(select(Meeting.id).where(Meeting.reference == reference.upper()))


def _in_document(code: str) -> ColumnElement[bool]:
    return col(SearchText.document_id).in_(select(Document.id).where(Document.code == code))


def papers(session: Session, viewer: Viewer) -> list[tuple[str, str]]:
    """The documents that a search can be narrowed to, by code and title."""
    query = select(Document.code, Document.title).where(documents.visible_to(viewer)).order_by(Document.title)
    return [(code, title) for code, title in session.exec(query)]
