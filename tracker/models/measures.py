"""Measures, their readings, what they are set beside, and the exit rules that rest on them."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from tracker.domain.exit_rules import ExitKind
from tracker.domain.measures import AgainstKind, AreaKind, Basis, Better, ReadingStatus, Unit
from tracker.models.base import Row, moment, text, words_of


class Area(Row, table=True):
    """A part of the police area for which figures are kept, with its days. The force is one, without an end."""

    __tablename__ = "areas"
    code: str = Field(max_length=40, unique=True)
    title: str = text()
    kind: AreaKind = words_of(AreaKind, default=AreaKind.HUB)
    position: int = Field(default=0)
    starts_on: date | None = Field(default=None)
    ends_on: date | None = Field(default=None)
    note: str = text()
    version: int = Field(default=1)


class Measure(Row, table=True):
    """What is measured. `ends_on` with `ended_note` says that it was discontinued. `fix_after` freezes the limits at so many points."""

    __tablename__ = "measures"
    code: str = Field(max_length=60, unique=True)
    title: str = text()
    counts: str = text()
    unit: Unit = words_of(Unit)
    better: Better = words_of(Better)
    priority_id: int | None = Field(default=None, foreign_key="priorities.id")
    national_measure_id: int | None = Field(default=None, foreign_key="national_measures.id")
    starts_on: date | None = Field(default=None)
    ends_on: date | None = Field(default=None)
    ended_note: str = text()
    fix_after: int | None = Field(default=None)
    position: int = Field(default=0)
    chosen: str = text()
    version: int = Field(default=1)


class MeasureDefinition(Row, table=True):
    """How a measure is counted from a day on. With `breaks`, figures before it must not be compared with those after it unannotated."""

    __tablename__ = "measure_definitions"
    measure_id: int = Field(foreign_key="measures.id", index=True)
    from_on: date | None = Field(default=None)
    words: str = text()
    breaks: bool = Field(default=False)
    added_by: str = text()


class Rebase(Row, table=True):
    """A decision to begin new limits: the period that begins on `from_on` is the first of its group. Never made by the product."""

    __tablename__ = "rebases"
    measure_id: int = Field(foreign_key="measures.id", index=True)
    area_id: int | None = Field(default=None, foreign_key="areas.id")
    from_on: date
    title: str = text()
    reason: str = text()
    decided_on: date
    decided_by: str = text()
    recorded_by: str = text()


class Against(Row, table=True):
    """What a measure's readings are set beside from a day to a day: a target, an average, a rank. `rank` of `rank_of` ("6th of 43")."""

    __tablename__ = "againsts"
    measure_id: int = Field(foreign_key="measures.id", index=True)
    area_id: int | None = Field(default=None, foreign_key="areas.id")
    kind: AgainstKind = words_of(AgainstKind)
    value: float | None = Field(default=None)
    rank: int | None = Field(default=None)
    rank_of: int | None = Field(default=None)
    from_on: date | None = Field(default=None)
    to_on: date | None = Field(default=None)
    words: str = text()
    source: str = text()
    added_by: str = text()
    version: int = Field(default=1)


class MeasureReading(Row, table=True):
    """One value of a measure for a period and an area. A duration is in seconds, a percentage in percent.

    `starts_on` and `ends_on` are the first and the last day of the period, `period` its words as printed. A revision is a reading
    of its own that names the one it replaces; both are kept. `query` is what the force was asked, "" where nothing is queried.
    `invented` marks a figure made up for a demonstration: it is said wherever the figure is shown.
    """

    __tablename__ = "readings"
    __table_args__ = (sa.Index("ix_readings_series", "measure_id", "area_id", "starts_on"),)
    measure_id: int = Field(foreign_key="measures.id")
    area_id: int | None = Field(default=None, foreign_key="areas.id")
    basis: Basis = words_of(Basis)
    starts_on: date
    ends_on: date
    period: str = text()
    value: float
    numerator: float | None = Field(default=None)
    denominator: float | None = Field(default=None)
    status: ReadingStatus = words_of(ReadingStatus, default=ReadingStatus.FINAL)
    replaces_id: int | None = Field(default=None, foreign_key="readings.id", index=True)
    query: str = text()
    queried_on: date | None = Field(default=None)
    answer: str = text()
    note: str = text()
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)
    excerpt_id: int | None = Field(default=None, foreign_key="excerpts.id")
    page: int | None = Field(default=None)
    source: str = text()
    invented: bool = Field(default=False)
    added_at: datetime = moment(nullable=False)
    added_by: str = text()
    removed_on: date | None = Field(default=None)
    removed_reason: str = text()
    version: int = Field(default=1)


class ExitRule(Row, table=True):
    """What must be seen before a standing action is ready for a decision.

    `cause` is the special cause that counts (a name of `domain/control_charts.py`), "" for any; `periods` is for a target met so many
    periods running. `ready_on` is when it was first seen, `lost_on` when it was seen no more; `kept_on` when the Commissioner
    kept the action although it was met.
    """

    __tablename__ = "exit_rules"
    action_id: int = Field(foreign_key="actions.id", unique=True)
    measure_id: int = Field(foreign_key="measures.id", index=True)
    area_id: int | None = Field(default=None, foreign_key="areas.id")
    kind: ExitKind = words_of(ExitKind)
    cause: str = Field(max_length=20, default="")
    basis: Basis = words_of(Basis, default=Basis.MONTH)
    periods: int | None = Field(default=None)
    from_on: date | None = Field(default=None)
    set_on: date
    set_by: str = text()
    ready_on: date | None = Field(default=None)
    lost_on: date | None = Field(default=None)
    kept_on: date | None = Field(default=None)
    kept_reason: str = text()
    version: int = Field(default=1)
