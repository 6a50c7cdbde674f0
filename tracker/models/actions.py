"""Actions, how their dates moved, what owners said of them and what was decided."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from tracker.domain.actions import Assurance, Closure, Kind, Move, Rating, Status
from tracker.domain.due import DueCause, DueKind
from tracker.domain.reading import Reading
from tracker.models.base import Row, moment, text, words_of


class Action(Row, table=True):
    """Something asked of an owner. `due_on` is stored and moves with its meeting, so that lists can sort by it.

    What came from an office's own log: `own_reference` is what it is called there; `due_words` and `owner_words` are what stood
    where nothing could be read; `unread` is canonical JSON of columns without a field here. `disposed_on`: its words were destroyed.
    """

    __tablename__ = "actions"
    __table_args__ = (
        sa.UniqueConstraint("series_id", "number"),
        sa.Index("ix_actions_owed", "post_id", "status", "due_on"),
        sa.Index("ix_actions_open", "status", "due_on"),
        sa.Index("ix_actions_at_meeting", "raised_meeting_id", "number"),
        sa.Index("ix_actions_due_at", "due_meeting_id", "status"),
        sa.Index("ix_actions_due_at_number", "due_meeting_id", "number"),
        sa.Index("ix_actions_priority", "priority_id", "status"),
        sa.Index(
            "ix_actions_arising",
            "series_id",
            "status",
            "raised_on",
            "raised_meeting_id",
            "due_meeting_id",
            "due_on",
            "kind",
            "number",
            "agenda_item_id",
        ),
    )
    series_id: int = Field(foreign_key="meeting_series.id")
    number: int
    reference: str = Field(max_length=24, unique=True)
    title: str = text()
    asked: str = text()
    kind: Kind = words_of(Kind, default=Kind.ACTION)
    status: Status = words_of(Status, default=Status.OPEN)
    closure: Closure | None = words_of(Closure, default=None, nullable=True)
    assurance: Assurance | None = words_of(Assurance, default=None, nullable=True)
    post_id: int | None = Field(default=None, foreign_key="posts.id")
    raised_meeting_id: int | None = Field(default=None, foreign_key="meetings.id")
    raised_on: date | None = Field(default=None)
    raised_at: datetime | None = moment(nullable=True)
    origin: str = text()
    agenda_item_id: int | None = Field(default=None, foreign_key="agenda_items.id", index=True)
    priority_id: int | None = Field(default=None, foreign_key="priorities.id")
    national_measure_id: int | None = Field(default=None, foreign_key="national_measures.id")
    parent_id: int | None = Field(default=None, foreign_key="actions.id", index=True)
    merged_into_id: int | None = Field(default=None, foreign_key="actions.id", index=True)
    due_kind: DueKind = words_of(DueKind, default=DueKind.NONE)
    due_on: date | None = Field(default=None)
    due_meeting_id: int | None = Field(default=None, foreign_key="meetings.id")
    due_since: date | None = Field(default=None)
    exit_rule: str = text()
    original_due_on: date | None = Field(default=None)
    times_moved: int = Field(default=0)
    times_carried: int = Field(default=0)
    last_update_on: date | None = Field(default=None)
    last_rating: Rating | None = words_of(Rating, default=None, nullable=True)
    closed_on: date | None = Field(default=None)
    closed_reason: str = text()
    client_id: str | None = Field(default=None, max_length=36, unique=True)
    source: str = text()
    marking: str = Field(max_length=40, default="OFFICIAL")
    chosen: str = text()
    own_reference: str = Field(max_length=80, default="", index=True)
    due_words: str = text()
    owner_words: str = text()
    unread: str = text()
    disposed_on: date | None = Field(default=None)
    version: int = Field(default=1)


class DueChange(Row, table=True):
    """One move of a due date. Only those whose cause is `agreed` are slippage."""

    __tablename__ = "due_changes"
    action_id: int = Field(foreign_key="actions.id", index=True)
    changed_on: date
    before_kind: DueKind = words_of(DueKind, name="before_kind")
    before_on: date | None = Field(default=None)
    after_kind: DueKind = words_of(DueKind, name="after_kind")
    after_on: date | None = Field(default=None)
    cause: DueCause = words_of(DueCause)
    reason: str = text()
    by_name: str = text()


class Update(Row, table=True):
    """A dated report of progress. `via` says how it came: a `Way` of `domain/reading.py`.

    `received_by` is who took it down, where it did not come from its author. `given_words` stand for a day that is
    not known, such as "February 2020"; `given_on` is a stand-in then.
    """

    __tablename__ = "updates"
    __table_args__ = (sa.Index("ix_updates_reading", "reading", "action_id"),)
    action_id: int = Field(foreign_key="actions.id", index=True)
    post_id: int | None = Field(default=None, foreign_key="posts.id")
    by_name: str = text()
    received_by: str = text()
    given_on: date
    given_words: str = text()
    given_at: datetime | None = moment(nullable=True)
    rating: Rating | None = words_of(Rating, default=None, nullable=True)
    body: str = text()
    recommends_closure: bool = Field(default=False)
    more_time_until: date | None = Field(default=None)
    via: str = Field(max_length=20, default="account")
    reading: Reading = words_of(Reading, default=Reading.ACCEPTED)
    read_by: str = text()
    client_id: str | None = Field(default=None, max_length=36, unique=True)
    chosen: bool = Field(default=False)
    disposed_on: date | None = Field(default=None)


class Review(Row, table=True):
    """What was decided about one action, at a meeting or between two. `known` is the action as it stood then: canonical JSON, or ""."""

    __tablename__ = "reviews"
    __table_args__ = (sa.Index("ix_reviews_outcome", "outcome", "action_id"),)
    action_id: int = Field(foreign_key="actions.id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meetings.id", index=True)
    decided_on: date
    recorded_at: datetime | None = moment(nullable=True)
    outcome: Move = words_of(Move)
    note: str = text()
    reason: str = text()
    decided_by: str = text()
    recorded_by: str = text()
    assurance: Assurance | None = words_of(Assurance, default=None, nullable=True)
    revised_to: date | None = Field(default=None)
    known: str = text()
    chosen: bool = Field(default=False)
