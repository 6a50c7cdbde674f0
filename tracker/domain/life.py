"""The life of an action across the meetings of its series: one cell for each since it was raised, and what happened in it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.actions import Move
from tracker.domain.wording import count_words, ordinal_times


class Event(StrEnum):
    """What happens to an action, in the order in which a legend tells it."""

    RAISED = "raised"
    CARRIED = "carried"
    CONTINUED = "continued"
    MOVED = "moved"
    DEFERRED = "deferred"
    STANDING = "standing"
    HIGHER = "higher"
    ANSWERED = "answered"
    RECOMMENDED = "recommended"
    COMPLETE = "complete"
    NO_FURTHER_ACTION = "no-further-action"
    MERGED = "merged"
    VOID = "void"
    REOPENED = "reopened"


WORDS: Mapping[Event, str] = {
    Event.RAISED: "raised",
    Event.CARRIED: "carried forward",
    Event.CONTINUED: "decided to continue",
    Event.MOVED: "date moved",
    Event.DEFERRED: "deferred, not reached",
    Event.STANDING: "made a standing item",
    Event.HIGHER: "raised with the Chief Constable",
    Event.ANSWERED: "answered",
    Event.RECOMMENDED: "recommended for closure",
    Event.COMPLETE: "closed as complete",
    Event.NO_FURTHER_ACTION: "closed with no further action",
    Event.MERGED: "merged with another action",
    Event.VOID: "void",
    Event.REOPENED: "reopened",
}
DECIDED: Mapping[Move, Event] = {
    Move.CONTINUE: Event.CONTINUED,
    Move.REVISED_DATE: Event.MOVED,
    Move.COMPLETE: Event.COMPLETE,
    Move.NO_FURTHER_ACTION: Event.NO_FURTHER_ACTION,
    Move.MADE_STANDING: Event.STANDING,
    Move.RAISE: Event.HIGHER,
    Move.DEFERRED: Event.DEFERRED,
    Move.MERGED: Event.MERGED,
    Move.VOID: Event.VOID,
    Move.REOPENED: Event.REOPENED,
}
"""What a decision is in the life of an action."""

ENDS = frozenset({Event.COMPLETE, Event.NO_FURTHER_ACTION, Event.MERGED, Event.VOID})
SAID = frozenset({Event.ANSWERED, Event.RECOMMENDED})
"""What an owner does, at a meeting or between two."""


@dataclass(frozen=True)
class Sat:
    """One meeting of the series; `words` say its day."""

    key: int
    on: date
    words: str


@dataclass(frozen=True)
class Happened:
    """One event. `meeting` is the key of the meeting at which it happened; None between two."""

    event: Event
    on: date
    meeting: int | None = None


@dataclass(frozen=True)
class Mark:
    """An event as a cell shows it; `between` when it came before the meeting of the cell, and not at it."""

    event: Event
    between: bool
    times: int = 1

    def words(self) -> str:
        """ "carried forward", "answered twice", "answered at the meeting", "date moved between meetings", "raised earlier" """
        if self.between and self.event is Event.RAISED:
            return "raised earlier"
        times = f" {ordinal_times(self.times)}" if self.times > 1 else ""
        return f"{WORDS[self.event]}{times}{self._where()}"

    def _where(self) -> str:
        """What an owner says is mostly said between meetings, and what is decided at one: the rest is told."""
        if self.event in SAID:
            return "" if self.between else " at the meeting"
        return " between meetings" if self.between else ""


@dataclass(frozen=True)
class Cell:
    """One meeting, and what happened since the one before it. `here` is the meeting from which it is looked at.

    `goes_on` is false once the action is closed.
    """

    sat: Sat
    marks: tuple[Mark, ...]
    here: bool
    goes_on: bool

    @property
    def at_it(self) -> bool:
        """Whether something happened at the meeting itself."""
        return any(not mark.between for mark in self.marks)

    def words(self) -> str:
        """ "17 May 2023: answered, date moved" """
        said = [mark.words() for mark in self.marks]
        if not self.at_it:
            said += ["this meeting"] if self.here else [] if said else ["closed"]
        return f"{self.sat.words}: {', '.join(said)}"


def life(happened: Sequence[Happened], sat: Sequence[Sat]) -> tuple[Cell, ...]:
    """One cell for each meeting from the one at which, or before which, it was raised.

    `sat` are the meetings of the series in their order, the last of them the one from which it is looked at; at least
    that one. What came after the meetings stands with the last of them, so that no event is lost.
    """
    placed = sorted((_place(one, sat), one.on, number, one) for number, one in enumerate(happened))
    first = placed[0][0] if placed else len(sat) - 1
    cells, goes_on = [], True
    for at in range(first, len(sat)):
        here = at == len(sat) - 1
        events = [one for place, _, _, one in placed if place == at]
        before = [one.event for one in events if not _was_at(one, sat[at])]
        at_it = [one.event for one in events if _was_at(one, sat[at])]
        goes_on = _goes_on(before, goes_on)
        if goes_on and not here and not set(at_it) - SAID:
            at_it.append(Event.CARRIED)
        goes_on = _goes_on(at_it, goes_on)
        marks = (*_marks(before, between=True), *_marks(at_it, between=False))
        cells.append(Cell(sat[at], marks, here, goes_on))
    return tuple(cells)


def life_words(cells: Sequence[Cell]) -> str:
    """All that the picture shows: "2 meetings. 17 May 2023: raised. 4 October 2023: this meeting." """
    said = ". ".join(cell.words() for cell in cells)
    return f"{count_words(len(cells), 'meeting')}. {said}."


def _place(one: Happened, sat: Sequence[Sat]) -> int:
    """The meeting at which it happened, else the first one on or after its day, else the last one."""
    for at, meeting in enumerate(sat):
        if one.meeting == meeting.key:
            return at
    return next((at for at, meeting in enumerate(sat) if meeting.on >= one.on), len(sat) - 1)


def _was_at(one: Happened, sat: Sat) -> bool:
    """What an owner said on the day of a meeting was said at it: the same rule as for papers (decision 15)."""
    return one.meeting == sat.key or (one.event in SAID and one.on == sat.on)


def _goes_on(events: Sequence[Event], goes_on: bool) -> bool:
    for event in events:
        goes_on = event is Event.REOPENED or (goes_on and event not in ENDS)
    return goes_on


def _marks(events: Sequence[Event], *, between: bool) -> list[Mark]:
    """Each event once, in the order in which it first came."""
    return [Mark(event, between, times) for event, times in Counter(events).items()]
