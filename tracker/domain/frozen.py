"""What was known of an action at a moment, as plain values that are frozen with a decision and with a meeting.

Names of people and posts, days and counts are kept as they were read then, and not as numbers of rows: what is corrected
later changes nothing here. Frozen values never change; a new field needs a default, or those frozen before cannot be read.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tracker.domain.actions import Assurance, Closure, Kind, Move, Rating, Status
from tracker.domain.canonical import canonical_text, made
from tracker.domain.control_charts import Improvement
from tracker.domain.due import DueKind
from tracker.domain.errors import RecordBroken, Unavailable
from tracker.domain.evidence import EvidenceKind
from tracker.domain.measures import Unit

T = TypeVar("T")

FORMAT = 1
"""Goes up when a field changes its meaning or is taken away. A new field with a default needs no new number."""

MEETING = "meeting"
"""The kind of a snapshot of a whole meeting."""


@dataclass(frozen=True)
class KnownUpdate:
    """The owner's last word. `on_words` is the day as it was said: "30 June 2023", or "February 2020"."""

    on: date
    on_words: str
    by_name: str
    text: str
    rating: Rating | None = None
    recommends_closure: bool = False
    more_time_until: date | None = None


@dataclass(frozen=True)
class KnownEvidence:
    """One thing that it rested on. `number` finds the row, so that it can still be opened; `place` is "page 8, table 2".

    `shows` is what it was meant to show, `quote` the words of an excerpt as they were then.
    """

    number: int
    label: str
    place: str
    kind: EvidenceKind
    held: bool
    shows: str = ""
    quote: str = ""


@dataclass(frozen=True)
class KnownDecision:
    """A decision. `at` is the reference of its meeting, "" between two; `on_words` the day as it was said."""

    on: date
    on_words: str
    at: str
    outcome: Move
    decided_by: str
    recorded_by: str
    note: str = ""
    reason: str = ""
    assurance: Assurance | None = None
    revised_to: date | None = None


@dataclass(frozen=True)
class KnownPoint:
    """One point of a chart: the first day of its period, its value (a duration in seconds), the words of the period."""

    at: date
    value: float
    words: str


@dataclass(frozen=True)
class KnownMark:
    at: date
    words: str


@dataclass(frozen=True)
class KnownExit:
    """The exit rule of a standing action, how far it was, and the chart that it rested on, so that it can be drawn again."""

    words: str
    progress: str
    met: bool
    title: str
    unit: Unit
    improvement: Improvement
    period: str
    target: float | None
    points: tuple[KnownPoint, ...]
    rebases: tuple[KnownMark, ...]
    fix_after: int | None
    invented: bool


@dataclass(frozen=True)
class Known:
    """An action as it stood on `as_at`. Text is "" where nothing was known; `holder` is "" for a vacant post.

    `version` is that of the row; `moved_days` are the calendar days by which agreed dates moved in all. `due_meeting`, `merged_into` are references.
    """

    as_at: date
    reference: str
    title: str
    asked: str
    kind: Kind
    status: Status
    closure: Closure | None
    rating: Rating | None
    assurance: Assurance | None
    owner: str
    holder: str
    acting: bool
    raised_words: str
    due_kind: DueKind
    due_words: str
    due_on: date | None
    due_meeting: str
    due_since: date | None
    original_due_on: date | None
    times_moved: int
    moved_days: int
    times_carried: int
    exit_rule: str
    closed_on: date | None
    closed_reason: str
    merged_into: str
    updates: int
    last_update: KnownUpdate | None
    evidence: tuple[KnownEvidence, ...]
    last_decision: KnownDecision | None
    version: int
    exit: KnownExit | None = None


@dataclass(frozen=True)
class FrozenMatter:
    """One matter arising. `known` is how it stood when the meeting closed; `on_the_table` how it stood when it was decided on.

    Both `on_the_table` and `decision` are None for what the meeting did not come to.
    """

    known: Known
    on_the_table: Known | None
    decision: KnownDecision | None


@dataclass(frozen=True)
class FrozenMeeting:
    """A meeting when it closed: its matters arising and the actions that it raised, each by number."""

    reference: str
    series_title: str
    day_words: str
    as_at: date
    matters: tuple[FrozenMatter, ...]
    raised: tuple[Known, ...]


def known_text(known: Known) -> str:
    """What is kept with a decision."""
    return canonical_text({"format": FORMAT, "known": known})


def known_of_text(text: str) -> Known | None:
    """The action as it stood; None where nothing was frozen. Raises `Unavailable` for what this version cannot read."""
    return _opened(Known, text, "known") if text else None


def meeting_text(meeting: FrozenMeeting) -> str:
    """What is kept of a meeting. Its digest stands for the whole of it."""
    return canonical_text({"format": FORMAT, "kind": MEETING, "meeting": meeting})


def meeting_of_text(text: str, sha256: str) -> FrozenMeeting:
    """The meeting as it was frozen; `sha256` is the digest (hex) that was kept with the text.

    Raises `RecordBroken` when the text is not the one that was frozen, `Unavailable` for what this version cannot read.
    """
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        raise RecordBroken(
            "What was frozen of this meeting has been changed since: it does not match its digest. Tell the administrator."
        )
    return _opened(FrozenMeeting, text, "meeting")


def _opened(kind: type[T], text: str, inside: str) -> T:
    try:
        record = json.loads(text)
        if record["format"] != FORMAT:
            raise ValueError(record["format"])
        return made(kind, record[inside])
    except (KeyError, TypeError, ValueError) as unread:
        raise Unavailable(
            "This was frozen by another version of the product. Update the product, then open the page again."
        ) from unread
