"""Documents, stored files, and the links from an action to what it rests on."""

from datetime import date, datetime

from sqlmodel import Field

from tracker.domain.evidence import EvidenceKind
from tracker.models.base import Row, moment, text, words_of


class StoredFile(Row, table=True):
    """A file, kept as it came under its own digest."""

    __tablename__ = "stored_files"
    sha256: str = Field(max_length=64, index=True)
    name: str = text()
    media_type: str = Field(max_length=120)
    size: int
    added_at: datetime = moment(nullable=False)
    added_by: str = text()


class Document(Row, table=True):
    """A published or supplied paper. One that is known by name alone is not held."""

    __tablename__ = "documents"
    code: str = Field(max_length=60, unique=True)
    title: str = text()
    published_on: date | None = Field(default=None)
    published_words: str = text()
    marking: str = Field(max_length=40, default="OFFICIAL")
    held: bool = Field(default=False)
    note: str = text()


class Evidence(Row, table=True):
    __tablename__ = "evidence"
    action_id: int = Field(foreign_key="actions.id", index=True)
    update_id: int | None = Field(default=None, foreign_key="updates.id", index=True)
    review_id: int | None = Field(default=None, foreign_key="reviews.id")
    kind: EvidenceKind = words_of(EvidenceKind)
    file_id: int | None = Field(default=None, foreign_key="stored_files.id")
    document_id: int | None = Field(default=None, foreign_key="documents.id")
    url: str = text()
    label: str = text()
    page: int | None = Field(default=None)
    place: str = text()
    held: bool = Field(default=True)
    added_on: date
    added_by: str = text()
