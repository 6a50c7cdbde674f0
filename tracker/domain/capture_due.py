"""When a line asks for its action: “due …”, “standing”, “every meeting until …”. The first one counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.capture_dates import Unreadable, read_date
from tracker.domain.capture_words import END, TAKEN, tidy
from tracker.domain.captured import DueAsked, Problem
from tracker.domain.due import DueKind


@dataclass(frozen=True)
class DueRead:
    """What was found: when it is due, with its place in the text; or what is wrong with words like that."""

    due: DueAsked | None = None
    span: tuple[int, int] | None = None
    problem: Problem | None = None


_NOT_INSIDE = r"(?<![\w-])"
_UNTIL = r"\s+until\s+(?P<{name}>[^\s{taken}].*)$"
_EVERY_MEETING = r"(?:(?:at|for|in|to)\s+)?(?:every|each|all)\s+(?:\w+\s+){0,2}?meetings?\b"
_STANDING_ITEM = r"(?:(?:as\s+)?a\s+)?(?<!long )standing(?:\s+item)?\b"

_DUE = re.compile(rf"{_NOT_INSIDE}due\b:?\s+(?:(?:by|on|at|for)\s+)?(?:the\s+)?", re.IGNORECASE)
_NEXT_MEETING = re.compile(r"next\s+(?:meeting|mtg)\b(?!['’-])", re.IGNORECASE)
_STANDING = re.compile(
    rf"{_NOT_INSIDE}(?:"
    rf"(?:due\s+)?{_EVERY_MEETING}{_UNTIL.format(name='every', taken=TAKEN)}"
    rf"|(?:due\s+)?{_STANDING_ITEM}{_UNTIL.format(name='item', taken=TAKEN)}"
    rf"|due\s+{_EVERY_MEETING}{END}"
    rf"|(?:due\s+)?{_STANDING_ITEM}{END})",
    re.IGNORECASE,
)


def find_due(text: str, today: date) -> DueRead:
    """The first due date that is understood; else the first that looks like one and is none; else nothing.

    `text` is one line in which the words understood already are replaced by `TAKEN`, one for each character.
    """
    unreadable: DueRead | None = None
    for read in _in_order(text, today):
        if read.due:
            return read
        unreadable = unreadable or read
    return unreadable or DueRead()


def _in_order(text: str, today: date) -> Iterator[DueRead]:
    found = [(match.start(), 0, match) for match in _STANDING.finditer(text)]
    found += [(match.start(), 1, match) for match in _DUE.finditer(text)]
    for _, order, match in sorted(found, key=lambda place: place[:2]):
        read = _due(text, match, today) if order else _standing(text, match)
        if read:
            yield read


def _standing(text: str, match: re.Match[str]) -> DueRead:
    rule = tidy(match["every"] or match["item"] or "")
    return _understood(text, match.start(), match.end(), DueKind.STANDING, exit_rule=rule)


def _due(text: str, match: re.Match[str], today: date) -> DueRead | None:
    meeting = _NEXT_MEETING.match(text, match.end())
    if meeting:
        return _understood(text, match.start(), meeting.end(), DueKind.NEXT_MEETING)
    read = read_date(text, match.end(), today)
    if read is None:
        return None
    if isinstance(read.on, Unreadable):
        words = tidy(text[match.start() : read.end])
        return DueRead(problem=Problem(read.on.kind, read.on.sentence, words))
    return _understood(text, match.start(), read.end, DueKind.DATE, on=read.on)


def _understood(
    text: str, start: int, end: int, kind: DueKind, *, on: date | None = None, exit_rule: str = ""
) -> DueRead:
    words = tidy(text[start:end])
    return DueRead(due=DueAsked(kind, on, words, exit_rule), span=(start, end))
