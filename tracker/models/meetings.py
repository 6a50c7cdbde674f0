"""Meeting series, meetings, their agenda, and what an agenda is filed under."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from tracker.domain.attendance import Attended
from tracker.domain.meetings import PAPERS_WORKING_DAYS, MeetingStatus
from tracker.domain.panel_asks import SeriesKind
from tracker.models.base import Row, moment, text, words_of


class MeetingSeries(Row, table=True):
    """A recurring meeting. `next_number` is the counter of its actions, locked while one is given out."""

    __tablename__ = "meeting_series"
    code: str = Field(max_length=12, unique=True)
    title: str = text()
    next_number: int = Field(default=1)
    papers_working_days: int = Field(default=PAPERS_WORKING_DAYS)
    liaison_post_id: int | None = Field(default=None, foreign_key="posts.id")
    kind: SeriesKind = words_of(SeriesKind, default=SeriesKind.PERFORMANCE)


class NumberGap(Row, table=True):
    """Why a number of a series has no action: it was given before the record begins, and is in no document held."""

    __tablename__ = "number_gaps"
    __table_args__ = (sa.UniqueConstraint("series_id", "number"),)
    series_id: int = Field(foreign_key="meeting_series.id")
    number: int
    explanation: str = text()


class Meeting(Row, table=True):
    """One sitting. `starts_at` is null where the hour is not known; `date_words` stand for a day that is not known.

    `video_starts_at` is the moment at which the recording begins; null means when the meeting was started. `change_note`
    is what its owners are told of why it was moved or cancelled.
    """

    __tablename__ = "meetings"
    series_id: int = Field(foreign_key="meeting_series.id", index=True)
    reference: str = Field(max_length=40, unique=True)
    starts_on: date = Field(index=True)
    starts_at: datetime | None = moment(nullable=True)
    date_words: str = text()
    ordinal: str = text()
    venue: str = text()
    papers_due: date
    papers_due_set: bool = Field(default=False)
    status: MeetingStatus = words_of(MeetingStatus, default=MeetingStatus.SCHEDULED)
    started_at: datetime | None = moment(nullable=True)
    closed_at: datetime | None = moment(nullable=True)
    video_url: str = text()
    captions_url: str = text()
    video_starts_at: datetime | None = moment(nullable=True)
    change_note: str = text()
    chosen: str = text()
    version: int = Field(default=1)


class PrioritySet(Row, table=True):
    """A Police and Crime Plan, with its years."""

    __tablename__ = "priority_sets"
    title: str = text()
    starts_on: date
    ends_on: date


class Priority(Row, table=True):
    __tablename__ = "priorities"
    __table_args__ = (sa.UniqueConstraint("priority_set_id", "code"),)
    priority_set_id: int = Field(foreign_key="priority_sets.id")
    code: str = Field(max_length=40)
    title: str = text()
    position: int = Field(default=0)
    version: int = Field(default=1)


class NationalMeasure(Row, table=True):
    """One of the National Crime and Policing Measures."""

    __tablename__ = "national_measures"
    code: str = Field(max_length=40, unique=True)
    title: str = text()
    position: int = Field(default=0)
    active: bool = Field(default=True)
    version: int = Field(default=1)


class AgendaItem(Row, table=True):
    __tablename__ = "agenda_items"
    meeting_id: int = Field(foreign_key="meetings.id", index=True)
    position: int = Field(default=0)
    number: str = Field(max_length=12, default="")
    title: str = text()
    priority_id: int | None = Field(default=None, foreign_key="priorities.id")
    national_measure_id: int | None = Field(default=None, foreign_key="national_measures.id")
    version: int = Field(default=1)


class AgendaTemplateItem(Row, table=True):
    """A heading that the agenda of a meeting of this series usually has."""

    __tablename__ = "agenda_template_items"
    series_id: int = Field(foreign_key="meeting_series.id", index=True)
    position: int = Field(default=0)
    number: str = Field(max_length=12, default="")
    title: str = text()
    priority_id: int | None = Field(default=None, foreign_key="priorities.id")
    national_measure_id: int | None = Field(default=None, foreign_key="national_measures.id")


class Attendance(Row, table=True):
    """Who of the posts is expected at a meeting, and came. `name` is that of the holder on that day, or of who stood in."""

    __tablename__ = "attendances"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "post_id"),)
    meeting_id: int = Field(foreign_key="meetings.id")
    post_id: int = Field(foreign_key="posts.id")
    name: str = text()
    attended: Attended = words_of(Attended, default=Attended.EXPECTED)
    note: str = text()
    version: int = Field(default=1)
