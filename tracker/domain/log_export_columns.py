"""The columns of our own export of actions, with the headings that people read, and what stands in each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, get_type_hints

from tracker.domain.actions import Assurance, Closure, Kind, Move, Rating, Status
from tracker.domain.due import DueCause, DueKind
from tracker.domain.evidence import EvidenceKind
from tracker.domain.import_rows import LogDueChange, LogEvidence, LogReview, LogRow, LogUpdate, More
from tracker.domain.labels import ASSURANCE, KIND, OUTCOME, RATING
from tracker.domain.log_export_cells import Cell, day_from, number_from, text_from, word_from, yes, yes_from
from tracker.domain.reading import READING_WORDS, WAY_WORDS, Reading

STATUS_WORDS: Mapping[tuple[str, str], str] = {
    (Status.OPEN, ""): "Open",
    (Status.RECOMMENDED, ""): "Recommended for closure",
    (Status.CLOSED, Closure.COMPLETE): "Closed – complete",
    (Status.CLOSED, Closure.NO_FURTHER_ACTION): "Closed – no further action",
    (Status.CLOSED, Closure.MERGED): "Closed – merged",
    (Status.CLOSED, Closure.VOID): "Closed – void",
    (Status.CLOSED, ""): "Closed",
}
DUE_WORDS: Mapping[DueKind, str] = {
    DueKind.DATE: "Date",
    DueKind.MEETING: "Meeting",
    DueKind.NEXT_MEETING: "Next meeting",
    DueKind.STANDING: "Standing",
    DueKind.NONE: "None yet",
}
CAUSE_WORDS: Mapping[DueCause, str] = {
    DueCause.AGREED: "Revised date agreed",
    DueCause.MEETING_MOVED: "Meeting moved",
    DueCause.CARRIED_FORWARD: "Carried forward",
    DueCause.CORRECTED: "Corrected",
    DueCause.MADE_STANDING: "Made a standing item",
}
EVIDENCE_WORDS: Mapping[EvidenceKind, str] = {
    EvidenceKind.FILE: "File",
    EvidenceKind.WEB: "Web address",
    EvidenceKind.DOCUMENT: "Document",
    EvidenceKind.EXCERPT: "Excerpt",
    EvidenceKind.READING: "Reading",
    EvidenceKind.VIDEO: "Video",
}


@dataclass(frozen=True)
class Column:
    """One column: its heading, the field behind it, how wide it is in characters, and the words for a field that is a choice.

    With `words` and no `choice` the field is free: what is none of the words stands for itself.
    """

    heading: str
    name: str
    width: int = 14
    words: Mapping[Any, str] | None = None
    choice: type[StrEnum] | None = None

    def shown(self, thing: object) -> Any:
        """The value of the field, a choice in its words."""
        value = getattr(thing, self.name)
        if self.words is not None:
            return self.words.get(value, value)
        return yes(value) if isinstance(value, bool) else value

    def read(self, of: type, cell: Cell) -> Any:
        """The value that the cell stands for. Raises ValueError where it stands for none."""
        if self.words is not None:
            return word_from(cell, self.words, self.choice)
        return _reader(of, self.name)(cell)


@cache
def _hints(of: type) -> dict[str, Any]:
    return get_type_hints(of)


@cache
def _reader(of: type, name: str) -> Callable[[Cell], Any]:
    hint = _hints(of)[name]
    if hint is str:
        return text_from
    if hint is bool:
        return yes_from
    if hint is int:
        return _count_from
    return day_from if hint in (date, date | None) else number_from


def blank(of: type, name: str) -> Any:
    """What a field without a default is where nothing stands for it: "", or None; MISSING where there must be something."""
    hint = _hints(of)[name]
    return "" if hint is str else None if hint == date | None else MISSING


def _count_from(cell: Cell) -> int:
    return number_from(cell) or 0


ROW: Sequence[Column] = (
    Column("Reference", "reference"),
    Column("Action", "title", 50),
    Column("Details", "asked", 50),
    Column("Owner", "owner", 32),
    Column("Due", "due", 18),
    Column("Due (words)", "due_text", 18),
    Column("Original target date", "original_due", 18),
    Column("Rating", "rating", 18, RATING, Rating),
    Column("Raised at", "meeting", 18),
    Column("Agenda item", "agenda_item", 28),
    Column("Raised on", "raised_on", 18),
    Column("Closed on", "closed_on", 18),
    Column("Reason for closing", "closed_reason", 40),
    Column("Priority", "priority"),
)
MORE: Sequence[Column] = (
    Column("Kind", "kind", 14, KIND, Kind),
    Column("Owner code", "owner_code", 22),
    Column("Due kind", "due_kind", 14, DUE_WORDS, DueKind),
    Column("Due at meeting", "due_meeting", 18),
    Column("Due since", "due_since", 18),
    Column("Exit rule", "exit_rule", 40),
    Column("Assurance", "assurance", 20, ASSURANCE, Assurance),
    Column("Protective marking", "marking", 20),
    Column("Logged at", "raised_at", 24),
    Column("Origin", "origin", 28),
    Column("Source", "source", 28),
    Column("Reference in the old log", "own_reference", 18),
    Column("Plan", "plan", 28),
    Column("National measure", "national_measure", 22),
    Column("Raised by the answer to", "parent", 16),
    Column("Merged with", "merged_into"),
    Column("Times moved", "times_moved", 10),
    Column("Times carried forward", "times_carried", 10),
    Column("Disposed of on", "disposed_on", 18),
)
STATUS, LATEST, OTHER = "Status", "Latest update", "Other columns (JSON)"
"""Columns that are more than one field, or none: the latest update is for people, and read again from the updates."""

ORDER: Sequence[str] = (
    *(
        "Reference",
        "Action",
        "Details",
        "Owner",
        "Due",
        "Due (words)",
        "Original target date",
        STATUS,
        "Rating",
    ),
    *("Assurance", LATEST, "Raised at", "Agenda item", "Raised on", "Closed on", "Reason for closing"),
    *("Priority", "Plan", "National measure", "Kind", "Exit rule", "Protective marking"),
    *("Times moved", "Times carried forward", "Due kind", "Due at meeting", "Due since", "Owner code"),
    *("Origin", "Source", "Reference in the old log", "Raised by the answer to", "Merged with", "Logged at"),
    *("Disposed of on", OTHER),
)
"""The headings of the sheet of actions: what people look for first, what only import asks for last."""


@dataclass(frozen=True)
class Part:
    """A list that an action has: its sheet in a workbook, its column in CSV, its field in `LogRow` or `More`, its dataclass."""

    title: str
    name: str
    of: type
    columns: Sequence[Column]

    @property
    def in_csv(self) -> str:
        return f"{self.title} (JSON)"

    @property
    def headings(self) -> tuple[str, ...]:
        return "Reference", *(column.heading for column in self.columns)

    def of_row(self, row: LogRow) -> tuple[Any, ...]:
        holder = row if self.name == "updates" else row.more or More()
        found: tuple[Any, ...] = getattr(holder, self.name)
        return found


UPDATES = Part(
    "Updates",
    "updates",
    LogUpdate,
    (
        Column("Given on", "given_on", 18),
        Column("Day in words", "given_words", 18),
        Column("Update", "body", 70),
        Column("Given by", "by", 24),
        Column("Rating", "rating", 18, RATING, Rating),
        Column("Recommends closure", "recommends_closure"),
        Column("Asks for time until", "more_time_until", 18),
        Column("Post code", "post", 22),
        Column("Taken down by", "received_by", 24),
        Column("Came", "via", 18, WAY_WORDS),
        Column("Read", "reading", 16, READING_WORDS, Reading),
        Column("Read by", "read_by", 24),
        Column("Given at", "given_at", 24),
        Column("Disposed of on", "disposed_on", 18),
    ),
)
DECISIONS = Part(
    "Decisions",
    "reviews",
    LogReview,
    (
        Column("Decided on", "decided_on", 18),
        Column("Decision", "outcome", 28, OUTCOME, Move),
        Column("Meeting", "meeting", 18),
        Column("Note", "note", 50),
        Column("Reason", "reason", 50),
        Column("Decided by", "decided_by", 24),
        Column("Recorded by", "recorded_by", 24),
        Column("Assurance", "assurance", 20, ASSURANCE, Assurance),
        Column("Revised to", "revised_to", 18),
        Column("Recorded at", "recorded_at", 24),
    ),
)
DATE_CHANGES = Part(
    "Date changes",
    "due_changes",
    LogDueChange,
    (
        Column("Changed on", "changed_on", 18),
        Column("Kind before", "before_kind", 14, DUE_WORDS, DueKind),
        Column("Due before", "before_on", 18),
        Column("Kind after", "after_kind", 14, DUE_WORDS, DueKind),
        Column("Due after", "after_on", 18),
        Column("Cause", "cause", 20, CAUSE_WORDS, DueCause),
        Column("Reason", "reason", 50),
        Column("By", "by", 24),
    ),
)
EVIDENCE = Part(
    "Evidence",
    "evidence",
    LogEvidence,
    (
        Column("Kind", "kind", 14, EVIDENCE_WORDS, EvidenceKind),
        Column("Label", "label", 40),
        Column("Shows", "shows", 40),
        Column("Document code", "document", 28),
        Column("Page", "page", 8),
        Column("Place", "place", 24),
        Column("Citation", "citation", 40),
        Column("Words quoted", "quote", 50),
        Column("Paragraph", "paragraph", 10),
        Column("Web address", "url", 40),
        Column("Looked at on", "seen_on", 18),
        Column("Second of the video", "second", 10),
        Column("Reading", "measured", 40),
        Column("File", "file_name", 32),
        Column("SHA-256", "sha256", 20),
        Column("Held", "held", 8),
        Column("Of update", "update", 8),
        Column("Of decision", "review", 8),
        Column("Added on", "added_on", 18),
        Column("Added by", "added_by", 24),
        Column("Removed on", "removed_on", 18),
        Column("Removed by", "removed_by", 24),
        Column("Reason for removing", "removed_reason", 40),
    ),
)
PARTS = (UPDATES, DECISIONS, DATE_CHANGES, EVIDENCE)
