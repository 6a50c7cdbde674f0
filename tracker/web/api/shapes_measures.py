"""The models of measures and their readings."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tracker.domain.measures import AgainstKind, Basis, Better, ReadingStatus, Unit
from tracker.domain.periods import LONGEST_WORDS
from tracker.web.api.shapes import KEEPABLE, Code, Day, Finite, Named, Page, Paged, Sent, Shape, Text

MOST_AT_ONCE = 500


class MeasureSummary(Shape):
    """What is measured. A percentage is in percent, a duration in seconds."""

    code: str
    title: str
    counts: str | None = Field(description="What is counted, in words.")
    unit: Unit
    better: Better = Field(description="Which way is improvement.")
    priority: Named | None
    starts_on: date | None
    ends_on: date | None = Field(description="When it was discontinued.")
    ended_note: str | None


class Measures(Page):
    measures: list[MeasureSummary]


class Beside(Shape):
    """What readings are set beside: a target, an average, a rank."""

    kind: AgainstKind
    area: str | None
    value: float | None
    rank: int | None
    rank_of: int | None
    from_on: date | None
    to_on: date | None
    words: str | None


class Definition(Shape):
    """How it is counted from a day on. With `breaks`, earlier figures must not be compared with later ones unannotated."""

    from_on: date | None
    words: str
    breaks: bool


class MeasureShown(MeasureSummary):
    """A measure with what its readings are set beside, and the areas that there are."""

    areas: list[Named]
    beside: list[Beside]
    definitions: list[Definition]


class ReadingsAsked(Paged):
    area: Code | None = Field(None, description="The code of an area.")


class ReadingShown(Shape):
    """One value of a measure for a period and an area."""

    id: int
    period: str
    starts_on: date
    ends_on: date
    basis: Basis
    area: str | None
    value: float
    numerator: float | None
    denominator: float | None
    status: ReadingStatus
    replaces: int | None = Field(description="The reading that this one revises.")
    document: str | None
    page: int | None
    source: str | None
    note: str | None
    question: str | None = Field(description="What the force was asked about it.")
    answer: str | None
    invented: bool = Field(description="Made up for a demonstration.")
    added_at: datetime
    removed_on: date | None
    removed_reason: str | None


class Readings(Page):
    readings: list[ReadingShown]


class ReadingSent(Sent):
    """One value for a period: "April 2023", "Q1 2023/24", "12 months to March 2023"."""

    period: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_WORDS, pattern=KEEPABLE)]
    until: Day | None = Field(None, description="Where “the last 13 months” ends.")
    area: Code | None = Field(None, description="The code of an area; none for a measure without areas.")
    value: Finite = Field(description="A percentage in percent, a duration in seconds.")
    numerator: Finite | None = None
    denominator: Finite | None = None
    status: Literal["provisional", "final"] = "final"
    source: Annotated[str, StringConstraints(max_length=500, pattern=KEEPABLE)] | None = None
    note: Text | None = None
    question: Text | None = Field(
        None, description="What the force is asked, where there is another value for the same period."
    )


class ReadingsSent(Sent):
    """Several readings: all of them are kept, or none."""

    readings: Annotated[list[ReadingSent], Field(min_length=1, max_length=MOST_AT_ONCE)]


class ReadingsAdded(Shape):
    """What was added, in the order in which it was sent."""

    readings: list[ReadingShown]
