"""A first look through one sheet of a workbook: what is merged and hidden, how large it is, which formulas have no value.

The library reads the cells; it does not say these things without loading the whole sheet. Runs in the process of `log_child`.
"""

import re
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from tracker.domain.document_reading import Refusal, Refused
from tracker.domain.log_refusals import (
    MOST_COLUMNS,
    MOST_EMPTY_ROWS,
    MOST_MERGED,
    MOST_ROWS,
    LogRefusal,
    LogRefused,
)

PIECE = 262_144
PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that are one: rows from 1, columns from 0, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class Shape:
    """What was seen. `last_row` and `last_column` (from 1, 0 for none) are the last that hold something."""

    merged: list[Merged] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    without_value: set[tuple[int, int]] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0


def shape_of(sheet: BinaryIO) -> Shape:
    """Reads the XML of a sheet to its end, in little memory. Raises `Refused` and `LogRefused`."""
    look = _Look()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = look.begin
    parser.EndElementHandler = look.end
    parser.CharacterDataHandler = look.words
    try:
        while piece := sheet.read(PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused(Refusal.BROKEN) from error
    return look.shape


class _Look:
    def __init__(self) -> None:
        self.shape = Shape()
        self._row = self._column = 0
        self._rows = self._filled = 0
        self._row_filled = False
        self._formula = self._value = self._in_value = False

    def begin(self, name: str, said: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name == "c":
            self._cell(said.get("r", ""))
        elif name == "row":
            self._new_row(said)
        elif name == "f":
            self._formula = True
        elif name in ("v", "t"):
            self._in_value = True
        elif name == "mergeCell":
            self._merge(said.get("ref", ""))
        elif name == "col" and said.get("hidden") in ("1", "true"):
            self._hide(said)

    def end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        if name in ("v", "t"):
            self._in_value = False
        elif name == "c":
            if self._value:
                self._seen()
            elif self._formula:
                self.shape.without_value.add((self._row, self._column - 1))
                self._seen()

    def words(self, text: str) -> None:
        if self._in_value and not self._value and text.strip():
            self._value = True

    def _cell(self, place: str) -> None:
        found = PLACE.fullmatch(place)
        self._column = _number(found[1]) if found else self._column + 1
        self._formula = self._value = False

    def _new_row(self, said: dict[str, str]) -> None:
        number = said.get("r", "")
        self._row = int(number) if number.isdecimal() else self._row + 1
        self._column, self._row_filled = 0, False
        self._rows += 1
        if self._rows - self._filled > MOST_EMPTY_ROWS:
            raise LogRefused(LogRefusal.TOO_MANY_EMPTY_ROWS)
        if said.get("hidden") in ("1", "true"):
            self.shape.hidden_rows.add(self._row)

    def _seen(self) -> None:
        shape = self.shape
        shape.last_row = max(shape.last_row, self._row)
        shape.last_column = max(shape.last_column, self._column)
        if shape.last_column > MOST_COLUMNS:
            raise LogRefused(LogRefusal.TOO_MANY_COLUMNS)
        if not self._row_filled:
            self._row_filled = True
            self._filled += 1
            if self._filled > MOST_ROWS:
                raise LogRefused(LogRefusal.TOO_MANY_ROWS)

    def _merge(self, place: str) -> None:
        corners = [PLACE.fullmatch(corner) for corner in place.split(":")]
        if len(corners) == 2 and corners[0] and corners[1]:
            first, last = corners[0], corners[1]
            self.shape.merged.append(
                Merged(int(first[2]), _number(first[1]) - 1, int(last[2]), _number(last[1]) - 1)
            )
        if len(self.shape.merged) > MOST_MERGED:
            raise LogRefused(LogRefusal.TOO_MANY_MERGED)

    def _hide(self, said: dict[str, str]) -> None:
        first, last = said.get("min", ""), said.get("max", "")
        if first.isdecimal() and last.isdecimal():
            self.shape.hidden_columns.update(range(int(first) - 1, min(int(last), MOST_COLUMNS)))


def _number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
