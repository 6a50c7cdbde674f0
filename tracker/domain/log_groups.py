"""Goes through the rows under the headings of a table and puts those of one action together, with what lines above say of it."""

from collections.abc import Iterator
from dataclasses import replace

from tracker.domain.log_key import begins_key
from tracker.domain.log_lines import Layout, Line, kind_of, with_gaps
from tracker.domain.log_sections import Context, meeting_of_sheet
from tracker.domain.log_sheets import Sheet, SheetRow, one_line
from tracker.domain.log_status import status_of_name
from tracker.domain.log_understood import TableFound

Group = tuple[list[SheetRow], Context]
"""The rows of one action, and what stands over them."""


def groups(sheet: Sheet, table: TableFound) -> Iterator[Group]:
    """Each action of `table`, in its order."""
    walk = _Walk(table)
    for row, gap in with_gaps(sheet.rows()):
        if row.number < table.first:
            continue
        if gap and row.number > table.last:
            break
        if done := walk.step(row, gap=gap):
            yield done
    if done := walk.end():
        yield done


class _Walk:
    def __init__(self, table: TableFound) -> None:
        self._table = table
        self._layout = Layout.of(table)
        self._context = Context(table.status, table.meeting)
        self._lines: list[str] = []
        self._rows: list[SheetRow] = []
        self._in_key = False

    def step(self, row: SheetRow, *, gap: bool) -> Group | None:
        """Takes the next row that has words; answers the action that ends before it."""
        if row.number in self._table.repeated:
            done = self.end()
            self._afresh()
            return done
        kind = self._kind(row, gap=gap)
        if kind is Line.MORE:
            self._rows.append(row)
            return None
        done = self.end()
        if kind is Line.ACTION:
            self._rows, self._lines = [row], []
        elif kind is Line.SECTION:
            self._lines.append(words_of(row))
            self._context = replace(self._context)
            self._context.take(self._lines[-1])
        return done

    def end(self) -> Group | None:
        """The action that was begun, if any."""
        done = (self._rows, self._context) if self._rows else None
        self._rows = []
        return done

    def _kind(self, row: SheetRow, *, gap: bool) -> Line:
        kind = kind_of(row, self._layout, follows=bool(self._rows), gap=gap)
        self._in_key = begins_key(row) or (self._in_key and not gap)
        beyond = row.number > self._table.last and kind is not Line.MORE
        return Line.LEFT if self._in_key or beyond else kind

    def _afresh(self) -> None:
        """Where headings stand again, only the lines since the last action hold for what follows."""
        self._context = Context(status_of_name(self._table.sheet), meeting_of_sheet(self._table.sheet))
        for line in self._lines:
            self._context.take(line)
        self._lines, self._in_key = [], False


def words_of(row: SheetRow) -> str:
    """All that stands in a row, on one line."""
    return " ".join(one_line(cell.text) for cell in row.words)
