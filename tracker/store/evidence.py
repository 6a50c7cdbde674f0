"""Reads of documents, files and evidence."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from tracker.models.evidence import Document, Evidence, StoredFile


def rests_on_something(session: Session, action_id: int) -> bool:
    """True when any evidence is attached to the action or to one of its updates."""
    return (
        session.exec(select(Evidence.id).where(Evidence.action_id == action_id).limit(1)).first() is not None
    )


def document_titled(session: Session, title: str) -> Document | None:
    return session.exec(select(Document).where(Document.title == title)).first()


def document_coded(session: Session, code: str) -> Document | None:
    return session.exec(select(Document).where(Document.code == code)).first()


def documents(session: Session) -> Sequence[Document]:
    """Every document, the latest published first."""
    return session.exec(select(Document).order_by(col(Document.published_on).desc().nulls_last())).all()


_OF_ACTION = select(Evidence).where(Evidence.action_id == bindparam("action_id")).order_by(col(Evidence.id))


def of_action(session: Session, action_id: int) -> Sequence[Evidence]:
    return session.exec(_OF_ACTION, params={"action_id": action_id}).all()


def numbered(session: Session, evidence_id: int) -> tuple[Evidence, StoredFile | None] | None:
    """A piece of evidence, with the file behind it where there is one."""
    query = select(Evidence, StoredFile).outerjoin(StoredFile, col(StoredFile.id) == Evidence.file_id)
    return session.exec(query.where(Evidence.id == evidence_id)).one_or_none()


def file_of(session: Session, evidence_id: int) -> tuple[Evidence, StoredFile] | None:
    """A piece of evidence and the file behind it; None when there is none."""
    query = select(Evidence, StoredFile).join(StoredFile, col(StoredFile.id) == Evidence.file_id)
    return session.exec(query.where(Evidence.id == evidence_id)).one_or_none()
