"""What a sitting leaves behind: where the room stands, the notes of each item, late lines, and corrections afterwards."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from tracker.domain.late_lines import LateLineState
from tracker.models.base import Row, moment, text, words_of


class RoomPosition(SQLModel, table=True):
    """The agenda item under discussion, as the scribe last said; the room's screen follows it."""

    __tablename__ = "room_positions"
    meeting_id: int = Field(
        primary_key=True, foreign_key="meetings.id", sa_column_kwargs={"autoincrement": False}
    )
    agenda_item_id: int | None = Field(default=None, foreign_key="agenda_items.id")
    since: datetime = moment(nullable=False)


class AgendaNote(Row, table=True):
    """What was said and decided under one agenda item; under none for the meeting as a whole."""

    __tablename__ = "agenda_notes"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "agenda_item_id"),)
    meeting_id: int = Field(foreign_key="meetings.id")
    agenda_item_id: int | None = Field(default=None, foreign_key="agenda_items.id")
    notes: str = text()
    decisions: str = text()
    saved_at: datetime = moment(nullable=False)
    saved_by: str = text()
    version: int = Field(default=1)


class LateLine(Row, table=True):
    """A line typed during a meeting that arrived after it was closed: kept until the secretariat takes it in or sets it aside."""

    __tablename__ = "late_lines"
    meeting_id: int = Field(foreign_key="meetings.id", index=True)
    client_id: str = Field(max_length=36, unique=True)
    line: str = text()
    agenda_item_id: int | None = Field(default=None, foreign_key="agenda_items.id")
    typed_at: datetime = moment(nullable=False)
    received_at: datetime = moment(nullable=False)
    by_name: str = text()
    state: LateLineState = words_of(LateLineState, default=LateLineState.WAITING)
    action_id: int | None = Field(default=None, foreign_key="actions.id")
    reason: str = text()
    settled_at: datetime | None = moment(nullable=True)
    settled_by: str = text()
    version: int = Field(default=1)


class MeetingCorrection(Row, table=True):
    """One correction of the record of a meeting that was closed. `subject` is a reference or an agenda item, `what` a sentence."""

    __tablename__ = "meeting_corrections"
    meeting_id: int = Field(foreign_key="meetings.id", index=True)
    made_at: datetime = moment(nullable=False)
    made_by: str = text()
    subject: str = text()
    what: str = text()
    reason: str = text()
