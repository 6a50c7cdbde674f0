"""The strip picture of an action's life: where each mark of its cells stands, measured here and drawn by a template.

Lengths are in pixels, the origin at the top left. Each cell is a column: below stands the mark of the meeting itself, above it
what came before the meeting, and under it the year where that is another one. A long life goes on in a second line, so that it
stays readable on a phone. A mark says its event by a letter or a sign, and by its shape whether it was at a meeting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.domain.life import Cell, Event, Mark, life_words

COLUMN = 24
"""Width of a cell; a mark is 20 wide."""
LAYER = 23
"""Height of one mark in a cell."""
YEAR = 18
"""Height of the line of years."""
MOST = 15
"""Cells in one line: what fits between the margins of a phone of 390 pixels."""


@dataclass(frozen=True)
class Placed:
    """One mark: the symbol that draws it, and its top left corner."""

    symbol: str
    x: int
    y: int


@dataclass(frozen=True)
class Column:
    """One cell. `words` say what it shows; `year` is "’19" where the year or a line begins, else ""."""

    x: int
    year_y: int
    words: str
    year: str
    marks: tuple[Placed, ...]


@dataclass(frozen=True)
class Picture:
    """`words` say the same as the picture. A rail is the (x, y, length) of a line from one meeting to the next."""

    width: int
    height: int
    words: str
    columns: tuple[Column, ...]
    rails: tuple[tuple[int, int, int], ...]


def picture(cells: Sequence[Cell]) -> Picture:
    """The picture of a life of at least one cell."""
    columns: list[Column] = []
    rails: list[tuple[int, int, int]] = []
    top, year = 0, 0
    for start in range(0, len(cells), MOST):
        line = cells[start : start + MOST]
        floor = top + LAYER * (max(_layers(cell) for cell in line) - 1)
        for at, cell in enumerate(line):
            x = at * COLUMN
            shown = "" if at and cell.sat.on.year == year else f"’{cell.sat.on.year % 100:02}"
            year = cell.sat.on.year
            columns.append(Column(x, floor + LAYER + 12, cell.words(), shown, _marks(cell, x, floor)))
            if cell.goes_on and at + 1 < len(line):
                rails.append((x + COLUMN // 2, floor + 10, COLUMN))
        top = floor + LAYER + YEAR
    return Picture(min(len(cells), MOST) * COLUMN, top, life_words(cells), tuple(columns), tuple(rails))


def legend(pictures: Iterable[Picture]) -> list[tuple[str, str]]:
    """The symbols that occur in any of the pictures, each with its words, in the order of the events."""
    used = {mark.symbol for one in pictures for column in one.columns for mark in column.marks}
    return [(symbol, words) for symbol, words in _SYMBOLS.items() if symbol in used]


def _layers(cell: Cell) -> int:
    return len(cell.marks) + (not cell.at_it)


def _marks(cell: Cell, x: int, floor: int) -> tuple[Placed, ...]:
    """From the meeting upwards: what happened at it, or that nothing did, and what came before it, the latest lowest."""
    symbols = [_symbol(mark.event, mark.between) for mark in reversed(cell.marks)]
    if not cell.at_it:
        symbols.insert(0, "here" if cell.here else "none")
    return tuple(Placed(symbol, x + 2, floor - LAYER * up) for up, symbol in enumerate(symbols))


def _symbol(event: Event, between: bool) -> str:
    return f"{event}-between" if between else event.value


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_SYMBOLS = {
    **{
        _symbol(event, between): _capital(Mark(event, between).words())
        for event in Event
        for between in (False, True)
    },
    "here": "This meeting",
    "none": "Closed by then",
}
"""Every symbol, with what it says."""
