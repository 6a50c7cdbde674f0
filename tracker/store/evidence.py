"""Reads of documents, files and evidence. What was removed stays on record, and nothing rests on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, bindparam
from sqlmodel import Session, col, select

from tracker.domain.marking import marking_of
from tracker.models.documents import DocumentPage, DocumentVersion, Excerpt
from tracker.models.evidence import Document, Evidence, StoredFile


def rests_on_something(session: Session, action_id: int) -> bool:
    """True when any evidence is attached to the action or to one of its updates, and was not removed."""
    query = select(Evidence.id).where(Evidence.action_id == action_id, col(Evidence.removed_on).is_(None))
    return session.exec(query.limit(1)).first() is not None


def document_titled(session: Session, title: str) -> Document | None:
    return session.exec(select(Document).where(Document.title == title)).first()


def document_coded(session: Session, code: str) -> Document | None:
    return session.exec(select(Document).where(Document.code == code)).first()


def documents(session: Session) -> Sequence[Document]:
    """Every document, the latest published first."""
    return session.exec(select(Document).order_by(col(Document.published_on).desc().nulls_last())).all()


_OF_ACTION = select(Evidence).where(Evidence.action_id == bindparam("action_id")).order_by(col(Evidence.id))


def of_action(session: Session, action_id: int) -> Sequence[Evidence]:
    """All that was ever attached to the action, what was removed too."""
    return session.exec(_OF_ACTION, params={"action_id": action_id}).all()


@dataclass(frozen=True)
class Quoted:
    """The excerpt behind a piece of evidence, and where it is read. `number` and `picture_sha256` are empty where it is not held."""

    excerpt: Excerpt
    document: Document
    number: int | None
    picture_sha256: str


def quoted(session: Session, rows: Iterable[Evidence]) -> dict[int, Quoted]:
    """The excerpts behind these pieces of evidence, by their numbers. Asks nothing where there are none."""
    wanted = {row.excerpt_id for row in rows if row.excerpt_id}
    if not wanted:
        return {}
    on_page = and_(
        col(DocumentPage.version_id) == Excerpt.version_id, col(DocumentPage.position) == Excerpt.position
    )
    query = (
        select(Excerpt, Document, DocumentVersion.number, DocumentPage.picture_sha256)
        .join(Document, col(Document.id) == Excerpt.document_id)
        .outerjoin(DocumentVersion, col(DocumentVersion.id) == Excerpt.version_id)
        .outerjoin(DocumentPage, on_page)
        .where(col(Excerpt.id).in_(wanted))
    )
    return {
        excerpt.key: Quoted(excerpt, document, number, picture or "")
        for excerpt, document, number, picture in session.exec(query)
    }


def numbered(session: Session, evidence_id: int) -> tuple[Evidence, StoredFile | None] | None:
    """A piece of evidence, with the file behind it where there is one."""
    query = select(Evidence, StoredFile).outerjoin(StoredFile, col(StoredFile.id) == Evidence.file_id)
    return session.exec(query.where(Evidence.id == evidence_id)).one_or_none()


def quotations(session: Session, rows: Iterable[Evidence], *, marking: str = "") -> dict[int, str]:
    """The words of the excerpts behind these pieces of evidence, by their numbers; with `marking` only of documents that bear it."""
    return {
        number: found.excerpt.quote
        for number, found in quoted(session, rows).items()
        if not marking or marking_of(found.document.marking) == marking
    }


def file_of(session: Session, evidence_id: int) -> tuple[Evidence, StoredFile] | None:
    """A piece of evidence and the file behind it; None when there is none."""
    query = select(Evidence, StoredFile).join(StoredFile, col(StoredFile.id) == Evidence.file_id)
    return session.exec(query.where(Evidence.id == evidence_id)).one_or_none()
