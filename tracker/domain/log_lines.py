"""Tells the rows under the headings of a table apart: an action, a row that goes on with the one above, a line about the rows below it, and
what belongs to no action."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from tracker.domain.log_profile import REFERENCE
from tracker.domain.log_sections import is_footer, meeting_of_line, status_of_line
from tracker.domain.log_sheets import Cell, SheetRow, one_line
from tracker.domain.log_understood import LogField as F
from tracker.domain.log_understood import TableFound

_GOES_ON = re.compile(r"[a-z(•·*–—-]|\d+[.)]\s")
_MEETING_LABEL = re.compile(
    r"(?:date of )?(?:the )?(?:meeting|mtg)(?: date| of| held(?: on)?)?\s*:?", re.IGNORECASE
)


class Line(Enum):
    """What a row is."""

    ACTION = "action"
    MORE = "more"
    SECTION = "section"
    LEFT = "left"


@dataclass
class Layout:
    """Where the fields of a table stand. Columns count from 0."""

    table: TableFound
    fields: dict[int, F]
    headings: dict[int, str]
    title: int | None = None
    reference: int | None = None
    first: int = 0
    last: int = 0
    wide: int = field(default=0)

    @classmethod
    def of(cls, table: TableFound) -> "Layout":
        fields = {number_of(column.letter): column.field for column in table.columns}
        headings = {number_of(column.letter): column.heading for column in table.columns}
        where = {one: number for number, one in reversed(list(fields.items()))}
        first, last = min(fields, default=0), max(fields, default=0)
        return cls(
            table, fields, headings, where.get(F.TITLE), where.get(F.REFERENCE), first, last, last - first + 1
        )

    def columns(self, wanted: F) -> list[int]:
        return [number for number, one in self.fields.items() if one is wanted]


def number_of(letter: str) -> int:
    """A is 0, AA is 26."""
    number = 0
    for sign in letter:
        number = number * 26 + ord(sign) - 64
    return number - 1


def kind_of(row: SheetRow, layout: Layout, *, follows: bool, gap: bool) -> Line:
    """What a row with words is. `follows`: an action stands above it in this part; `gap`: there are empty rows between."""
    inside = [cell for cell in row.words if layout.first <= cell.column <= layout.last]
    if not inside:
        return Line.LEFT
    at = {cell.column: cell for cell in row.cells if cell.text}
    title = at.get(layout.title) if layout.title is not None else None
    reference = at.get(layout.reference) if layout.reference is not None else None
    if reference is not None and reference.from_above and follows:
        return Line.MORE
    if len(inside) == 1:
        return _lone(inside[0], layout, follows=follows, gap=gap)
    if len(inside) == 2 and (_MEETING_LABEL.fullmatch(inside[0].text) or _total(inside)):
        return Line.LEFT if _total(inside) else Line.SECTION
    if is_footer(inside[0].text) and (title is None or title is inside[0]) and len(inside) < 4:
        return Line.LEFT
    if title is None or title.from_above:
        return _without_title(title, reference, inside, layout, joins=follows and not gap)
    if layout.reference is not None and reference is None:
        told = {layout.title, *layout.columns(F.UPDATE), *layout.columns(F.ASKED)}
        joins = follows and not gap and all(cell.column in told for cell in inside)
        return Line.MORE if joins else Line.ACTION
    return Line.ACTION


def _without_title(
    title: Cell | None, reference: Cell | None, inside: list[Cell], layout: Layout, *, joins: bool
) -> Line:
    if title is not None and (reference is not None or layout.reference is None):
        return Line.ACTION if layout.reference is not None else (Line.MORE if joins else Line.ACTION)
    if reference is not None:
        told = any(
            layout.fields.get(cell.column) not in (None, F.OTHER) for cell in inside if cell is not reference
        )
        return Line.ACTION if told else Line.LEFT
    return Line.MORE if joins else Line.LEFT


def _total(inside: list[Cell]) -> bool:
    """“Open | 5” under a table: a label and a number."""
    label, figure = inside
    return figure.text.isdecimal() and (is_footer(label.text) or bool(status_of_line(label.text)))


def _lone(cell: Cell, layout: Layout, *, follows: bool, gap: bool) -> Line:
    """What a row with one cell is."""
    text = one_line(cell.text)
    wide = cell.width >= min(3, layout.wide)
    named = bool(status_of_line(text) or meeting_of_line(text))
    if is_footer(text):
        return Line.LEFT
    if named and (
        wide
        or cell.column <= layout.first
        or (cell.column == layout.title and (gap or not follows or layout.reference is None))
    ):
        return Line.SECTION
    if wide:
        return Line.SECTION
    if cell.column == layout.title:
        if layout.reference is not None:
            return Line.MORE if follows and not gap else Line.ACTION
        return Line.MORE if follows and not gap and _GOES_ON.match(text) else Line.ACTION
    if cell.column == layout.reference:
        return Line.LEFT if REFERENCE.fullmatch(text) else Line.SECTION
    if follows and not gap and cell.column > layout.first:
        return Line.MORE
    return Line.SECTION if cell.column <= layout.first else Line.LEFT


def with_gaps(rows: Iterator[SheetRow]) -> Iterator[tuple[SheetRow, bool]]:
    """Each row that has words, and whether there are empty rows before it."""
    last = 0
    for row in rows:
        if row.words:
            yield row, row.number > last + 1
            last = row.number + row.lines - 1
