"""What stands in a column of due dates: a day, "next meeting", a standing item, nothing yet, or words that nobody can read as a day."""

import re
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.import_rows import LogDue
from tracker.domain.log_dates import read_cell_day, year_that_fits
from tracker.domain.log_sheets import Cell, CellKind, one_line

_MEETING = r"(?:ppm|meeting|mtg|mtgs|meetings|board|panel|committee|session)"
_NEXT = re.compile(
    rf"(?:(?:for|at|by|to|before|in time for|due|bring (?:back )?to|report (?:back )?to)\s+)*(?:the\s+|our\s+)?next\s+"
    rf"(?:(?:public|performance|accountability|scheduled|formal|available)\s+)*{_MEETING}",
    re.IGNORECASE,
)
_STANDING = re.compile(
    rf"(?:standing(?:\s+(?:item|action|agenda item|agenda))?|(?:(?:at|for)\s+)?(?:each|every|all)\s+"
    rf"(?:(?:public|performance)\s+)*{_MEETING})(?:,?\s+(?:until|till)\s.+)?",
    re.IGNORECASE,
)
NONE_YET = frozenset(
    {
        "tbc",
        "tba",
        "tbd",
        "n/a",
        "na",
        "none",
        "nil",
        "-",
        "--",
        "?",
        "to be confirmed",
        "to be agreed",
        "to be advised",
    }
    | {
        "to be arranged",
        "to be determined",
        "to be decided",
        "not set",
        "not yet set",
        "no date",
        "no date set",
        "no target date",
    }
    | {
        "not applicable",
        "not known",
        "unknown",
        "date tbc",
        "date tba",
        "date to be confirmed",
        "not agreed",
        "not yet agreed",
    }
)
"""Words that say that there is no date yet, or none at all."""


@dataclass(frozen=True)
class DueRead:
    """What a cell says of a due date. `problem` is a sentence, "" where nothing is in doubt."""

    kind: LogDue = LogDue.NONE
    on: date | None = None
    text: str = ""
    problem: str = ""


NO_DUE = DueRead()


def read_due(
    cell: Cell | None, heading: str, *, raised_on: date | None = None, from_1904: bool = False
) -> DueRead:
    """What `cell` says. `heading` is that of its column, for the sentence."""
    if cell is None or (not cell.text and cell.kind is not CellKind.NO_VALUE):
        return NO_DUE
    if cell.kind in (CellKind.ERROR, CellKind.NO_VALUE):
        return DueRead(
            LogDue.UNREAD, text=cell.text
        )  # What is wrong with the cell is said of every such cell.
    # An apostrophe is typed where somebody wants Excel to leave a date alone.
    cell = replace(cell, text=cell.text.removeprefix("'"))
    text = one_line(cell.text)
    day = read_cell_day(cell, from_1904=from_1904)
    if day.on is not None:
        return DueRead(LogDue.DATE, day.on, text)
    words = text.strip(" .()[]*")
    if not words or re.sub(r"[‐-―−]", "-", words).casefold() in NONE_YET:
        return DueRead(LogDue.NONE, text=text)
    if _NEXT.fullmatch(words):
        return DueRead(LogDue.NEXT_MEETING, text=text)
    if _STANDING.fullmatch(words):
        return DueRead(LogDue.STANDING, text=text)
    return DueRead(LogDue.UNREAD, text=text, problem=_problem(text, heading, day.why, raised_on))


def _problem(text: str, heading: str, why: str, raised_on: date | None) -> str:
    what = f"{heading}: “{text[:80]}” {why or 'cannot be read as a date'}."
    likely = year_that_fits(text, raised_on) if why == "has no year" else ""
    if likely:
        return f"{what} If {likely} is meant, type that; the words are kept."
    return f"{what} The words are kept; type the date, or leave the action without one."
