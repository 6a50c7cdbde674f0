"""When an action is due: a date, a meeting, the next meeting, a standing exit rule, or nothing yet."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DueKind(StrEnum):
    """How a due date was given. `MEETING` is a meeting that is on record; `NEXT_MEETING` waits for one."""

    DATE = "date"
    MEETING = "meeting"
    NEXT_MEETING = "next_meeting"
    STANDING = "standing"
    NONE = "none"


class DueCause(StrEnum):
    """Why a due date moved. Only `AGREED` is slippage."""

    AGREED = "agreed"
    MEETING_MOVED = "meeting_moved"
    CARRIED_FORWARD = "carried_forward"
    CORRECTED = "corrected"
    MADE_STANDING = "made_standing"


@dataclass(frozen=True)
class Due:
    """What an action is due for. `on` is the day that counts: for a meeting, its papers deadline.

    `meeting_id` is set for `MEETING` alone; `exit_rule` (text) for `STANDING` alone.
    """

    kind: DueKind
    on: date | None = None
    meeting_id: int | None = None
    exit_rule: str = ""


RULE_TO_COME = "Still to be written."
"""The exit rule of a standing item that was logged with none, while people talked."""

NOT_DATED = Due(DueKind.NONE)
"""An undated promise: it stays visible, and a date is asked for."""


def is_overdue(due_on: date | None, today: date) -> bool:
    """True from the day after `due_on`. An action without a day is never overdue."""
    return due_on is not None and due_on < today


@dataclass(frozen=True)
class DueChange:
    """One move of a due date, as far as slippage is concerned."""

    before: date | None
    after: date | None
    cause: DueCause


@dataclass(frozen=True)
class Slippage:
    """How often, and how far in calendar days, the agreed date has moved from the original one."""

    times: int
    days: int
    original: date | None


def slippage(original: date | None, changes: list[DueChange]) -> Slippage:
    """Slippage from agreed changes alone: a moved meeting or carrying forward is not slippage (product.md, Words)."""
    # The first date of an action that had none is its target, and moves nothing.
    agreed = [change for change in changes if change.cause is DueCause.AGREED and change.before is not None]
    days = sum((c.after - c.before).days for c in agreed if c.after and c.before)
    return Slippage(times=len(agreed), days=days, original=original)
