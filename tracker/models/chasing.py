"""Who is chased how: policies, absences, closed days, commissioning requests, the office's own dates, calls, the ledger of mails."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from tracker.domain.incoming import IncomingKind, IncomingState
from tracker.domain.ledger import Entry
from tracker.domain.statutory import ClockKind
from tracker.models.base import Row, moment, text, words_of


class SeriesPolicy(Row, table=True):
    """How the actions of a series are chased: `rules` is canonical JSON, see `domain/policy.py`. Without a row, the default holds."""

    __tablename__ = "series_policies"
    series_id: int = Field(foreign_key="meeting_series.id", unique=True)
    rules: str = text()
    version: int = Field(default=1)


class Absence(Row, table=True):
    """Days on which the holder of a post is away, the last one included, and who stands in. Without a delegate they are written to all the same."""

    __tablename__ = "absences"
    post_id: int = Field(foreign_key="posts.id", index=True)
    starts_on: date
    ends_on: date
    delegate_id: int | None = Field(default=None, foreign_key="persons.id")
    note: str = text()
    version: int = Field(default=1)


class CalendarAddress(Row, table=True):
    """The private calendar address of a post. Its token is derived from a key, this row and `issue`; nothing here opens anything.

    It is for `person_id` alone, while they hold the post; null where it was taken back.
    """

    __tablename__ = "calendar_addresses"
    post_id: int = Field(foreign_key="posts.id", unique=True)
    person_id: int | None = Field(default=None, foreign_key="persons.id")
    issue: int = Field(default=0)
    made_on: date


class ClosedDay(Row, table=True):
    """A day on which the office does not work, besides weekends and bank holidays."""

    __tablename__ = "closed_days"
    day: date = Field(unique=True)
    note: str = text()


class StatutoryClock(Row, table=True):
    """A date that the office itself owes. `steps` are working days before the last one, as "20,10,5,0"; `met_on` ends it."""

    __tablename__ = "statutory_clocks"
    kind: ClockKind = words_of(ClockKind)
    title: str = text()
    post_id: int = Field(foreign_key="posts.id")
    action_id: int | None = Field(default=None, foreign_key="actions.id", index=True)
    starts_on: date
    last_on: date
    steps: str = text()
    met_on: date | None = Field(default=None)
    note: str = text()
    version: int = Field(default=1)


class ClockReminder(Row, table=True):
    """What the office was to be told of a clock at a step: once for each last day, whatever mail carried it."""

    __tablename__ = "clock_reminders"
    __table_args__ = (sa.UniqueConstraint("clock_id", "step", "last_on"),)
    clock_id: int = Field(foreign_key="statutory_clocks.id")
    step: str = Field(max_length=40)
    last_on: date
    owed_on: date
    mail_id: int | None = Field(default=None, foreign_key="mails.id", index=True)


class Commission(Row, table=True):
    """What the office asks of the force for a meeting, as one mail to its liaison officer. `answered_on` says that it came back."""

    __tablename__ = "commissions"
    meeting_id: int = Field(foreign_key="meetings.id", unique=True)
    post_id: int | None = Field(default=None, foreign_key="posts.id")
    opening: str = text()
    requests: str = text()
    mail_id: int | None = Field(default=None, foreign_key="mails.id")
    answered_on: date | None = Field(default=None)
    answer_note: str = text()
    version: int = Field(default=1)


class Call(Row, table=True):
    """A chase that was made by telephone, or in person. `action_id` is null where it was about all that the post owes."""

    __tablename__ = "calls"
    post_id: int = Field(foreign_key="posts.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="actions.id", index=True)
    made_on: date
    by_name: str = text()
    spoke_to: str = text()
    note: str = text()


class LedgerRow(Row, table=True):
    """One line of the ledger of a mail. `at` is the machine's time; `said` what the server or the report said, in its words."""

    __tablename__ = "mail_ledger"
    mail_id: int = Field(foreign_key="mails.id", index=True)
    at: datetime = moment(nullable=False)
    entry: Entry = words_of(Entry)
    code: str = Field(max_length=20, default="")
    said: str = text()


class BadAddress(Row, table=True):
    """An address that a server said does not exist. It is not written to until someone has looked: `cleared_at`."""

    __tablename__ = "bad_addresses"
    __table_args__ = (sa.Index("ix_bad_addresses_address", "address"),)
    address: str = text()
    mail_id: int | None = Field(default=None, foreign_key="mails.id")
    since: datetime = moment(nullable=False)
    why: str = text()
    cleared_at: datetime | None = moment(nullable=True)
    cleared_by: str = text()
    version: int = Field(default=1)


class IncomingMail(Row, table=True):
    """A mail that came in. `words` is what was written, without quotes and signature; the whole is kept as a file."""

    __tablename__ = "incoming_mails"
    message_id: str = Field(max_length=500, unique=True)
    kind: IncomingKind = words_of(IncomingKind)
    state: IncomingState = words_of(IncomingState, default=IncomingState.WAITING)
    from_name: str = text()
    from_address: str = text()
    subject: str = text()
    received_at: datetime = moment(nullable=False)
    words: str = text()
    file_id: int = Field(foreign_key="stored_files.id")
    mail_id: int | None = Field(default=None, foreign_key="mails.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="actions.id", index=True)
    post_id: int | None = Field(default=None, foreign_key="posts.id")
    update_id: int | None = Field(default=None, foreign_key="updates.id")
    settled_at: datetime | None = moment(nullable=True)
    settled_by: str = text()
    reason: str = text()
    version: int = Field(default=1)


class IncomingFile(Row, table=True):
    """A file that came with a mail."""

    __tablename__ = "incoming_files"
    incoming_id: int = Field(foreign_key="incoming_mails.id", index=True)
    file_id: int = Field(foreign_key="stored_files.id")
    refused: str = text()
