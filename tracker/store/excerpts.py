"""Reads of excerpts, and of the pages that they stand on. A read that somebody asks for takes the viewer."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from tracker.domain.documents import ExcerptKind, ExcerptState, ReadState
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.documents import DocumentPage, DocumentVersion, Excerpt
from tracker.models.evidence import Document, Evidence, StoredFile
from tracker.store.actions import visible_to


def lock_document(session: Session, document_id: int) -> Document:
    """The document, locked, so that the same place chosen by two people at once becomes one excerpt."""
    return session.exec(select(Document).where(Document.id == document_id).with_for_update()).one()


def by_id(session: Session, excerpt_id: int, *, lock: bool = False) -> Excerpt | None:
    query = select(Excerpt).where(Excerpt.id == excerpt_id)
    return session.exec(query.with_for_update() if lock else query).one_or_none()


def at_place(session: Session, wanted: Excerpt) -> Excerpt | None:
    """The excerpt that is on record already for the place of `wanted`, which is not stored."""
    query = select(Excerpt).where(
        Excerpt.document_id == wanted.document_id,
        _same(Excerpt.version_id, wanted.version_id),
        _same(Excerpt.position, wanted.position),
        Excerpt.kind == wanted.kind,
        _same(Excerpt.starts, wanted.starts),
        _same(Excerpt.ends, wanted.ends),
        _same(Excerpt.page, wanted.page),
        Excerpt.place == wanted.place,
    )
    if wanted.version_id is None:
        query = query.where(Excerpt.quote == wanted.quote)
    return session.exec(query.order_by(col(Excerpt.id)).limit(1)).first()


def _same(column: object, value: object) -> ColumnElement[bool]:
    return col(column).is_(None) if value is None else col(column) == value


def page_at(session: Session, version_id: int, position: int) -> DocumentPage | None:
    query = select(DocumentPage).where(
        DocumentPage.version_id == version_id, DocumentPage.position == position
    )
    return session.exec(query).one_or_none()


def pages_of(session: Session, version_id: int) -> Sequence[DocumentPage]:
    """Every page or part of a version, in its order."""
    query = select(DocumentPage).where(DocumentPage.version_id == version_id)
    return session.exec(query.order_by(col(DocumentPage.position))).all()


def lock_earlier(session: Session, version: DocumentVersion) -> Sequence[Excerpt]:
    """The excerpts of the document that stand in another version of it than this, locked."""
    query = select(Excerpt).where(
        Excerpt.document_id == version.document_id,
        col(Excerpt.version_id).is_not(None),
        Excerpt.version_id != version.key,
    )
    return session.exec(query.order_by(col(Excerpt.id)).with_for_update()).all()


def latest_read(session: Session, document_id: int) -> int:
    """The highest number of a version that was read; 0 where none was."""
    query = select(func.max(DocumentVersion.number)).where(
        DocumentVersion.document_id == document_id, DocumentVersion.state == ReadState.READ
    )
    return session.exec(query).one() or 0


def resting_on(session: Session, excerpt_ids: Collection[int]) -> dict[int, list[tuple[Evidence, Action]]]:
    """The evidence that stands on each excerpt, with its action; what was removed rests on nothing."""
    query = (
        select(Evidence, Action)
        .join(Action, col(Action.id) == Evidence.action_id)
        .where(col(Evidence.excerpt_id).in_(list(excerpt_ids)), col(Evidence.removed_on).is_(None))
        .order_by(col(Evidence.id))
    )
    found: dict[int, list[tuple[Evidence, Action]]] = defaultdict(list)
    for evidence, action in session.exec(query):
        found[evidence.excerpt_id or 0].append((evidence, action))
    return found


@dataclass(frozen=True)
class Flagged:
    """An excerpt that changed or vanished with a new version, and what stands at its place now ("" where it vanished)."""

    excerpt: Excerpt
    document: Document
    now: str
    actions: Sequence[tuple[Evidence, Action]]


_TO_JUDGE = (
    col(Excerpt.state).in_((ExcerptState.CHANGED, ExcerptState.GONE)),
    col(Excerpt.seen_to_at).is_(None),
)


def flagged(session: Session, viewer: Viewer) -> list[Flagged]:
    """What a person has to judge: only where an action that the viewer may see rests on it."""
    resting = (
        select(Evidence.excerpt_id)
        .join(Action, col(Action.id) == Evidence.action_id)
        .where(col(Evidence.removed_on).is_(None), visible_to(viewer))
    )
    query = (
        select(Excerpt, Document)
        .join(Document, col(Document.id) == Excerpt.document_id)
        .where(*_TO_JUDGE, col(Excerpt.id).in_(resting))
        .order_by(col(Document.title), col(Excerpt.id))
    )
    rows = session.exec(query).all()
    actions = resting_on(session, [excerpt.key for excerpt, _ in rows])
    return [
        Flagged(excerpt, document, standing_now(session, excerpt), actions[excerpt.key])
        for excerpt, document in rows
    ]


def count_flagged(session: Session) -> int:
    """How many excerpts on which an action rests wait to be judged."""
    resting = select(Evidence.excerpt_id).where(col(Evidence.removed_on).is_(None))
    query = select(func.count()).select_from(Excerpt).where(*_TO_JUDGE, col(Excerpt.id).in_(resting))
    return session.exec(query).one()


def standing_now(session: Session, excerpt: Excerpt) -> str:
    """The words at the place of an excerpt in its version, as they are read there; "" where it is gone."""
    if excerpt.state is ExcerptState.GONE or excerpt.version_id is None or excerpt.position is None:
        return ""
    page = page_at(session, excerpt.version_id, excerpt.position)
    if page is None:
        return ""
    whole = excerpt.starts is None or excerpt.kind is not ExcerptKind.WORDS
    return page.words if whole else page.words[excerpt.starts : excerpt.ends]


def file_of(session: Session, version: DocumentVersion) -> StoredFile:
    return session.get_one(StoredFile, version.file_id)
