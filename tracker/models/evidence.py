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
    destroyed_on: date | None = Field(default=None)


class Document(Row, table=True):
    """A published or supplied paper. One that is known by name alone is not held."""

    __tablename__ = "documents"
    code: str = Field(max_length=60, unique=True)
    title: str = text()
    published_on: date | None = Field(default=None)
    published_words: str = text()
    marking: str = Field(max_length=40, default="OFFICIAL")
    transparency: str = text()
    publisher: str = text()
    owner: str = text()
    authors: str = text()
    authorised_by: str = text()
    meeting_id: int | None = Field(default=None, foreign_key="meetings.id", index=True)
    held: bool = Field(default=False)
    note: str = text()
    added_at: datetime | None = moment(nullable=True)
    added_by: str = text()
    chosen: str = text()
    disposed_on: date | None = Field(default=None)
    version: int = Field(default=1)


class Evidence(Row, table=True):
    """A link from an action, or one of its updates or reviews, to what it rests on. One that was removed stays, with the reason.

    `shows` is what it is meant to show. `seen_on` is the day on which a web address was looked at; `second` counts from the
    beginning of a video.
    """

    __tablename__ = "evidence"
    action_id: int = Field(foreign_key="actions.id", index=True)
    update_id: int | None = Field(default=None, foreign_key="updates.id", index=True)
    review_id: int | None = Field(default=None, foreign_key="reviews.id")
    kind: EvidenceKind = words_of(EvidenceKind)
    file_id: int | None = Field(default=None, foreign_key="stored_files.id")
    document_id: int | None = Field(default=None, foreign_key="documents.id")
    excerpt_id: int | None = Field(default=None, foreign_key="excerpts.id", index=True)
    reading_id: int | None = Field(default=None, foreign_key="readings.id")
    url: str = text()
    label: str = text()
    page: int | None = Field(default=None)
    place: str = text()
    shows: str = text()
    seen_on: date | None = Field(default=None)
    second: int | None = Field(default=None)
    held: bool = Field(default=True)
    added_on: date
    added_by: str = text()
    removed_on: date | None = Field(default=None)
    removed_by: str = text()
    removed_reason: str = text()
