"""What was taken from a file: the versions of documents that it is, their pages, and the excerpts chosen in them."""

from collections.abc import Collection, Sequence

from sqlalchemy import exists, func, select, update
from sqlmodel import Session, col

from tracker.domain.version_states import VersionState
from tracker.models.documents import DocumentPage, DocumentVersion, Excerpt
from tracker.models.evidence import Document, Evidence, StoredFile
from tracker.models.reports import RecordSnapshot, ReportVersion

SHORTEST_QUOTE = 12
"""Letters and figures. A shorter excerpt, such as a figure, stands in many texts that were never taken from it."""


def versions_of(session: Session, sha256: str) -> Sequence[int]:
    """The numbers of the versions of documents that have this content."""
    query = select(col(DocumentVersion.id)).join(StoredFile, col(StoredFile.id) == DocumentVersion.file_id)
    return session.execute(query.where(col(StoredFile.sha256) == sha256)).scalars().all()


def pages_of(session: Session, versions: Collection[int]) -> int:
    query = select(func.count()).where(col(DocumentPage.version_id).in_(versions))
    return int(session.execute(query).scalar_one())


def excerpts_of(session: Session, versions: Collection[int]) -> Sequence[int]:
    query = select(col(Excerpt.id)).where(col(Excerpt.version_id).in_(versions))
    return session.execute(query.order_by(col(Excerpt.id))).scalars().all()


def quotes_of(session: Session, versions: Collection[int]) -> Sequence[str]:
    """The words of those excerpts, as far as they are long enough to be looked for elsewhere."""
    query = select(col(Excerpt.quote)).where(col(Excerpt.version_id).in_(versions)).distinct()
    quotes = session.execute(query).scalars()
    return [quote for quote in quotes if sum(letter.isalnum() for letter in quote) >= SHORTEST_QUOTE]


def snapshots_with(session: Session, sha256: str) -> set[int]:
    """The frozen records of drafts that name this file: it may lie inside what was made of them."""
    issued = exists().where(
        col(ReportVersion.snapshot_id) == RecordSnapshot.id, col(ReportVersion.state) == VersionState.ISSUED
    )
    query = select(col(RecordSnapshot.id)).where(col(RecordSnapshot.record).contains(sha256), ~issued)
    return set(session.execute(query).scalars())


def codes_of(session: Session, versions: Collection[int]) -> Sequence[str]:
    """The codes of the documents that these are versions of."""
    query = select(col(Document.code)).join(DocumentVersion, col(DocumentVersion.document_id) == Document.id)
    return session.execute(query.where(col(DocumentVersion.id).in_(versions)).distinct()).scalars().all()


def empty_excerpts(session: Session, excerpts: Collection[int], mark: str) -> None:
    """The words of these excerpts go; where they stood stays, and so does what rests on them."""
    session.execute(
        update(Excerpt)
        .where(col(Excerpt.id).in_(excerpts))
        .values(quote=mark, place="", state_note="", version=Excerpt.version + 1)
    )
    session.execute(update(Evidence).where(col(Evidence.excerpt_id).in_(excerpts)).values(label=mark))
