"""A table of readings as it is pasted from a spreadsheet or came in a file: its lines, with the cells under the names we know."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.domain.errors import BadInput

MOST_LINES = 2_000
MOST_CHARACTERS = 200_000
NAMES = {
    "period": "period month quarter year date",
    "area": "area hub force place location",
    "value": "value figure reading rate result",
    "numerator": "numerator",
    "denominator": "denominator total",
    "status": "status",
    "source": "source where heading",
    "page": "page",
    "note": "note notes comment comments",
}
"""The words by which each column is known, besides its own name."""
WITHOUT_HEADS = ("period", "value", "area")
"""What the columns are where the first line is a reading already."""
_SYNONYMS = {
    **{word: name for name, words in NAMES.items() for word in words.split()},
    "reporting period": "period",
    "out of": "denominator",
    "count of": "numerator",
}


@dataclass(frozen=True)
class Line:
    """A line of the table. `number` counts the lines that were pasted, from 1; `problem` is why its cells cannot be told apart."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    problem: str = ""


def read_table(text: str) -> list[Line]:
    """The lines that are not empty, the heads left out. Raises `BadInput` (field `table`) for what is no table of readings."""
    if len(text) > MOST_CHARACTERS:
        raise BadInput(f"This is more than {MOST_CHARACTERS:,} characters. Paste it in parts.", field="table")
    rows = [(number, cells) for number, cells in _rows(text) if any(cells)]
    if not rows:
        raise BadInput("Paste a table: a period and a value on each line.", field="table")
    if len(rows) > MOST_LINES:
        raise BadInput(
            f"This has {len(rows):,} lines. Paste at most {MOST_LINES:,} at a time.", field="table"
        )
    heads = _heads(rows[0][1])
    if heads:
        rows = rows[1:]
        if not rows:
            raise BadInput("There are heads and no readings. Paste the lines under them too.", field="table")
    columns = heads or list(WITHOUT_HEADS)
    return [_line(number, cells, columns) for number, cells in rows]


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Each line with its cells: apart by tabs, else by semicolons or commas, else by two spaces."""
    text = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    apart = next((sign for sign in "\t;," if sign in text), "")
    if not apart:
        return [
            (number, [cell.strip() for cell in re.split(r" {2,}", line.strip())])
            for number, line in enumerate(text.split("\n"), 1)
        ]
    reader = csv.reader(io.StringIO(text), delimiter=apart)
    try:
        return [(reader.line_num, [" ".join(cell.split()) for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise BadInput(
            f"Line {reader.line_num} cannot be read as a table. Look for a quotation mark that is not closed.",
            field="table",
        ) from error


def _heads(cells: Sequence[str]) -> list[str] | None:
    """The names of the columns, "" for one that we do not know; None where the first line is a reading."""
    names = [_SYNONYMS.get(cell.casefold(), "") for cell in cells]
    if "period" not in names and "value" not in names:
        return None
    for name in ("period", "value"):
        if name not in names:
            raise BadInput(
                f"There is no column headed “{name.capitalize()}”. Name the columns Period and Value, and Area if there are several.",
                field="table",
            )
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise BadInput(
            f"Two columns are headed “{twice.capitalize()}”. Give one of them another name.", field="table"
        )
    return names


def _line(number: int, cells: Sequence[str], columns: Sequence[str]) -> Line:
    while cells and not cells[-1]:
        cells = cells[:-1]
    if len(cells) > len(columns):
        return Line(
            number,
            problem=f"It has {len(cells)} cells, and there are {len(columns)} columns. Put a number with commas in quotation marks.",
        )
    return Line(number, {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell})
