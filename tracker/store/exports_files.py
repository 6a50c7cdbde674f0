"""Reads which files an archive of evidence holds: those of actions, in the order of their references, then those of documents."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from tracker.domain.evidence_archive import Held
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.documents import DocumentVersion
from tracker.models.evidence import Document, Evidence, StoredFile
from tracker.store.actions import visible_to


def archived_files(session: Session, viewer: Viewer) -> Iterator[Held]:
    """Every file that is evidence of an action, what was removed too, and every version of every document."""
    of_actions = (
        select(StoredFile, Evidence, Action.reference)
        .join(Evidence, col(Evidence.file_id) == StoredFile.id)
        .join(Action, col(Action.id) == Evidence.action_id)
        .where(visible_to(viewer))
        .order_by(col(Action.series_id), col(Action.number), col(Evidence.id))
    )
    for file, evidence, reference in session.exec(of_actions):
        yield Held(
            sha256=file.sha256,
            name=file.name,
            size=file.size,
            media_type=file.media_type,
            added_on=evidence.added_on,
            added_by=evidence.added_by,
            action=reference,
            label=evidence.label,
            removed_on=evidence.removed_on,
            destroyed_on=file.destroyed_on,
        )
    of_documents = (
        select(StoredFile, DocumentVersion, Document)
        .join(DocumentVersion, col(DocumentVersion.file_id) == StoredFile.id)
        .join(Document, col(Document.id) == DocumentVersion.document_id)
        .order_by(col(Document.code), col(DocumentVersion.number))
    )
    for file, version, document in session.exec(of_documents):
        yield Held(
            sha256=file.sha256,
            name=file.name,
            size=file.size,
            media_type=file.media_type,
            added_on=version.added_at.date(),
            added_by=version.added_by,
            document=document.code,
            version=version.number,
            label=document.title,
            destroyed_on=file.destroyed_on,
        )


def archive_size(session: Session) -> tuple[int, int]:
    """How many files an archive would hold, and their bytes."""
    held = sa.union(
        sa.select(col(Evidence.file_id).label("id")).where(col(Evidence.file_id).is_not(None)),
        sa.select(col(DocumentVersion.file_id).label("id")),
    ).subquery()
    query = select(func.count(), func.coalesce(func.sum(StoredFile.size), 0)).where(
        col(StoredFile.id).in_(sa.select(held.c.id)), col(StoredFile.destroyed_on).is_(None)
    )
    files, size = session.exec(query).one()
    return files, int(size)
