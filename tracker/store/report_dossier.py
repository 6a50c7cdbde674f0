"""Reads for an action dossier: what it is marked, the files behind its evidence, its mails, its rows of the history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_
from sqlmodel import Session, col, select

from tracker.models.chasing import IncomingMail
from tracker.models.documents import DocumentVersion
from tracker.models.evidence import Document, Evidence, StoredFile
from tracker.models.mail import Mail, Reminder, UpdateLink
from tracker.models.record import HistoryPayload, HistoryRow
from tracker.models.sitting import MeetingCorrection
from tracker.store.evidence import Quoted


@dataclass(frozen=True)
class Behind:
    """What stands behind a piece of evidence: its document, and the file as it was chosen. Each may be missing."""

    document: Document | None = None
    file: StoredFile | None = None
    pages: int | None = None


def behind(session: Session, rows: Iterable[Evidence], quoted: dict[int, Quoted]) -> dict[int, Behind]:
    """The document and the file behind each piece of evidence, by its number.

    An excerpt stands in the version that it was found in; a document without an excerpt is meant as it is now.
    """
    found = {}
    for row in rows:
        excerpt = quoted.get(row.excerpt_id or 0)
        document = excerpt.document if excerpt else None
        if document is None and row.document_id is not None:
            document = session.get_one(Document, row.document_id)
        version = _version(session, document, excerpt) if document else None
        file_id = row.file_id or (version.file_id if version else None)
        file = session.get_one(StoredFile, file_id) if file_id else None
        found[row.key] = Behind(document, file, version.pages_total if version and version.paged else None)
    return found


def _version(session: Session, document: Document, excerpt: Quoted | None) -> DocumentVersion | None:
    if excerpt and excerpt.excerpt.version_id:
        return session.get_one(DocumentVersion, excerpt.excerpt.version_id)
    query = select(DocumentVersion).where(DocumentVersion.document_id == document.key)
    return session.exec(query.order_by(col(DocumentVersion.number).desc()).limit(1)).first()


def mails_about(session: Session, action_id: int) -> Sequence[Mail]:
    """Every mail that reminded of the action or carried a link to it, the first one first."""
    reminded = select(Reminder.mail_id).where(Reminder.action_id == action_id)
    linked = select(UpdateLink.mail_id).where(UpdateLink.action_id == action_id)
    query = select(Mail).where(or_(col(Mail.id).in_(reminded), col(Mail.id).in_(linked)))
    return session.exec(query.order_by(col(Mail.for_day), col(Mail.id))).all()


def unwritten(session: Session, action_id: int) -> Sequence[Reminder]:
    """What is owed about the action and stands in no mail yet."""
    query = select(Reminder).where(Reminder.action_id == action_id, col(Reminder.mail_id).is_(None))
    return session.exec(query.order_by(col(Reminder.owed_on), col(Reminder.id))).all()


def came_in(session: Session, action_id: int) -> Sequence[IncomingMail]:
    """The mails that came in about the action, the first one first."""
    query = select(IncomingMail).where(IncomingMail.action_id == action_id)
    return session.exec(query.order_by(col(IncomingMail.received_at), col(IncomingMail.id))).all()


def corrections_of(session: Session, reference: str) -> Sequence[MeetingCorrection]:
    """What was corrected about the action, or about a decision on it ("Decision on PPM-006"), the first thing first."""
    subject = col(MeetingCorrection.subject)
    query = select(MeetingCorrection).where(or_(subject == reference, subject.endswith(f" {reference}")))
    return session.exec(query.order_by(col(MeetingCorrection.id))).all()


def history_of(session: Session, reference: str) -> Sequence[tuple[HistoryRow, str | None]]:
    """Every row of the history about the action, the first one first, with its payload or None when that was destroyed."""
    query = (
        select(HistoryRow, HistoryPayload.payload)
        .outerjoin(HistoryPayload, col(HistoryPayload.number) == HistoryRow.number)
        .where(HistoryRow.subject == reference)
        .order_by(col(HistoryRow.number))
    )
    return session.exec(query).all()
