"""Action tables of minutes: a header that names an action and an owner or a day, and the rows under it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.promises_text import Row
from tracker.domain.promises_words import phrase


class Column(StrEnum):
    ACTION = "action"
    OWNER = "owner"
    DUE = "due"
    REF = "ref"
    STATUS = "status"


_HEADERS = {
    Column.OWNER: phrase(
        r"^(?:(?:action |risk )?(?:owners?|leads?)(?: officers?| person)?|lead(?: officer| director| member)?s?|responsible(?: officers?| person| lead| director)?|responsibility|person\(?s?\)? responsible|"
        r"(?:action )?by whom|action by|who|whom|assigned to|allocated to|officers?|accountable(?: officer)?|for action by|exec(?:utive)? lead)$"
    ),
    Column.DUE: phrase(
        r"^(?:(?:action )?(?:due|target|completion|delivery|review|expected)(?: date| by| completion(?: date)?| meeting)?s?|date due|by when|deadlines?|timescales?|timeframe|when|date for completion|"
        r"(?:to be )?complet(?:ed|ion) by|by|target(?: date)? for completion|due for completion|when by)$"
    ),
    Column.STATUS: phrase(
        r"^(?:status|rag(?: rating| status)?|progress|updates?|outcome|position|comments?|progress update|current position|completed?\??|action taken|status/update)$"
    ),
    Column.REF: phrase(
        r"^(?:(?:action |item |minute |agenda |log )?(?:ref|reference|no|number|item|id|#)(?: (?:no|number))?\.?|minute|item|#|no\.?|meeting date|date raised|meeting|date)$"
    ),
    Column.ACTION: phrase(
        r"^(?:(?:agreed |outstanding |further |summary of |management |proposed |recommended |key )?(?:actions?|action points?|tasks?)(?: agreed| required| points?| arising| to be taken| description| detail| needed)?|"
        r"description(?: of action)?|what|what needs to (?:be done|happen)|action/decision|decision/action|recommendations?(?:/actions?)?|issue/action|details?)$"
    ),
}
_DONE = phrase(
    r"^\W*(?:action )?(?:completed?|closed|done|discharged|withdrawn|superseded|no longer required|on (?:the |this )?agenda|(?:recommend(?:ed)?|propose[d]?) (?:to |for )?clos\w+)\b(?! (?:by|in) )"
)


@dataclass(frozen=True)
class Entry:
    """One row: the place of what is to be done, and the other cells' words, None where they are empty."""

    start: int
    end: int
    ref: str | None
    owner: str | None
    due: str | None
    done: bool


def is_done(status: str) -> bool:
    """“Complete”, “closed”: the row is no promise any more."""
    return bool(_DONE.search(status))


class ActionTable:
    """Remembers the header while the rows under it go by."""

    def __init__(self) -> None:
        self._columns: dict[Column, int] = {}

    def leave(self) -> None:
        self._columns = {}

    def read(self, bare: str, row: Row) -> Entry | None:
        """The row as an entry; None where it is a header, a line of dashes, or no action table's."""
        words = [bare[start:end].strip(" :") for start, end in row.cells]
        header = _header(words)
        if header:
            self._columns = header
            return None
        at = self._columns.get(Column.ACTION)
        if at is None or at >= len(words) or not re.search(r"\w{2}", words[at]):
            return None
        start, end = row.cells[at]
        status = self._cell(words, Column.STATUS)
        return Entry(
            start,
            end,
            self._cell(words, Column.REF),
            self._cell(words, Column.OWNER),
            self._cell(words, Column.DUE),
            bool(status and is_done(status)) or bool(_DONE.fullmatch(words[at])),
        )

    @property
    def open(self) -> bool:
        return bool(self._columns)

    def _cell(self, words: list[str], column: Column) -> str | None:
        at = self._columns.get(column)
        text = words[at] if at is not None and at < len(words) else ""
        return re.sub(r"\s+", " ", text) if re.search(r"\w", text) else None


def _header(words: list[str]) -> dict[Column, int]:
    """Which cell is which; empty where the row is no header of an action table."""
    columns: dict[Column, int] = {}
    for at, cell in enumerate(words):
        for column, names in _HEADERS.items():
            if column not in columns and names.match(cell):
                columns[column] = at
                break
    known = len(columns) >= 2 and Column.ACTION in columns
    return (
        columns
        if known and (Column.OWNER in columns or Column.DUE in columns or Column.STATUS in columns)
        else {}
    )
