"""The statements by which content goes while its row stays: files, pages, payloads of the history, and the index of what can be found."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Session, col

from tracker.domain.searching import SearchKind
from tracker.domain.stemming import WordReader
from tracker.models.documents import DocumentPage, DocumentVersion
from tracker.models.evidence import StoredFile
from tracker.models.record import Fact, HistoryPayload
from tracker.models.reports import ReportFile, ReportVersion
from tracker.models.sitting import AgendaNote
from tracker.store.search_index import chunks, write_again

INDEXED: Mapping[str, tuple[SearchKind, Any]] = {
    "actions": (SearchKind.ACTION, None),
    "updates": (SearchKind.UPDATE, None),
    "reviews": (SearchKind.DECISION, None),
    "agenda_notes": (SearchKind.NOTE, None),
    "agenda_items": (SearchKind.NOTE, AgendaNote.agenda_item_id),
    "documents": (SearchKind.DOCUMENT, None),
}
"""Which texts of the index a table's rows have, and by which column where not by their own number."""


def lock_files(session: Session, file_ids: Collection[int]) -> Sequence[StoredFile]:
    """These files, and every other row of the same content, kept from other writers."""
    same = select(col(StoredFile.sha256)).where(col(StoredFile.id).in_(file_ids))
    query = select(StoredFile).where(col(StoredFile.sha256).in_(same), col(StoredFile.destroyed_on).is_(None))
    return session.execute(query.order_by(col(StoredFile.id)).with_for_update()).scalars().all()


def lock_versions_of(session: Session, file_ids: Collection[int]) -> Sequence[DocumentVersion]:
    """The versions of documents that are these files."""
    query = select(DocumentVersion).where(col(DocumentVersion.file_id).in_(file_ids))
    return session.execute(query.order_by(col(DocumentVersion.id)).with_for_update()).scalars().all()


def lock_report_versions(session: Session, snapshot_ids: Collection[int]) -> Sequence[ReportVersion]:
    """The versions that were cut from these snapshots."""
    query = select(ReportVersion).where(col(ReportVersion.snapshot_id).in_(snapshot_ids))
    return session.execute(query.order_by(col(ReportVersion.id)).with_for_update()).scalars().all()


def files_of_versions(session: Session, version_ids: Collection[int]) -> Sequence[int]:
    """The numbers of the files that were made of these versions of reports."""
    query = select(col(ReportFile.file_id)).where(col(ReportFile.report_version_id).in_(version_ids))
    return session.execute(query).scalars().all()


def drop_pages(session: Session, version_id: int) -> set[str]:
    """Drops what was read in a version, and its place in the index. Returns the digests of the pictures of its pages."""
    theirs = col(DocumentPage.version_id) == version_id
    pictures = session.execute(select(col(DocumentPage.picture_sha256)).where(theirs)).scalars().all()
    session.execute(delete(DocumentPage).where(theirs))
    return {sha256 for sha256 in pictures if sha256}


def drop_report_files(session: Session, file_ids: Collection[int]) -> None:
    """Lets go of files that were made of reports: they can be made again."""
    session.execute(delete(ReportFile).where(col(ReportFile.file_id).in_(file_ids)))


def drop_payloads(session: Session, numbers: Sequence[int]) -> Sequence[int]:
    """Destroys what these rows of the history say. Returns those that still said something."""
    gone: list[int] = []
    for some in chunks(list(numbers)):
        theirs = col(HistoryPayload.number).in_(some)
        gone += session.execute(select(col(HistoryPayload.number)).where(theirs)).scalars().all()
        session.execute(delete(HistoryPayload).where(theirs))
    return gone


def index_again(session: Session, reader: WordReader, changed: Mapping[str, Collection[Any]]) -> None:
    """Reads the texts of changed rows again, and writes their stems."""
    for table, keys in changed.items():
        if table in INDEXED:
            kind, by = INDEXED[table]
            for some in chunks(sorted(keys)):
                write_again(session, kind, some, reader, by=by)


def drop_fact(session: Session, name: str) -> None:
    session.execute(delete(Fact).where(col(Fact.name) == name))
