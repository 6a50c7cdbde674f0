"""The published record: what was decided to be public, frozen as the public reads it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from tracker.domain.publishing import Published, PublishedEvent
from tracker.models.base import Row, moment, text, words_of


class Publication(Row, table=True):
    """Something that is public, or was. The public's pages are made from `cut` and the files it names, and from nothing else.

    `subject` is the reference or code of what is published ("PPM-2023-10-04", "PPM-006", "101-abandonment"; for a report the number
    of its version). `address` is the part of its address after /published/ and never changes. `cut` is canonical JSON, frozen when it
    was published or last changed; the columns beside it are drawn from it, so that lists can be sorted and searched. `meeting` is the
    reference of the meeting that it belongs to. `search` holds the stems of its words, with a space on either side of each. `made_from` is
    the stamp of what the cut was made from: while it is still that, nothing has changed on record.
    """

    __tablename__ = "publications"
    __table_args__ = (sa.UniqueConstraint("kind", "subject"),)
    kind: Published = words_of(Published)
    subject: str = Field(max_length=120)
    address: str = Field(max_length=200, unique=True)
    title: str = text()
    priority: str = Field(max_length=40, default="", index=True)
    priority_title: str = text()
    meeting: str = Field(max_length=40, default="", index=True)
    status: str = Field(max_length=40, default="")
    day: date | None = Field(default=None)
    due_on: date | None = Field(default=None)
    cut: str = text()
    cut_sha256: str = Field(max_length=64)
    made_from: str = Field(max_length=64, default="")
    search: str = text()
    is_public: bool = Field(default=True)
    published_at: datetime = moment(nullable=False)
    changed_at: datetime = moment(nullable=False)
    version: int = Field(default=1)


class PublicationFile(Row, table=True):
    """A file of a publication: `name` is the last part of its address. Only what stands here can be fetched by the public."""

    __tablename__ = "publication_files"
    __table_args__ = (sa.UniqueConstraint("publication_id", "name"),)
    publication_id: int = Field(foreign_key="publications.id")
    file_id: int = Field(foreign_key="stored_files.id")
    name: str = Field(max_length=200)
    label: str = text()


class PublicationDecision(Row, table=True):
    """That something was published, changed or withdrawn: by whom, when, and why. `public_words` are what the public is told."""

    __tablename__ = "publication_decisions"
    publication_id: int = Field(foreign_key="publications.id", index=True)
    event: PublishedEvent = words_of(PublishedEvent)
    decided_at: datetime = moment(nullable=False)
    decided_by: str = text()
    reason: str = text()
    public_words: str = text()
    cut_sha256: str = Field(max_length=64, default="")


class PublicWithholding(Row, table=True):
    """Words that the public does not get on the page of a thing, with the code of a reason of `domain/redaction_reasons.py`."""

    __tablename__ = "public_withholdings"
    __table_args__ = (sa.Index("ix_public_withholdings_subject", "kind", "subject"),)
    kind: Published = words_of(Published, name="withheld_kind")
    subject: str = Field(max_length=120)
    words: str = text()
    reason: str = Field(max_length=40)
    reason_words: str = text()
    made_at: datetime = moment(nullable=False)
    made_by: str = text()
    removed_at: datetime | None = moment(nullable=True)
    removed_by: str = text()


class PublishedElsewhere(Row, table=True):
    """Where and when the office publishes, outside this product, what the Order asks for; or why it does not. `duty` is a code of the checklist."""

    __tablename__ = "published_elsewhere"
    duty: str = Field(max_length=60, unique=True)
    url: str = text()
    published_on: date | None = Field(default=None)
    note: str = text()
    noted_at: datetime = moment(nullable=False)
    noted_by: str = text()
    version: int = Field(default=1)
