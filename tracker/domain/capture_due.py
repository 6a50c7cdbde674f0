"""When a line asks for its action: “due …”, “standing”, “every meeting until …”. The first one counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tracker.domain.capture_dates import Unreadable, read_date
from tracker.domain.capture_hints import NEXT_MEETING, not_marked_as_due, not_understood
from tracker.domain.capture_words import END, GAP, MEETING, TAKEN, Span, take, tidy
from tracker.domain.captured import DueAsked, Note, Problem
from tracker.domain.due import DueKind
from tracker.domain.workdays import IsWorkingDay


@dataclass(frozen=True)
class DueRead:
    """What was found: when it is due, with its places in the text; or what is wrong with words like that.

    There are two places in “due 5pm Friday”: the time of day stays in the title. `notes` tell of other words about
    time that stay where they are.
    """

    due: DueAsked | None = None
    spans: tuple[Span, ...] = ()
    problem: Problem | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class _Found:
    """One place at which something is due: understood, or a date that is none. `time` is a time of day within."""

    start: int
    end: int
    time: Span | None = None
    kind: DueKind = DueKind.NONE
    on: date | None = None
    exit_rule: str = ""
    unreadable: Unreadable | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        if self.time is None:
            return ((self.start, self.end),)
        return (self.start, self.time[0]), (self.time[1], self.end)

    def words(self, text: str) -> str:
        return tidy("".join(text[start:end] for start, end in self.spans))


MOST_DATES = 10
"""How many “due” in a line are read."""

_NOT_INSIDE = r"(?<![\w@#-])"
_UNTIL = rf"{GAP}(?:until|untill|unitl|['’]?till?)[,:]?{GAP}(?P<{{name}}>[^\s{TAKEN}].*)$"
_EVERY_MEETING = rf"(?:(?:at|for|in|to)\s+)?(?:every|evry|each|all)\s+(?:\w+\s+){{0,2}}?{MEETING}"
_STANDING_ITEM = r"(?:(?:as\s+)?a\s+)?standing(?:\s+item)?\b"
_ON_THEIR_FEET = re.compile(r"(?:\b(?:long|free|is|are|was|were|still|left|officers)\s+|-)$", re.IGNORECASE)

_BY = r"(?:by|on|at|for|in\s+time\s+for|(?:no|not)\s+later\s+than|on\s+or\s+before|latest(?:\s+by)?)"
_TIME = r"(?:at\s+)?(?:\d{1,2}(?:[.:]\d\d)?\s*[ap]m|\d{1,2}:\d\d|noon|midday)"
_DUE = re.compile(
    rf"{_NOT_INSIDE}(?:due|deu)(?:(?:\s+date)?\b(?:\s*[:=–—-]\s*|{GAP})(?:{_BY}\s+)?"
    rf"(?:(?P<time>{_TIME})\s+(?:on\s+)?)?(?:the\s+)?|(?=\d|next\b|nxt\b))",
    re.IGNORECASE,
)
_STANDING = re.compile(
    rf"{_NOT_INSIDE}(?:"
    rf"(?:due\s+)?{_EVERY_MEETING}{_UNTIL.format(name='every')}"
    rf"|(?:due\s+)?{_STANDING_ITEM}{_UNTIL.format(name='item')}"
    rf"|due\s+{_EVERY_MEETING}{END}"
    rf"|(?:due\s+)?{_STANDING_ITEM}{END})",
    re.IGNORECASE,
)


def find_due(text: str, today: date, is_working_day: IsWorkingDay | None = None) -> DueRead:
    """The first due date that is understood; else the first that looks like one and is none; else nothing.

    `text` is one line in which the words understood already are replaced by `TAKEN`, one for each character.
    """
    found = list(_in_order(text, today, is_working_day))
    meant = next((one for one in found if one.unreadable is None), None)
    if meant:
        words = meant.words(text)
        due = DueAsked(meant.kind, meant.on, words, meant.exit_rule)
        # Once it is taken, the words before it may be the end of a phrase, and a second date.
        left = take(text, *meant.spans)
        others = tuple(_second(left, one, words) for one in _in_order(left, today, is_working_day))
        return DueRead(due, meant.spans, notes=others)
    if found:
        return _unreadable(text, found)
    hint = not_marked_as_due(text, today, is_working_day)
    return DueRead(notes=(hint,) if hint else ())


def _unreadable(text: str, found: list[_Found]) -> DueRead:
    """The first slip as the problem, and what names no day as notes."""
    problem = None
    notes: list[Note] = []
    for one in found:
        if one.unreadable is None:
            continue
        words = tidy(text[one.start : one.end])
        if one.unreadable.kind == "vague_date":
            notes.append(Note("vague_date", one.unreadable.sentence, words))
        else:
            problem = problem or Problem(one.unreadable.kind, one.unreadable.sentence, words)
    return DueRead(problem=problem, notes=tuple(notes))


def _second(text: str, one: _Found, meant: str) -> Note:
    words = tidy(text[one.start : one.end])
    sentence = f"“{words}” stays in the title: an action has one due date, here “{meant}”."
    return Note("second_date", sentence, words)


def _in_order(text: str, today: date, is_working_day: IsWorkingDay | None) -> Iterator[_Found]:
    places = [(match.start(), 0, match) for match in _STANDING.finditer(text)]
    places += [(match.start(), 1, match) for match in islice(_DUE.finditer(text), MOST_DATES)]
    reached = 0
    for start, order, match in sorted(places, key=lambda place: place[:2]):
        if start < reached:
            continue
        read = _due(text, match, today, is_working_day) if order else _standing(text, match)
        if read:
            reached = read.end
            yield read


def _standing(text: str, match: re.Match[str]) -> _Found | None:
    if _ON_THEIR_FEET.search(text, 0, match.start()):
        return None
    rule = tidy(match["every"] or match["item"] or "")
    return _Found(match.start(), match.end(), kind=DueKind.STANDING, exit_rule=rule)


def _due(text: str, match: re.Match[str], today: date, is_working_day: IsWorkingDay | None) -> _Found | None:
    time = match.span("time") if match["time"] else None
    meeting = NEXT_MEETING.match(text, match.end())
    if meeting:
        return _Found(match.start(), meeting.end(), time, DueKind.NEXT_MEETING)
    read = read_date(text, match.end(), today, is_working_day) or not_understood(text, match.end())
    if read is None:
        return None
    if isinstance(read.on, Unreadable):
        return _Found(match.start(), read.end, unreadable=read.on)
    return _Found(match.start(), read.end, time, DueKind.DATE, on=read.on)
