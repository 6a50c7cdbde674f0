"""The files of a document as they came, what was read in them, and the excerpts that evidence rests on."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from tracker.domain.documents import ExcerptKind, ExcerptState, ReadState
from tracker.models.base import Row, moment, text, words_of


class DocumentVersion(Row, table=True):
    """One file of a document. They count from 1; the one with the highest number is the current one.

    `printed` is what the paper calls its version. `said` is why it could not be read, or what to know of its text.
    `paged` is false where the file has no pages of its own: its parts are then known by their heading alone.
    """

    __tablename__ = "document_versions"
    __table_args__ = (sa.UniqueConstraint("document_id", "number"),)
    document_id: int = Field(foreign_key="documents.id")
    number: int
    file_id: int = Field(foreign_key="stored_files.id", index=True)
    printed: str = text()
    added_at: datetime = moment(nullable=False)
    added_by: str = text()
    state: ReadState = words_of(ReadState, default=ReadState.WAITING)
    said: str = text()
    paged: bool = Field(default=False)
    pages_total: int | None = Field(default=None)
    pages_read: int = Field(default=0)
    started_at: datetime | None = moment(nullable=True)
    finished_at: datetime | None = moment(nullable=True)
    version: int = Field(default=1)


class DocumentPage(Row, table=True):
    """What was read of one page or, where the file has none, of one part under a heading. `position` counts from 1.

    `page` is the number of the page in the file, null where it has none. `picture_sha256` is "" where there is no picture;
    `width` and `height` are its pixels.
    """

    __tablename__ = "document_pages"
    __table_args__ = (sa.UniqueConstraint("version_id", "position"),)
    version_id: int = Field(foreign_key="document_versions.id")
    position: int
    page: int | None = Field(default=None)
    place: str = text()
    words: str = text()
    picture_sha256: str = Field(max_length=64, default="")
    width: int = Field(default=0)
    height: int = Field(default=0)


class Excerpt(Row, table=True):
    """Words, a page, a figure or a table in a document: where they are in its current version, and what they were.

    `starts` and `ends` count characters in the words of the page; null where a whole page, figure or table is meant. `quote`
    are the exact words, as they were when they were chosen. A document that is not held has no version and no position.
    """

    __tablename__ = "excerpts"
    document_id: int = Field(foreign_key="documents.id", index=True)
    version_id: int | None = Field(default=None, foreign_key="document_versions.id", index=True)
    position: int | None = Field(default=None)
    kind: ExcerptKind = words_of(ExcerptKind, default=ExcerptKind.WORDS)
    starts: int | None = Field(default=None)
    ends: int | None = Field(default=None)
    quote: str = text()
    page: int | None = Field(default=None)
    place: str = text()
    paragraph: int | None = Field(default=None)
    citation: str = text()
    state: ExcerptState = words_of(ExcerptState, default=ExcerptState.FOUND)
    state_note: str = text()
    seen_to_at: datetime | None = moment(nullable=True)
    added_on: date
    added_by: str = text()
    rule: str = Field(max_length=60, default="")
    version: int = Field(default=1)
