"""Makes one action of the rows in which it stands.

What cannot be read stays beside the empty field in its own words, with a sentence that says so and what to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.import_rows import LogDue, LogRow, LogUpdate
from tracker.domain.log_action_status import StatusFound, find_status
from tracker.domain.log_dates import read_cell_day, read_day
from tracker.domain.log_due import NO_DUE, NONE_YET, DueRead, read_due
from tracker.domain.log_lines import Layout
from tracker.domain.log_sections import Context
from tracker.domain.log_sheets import Cell, CellKind, SheetRow, column_letter, one_line
from tracker.domain.log_status import NO, YES, plain_status, status_of
from tracker.domain.log_understood import LogField as F
from tracker.domain.log_updates import updates_of

DITTO = frozenset({'"', "''", "”", "“", "〃", "ditto", "do", "as above", "same as above", "see above"})


@dataclass
class Told:
    """What a file says besides the rows: the key, since when its days count, and the words above a ditto mark."""

    words: dict[str, str]
    fills: dict[str, str]
    explained: frozenset[str] = frozenset()
    from_1904: bool = False
    above: dict[int, Cell] = field(default_factory=dict)


def action_of(rows: Sequence[SheetRow], layout: Layout, context: Context, told: Told) -> LogRow:
    """The action that stands in `rows`: one, and those that go on with it."""
    return _Action(rows, layout, context, told).read()


class _Action:
    def __init__(self, rows: Sequence[SheetRow], layout: Layout, context: Context, told: Told) -> None:
        self._rows, self._layout, self._context, self._told = rows, layout, context, told
        self._problems: list[str] = []
        self._notes: list[str] = []
        self._at = self._without_dittos({cell.column: cell for cell in rows[0].cells})
        self._check_cells()

    def read(self) -> LogRow:
        raised_cell, raised = self._day(F.RAISED)
        closed_cell, closed = self._day(F.CLOSED)
        meeting = self._words(F.MEETING)
        if raised is None and raised_cell is None:
            raised = self._day_of_meeting()
        due, original = self._due(raised)
        updates = self._updates()
        status = self._status(closed_cell, closed, due, updates)
        title, asked = self._title()
        first = self._rows[0]
        if first.hidden:
            self._notes.append("The row is hidden in the file.")
        return LogRow(
            row=first.number,
            title=title,
            sheet=self._layout.table.sheet,
            reference=self._words(F.REFERENCE),
            asked=asked,
            owner=self._words(F.OWNER, ", "),
            due=due.on,
            due_text=due.text,
            due_kind=due.kind,
            original_due=original.on,
            original_text=original.text,
            status=status.status,
            status_text=status.text,
            meeting=meeting or self._context.meeting,
            agenda_item=self._words(F.AGENDA_ITEM),
            raised_on=raised,
            raised_text=one_line(raised_cell.text) if raised_cell else "",
            closed_on=closed,
            closed_text=one_line(closed_cell.text) if closed_cell else "",
            closed_reason=self._words(F.CLOSED_REASON),
            priority=self._words(F.PRIORITY),
            rating=status.rating,
            updates=updates,
            unread=self._unread(status),
            problems=tuple(dict.fromkeys([*self._problems, *status.problems])),
            notes=tuple(self._notes),
        )

    def _without_dittos(self, at: dict[int, Cell]) -> dict[int, Cell]:
        """Each cell, with what stands above it where it holds a ditto mark."""
        for column, cell in at.items():
            if cell.text.casefold().strip(" .") in DITTO and column not in (
                self._layout.title,
                self._layout.reference,
            ):
                above = self._told.above.get(column)
                if above is not None:
                    at[column] = Cell(column, above.text, above.kind, above.on, above.number, cell.fill)
                    self._notes.append(
                        f"{self._heading(column)}: “{cell.text}” was taken for what stands above it."
                    )
        self._told.above = {column: cell for column, cell in at.items() if cell.text}
        return at

    def _check_cells(self) -> None:
        for row in self._rows:
            for cell in row.cells:
                if self._layout.fields.get(cell.column) is F.NOT_USED:
                    continue
                if cell.kind is CellKind.ERROR:
                    self._say(
                        cell.column,
                        f"the cell shows {cell.text}, an error of Excel’s. Put it right in the file, or type what belongs there.",
                    )
                elif cell.kind is CellKind.NO_VALUE and cell.column in self._layout.fields:
                    self._say(
                        cell.column,
                        "the cell holds a formula whose value was not saved. Open the file in Excel, save it, and choose it again.",
                    )

    def _say(self, column: int, sentence: str) -> None:
        self._problems.append(f"{self._heading(column)}: {sentence}")

    def _heading(self, column: int) -> str:
        return one_line(self._layout.headings.get(column, "")) or f"Column {column_letter(column)}"

    def _cell(self, wanted: F) -> Cell | None:
        """The first cell of a field that holds something."""
        for column in self._layout.columns(wanted):
            cell = self._at.get(column)
            if cell is not None and (cell.text or cell.kind is CellKind.NO_VALUE):
                return cell
        return None

    def _words(self, wanted: F, joint: str = " ") -> str:
        """The words of a field in all rows of the action, on one line; nothing for a cell that shows an error."""
        said = []
        for column in self._layout.columns(wanted)[:1]:
            cells = [self._at.get(column), *(_own(row, column) for row in self._rows[1:])]
            said += [
                one_line(cell.text)
                for cell in cells
                if cell is not None and cell.text and cell.kind is not CellKind.ERROR
            ]
        return joint.join(said)

    def _title(self) -> tuple[str, str]:
        """What is asked, on one line; and the longer wording where there is one."""
        title, asked = self._words(F.TITLE), self._words(F.ASKED)
        if not title and asked:
            title, asked = asked, ""
        if not title:
            self._problems.append("Nothing says what is asked. Type it, or leave this row out.")
        whole = self._cell(F.TITLE)
        if (
            not asked
            and whole is not None
            and "\n" in whole.text
            and len(self._rows) == 1
            and whole.kind is CellKind.TEXT
        ):
            asked = whole.text
        return title, asked

    def _day(self, wanted: F) -> tuple[Cell | None, date | None]:
        """The cell of a day, and the day; what is no day and no word for none is said."""
        cell = self._cell(wanted)
        if cell is None or cell.kind in (CellKind.ERROR, CellKind.NO_VALUE):
            return cell, None
        read = read_cell_day(cell, from_1904=self._told.from_1904)
        plain = plain_status(cell.text)
        known = plain in NONE_YET or not plain
        known = known or (wanted is F.CLOSED and (plain in YES | NO or status_of(cell.text) is not None))
        if read.on is None and not known:
            why = read.why or "cannot be read as a date"
            self._say(
                cell.column,
                f"“{one_line(cell.text)[:80]}” {why}. The words are kept; type the date if you know it.",
            )
        return cell, read.on

    def _day_of_meeting(self) -> date | None:
        """The day on which it was raised, where the column of meetings holds days."""
        cell = self._cell(F.MEETING)
        if cell is None:
            return None
        return cell.on if cell.kind is CellKind.DATE else read_day(cell.text).on

    def _due(self, raised: date | None) -> tuple[DueRead, DueRead]:
        """What is due now, and what was due at first. A revised date holds; the words "n/a" or "-" in its place revise nothing."""
        first = self._read_due(F.DUE, self._layout.columns(F.DUE), raised)
        revised = [self._read_due(F.REVISED, [column], raised) for column in self._layout.columns(F.REVISED)]
        said = [
            one
            for one in revised
            if one.text
            and plain_status(one.text) not in ("", "n/a", "na", "none", "no", "nil", "?", "not applicable")
        ]
        now = said[-1] if said else first
        if not said:
            first_one = first if self._layout.columns(F.REVISED) else NO_DUE
        else:
            first_one = first if first.text or len(said) == 1 else said[0]
        if now.problem:
            self._problems.append(now.problem)
        if first_one is not now and first_one.problem:
            self._problems.append(first_one.problem)
        return now, first_one

    def _read_due(self, wanted: F, columns: Sequence[int], raised: date | None) -> DueRead:
        for column in columns:
            cell = self._at.get(column)
            if cell is not None and cell.text:
                if status_of(cell.text) is not None and plain_status(cell.text) not in (
                    "on going",
                    "ongoing",
                    "standing",
                    "standing item",
                ):
                    return DueRead(LogDue.NONE, text=one_line(cell.text))
                return read_due(cell, self._heading(column), raised_on=raised, from_1904=self._told.from_1904)
        return NO_DUE

    def _updates(self) -> tuple[LogUpdate, ...]:
        """All that is told of its progress, column by column, each cell divided where it holds several updates."""
        updated = self._cell(F.UPDATED)
        day = read_cell_day(updated, from_1904=self._told.from_1904).on if updated else None
        words = one_line(updated.text) if updated and not day else ""
        several = len(self._layout.columns(F.UPDATE)) > 1
        found: list[LogUpdate] = []
        for column in self._layout.columns(F.UPDATE):
            cells = [self._at.get(column), *(_own(row, column) for row in self._rows[1:])]
            text = "\n".join(
                cell.text
                for cell in cells
                if cell is not None and cell.text and cell.kind is not CellKind.ERROR
            )
            heading = self._heading(column)
            on, said = (day, words) if not several else _day_in(heading)
            found += updates_of(text, given_on=on, given_words=said)
        return tuple(found)

    def _status(
        self, closed_cell: Cell | None, closed: date | None, due: DueRead, updates: Sequence[LogUpdate]
    ) -> StatusFound:
        return find_status(
            at=self._at,
            layout=self._layout,
            named=self._context.status,
            closed=(closed_cell, closed),
            due_text=due.text if due.kind is LogDue.NONE else "",
            updates=updates,
            key=(self._told.words, self._told.fills),
        )

    def _unread(self, status: StatusFound) -> tuple[tuple[str, str], ...]:
        """Every cell that has no field of ours, with its heading."""
        found = [("Section", self._context.words)] if self._context.words else []
        revised = [column for column in self._layout.columns(F.REVISED) if _said(self._at, column)]
        passed_over = {*revised[:-1], *status.unread}
        for row in self._rows:
            for cell in row.words:
                if cell.column not in self._layout.fields and cell.text in self._told.explained:
                    continue  # The key stands beside the table.
                wanted = self._layout.fields.get(cell.column, F.OTHER)
                if wanted is F.OTHER or cell.column in passed_over:
                    found.append((self._heading(cell.column), cell.text))
        for row in self._rows[1:]:
            # What goes on in the next row is joined where a field is told in words; of days and statuses only the first counts.
            kept = (F.DUE, F.REVISED, F.STATUS, F.RATING, F.RAISED, F.CLOSED, F.UPDATED)
            found += [
                (self._heading(cell.column), cell.text)
                for cell in row.words
                if self._layout.fields.get(cell.column) in kept
            ]
        updated = self._cell(F.UPDATED)
        if updated is not None and not self._layout.columns(F.UPDATE):
            found.append((self._heading(updated.column), updated.text))
        return tuple(found)


def _own(row: SheetRow, column: int) -> Cell | None:
    return next((cell for cell in row.words if cell.column == column), None)


def _said(at: dict[int, Cell], column: int) -> bool:
    return column in at and bool(at[column].text)


def _day_in(heading: str) -> tuple[date | None, str]:
    """The day that a heading such as "Update 12/05/23" gives its column, or its words."""
    for at in range(len(words := heading.replace(":", " ").split())):
        for end in range(len(words), at, -1):
            if on := read_day(" ".join(words[at:end])).on:
                return on, ""
    return None, heading
