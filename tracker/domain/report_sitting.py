"""What the papers about one sitting share: who was there, what was asked, what was decided, and what goes on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from tracker.domain.actions import Assurance, Closure, Kind, Move
from tracker.domain.attendance import Attended
from tracker.domain.marking import Marking, marking_of
from tracker.domain.reports import Report


@dataclass(frozen=True)
class Attendee:
    """A post that was expected, by its title, and who came for it. `note` is free text, such as who stood in."""

    post: str
    name: str
    attended: Attended
    note: str = ""


@dataclass(frozen=True)
class AboutAction:
    """What every line about an action says. `owner` is the title of a post and `owner_code` its code; both empty for none.

    `marking` is the action's own or that of a document behind it, whichever is higher.
    """

    reference: str
    number_words: str
    title: str
    owner: str = ""
    owner_code: str = ""
    marking: str = Marking.OFFICIAL.value

    @property
    def marked(self) -> tuple[str, ...]:
        """What stands beside a line that is more than OFFICIAL."""
        return (Marking.SENSITIVE.value,) if marking_of(self.marking) is Marking.SENSITIVE else ()


@dataclass(frozen=True)
class LoggedAction(AboutAction):
    """An action as the meeting raised it. `due_words` say what was agreed then; `moved_words` what it became since, if anything.

    `closure` is set only for a number that is not counted: void, or merged with another; `closed_words` say why.
    """

    asked: str = ""
    kind: Kind = Kind.ACTION
    item_number: str = ""
    item_title: str = ""
    due_words: str = ""
    moved_words: str = ""
    parent: str = ""
    closure: Closure | None = None
    closed_words: str = ""

    @property
    def counts(self) -> bool:
        return self.closure not in (Closure.VOID, Closure.MERGED)


@dataclass(frozen=True)
class LoggedDecision(AboutAction):
    """What the meeting decided about an action of an earlier one. `decided_by` is as it was written down."""

    outcome: Move = Move.CONTINUE
    revised_to: date | None = None
    merged_into: str = ""
    note: str = ""
    reason: str = ""
    decided_by: str = ""
    assurance: Assurance | None = None


@dataclass(frozen=True)
class CarriedAction(AboutAction):
    """An action from before the meeting that stays open after it."""

    due_words: str = ""


@dataclass(frozen=True, kw_only=True)
class SittingReport(Report):
    """A paper about a sitting. `hours_words`: "14:30 to 16:05", or "since 14:30" while it is in session; "" where not known.
    `next_meeting_words` are empty where none is scheduled."""

    in_session: bool = False
    hours_words: str = ""
    attendance: tuple[Attendee, ...] = ()
    raised: tuple[LoggedAction, ...] = ()
    decisions: tuple[LoggedDecision, ...] = ()
    next_meeting_words: str = ""


@dataclass(frozen=True, kw_only=True)
class ActionLog(SittingReport):
    """The short paper after a meeting. `for_owner` is the title of the one post that it is cut for, else empty."""

    carried: tuple[CarriedAction, ...] = ()
    for_owner: str = ""


@dataclass(frozen=True)
class MinutedItem:
    """An agenda item and what was written down under it; `number` and `title` are empty for the meeting as a whole."""

    number: str = ""
    title: str = ""
    notes: str = ""
    decisions: str = ""


@dataclass(frozen=True, kw_only=True)
class Minutes(SittingReport):
    """What was said and decided, by agenda item. Actions name the number and title of the item that they were raised under."""

    items: tuple[MinutedItem, ...] = ()


One = TypeVar("One", bound=AboutAction)


def for_owner(log: ActionLog, code: str, title: str) -> ActionLog:
    """The log with nothing in it but what the post `code` answers for. What changed is told of those actions alone."""
    raised, decisions, carried = _of(log.raised, code), _of(log.decisions, code), _of(log.carried, code)
    theirs = {one.number_words for one in (*raised, *decisions, *carried)}
    return replace(
        log,
        raised=raised,
        decisions=decisions,
        carried=carried,
        changes=tuple(change for change in log.changes if change.subject in theirs),
        for_owner=title,
    )


def owners(log: ActionLog) -> tuple[tuple[str, str], ...]:
    """Code and title of each post that the log tells something of, by title."""
    lines: Iterable[AboutAction] = (*log.raised, *log.decisions, *log.carried)
    found = {one.owner_code: one.owner for one in lines if one.owner_code}
    return tuple(sorted(found.items(), key=lambda pair: pair[1]))


def _of(lines: tuple[One, ...], code: str) -> tuple[One, ...]:
    return tuple(line for line in lines if line.owner_code == code)
