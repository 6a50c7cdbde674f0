"""One action of a log as it was read, whatever file it stood in: what reading answers with, what importing takes, what exporting writes.

Nothing here is guessed. A value that could not be read is None, and the words that stood there are kept beside it.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class LogStatus(StrEnum):
    """Where an action of a log stands, in the four words of the contract."""

    OPEN = "open"
    COMPLETE = "complete"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class LogDue(StrEnum):
    """What the words for the due date mean; `UNREAD` where there are words and nobody can say."""

    DATE = "date"
    NEXT_MEETING = "next_meeting"
    STANDING = "standing"
    NONE = "none"
    UNREAD = "unread"


@dataclass(frozen=True)
class LogUpdate:
    """A dated report of progress. `given_on` is None where the day is not known; `given_words` are the words for it.

    `rating` is "green", "amber", "red" or "". Only our own exports say the rest, and give `given_on` beside `given_words` too, where it
    is a stand-in: `post` is the code of the post whose update it is, `via` and `reading` are values of `domain/reading.py`, "" for
    those that an import would choose; `given_at` is ISO 8601, "" where the hour is not known.
    """

    body: str
    given_on: date | None = None
    given_words: str = ""
    by: str = ""
    rating: str = ""
    recommends_closure: bool = False
    post: str = ""
    received_by: str = ""
    given_at: str = ""
    more_time_until: date | None = None
    via: str = ""
    reading: str = ""
    read_by: str = ""
    disposed_on: date | None = None


@dataclass(frozen=True)
class LogReview:
    """What was decided. `outcome` is a value of `domain/actions.py` `Move`; `assurance` one of `Assurance`, or "".

    `meeting` is the reference of a meeting, "" between two; `recorded_at` is ISO 8601, "" where it is not known.
    """

    decided_on: date
    outcome: str
    meeting: str = ""
    note: str = ""
    reason: str = ""
    decided_by: str = ""
    recorded_by: str = ""
    assurance: str = ""
    revised_to: date | None = None
    recorded_at: str = ""


@dataclass(frozen=True)
class LogDueChange:
    """One move of the due date; kinds and cause are values of `domain/due.py`."""

    changed_on: date
    before_kind: str
    before_on: date | None
    after_kind: str
    after_on: date | None
    cause: str
    reason: str = ""
    by: str = ""


@dataclass(frozen=True)
class LogEvidence:
    """What an action rests on. `sha256` (hex) names a file of the archive of evidence, "" where there is none.

    `document` is the code of a document. `update` and `review` count from 1 within the row's own: the one that it belongs to.
    `citation`, `quote` and `paragraph` are an excerpt's. `measured` names a reading: "code, area, basis, first day, last day".
    """

    kind: str
    label: str = ""
    url: str = ""
    document: str = ""
    page: int | None = None
    place: str = ""
    shows: str = ""
    second: int | None = None
    added_on: date | None = None
    added_by: str = ""
    sha256: str = ""
    file_name: str = ""
    removed_on: date | None = None
    removed_by: str = ""
    removed_reason: str = ""
    update: int | None = None
    review: int | None = None
    citation: str = ""
    quote: str = ""
    paragraph: int | None = None
    measured: str = ""
    seen_on: date | None = None
    held: bool = True


@dataclass(frozen=True)
class LogRow:
    """One action of a log.

    `row` counts from 1 as Excel does, within `sheet`; it is the line of a CSV file, 0 where there is no place. `reference` is as it
    stands in the file ("Action 006", "23/04-1"). Each `…_text` are the words that stood there, kept where the value beside it is None
    too. `due` is the date that holds now: the revised one where there is one; `original_due` the first one. `meeting` names the meeting
    at which it was raised, as it stands in the file. `problems` are sentences that say what could not be read and what to do;
    `notes` are sentences that ask for nothing ("The row is hidden in the file."). `unread` are columns without a field of ours, with
    their words. `more` holds what only our own exports say.
    """

    row: int
    title: str
    sheet: str = ""
    reference: str = ""
    asked: str = ""
    owner: str = ""
    due: date | None = None
    due_text: str = ""
    due_kind: LogDue = LogDue.NONE
    original_due: date | None = None
    original_text: str = ""
    status: LogStatus = LogStatus.OPEN
    status_text: str = ""
    meeting: str = ""
    agenda_item: str = ""
    raised_on: date | None = None
    raised_text: str = ""
    closed_on: date | None = None
    closed_text: str = ""
    closed_reason: str = ""
    priority: str = ""
    rating: str = ""
    updates: tuple[LogUpdate, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    more: "More | None" = None


@dataclass(frozen=True)
class More:
    """What an office's own log never says and our export does; each word is a value of the enum of that name, "" for none.

    `raised_at` is the moment at which it was logged, ISO 8601 (the meeting is `LogRow.meeting`, its reference); `owner_code` the code of
    the post behind `LogRow.owner`; `plan` the title of the Plan to which the code `LogRow.priority` belongs. `LogRow.agenda_item` is
    "number title" of the item. `parent`, `merged_into` and `due_meeting` are references, `national_measure` is a code.
    """

    kind: str = "action"
    status: str = "open"
    closure: str = ""
    assurance: str = ""
    marking: str = "OFFICIAL"
    exit_rule: str = ""
    due_kind: str = "none"
    due_meeting: str = ""
    due_since: date | None = None
    origin: str = ""
    source: str = ""
    own_reference: str = ""
    raised_at: str = ""
    national_measure: str = ""
    parent: str = ""
    merged_into: str = ""
    times_moved: int = 0
    times_carried: int = 0
    owner_code: str = ""
    plan: str = ""
    disposed_on: date | None = None
    reviews: tuple[LogReview, ...] = ()
    due_changes: tuple[LogDueChange, ...] = ()
    evidence: tuple[LogEvidence, ...] = field(default=())
