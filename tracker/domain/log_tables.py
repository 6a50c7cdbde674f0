"""Finds the tables of a sheet: where headings stand, on one row or two, and how far the rows under them go."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.domain.log_columns import Column
from tracker.domain.log_headings import meant_by, plain_heading
from tracker.domain.log_key import KEY, begins_key
from tracker.domain.log_refusals import MOST_COLUMNS
from tracker.domain.log_sheets import Cell, CellKind, Sheet, SheetRow, one_line
from tracker.domain.log_understood import LogField as F

LONGEST_HEADING = 90
MOST_OUTSIDE = 1_000
"""Rows outside of tables that are looked at for a key."""
ENOUGH = 0.4
"""Share of the cells of a row of headings that must be known."""
Headings = dict[int, str]
"""What stands over each column (from 0)."""


@dataclass
class Found:
    """A table while it is looked at. Rows count from 1."""

    headings: tuple[int, ...]
    columns: dict[int, Column]
    above: list[SheetRow]
    last: int = 0
    rows: int = 0
    repeated: list[int] = field(default_factory=list)

    @property
    def words(self) -> Headings:
        return {number: column.heading for number, column in self.columns.items() if column.heading}

    @property
    def layout(self) -> str:
        """The same for tables with the same headings in the same columns."""
        said = "\n".join(f"{number} {plain_heading(words)}" for number, words in sorted(self.words.items()))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def find_tables(sheet: Sheet, *, from_1904: bool = False, given: Sequence[tuple[int, ...]] = ()) -> "Search":
    """What is on a sheet. `given` are the rows of headings where a person has said which they are."""
    search = Search(given, from_1904)
    for row, after in with_next(sheet.rows()):
        search.look(row, after)
    return search


class Search:
    """What was found: the tables of a sheet, the rows that belong to none, and whether some row is hidden."""

    def __init__(self, given: Sequence[tuple[int, ...]], from_1904: bool) -> None:
        self.tables: list[Found] = []
        self.outside: list[SheetRow] = []
        self.hidden_rows = False
        self._given = {rows[0]: rows for rows in given if rows}
        self._from_1904 = from_1904
        self._pending: list[SheetRow] = []
        self._until = self._until_words = 0
        self._in_key = False

    def look(self, row: SheetRow, after: SheetRow | None) -> None:
        self.hidden_rows = self.hidden_rows or row.hidden
        if row.number <= self._until:
            return
        headings = self._headings(row, after)
        table = self.tables[-1] if self.tables else None
        gap = row.number > self._until_words + 1
        self._until_words = row.number + row.lines - 1 if row.words else self._until_words
        self._in_key = not headings and (begins_key(row) or (self._in_key and not gap))
        if self._in_key:
            self.outside.append(row)
        elif headings:
            words, rows = headings
            self._until = rows[-1]
            if table and same_headings(words, table.words):
                table.repeated += rows
                self._forget()
            else:
                self._begin(words, rows)
        elif table and len(row.words) > 1:
            self._count(table, row)
        elif row.words or any(cell.fill for cell in row.cells):
            self._pending.append(row)
            self._pending = self._pending[-40:]
            if not table:
                self.outside.append(row)

    @property
    def below(self) -> list[SheetRow]:
        """Lines under the last table that are neither its rows nor a key: a total, a footer."""
        return [row for row in self._pending if row.words] if self.tables else []

    def _headings(self, row: SheetRow, after: SheetRow | None) -> tuple[Headings, tuple[int, ...]] | None:
        if self._given:
            rows = self._given.get(row.number)
            if rows is None:
                again = headings_at(row, after) if self.tables else None
                return again if again and same_headings(again[0], self.tables[-1].words) else None
            second = after if after and len(rows) > 1 and after.number in rows else None
            return _joined(row, second), rows
        return headings_at(row, after)

    def _begin(self, words: Headings, rows: tuple[int, ...]) -> None:
        key = min(
            (
                number
                for number, text in words.items()
                if number - 1 not in words and number > 1 and KEY.fullmatch(text)
            ),
            default=MOST_COLUMNS,
        )
        columns = {number: Column(number, text) for number, text in words.items() if number < key}
        if not columns:
            return  # Nothing stands in the row that a person named.
        self.tables.append(Found(rows, columns, self._pending, last=rows[-1]))
        self._pending = []

    def _forget(self) -> None:
        self._pending = []

    def _count(self, table: Found, row: SheetRow) -> None:
        self._forget()
        table.last = row.number
        table.rows += 1
        self._beside(table, row)
        for cell in row.words:
            if cell.column not in table.columns:
                if not min(table.columns) - 2 <= cell.column <= max(table.columns) + 1:
                    continue
                table.columns[cell.column] = Column(cell.column, "")
            table.columns[cell.column].profile.add(cell, from_1904=self._from_1904)

    def _beside(self, table: Found, row: SheetRow) -> None:
        """What stands to the right of a table, apart from it, can be a key."""
        if row.cells[-1].column <= max(table.columns) or len(self.outside) > MOST_OUTSIDE:
            return
        cells = tuple(cell for cell in row.cells if cell.column > max(table.columns))
        self.outside.append(SheetRow(row.number, cells, row.hidden, row.lines))


def headings_at(row: SheetRow, after: SheetRow | None) -> tuple[Headings, tuple[int, ...]] | None:
    """The headings that begin in `row`, and the rows that they take; None where it has none."""
    alone = _joined(row, None)
    second = (
        after if after and after.number == row.number + row.lines and _continues(alone, row, after) else None
    )
    if second is not None:
        both = _joined(row, second)
        if _is_headings(both, (*row.words, *second.words)) and _known(both) > _known(alone):
            return both, (row.number, second.number)
    if _is_headings(alone, row.words):
        if second is not None and _known(_joined(row, second)) >= _known(alone):
            return _joined(row, second), (row.number, second.number)
        return alone, (row.number,)
    return None


def _is_headings(words: Headings, cells: Sequence[Cell]) -> bool:
    if any(cell.kind is CellKind.ERROR for cell in cells) or _holds_values(cells):
        return False
    meant = {number: meant_by(text) for number, text in words.items() if meant_by(text)}
    if len(meant) < 2 or len(meant) < ENOUGH * len(words):
        return False
    # A table whose headings were only nearly written may not be made of slips alone.
    if sum(bool(meant_by(words[number], forgiving=False)) for number in meant) < 2:
        return False
    fields = {one for several in meant.values() for one in several}
    first = {several[0] for several in meant.values()}
    if F.TITLE in fields:
        return len(first) > 1
    if any(KEY.fullmatch(text) for text in words.values()):
        return False
    if {F.OWNER, F.DUE} <= first and len(words) > 2:
        return True
    return F.REFERENCE in first and len(first & {F.OWNER, F.DUE, F.STATUS, F.UPDATE, F.RATING}) >= 2


def _holds_values(cells: Sequence[Cell]) -> bool:
    """Whether so many cells are days, numbers or long texts that they are a row of a log. Asked first: most rows are."""
    values = (CellKind.DATE, CellKind.NUMBER)
    return sum(len(cell.text) > LONGEST_HEADING or cell.kind in values for cell in cells) > len(cells) / 4


def _known(words: Headings) -> int:
    return sum(bool(meant_by(text)) for text in words.values())


def _continues(first: Headings, row: SheetRow, after: SheetRow) -> bool:
    """Whether the row below is a second row of headings: all its cells are short words, and most are known as headings."""
    cells = after.words
    if not cells or any(cell.kind is not CellKind.TEXT or len(cell.text) > 40 for cell in cells):
        return False
    if len(row.words) == 1 and row.words[0].column <= cells[0].column:
        return False  # A title over the table, and no group of columns.
    known = sum(bool(_best(_over(row, cell.column), cell.text)[1]) for cell in cells)
    under_a_group = any(cell.width > 1 for cell in row.words) or any(cell.from_above for cell in after.cells)
    covered = sum(cell.column in first for cell in cells)
    return known >= (0.5 if under_a_group else 0.75) * len(cells) and (
        under_a_group or covered < len(cells) or len(cells) > 2
    )


def _over(row: SheetRow, column: int) -> str:
    """What stands over a column in the first row, or is merged over it."""
    for cell in row.cells:
        if cell.text and cell.column <= column < cell.column + cell.width:
            return one_line(cell.text)
    return ""


def _joined(row: SheetRow, second: SheetRow | None) -> Headings:
    if second is None:
        return {cell.column: one_line(cell.text) for cell in row.cells if cell.text}
    headings: Headings = {}
    below = {cell.column: cell for cell in second.cells if cell.text and not cell.from_above}
    for cell in row.cells:
        if cell.text and not any(cell.column <= column < cell.column + cell.width for column in below):
            headings[cell.column] = one_line(cell.text)
    for column, cell in below.items():
        headings[column] = _best(_over(row, column), cell.text)[0]
    return headings


def _best(over: str, under: str) -> tuple[str, bool]:
    """A heading of two parts in the order in which it is known, and whether it is."""
    under = one_line(under)
    for words in (f"{under} {over}", f"{over} {under}", under):
        if over and meant_by(words, forgiving=False):
            return words, True
    return f"{over} {under}".strip(), not over and bool(meant_by(under, forgiving=False))


def same_headings(words: Headings, known: Headings) -> bool:
    """Whether headings stand again."""
    if set(words) != set(known):
        return False
    return all(plain_heading(words[number]) == plain_heading(known[number]) for number in words)


def with_next(rows: Iterator[SheetRow]) -> Iterator[tuple[SheetRow, SheetRow | None]]:
    """Each row with the one that follows it."""
    row = next(rows, None)
    while row is not None:
        after = next(rows, None)
        yield row, after
        row = after
