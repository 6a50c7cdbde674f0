"""What the public is shown of a thing, frozen: plain values and nothing that the public may not have.

Whatever stands in a cut can be read by anyone, also by programs. There is no field here for the name of a person, for a note of the
office, or for words that were not chosen for the public: what has no field cannot leak. Moments are ISO 8601 in UTC.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from tracker.domain.canonical import canonical_text, made
from tracker.domain.publishing import Published


@dataclass(frozen=True)
class PublicItem:
    """A heading of an agenda."""

    number: str
    title: str


@dataclass(frozen=True)
class PublicMeeting:
    """A sitting. `starts_at` is "" where the hour is not known; `day_words` stand for a day that is not known exactly."""

    reference: str
    title: str
    day: date
    day_words: str
    starts_at: str
    starts_words: str
    venue: str
    status: str
    agenda: tuple[PublicItem, ...]
    present: tuple[str, ...]
    apologies: tuple[str, ...]
    video_url: str
    captions_url: str


@dataclass(frozen=True)
class PublicStep:
    """Something that happened to an action: an update, a decision, or a move of its date. `by` is a post."""

    day: date
    day_words: str
    what: str
    by: str
    words: tuple[str, ...]
    meeting: str


@dataclass(frozen=True)
class PublicCitation:
    """What an action rests on: a paper by its code and title, and where in it ("page 8, Table 2"). `page` is None where it has none."""

    code: str
    title: str
    place: str
    page: int | None


@dataclass(frozen=True)
class PublicAction:
    """An action with its story. `state` is "open" or "closed"; whether it is overdue is said on the day on which it is read."""

    reference: str
    title: str
    asked: str
    kind: str
    state: str
    status: str
    owner: str
    priority: str
    priority_title: str
    raised_at: str
    raised_on: date | None
    raised_words: str
    due_words: str
    due_on: date | None
    original_due_on: date | None
    times_moved: int
    exit_rule: str
    rating: str
    assurance: str
    closed_on: date | None
    closed_reason: str
    story: tuple[PublicStep, ...]
    evidence: tuple[PublicCitation, ...] = ()


@dataclass(frozen=True)
class PublicReading:
    """A figure. A percentage is in percent, a duration in seconds."""

    area: str
    period: str
    starts_on: date
    ends_on: date
    basis: str
    value: float
    value_words: str
    status: str
    queried: bool
    source: str


@dataclass(frozen=True)
class PublicChart:
    """The chart of one area as it was drawn: `wide` and `narrow` are SVG, `says` what they show."""

    area: str
    code: str
    says: str
    wide: str
    narrow: str


@dataclass(frozen=True)
class PublicNote:
    """Something dated that is said of a measure: how it was counted from then on, a target, a change of the areas."""

    from_on: date | None
    words: str


@dataclass(frozen=True)
class PublicMeasure:
    code: str
    title: str
    counts: str
    unit: str
    better: str
    priority: str
    priority_title: str
    national_measure: str
    starts_on: date | None
    ends_on: date | None
    ended_note: str
    definitions: tuple[PublicNote, ...]
    areas: tuple[PublicNote, ...]
    beside: tuple[PublicNote, ...]
    charts: tuple[PublicChart, ...]
    readings: tuple[PublicReading, ...]


@dataclass(frozen=True)
class PublicDocument:
    """A paper. `file` is the name of its file, "" where the office has none to give out."""

    code: str
    title: str
    publisher: str
    day: date | None
    day_words: str
    meeting: str
    transparency: str
    printed_version: str
    file: str
    file_words: str
    sha256: str


@dataclass(frozen=True)
class PublicForm:
    """One form of a report: the name of its file, what it is, its size in bytes."""

    name: str
    label: str
    size: int


@dataclass(frozen=True)
class PublicReport:
    """An issued public version of a report."""

    name: str
    title: str
    about: str
    number: int
    as_at: date
    issued_on: date
    meeting: str
    correction: str
    record_sha256: str
    files: tuple[PublicForm, ...]


PublicCut: TypeAlias = PublicMeeting | PublicAction | PublicMeasure | PublicDocument | PublicReport

CUTS: Mapping[Published, type[PublicCut]] = {
    Published.MEETING: PublicMeeting,
    Published.ACTION: PublicAction,
    Published.MEASURE: PublicMeasure,
    Published.DOCUMENT: PublicDocument,
    Published.REPORT: PublicReport,
}
OPEN, CLOSED = "open", "closed"


def to_text(cut: PublicCut) -> str:
    """The cut as canonical JSON: the same cut always gives the same text."""
    return canonical_text({"kind": kind_of(cut), "cut": cut})


def from_text(kind: Published, text: str) -> PublicCut:
    """The cut that `to_text` wrote. Raises `ValueError` where it is of another kind."""
    read = json.loads(text)
    if read["kind"] != kind:
        raise ValueError(f"This is the cut of a {read['kind']}.")
    return made(CUTS[kind], read["cut"])


def kind_of(cut: PublicCut) -> Published:
    return next(kind for kind, made_as in CUTS.items() if isinstance(cut, made_as))
