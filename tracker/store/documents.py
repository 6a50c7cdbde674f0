"""Reads of documents and of their files. A read that somebody asks for takes the viewer: what they may not see is not found.

The office reads every document. An owner reads what is marked OFFICIAL and an action of theirs rests on; the Panel and the public
read what was issued to them, and no document by this way (docs/decisions/0027-documents.md).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, String, and_, cast, delete, extract, false, literal, or_, true
from sqlmodel import Session, col, func, select

from tracker.domain.documents import ReadState, subject_of
from tracker.domain.errors import NotFound
from tracker.domain.marking import Marking
from tracker.domain.viewers import Role, Viewer
from tracker.models.actions import Action
from tracker.models.documents import DocumentPage, DocumentVersion, Excerpt
from tracker.models.evidence import Document, Evidence, StoredFile
from tracker.models.mail import Lease
from tracker.models.meetings import Meeting
from tracker.store.actions import visible_to as actions_visible_to

PAGE_SIZE = 50
LEASE = "reading of document version "
"""How the lease of whoever reads a version is called, before its number."""
HERE, ON_PAPER, BY_NAME = "here", "paper", "name"
"""Whether a document's file is here, the office has it elsewhere, or only its name is known."""


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """The scope of a viewer over documents."""
    if viewer.reads_everything:
        return true()
    if not (viewer.may(Role.OWNER) and viewer.post_ids):
        return false()
    resting = (
        select(Evidence.id)
        .join(Action, col(Action.id) == Evidence.action_id)
        .outerjoin(Excerpt, col(Excerpt.id) == Evidence.excerpt_id)
        .where(
            actions_visible_to(viewer),
            col(Evidence.removed_on).is_(None),
            or_(col(Evidence.document_id) == Document.id, col(Excerpt.document_id) == Document.id),
        )
    )
    # One that carries no marking is OFFICIAL, as everywhere.
    return and_(col(Document.marking).in_([Marking.OFFICIAL, ""]), resting.exists())


@dataclass(frozen=True)
class Wanted:
    """Which documents of the library. `kept` is one of `HERE`, `ON_PAPER` and `BY_NAME`."""

    publisher: str = ""
    meeting: int | None = None
    year: int | None = None
    kept: str = ""


@dataclass(frozen=True)
class Listed:
    """A document with its current version, where it has one, and the meeting it is for."""

    document: Document
    version: DocumentVersion | None
    meeting: Meeting | None


# The day by which a document is known: its own, else that of its meeting.
_DAY = func.coalesce(Document.published_on, Meeting.starts_on)
# One whose day is not known stands where it was added.
_ORDER = func.coalesce(Document.published_on, Meeting.starts_on, func.date(Document.added_at))
_LATEST = (
    select(func.max(DocumentVersion.number))
    .where(DocumentVersion.document_id == Document.id)
    .correlate(Document)
    .scalar_subquery()
)
_CURRENT = and_(col(DocumentVersion.document_id) == Document.id, col(DocumentVersion.number) == _LATEST)


def page(session: Session, viewer: Viewer, wanted: Wanted, number: int) -> Sequence[Listed]:
    """Page `number`, from 1, of the documents as wanted: the latest first."""
    query = (
        select(Document, DocumentVersion, Meeting)
        .outerjoin(DocumentVersion, _CURRENT)
        .outerjoin(Meeting, col(Meeting.id) == Document.meeting_id)
        .where(visible_to(viewer), *_conditions(wanted))
        .order_by(_ORDER.desc().nulls_last(), col(Document.id).desc())
    )
    rows = session.exec(query.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    return [Listed(*row) for row in rows]


def count(session: Session, viewer: Viewer, wanted: Wanted) -> int:
    query = (
        select(func.count())
        .select_from(Document)
        .outerjoin(DocumentVersion, _CURRENT)
        .outerjoin(Meeting, col(Meeting.id) == Document.meeting_id)
        .where(visible_to(viewer), *_conditions(wanted))
    )
    return session.exec(query).one()


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = []
    if wanted.publisher:
        found.append(col(Document.publisher) == wanted.publisher)
    if wanted.meeting:
        found.append(col(Document.meeting_id) == wanted.meeting)
    if wanted.year:
        found.append(_DAY.between(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    kept = {
        HERE: col(DocumentVersion.id).is_not(None),
        ON_PAPER: and_(col(DocumentVersion.id).is_(None), col(Document.held).is_(True)),
        BY_NAME: col(Document.held).is_(False),
    }
    return [*found, kept[wanted.kept]] if wanted.kept in kept else found


def publishers(session: Session, viewer: Viewer) -> Sequence[str]:
    query = select(Document.publisher).where(visible_to(viewer), Document.publisher != "").distinct()
    return session.exec(query.order_by(Document.publisher)).all()


def meetings(session: Session, viewer: Viewer) -> Sequence[Meeting]:
    """The meetings that have documents, the latest first."""
    theirs = select(Document.meeting_id).where(visible_to(viewer))
    return session.exec(
        select(Meeting).where(col(Meeting.id).in_(theirs)).order_by(col(Meeting.starts_on).desc())
    ).all()


def years(session: Session, viewer: Viewer) -> list[int]:
    """The years of which there are documents, the latest first."""
    query = (
        select(extract("year", _DAY))
        .select_from(Document)
        .outerjoin(Meeting, col(Meeting.id) == Document.meeting_id)
        .where(visible_to(viewer), _DAY.is_not(None))
    )
    return sorted({int(year) for year in session.exec(query).all()}, reverse=True)


def by_code(session: Session, viewer: Viewer, code: str, *, lock: bool = False) -> Document:
    """Raises `NotFound`, also when the viewer may not see it."""
    query = select(Document).where(Document.code == code.lower(), visible_to(viewer))
    found = session.exec(query.with_for_update() if lock else query).one_or_none()
    if found is None:
        raise NotFound("There is no such document, or it is not yours to see.")
    return found


def codes(session: Session, beginning: str) -> frozenset[str]:
    """The codes that begin so."""
    return frozenset(
        session.exec(select(Document.code).where(col(Document.code).startswith(beginning))).all()
    )


def versions(session: Session, document_id: int) -> Sequence[tuple[DocumentVersion, StoredFile]]:
    """The versions of a document with their files, the current one first."""
    query = select(DocumentVersion, StoredFile).join(
        StoredFile, col(StoredFile.id) == DocumentVersion.file_id
    )
    query = query.where(DocumentVersion.document_id == document_id)
    return session.exec(query.order_by(col(DocumentVersion.number).desc())).all()


def version(
    session: Session, viewer: Viewer, code: str, number: int
) -> tuple[Document, DocumentVersion, StoredFile]:
    """One version of a document. Raises `NotFound`, also when the viewer may not see it."""
    document = by_code(session, viewer, code)
    for found, file in versions(session, document.key):
        if found.number == number:
            return document, found, file
    raise NotFound("There is no such version of this document.")


def lock_version(session: Session, number: int) -> DocumentVersion:
    """The version whose row has this number, locked."""
    return session.exec(select(DocumentVersion).where(DocumentVersion.id == number).with_for_update()).one()


def version_numbered(session: Session, number: int) -> DocumentVersion:
    """The version whose row has this number."""
    return session.get_one(DocumentVersion, number)


def file_and_document(session: Session, version: DocumentVersion) -> tuple[StoredFile, Document]:
    return session.get_one(StoredFile, version.file_id), session.get_one(Document, version.document_id)


def with_file(session: Session, sha256: str) -> tuple[Document, DocumentVersion] | None:
    """The document that has this file, and the version that is it; the first, where there are several."""
    query = (
        select(Document, DocumentVersion)
        .join(DocumentVersion, col(DocumentVersion.document_id) == Document.id)
        .join(StoredFile, col(StoredFile.id) == DocumentVersion.file_id)
        .where(StoredFile.sha256 == sha256, col(StoredFile.destroyed_on).is_(None))
        .order_by(col(DocumentVersion.id))
    )
    return session.exec(query.limit(1)).first()


def to_read(session: Session, machine: object) -> Sequence[int]:
    """The numbers of versions that wait to be read, and of those whose reader is not heard of any more, the oldest first."""
    lease = literal(LEASE) + cast(DocumentVersion.id, String)
    read_by = select(Lease.name).where(col(Lease.name) == lease, col(Lease.expires_at) > machine)
    left_behind = and_(col(DocumentVersion.state) == ReadState.READING, ~read_by.exists())
    query = select(DocumentVersion.id).where(
        or_(col(DocumentVersion.state) == ReadState.WAITING, left_behind)
    )
    found = session.exec(query.order_by(col(DocumentVersion.id)).limit(100)).all()
    return [number for number in found if number is not None]


def drop_pages(session: Session, version_id: int) -> None:
    """Forgets what was read of a version, before it is read anew."""
    session.execute(delete(DocumentPage).where(col(DocumentPage.version_id) == version_id))


def wordless(session: Session, version_id: int) -> Sequence[int]:
    """The positions of the pages of a version that have a picture and no words."""
    query = select(DocumentPage.position).where(
        DocumentPage.version_id == version_id, DocumentPage.words == "", DocumentPage.picture_sha256 != ""
    )
    return session.exec(query.order_by(col(DocumentPage.position))).all()


def outline(session: Session, version_id: int) -> Sequence[tuple[int, str]]:
    """The positions of the parts of a version with their headings."""
    query = select(DocumentPage.position, DocumentPage.place).where(DocumentPage.version_id == version_id)
    return session.exec(query.order_by(col(DocumentPage.position))).all()


def resting_on(session: Session, viewer: Viewer, document_id: int) -> Sequence[tuple[Evidence, Action, str]]:
    """What rests on a document: the evidence, its action and its citation, in the order of the actions."""
    query = (
        select(Evidence, Action, func.coalesce(Excerpt.citation, ""))
        .join(Action, col(Action.id) == Evidence.action_id)
        .outerjoin(Excerpt, col(Excerpt.id) == Evidence.excerpt_id)
        .where(
            or_(col(Evidence.document_id) == document_id, col(Excerpt.document_id) == document_id),
            col(Evidence.removed_on).is_(None),
            actions_visible_to(viewer),
        )
    )
    return session.exec(query.order_by(col(Action.id), col(Evidence.id))).all()


def kept_files(session: Session, after: int) -> Sequence[StoredFile]:
    """A thousand stored files, from the one after number `after` on, without those that were destroyed."""
    held = col(StoredFile.destroyed_on).is_(None)
    query = select(StoredFile).where(col(StoredFile.id) > after, held).order_by(col(StoredFile.id))
    return session.exec(query.limit(1_000)).all()


def pictures(session: Session) -> Sequence[tuple[str, str, int, int]]:
    """The digest of each picture of a page, with the code, the version and the position of the page."""
    query = (
        select(DocumentPage.picture_sha256, Document.code, DocumentVersion.number, DocumentPage.position)
        .join(DocumentVersion, col(DocumentVersion.id) == DocumentPage.version_id)
        .join(Document, col(Document.id) == DocumentVersion.document_id)
        .where(DocumentPage.picture_sha256 != "")
    )
    return session.exec(query.order_by(col(DocumentPage.id))).all()


def watched(
    session: Session, viewer: Viewer, added: Sequence[int], most: int
) -> Sequence[tuple[Document, DocumentVersion]]:
    """The versions of these numbers, and all that wait or are being read, in the order in which they came."""
    running = col(DocumentVersion.state).in_([ReadState.WAITING, ReadState.READING])
    query = (
        select(Document, DocumentVersion)
        .join(DocumentVersion, col(DocumentVersion.document_id) == Document.id)
        .where(visible_to(viewer), or_(running, col(DocumentVersion.id).in_(added)))
    )
    return session.exec(query.order_by(col(DocumentVersion.id)).limit(most)).all()


def codes_by_subject(session: Session, subjects: Collection[str]) -> dict[str, str]:
    """What the history calls a document, and the code by which people know it, for those among `subjects`."""
    rows = session.exec(select(Document.id, Document.code)).all() if _names_documents(subjects) else ()
    return {subject_of(number): f"document {code}" for number, code in rows if number is not None}


def _names_documents(subjects: Collection[str]) -> bool:
    return any(subject.startswith("document ") for subject in subjects)
