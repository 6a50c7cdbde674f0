"""What was frozen for a report, the versions cut from it, how far each has come, and what is written for it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from tracker.domain.audiences import Audience
from tracker.domain.builds import BuildState
from tracker.domain.version_states import VersionState
from tracker.models.base import Row, moment, text, words_of


class RecordSnapshot(Row, table=True):
    """What was known, frozen. `record` is canonical JSON. `about` as in `ReportVersion`."""

    __tablename__ = "record_snapshots"
    kind: str = Field(max_length=40)
    meeting_id: int | None = Field(default=None, foreign_key="meetings.id", index=True)
    about: str = Field(max_length=120, default="")
    as_at: date
    record: str = text()
    sha256: str = Field(max_length=64)
    taken_at: datetime = moment(nullable=False)
    taken_by: str = text()


class ReportVersion(Row, table=True):
    """An audience's cut of a snapshot. The numbers of a kind about one thing count from 1 for each audience.

    `about` names what the report is about: "meeting:PPM-2023-10-04", "post:head-of-contact", "action:PPM-006". `correction` says what
    was wrong in the version before, "" where this is no correction; `issued_without` why it was issued though the force had not
    authorised it.
    """

    __tablename__ = "report_versions"
    __table_args__ = (sa.UniqueConstraint("kind", "about", "audience", "number"),)
    snapshot_id: int = Field(foreign_key="record_snapshots.id", index=True)
    kind: str = Field(max_length=40)
    meeting_id: int | None = Field(default=None, foreign_key="meetings.id", index=True)
    post_id: int | None = Field(default=None, foreign_key="posts.id")
    action_id: int | None = Field(default=None, foreign_key="actions.id")
    about: str = Field(max_length=120, default="")
    audience: Audience = words_of(Audience, default=Audience.MEETING)
    number: int
    state: VersionState = words_of(VersionState, default=VersionState.DRAFT)
    marking: str = Field(max_length=40, default="OFFICIAL")
    author: str = text()
    made_at: datetime = moment(nullable=False)
    approved_at: datetime | None = moment(nullable=True)
    approved_by: str = text()
    issued_at: datetime | None = moment(nullable=True)
    issued_by: str = text()
    correction: str = text()
    issued_without: str = text()
    disposed_on: date | None = Field(default=None)
    version: int = Field(default=1)


class ReportFile(Row, table=True):
    __tablename__ = "report_files"
    report_version_id: int = Field(foreign_key="report_versions.id", index=True)
    file_id: int = Field(foreign_key="stored_files.id")
    form: str = Field(max_length=10, default="pdf")


class SignOff(Row, table=True):
    """A version that quotes the force, sent to it for its word. `authorised` is null until it has answered.

    `authorised_by` is the person of the force who answered: it is printed as "Dissemination authorised by". `fell_away_at` is when the
    version began to say something else than was sent: the answer then stands for nothing any more.
    """

    __tablename__ = "report_sign_offs"
    report_version_id: int = Field(foreign_key="report_versions.id", index=True)
    post_id: int = Field(foreign_key="posts.id")
    mail_id: int | None = Field(default=None, foreign_key="mails.id")
    asked_at: datetime = moment(nullable=False)
    asked_by: str = text()
    answer_by: date | None = Field(default=None)
    note: str = text()
    authorised: bool | None = Field(default=None)
    authorised_by: str = text()
    answered_at: datetime | None = moment(nullable=True)
    answered_words: str = text()
    recorded_by: str = text()
    fell_away_at: datetime | None = moment(nullable=True)
    version: int = Field(default=1)


class Redaction(Row, table=True):
    """Words of a version, or a whole field of it, that its readers do not get, with the reason from the list.

    `path` names the field in the frozen record; `words` are the exact words, "" for the whole field. `reason` is the code of a reason
    in `domain/redaction_reasons.py`; `reason_words` what was added to it. `everywhere`: wherever else these words stand in the record too.
    A row whose reason is `KEPT_NAME` withholds nothing: `words` are a name that may stand in the public's version.
    """

    __tablename__ = "redactions"
    report_version_id: int = Field(foreign_key="report_versions.id", index=True)
    path: str = text()
    words: str = text()
    everywhere: bool = Field(default=True)
    reason: str = Field(max_length=40)
    reason_words: str = text()
    made_at: datetime = moment(nullable=False)
    made_by: str = text()
    removed_at: datetime | None = moment(nullable=True)
    removed_by: str = text()


class ReportBuild(Row, table=True):
    """The files of a version, to be made in the background: who asked, how far it is, and what became of it.

    `forms` are endings, one after the other ("pdf docx"). `done` of `total` are steps; `step` is what is being done. `said` is why
    they could not be made.
    """

    __tablename__ = "report_builds"
    report_version_id: int = Field(foreign_key="report_versions.id", index=True)
    forms: str = text()
    state: BuildState = words_of(BuildState, default=BuildState.WAITING)
    step: str = text()
    done: int = Field(default=0)
    total: int = Field(default=0)
    said: str = text()
    tries: int = Field(default=0)
    asked_by: str = text()
    asked_at: datetime = moment(nullable=False)
    started_at: datetime | None = moment(nullable=True)
    finished_at: datetime | None = moment(nullable=True)
    version: int = Field(default=1)


class WrittenText(Row, table=True):
    """A place in a report for words that people write: `kind` and `about` as in `ReportVersion`, and the `slot` within it.

    `current` is the number of the version that stands; 0 while there is none.
    """

    __tablename__ = "written_texts"
    __table_args__ = (sa.UniqueConstraint("kind", "about", "slot"),)
    kind: str = Field(max_length=40)
    about: str = Field(max_length=120)
    slot: str = Field(max_length=120)
    current: int = Field(default=0)
    version: int = Field(default=1)


class WrittenVersion(Row, table=True):
    """What was written there, as it was typed (Markdown). They count from 1 and are never changed.

    `prose` is the canonical JSON of `domain/prose.py` `Writing`: what was read in the words, with what each figure was when they were saved.
    `taken_from` is the number of the version that was taken back as this one, 0 for none.
    """

    __tablename__ = "written_versions"
    __table_args__ = (sa.UniqueConstraint("text_id", "number"),)
    text_id: int = Field(foreign_key="written_texts.id")
    number: int
    body: str = text()
    prose: str = text()
    taken_from: int = Field(default=0)
    saved_at: datetime = moment(nullable=False)
    saved_by: str = text()
