"""The published record as tables for programs: each column with its name, what it holds and of what type it is.

The files and the data dictionary are made of the same definition, so that neither can say what the other does not.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.domain import public_rows
from tracker.domain.publishing import Published

TEXT, DAY, TIME, WHOLE, NUMBER, FLAG, LINK = (
    "text",
    "date, as 2023-10-04",
    "date and time, ISO 8601",
    "whole number",
    "number",
    "true or false",
    "web address",
)


@dataclass(frozen=True)
class Column:
    """`holds` is for the data dictionary."""

    name: str
    type: str
    holds: str


@dataclass(frozen=True)
class Listed:
    """What is known of a publication beside its cut. `url` is its address with the address of the site before it."""

    url: str
    published_at: str
    changed_at: str


@dataclass(frozen=True)
class Dataset:
    """A table. `rows` makes its rows of one cut, in the order of `columns`; the columns of `LISTED` follow them."""

    name: str
    title: str
    kind: Published
    columns: tuple[Column, ...]
    rows: Callable[[Any], Iterable[Sequence[object]]]

    @property
    def all_columns(self) -> tuple[Column, ...]:
        return (*self.columns, *LISTED)

    def table(self, cuts: Iterable[tuple[object, Listed]]) -> list[list[object]]:
        return [
            [*row, listed.url, listed.published_at, listed.changed_at]
            for cut, listed in cuts
            for row in self.rows(cut)
        ]


LISTED = (
    Column("url", LINK, "The page that this stands on. It never changes."),
    Column("published_at", TIME, "When this was published."),
    Column("changed_at", TIME, "When what is published was last changed."),
)


def plain(value: object) -> object:
    """A value as a file writes it: days as 2023-10-04; what is not known is empty."""
    return value.isoformat() if isinstance(value, date) else value


REFERENCE = Column("reference", TEXT, "The reference of the action, such as PPM-006. Never used twice.")
MEETING = Column("meeting", TEXT, "The reference of the meeting, such as PPM-2023-10-04.")
DAY_WORDS = Column("day_words", TEXT, "The day in words, where the exact day is not known.")

DATASETS: tuple[Dataset, ...] = (
    Dataset(
        "meetings",
        "Meetings",
        Published.MEETING,
        (
            MEETING,
            Column("title", TEXT, "The name of the meeting with its day."),
            Column(
                "day", DAY, "The day of the meeting; a stand-in where only the month is known, see day_words."
            ),
            DAY_WORDS,
            Column("starts_at", TIME, "When it starts; empty where the hour is not known."),
            Column("venue", TEXT, "Where it is held."),
            Column("status", TEXT, "To be held, Being held, Held or Cancelled."),
            Column("video_url", LINK, "The video of the meeting."),
            Column("captions_url", LINK, "Its captions or transcript."),
        ),
        public_rows.meeting_rows,
    ),
    Dataset(
        "agenda",
        "Agendas",
        Published.MEETING,
        (
            MEETING,
            Column("place", WHOLE, "The place of the item on the agenda, from 1."),
            Column("number", TEXT, "The number printed before it, such as 3.1."),
            Column("title", TEXT, "The heading of the item."),
        ),
        public_rows.item_rows,
    ),
    Dataset(
        "actions",
        "Actions",
        Published.ACTION,
        (
            REFERENCE,
            Column("title", TEXT, "What was asked, in short."),
            Column("asked", TEXT, "What was asked, in full; empty where the title says it all."),
            Column(
                "kind",
                TEXT,
                "Action; Commitment, which the owner offered; Outcome; or Standing item, which has no date.",
            ),
            Column("state", TEXT, "open or closed."),
            Column("status", TEXT, "The status in words."),
            Column("owner", TEXT, "The post that answers for it."),
            Column("priority", TEXT, "The priority of the Police and Crime Plan under which it is filed."),
            Column("raised_at", TEXT, "The reference of the meeting that raised it."),
            Column("raised_on", DAY, "The day on which it was raised."),
            Column(
                "due_on",
                DAY,
                "The day by which it is due. It is overdue from the day after, while it is open.",
            ),
            Column("due_words", TEXT, "When it is due, in words."),
            Column("original_due_on", DAY, "The first day that was agreed."),
            Column("times_moved", WHOLE, "How often a later date was agreed."),
            Column("exit_rule", TEXT, "What must be seen before a standing item ends."),
            Column("rating", TEXT, "The owner’s last rating of progress."),
            Column("assurance", TEXT, "The Commissioner’s judgement, which is separate from the status."),
            Column("closed_on", DAY, "The day on which it was closed."),
            Column("closed_reason", TEXT, "Why it was closed, where that was recorded."),
        ),
        public_rows.action_rows,
    ),
    Dataset(
        "action-story",
        "What happened to each action",
        Published.ACTION,
        (
            REFERENCE,
            Column("place", WHOLE, "The place of this in the story of the action, from 1."),
            Column("day", DAY, "When it happened; a stand-in where only the month is known, see day_words."),
            DAY_WORDS,
            Column("what", TEXT, "Update, Date moved, or Decided with the outcome."),
            Column("by", TEXT, "The post that gave the update."),
            Column("words", TEXT, "What was said or decided."),
            Column("meeting", TEXT, "The reference of the meeting that decided it."),
        ),
        public_rows.step_rows,
    ),
    Dataset(
        "readings",
        "Figures of the measures",
        Published.MEASURE,
        (
            Column("measure", TEXT, "The code of the measure."),
            Column("title", TEXT, "What is measured."),
            Column("unit", TEXT, "What a value is: a count, a percentage, a rate, a length of time."),
            Column("area", TEXT, "The part of the police area; empty where it is not told."),
            Column("period", TEXT, "The period as its source prints it."),
            Column("starts_on", DAY, "The first day of the period."),
            Column("ends_on", DAY, "Its last day."),
            Column("basis", TEXT, "month, quarter, year, financial year, rolling or other."),
            Column("value", NUMBER, "The value: a percentage in percent, a length of time in seconds."),
            Column("value_words", TEXT, "The value as it is printed."),
            Column("status", TEXT, "Provisional, Final or Revised."),
            Column("queried", FLAG, "Whether the office has queried the figure with the force."),
            Column("source", TEXT, "The paper, page and table that it comes from."),
        ),
        public_rows.readings_rows,
    ),
    Dataset(
        "documents",
        "Papers",
        Published.DOCUMENT,
        (
            Column("code", TEXT, "The code of the paper."),
            Column("title", TEXT, "Its title."),
            Column("publisher", TEXT, "Who published it."),
            Column("day", DAY, "The day of the paper, or of its meeting."),
            DAY_WORDS,
            MEETING,
            Column("transparency", TEXT, "What the paper says of its own publication."),
            Column("file", TEXT, "The name of its file; empty where there is none here."),
            Column("sha256", TEXT, "The SHA-256 digest of the file."),
        ),
        public_rows.document_rows,
    ),
    Dataset(
        "reports",
        "Reports",
        Published.REPORT,
        (
            Column("name", TEXT, "The name of the version."),
            Column("title", TEXT, "What report it is, and of what."),
            Column("number", WHOLE, "The number of the version for the public."),
            Column("as_at", DAY, "The day on which the record behind it was frozen."),
            Column("issued_on", DAY, "The day on which it was issued."),
            MEETING,
            Column("correction", TEXT, "What it corrects in the version before it."),
        ),
        public_rows.report_rows,
    ),
)
NAMED: Mapping[str, Dataset] = {one.name: one for one in DATASETS}
