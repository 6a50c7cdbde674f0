"""What was understood of the shape of a log, and what a person corrected of it. All of it can be canonical JSON (`domain/canonical.py`)."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.import_rows import LogStatus


class LogField(StrEnum):
    """What a column is taken for.

    `OTHER` is kept beside the action with its heading, `NOT_USED` is left out (only a person decides that). A table has at most one
    column of each, except UPDATE, REVISED, OTHER and NOT_USED. `UPDATED` is the day of the update.
    """

    REFERENCE = "reference"
    TITLE = "title"
    ASKED = "asked"
    OWNER = "owner"
    DUE = "due"
    REVISED = "revised"
    STATUS = "status"
    RATING = "rating"
    MEETING = "meeting"
    AGENDA_ITEM = "agenda_item"
    RAISED = "raised"
    CLOSED = "closed"
    CLOSED_REASON = "closed_reason"
    PRIORITY = "priority"
    UPDATE = "update"
    UPDATED = "updated"
    OTHER = "other"
    NOT_USED = "not_used"


SEVERAL = frozenset({LogField.UPDATE, LogField.REVISED, LogField.OTHER, LogField.NOT_USED})
"""What more than one column of a table may be."""

FIELD_NAMES = {
    LogField.REFERENCE: "Reference",
    LogField.TITLE: "What is asked",
    LogField.ASKED: "What is asked, in full",
    LogField.OWNER: "Owner",
    LogField.DUE: "Due date",
    LogField.REVISED: "Revised due date",
    LogField.STATUS: "Status",
    LogField.RATING: "Rating (red, amber, green)",
    LogField.MEETING: "Meeting",
    LogField.AGENDA_ITEM: "Agenda item",
    LogField.RAISED: "Date raised",
    LogField.CLOSED: "Date closed",
    LogField.CLOSED_REASON: "Reason for closing",
    LogField.PRIORITY: "Priority",
    LogField.UPDATE: "Update",
    LogField.UPDATED: "Date of the update",
    LogField.OTHER: "Kept beside the action as it is",
    LogField.NOT_USED: "Not used",
}


@dataclass(frozen=True)
class ColumnFound:
    """A column of a table: its letter ("A"), its heading as it stands, what it was taken for, and up to three of its values."""

    letter: str
    heading: str
    field: LogField
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableFound:
    """A table of actions. `number` counts the tables of a sheet from 1; rows count from 1 as in the file.

    `headings` are the rows of its headings (more than one where a heading takes two), `repeated` those where they stand again, `first`
    and `last` the rows under them. `rows` is how many of those hold actions, about. `above` are the words above the headings; `status`
    and `meeting` are what its name or those words say of all its rows. `layout` is the same for tables with the same headings.
    """

    sheet: str
    number: int
    headings: tuple[int, ...]
    first: int
    last: int
    columns: tuple[ColumnFound, ...]
    layout: str
    rows: int = 0
    repeated: tuple[int, ...] = ()
    above: tuple[str, ...] = ()
    status: LogStatus | None = None
    meeting: str = ""
    left_out: bool = False


@dataclass(frozen=True)
class KeyEntry:
    """What a colour or a short word means by a key in the file: `fill` as in `Cell`, or "" where `word` ("B") is what is explained."""

    meaning: str
    fill: str = ""
    word: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class LeftWords:
    """Words of the file that belong to no action: a title, a total, a note under a table."""

    sheet: str
    row: int
    words: str


@dataclass(frozen=True)
class Understood:
    """What `rows` goes by. `shape` is the same for files with the same headings: under it corrections are remembered.

    `notes` are sentences about the file as a whole (hidden sheets, sheets without a table); `left` what belongs to no action.
    `ours`: this product wrote the file, so that nothing has to be understood; it has no tables then.
    """

    tables: tuple[TableFound, ...]
    shape: str
    key: tuple[KeyEntry, ...] = ()
    left: tuple[LeftWords, ...] = ()
    notes: tuple[str, ...] = ()
    ours: bool = False


@dataclass(frozen=True)
class ColumnCorrection:
    """What a column is, said by a person."""

    letter: str
    field: LogField


@dataclass(frozen=True)
class TableCorrection:
    """What a person said of one table. What is None or empty stays as it was found.

    `sheet` and `number` name the table as `TableFound` does. `layout`, where it is given, lets `columns` hold for every table with these
    headings, in this file and in the next one of its shape. `headings` are the rows of its headings instead of those that were found.
    """

    sheet: str
    number: int
    layout: str = ""
    headings: tuple[int, ...] = ()
    columns: tuple[ColumnCorrection, ...] = ()
    left_out: bool = False
    status: LogStatus | None = None
    meeting: str = ""


@dataclass(frozen=True)
class Corrections:
    """All that was corrected; an empty one changes nothing."""

    tables: tuple[TableCorrection, ...] = ()


NO_CORRECTIONS = Corrections()
