"""What uses a stored file: found by the foreign keys of every table, so that a new use is not forgotten."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from tracker.domain.version_states import VersionState
from tracker.models.documents import DocumentPage, DocumentVersion
from tracker.models.evidence import Document, StoredFile
from tracker.models.publishing import Publication
from tracker.models.reports import ReportVersion

TITLES: Mapping[str, str] = {
    "document_versions": "document",
    "evidence": "evidence",
    "report_files": "report",
    "publication_files": "published file",
    "incoming_mails": "mail that came in",
    "incoming_files": "file that came with a mail",
    "imports": "log that was taken in",
    "disclosures": "bundle of a disclosure",
}


@dataclass(frozen=True)
class Use:
    """That row `key` of `table` rests on the file. `kept_because` says why it stays as it is, "" where it need not."""

    table: str
    key: int
    kept_because: str = ""

    @property
    def title(self) -> str:
        return TITLES.get(self.table, self.table.replace("_", " "))


def uses(session: Session) -> dict[int, list[Use]]:
    """Every use of every stored file, by the number of the file."""
    issued = _issued(session)
    public = _public(session)
    found: dict[int, list[Use]] = {}
    for table, column in _pointers():
        parent = _parent(table)
        for key, file_id, of in session.execute(
            select(table.c.id, column, parent).where(column.is_not(None)).order_by(table.c.id)
        ):
            because = (issued if table.name == "report_files" else public).get(of, "") if of else ""
            found.setdefault(file_id, []).append(Use(table.name, key, because))
    return found


def not_destroyed(session: Session) -> Sequence[StoredFile]:
    """Every file whose content is still held, by its number."""
    query = select(StoredFile).where(col(StoredFile.destroyed_on).is_(None)).order_by(col(StoredFile.id))
    return session.execute(query).scalars().all()


def destroyed_digests(session: Session) -> set[str]:
    """Digests of files that were destroyed and that nobody has brought in again."""
    table = StoredFile.__table__  # type: ignore[attr-defined]
    held = select(table.c.sha256).where(table.c.destroyed_on.is_(None))
    gone = select(table.c.sha256).where(table.c.destroyed_on.is_not(None), table.c.sha256.not_in(held))
    return set(session.execute(gone).scalars())


def digests(session: Session) -> set[str]:
    """Every digest that the record still names: of files, and of pictures of pages."""
    table, pages = StoredFile.__table__, DocumentPage.__table__  # type: ignore[attr-defined]
    files = session.execute(select(table.c.sha256).where(table.c.destroyed_on.is_(None))).scalars()
    pictures = session.execute(select(pages.c.picture_sha256).where(pages.c.picture_sha256 != "")).scalars()
    return {*files, *pictures}


def document_of(session: Session, file_id: int) -> tuple[Document, DocumentVersion] | None:
    """The document that has this file as a version of it."""
    query = select(Document, DocumentVersion).join(
        DocumentVersion, col(DocumentVersion.document_id) == Document.id
    )
    found = session.execute(query.where(col(DocumentVersion.file_id) == file_id)).first()
    return (found[0], found[1]) if found else None


def _pointers() -> list[tuple[sa.Table, sa.Column[int]]]:
    return [
        (table, column)
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.target_fullname == "stored_files.id"
    ]


def _parent(table: sa.Table) -> sa.ColumnElement[Any]:
    by_table = {"report_files": "report_version_id", "publication_files": "publication_id"}
    name = by_table.get(table.name)
    return table.c[name] if name else sa.null()


def _issued(session: Session) -> dict[int, str]:
    table = ReportVersion.__table__  # type: ignore[attr-defined]
    query = select(table.c.id, table.c.kind, table.c.about, table.c.audience, table.c.number)
    rows = session.execute(query.where(table.c.state == VersionState.ISSUED))
    return {
        row.id: f"{row.kind.replace('-', ' ')} about {row.about.partition(':')[2]}, version {row.number} for the {row.audience}, was issued"
        for row in rows
    }


def _public(session: Session) -> dict[int, str]:
    table = Publication.__table__  # type: ignore[attr-defined]
    rows = session.execute(select(table.c.id, table.c.kind, table.c.subject).where(table.c.is_public))
    return {row.id: f"{row.kind} {row.subject} is published" for row in rows}


def files_of_pages(session: Session, page_ids: Sequence[int]) -> dict[int, int]:
    """The number of the file in which each of these pages was read."""
    query = select(col(DocumentPage.id), col(DocumentVersion.file_id)).join(
        DocumentVersion, col(DocumentVersion.id) == DocumentPage.version_id
    )
    rows = session.execute(query.where(col(DocumentPage.id).in_(page_ids)))
    return {row.id: row.file_id for row in rows}


def sharing_content(session: Session, file_ids: Collection[int]) -> set[int]:
    """Those of these files whose content is also that of a file that is not among them."""
    own = select(StoredFile).where(col(StoredFile.id).in_(file_ids))
    files = session.execute(own).scalars().all()
    same = select(col(StoredFile.sha256)).where(
        col(StoredFile.sha256).in_([file.sha256 for file in files]),
        col(StoredFile.id).not_in(file_ids),
        col(StoredFile.destroyed_on).is_(None),
    )
    elsewhere = set(session.execute(same).scalars())
    return {file.key for file in files if file.sha256 in elsewhere}
