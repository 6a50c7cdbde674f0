"""Which of the readings kept for one measure and area may enter a control chart, and why the others may not.

A chart needs periods that follow on each other without overlap: months, or quarters. A rolling, overlapping, removed or replaced
reading is kept and shown, and never drawn. One that is queried with the force is drawn and marked: to leave it out would
let a question remove a point that is not liked. Invented figures and real ones are never drawn together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.measures import Basis

CHARTED = (Basis.MONTH, Basis.QUARTER)
"""The bases that follow on each other without overlap."""


class Left(StrEnum):
    """Why a reading is left out of a chart, as it is said beside it."""

    REMOVED = "removed"
    REVISED = "revised since"
    BASIS = "its period is not one of the chart’s"
    OVERLAPS = "its period overlaps another reading’s"
    REAL = "the chart shows invented figures"


@dataclass(frozen=True)
class Held:
    """A reading as it is kept. `number` is its row's; `replaces` is the number of the one that it revises."""

    number: int
    basis: Basis
    starts_on: date
    ends_on: date
    period: str
    value: float
    replaces: int | None = None
    removed: bool = False
    queried: bool = False
    invented: bool = False


@dataclass(frozen=True)
class Entering:
    """The readings of a chart in the order of their periods, and why each other one is left out."""

    basis: Basis
    readings: tuple[Held, ...]
    left: dict[int, Left]

    @property
    def invented(self) -> bool:
        return any(one.invented for one in self.readings)


def in_force(readings: Iterable[Held]) -> list[Held]:
    """The readings that hold now: not removed, and each the latest of its revisions. A removed revision gives way to what it replaced."""
    kept = [one for one in readings if not one.removed]
    replaced = {one.replaces for one in kept}
    return [one for one in kept if one.number not in replaced]


def entering(readings: Sequence[Held], basis: Basis) -> Entering:
    """What of `readings`, all of one measure and area, enters a chart of `basis`."""
    holding = {one.number for one in in_force(readings)}
    left: dict[int, Left] = {}
    able: list[Held] = []
    for one in sorted(readings, key=lambda one: (one.starts_on, one.number)):
        if one.removed:
            left[one.number] = Left.REMOVED
        elif one.number not in holding:
            left[one.number] = Left.REVISED
        elif one.basis is not basis or basis not in CHARTED:
            left[one.number] = Left.BASIS
        else:
            able.append(one)
    if any(one.invented for one in able):
        left.update({one.number: Left.REAL for one in able if not one.invented})
        able = [one for one in able if one.invented]
    left.update(dict.fromkeys(_overlapping(able), Left.OVERLAPS))
    return Entering(basis, tuple(one for one in able if one.number not in left), left)


def usual_basis(readings: Sequence[Held]) -> Basis:
    """The basis with the more points to draw; months where it is even."""
    return max(CHARTED, key=lambda basis: len(entering(readings, basis).readings))


def _overlapping(readings: Sequence[Held]) -> set[int]:
    """Both of any two that share a day: neither is known to be the right one."""
    found: set[int] = set()
    furthest: Held | None = None
    for one in readings:
        if furthest and one.starts_on <= furthest.ends_on:
            found |= {furthest.number, one.number}
        if furthest is None or one.ends_on > furthest.ends_on:
            furthest = one
    return found
