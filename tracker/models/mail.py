"""What is owed to a post about an action, the mail that carries it, and the owner's link."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from tracker.domain.mails import MailKind, MailState
from tracker.models.base import Row, moment, text, words_of


class Mail(Row, table=True):
    """One message. Its bodies hold a mark in place of each link, so that the table opens nothing.

    A mail about a meeting names it. `covering_note` is what the secretariat put above it; `report_version_id` the report
    that goes with it. `copies` are the addresses that get one too, a line each. `thread` is the `message_id` of the first mail of the
    thread; `carrier_id` what a carrier such as GOV.UK Notify calls it.
    """

    __tablename__ = "mails"
    __table_args__ = (
        sa.Index("ix_mails_waiting", "state", "next_try_at"),
        sa.Index("ix_mails_day", "for_day", "post_id"),
    )
    kind: MailKind = words_of(MailKind)
    state: MailState = words_of(MailState, default=MailState.QUEUED)
    post_id: int | None = Field(default=None, foreign_key="posts.id")
    to_name: str = text()
    to_address: str = text()
    subject: str = text()
    body_text: str = text()
    body_html: str = text()
    held_because: str = text()
    for_day: date
    message_id: str = Field(max_length=200, unique=True)
    queued_at: datetime = moment(nullable=False)
    released_at: datetime | None = moment(nullable=True)
    released_by: str = text()
    attempts: int = Field(default=0)
    next_try_at: datetime | None = moment(nullable=True)
    sent_at: datetime | None = moment(nullable=True)
    last_error: str = text()
    meeting_id: int | None = Field(default=None, foreign_key="meetings.id", index=True)
    covering_note: str = text()
    report_version_id: int | None = Field(default=None, foreign_key="report_versions.id")
    copies: str = text()
    thread: str = Field(max_length=200, default="")
    carrier_id: str = Field(max_length=200, default="")
    disposed_on: date | None = Field(default=None)
    version: int = Field(default=1)


class Reminder(Row, table=True):
    """What is owed to a post about an action at a step: once for each due date."""

    __tablename__ = "reminders"
    __table_args__ = (sa.UniqueConstraint("action_id", "step", "due_on"),)
    action_id: int = Field(foreign_key="actions.id", index=True)
    post_id: int = Field(foreign_key="posts.id", index=True)
    step: str = Field(max_length=40)
    due_on: date
    owed_on: date
    mail_id: int | None = Field(default=None, foreign_key="mails.id", index=True)


class UpdateLink(Row, table=True):
    """The owner's link to one action. The token is derived from a key and this row; nothing here opens anything."""

    __tablename__ = "update_links"
    action_id: int = Field(foreign_key="actions.id", index=True)
    post_id: int = Field(foreign_key="posts.id", index=True)
    mail_id: int | None = Field(default=None, foreign_key="mails.id", index=True)
    expires_at: datetime = moment(nullable=False)
    revoked_at: datetime | None = moment(nullable=True)
    revoked_by: str = text()


class Pass(SQLModel, table=True):
    """A pass of the scheduler that has run for a day."""

    __tablename__ = "passes"
    name: str = Field(max_length=40, primary_key=True)
    day: date = Field(primary_key=True)
    ran_at: datetime = moment(nullable=False)


class Lease(SQLModel, table=True):
    """Who may run the scheduler just now. A second one finds it taken and stays harmless."""

    __tablename__ = "leases"
    name: str = Field(max_length=40, primary_key=True)
    holder: str = Field(max_length=80)
    expires_at: datetime = moment(nullable=False)
