"""A log as it stands in a file: sheets of rows of cells, whatever program wrote it.

Nothing is understood here. A cell keeps the words that a person sees in it, and beside them what the file says it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class CellKind(StrEnum):
    """What the file says of a cell. `NO_VALUE` is a formula that was never worked out, `EMPTY` a coloured cell without words."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ERROR = "error"
    NO_VALUE = "no_value"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `column` counts from 0; `text` is what stands there, trimmed, with its line breaks.

    `on` is the day of a DATE, `number` the value of a NUMBER. `fill` is its colour: "92D050", or another word that is the same for
    the same colour; "" for none. `width` columns are merged into it; `from_above` says that it was merged with a cell of a row above,
    whose words these are.
    """

    column: int
    text: str
    kind: CellKind = CellKind.TEXT
    on: date | None = None
    number: float | None = None
    fill: str = ""
    width: int = 1
    from_above: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of one row that hold something, from left to right.

    `number` counts from 1; in a CSV file it is the line on which the record begins, and `lines` how many it takes.
    """

    number: int
    cells: tuple[Cell, ...] = ()
    hidden: bool = False
    lines: int = 1

    @property
    def words(self) -> tuple[Cell, ...]:
        """The cells that have words of their own."""
        return tuple(cell for cell in self.cells if cell.text and not cell.from_above)


class Sheet(Protocol):
    """One sheet; a CSV file is one without a name. `hidden_columns` count from 0."""

    name: str
    hidden: bool
    hidden_columns: frozenset[int]

    def rows(self) -> Iterator[SheetRow]:
        """Each row that holds something, in its order; again from the first each time it is asked."""
        ...


class Book(Protocol):
    """A file that was read. `from_1904` says from when its serial numbers count; `notes` is what to know of it, in sentences."""

    sheets: Sequence[Sheet]
    from_1904: bool
    notes: Sequence[str]


def column_letter(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def one_line(text: str) -> str:
    """`text` without its line breaks."""
    return " ".join(text.split())
