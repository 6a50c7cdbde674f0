"""What the screen in the room shows large, and what below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar


class OnScreen(Protocol):
    """A logged action, as far as its place on the screen is concerned."""

    @property
    def agenda_item_id(self) -> int | None: ...
    @property
    def logged_at(self) -> datetime | None: ...


Line = TypeVar("Line", bound=OnScreen)


@dataclass(frozen=True)
class Shown(Generic[Line]):
    """`large` is the newest that belongs to what is discussed, or None. `below` is the rest, newest first.

    `under_item` is true where `below` holds what was logged under the item discussed, and false where it is what came before.
    """

    large: Line | None
    below: Sequence[Line]
    under_item: bool


def on_screen(lines: Sequence[Line], item_id: int | None, since: datetime | None) -> Shown[Line]:
    """Picks from `lines`, newest first, what the room sees while `item_id` is discussed, which it has been `since`.

    What was logged since then stands large whatever item it names: the room must see what was just written down.
    """
    if item_id is None:
        return Shown(lines[0] if lines else None, lines[1:], under_item=False)
    under = [line for line in lines if line.agenda_item_id == item_id]
    large = lines[0] if lines and _is_since(lines[0], since) else (under[0] if under else None)
    rest = [line for line in under if line is not large]
    if rest:
        return Shown(large, rest, under_item=True)
    return Shown(large, [line for line in lines if line is not large], under_item=False)


def _is_since(line: OnScreen, since: datetime | None) -> bool:
    return since is not None and line.logged_at is not None and line.logged_at >= since


LONGEST = {"huge": 55, "large": 110, "medium": 220}
"""Characters of a title that is set in this size: three lines of it, or four of the smaller one. Longer ones are "small"."""


def size_of(title: str) -> str:
    """How large a title can be set so that the whole of it is seen: "huge", "large", "medium" or "small"."""
    return next((size for size, longest in LONGEST.items() if len(title) <= longest), "small")
