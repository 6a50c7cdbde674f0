"""From the sheets of a log to its actions: first what is where, then row by row.

`understand` reads every sheet and answers which tables there are, with what in each column; all of it can be corrected.
`rows` reads them again and makes a `LogRow` of each action, one at a time, so that a long log takes no more memory than a short one.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.domain.errors import Unreadable
from tracker.domain.import_rows import LogRow
from tracker.domain.log_action import Told, action_of
from tracker.domain.log_columns import decide
from tracker.domain.log_export_book import exported_rows, is_our_export
from tracker.domain.log_groups import groups, words_of
from tracker.domain.log_key import key_of, meaning_fills, meaning_words
from tracker.domain.log_lines import Layout, number_of
from tracker.domain.log_sections import Context, meeting_of_sheet, meeting_of_title, status_of_line
from tracker.domain.log_sheets import Book, Sheet
from tracker.domain.log_status import status_of_name
from tracker.domain.log_tables import Found, Search, find_tables
from tracker.domain.log_understood import (
    NO_CORRECTIONS,
    ColumnFound,
    Corrections,
    KeyEntry,
    LeftWords,
    LogField,
    TableCorrection,
    TableFound,
    Understood,
)

__all__ = ["rows", "understand"]

NO_TABLE = (
    "No table of actions was found in this file: no row says, in words such as Action, Owner and Due date, what stands in its columns. Check "
    "that it is the right file, or put a row of headings above the actions."
)
OURS = "This file was exported from this product: every field is known, and nothing has to be matched."
LETTER = re.compile(r"[A-Z]{1,3}")
MOST_LEFT = 500
"""Words outside of any action that are kept to be shown."""


def understand(book: Book, corrections: Corrections = NO_CORRECTIONS) -> Understood:
    """Which tables of actions are in `book`. Where there is none that could be one, `tables` is empty; nothing is raised."""
    if is_our_export(book):
        return Understood((), "", notes=(*book.notes, OURS), ours=True)
    tables: list[TableFound] = []
    key: list[KeyEntry] = []
    left: list[LeftWords] = []
    notes = list(book.notes)
    for sheet in book.sheets:
        search = _search(sheet, book, corrections)
        found = search.tables
        key += key_of(sheet.name, search.outside)
        beside = [*search.outside, *search.below]
        left += [LeftWords(sheet.name, row.number, words_of(row)) for row in beside if row.words]
        here = [_table(sheet, one, number, found, corrections) for number, one in enumerate(found, start=1)]
        tables += here
        notes += _notes(sheet, here, search)
    counted = [replace(table, rows=sum(1 for _ in groups(_sheet_of(book, table), table))) for table in tables]
    return Understood(tuple(counted), _shape(tables), tuple(key), tuple(left[:MOST_LEFT]), tuple(notes))


def rows(book: Book, understood: Understood) -> Iterator[LogRow]:
    """Each action, in the order of the file. Raises `Unreadable` where no table has a column that says what is asked."""
    if understood.ours:
        yield from exported_rows(book)
        return
    tables = [table for table in understood.tables if not table.left_out]
    told = [table for table in tables if _says_what(table)]
    if not told:
        raise Unreadable(NO_TABLE)
    seen: dict[str, str] = {}
    for table in told:
        key = [entry for entry in understood.key if entry.sheet == table.sheet] or list(understood.key)
        explained = frozenset(words for entry in key for words in (entry.meaning, entry.word) if words)
        known = Told(meaning_words(key), meaning_fills(key), explained, book.from_1904)
        layout = Layout.of(table)
        for group, context in groups(_sheet_of(book, table), table):
            yield _told_twice(action_of(group, layout, context, known), seen)


def _told_twice(row: LogRow, seen: dict[str, str]) -> LogRow:
    """The same, with a sentence where another row has this reference."""
    if not row.reference:
        return row
    place = f"row {row.row}" + (f" of “{row.sheet}”" if row.sheet else "")
    reference = row.reference.casefold()
    if reference not in seen:
        seen[reference] = place
        return row
    sentence = f"The reference “{row.reference}” stands in {seen[reference]} too. Say whether both are the same action, or give one another reference."
    return replace(row, problems=(*row.problems, sentence))


def _search(sheet: Sheet, book: Book, corrections: Corrections) -> Search:
    """The tables of a sheet; where a person has said on which rows headings stand, by that."""
    search = find_tables(sheet, from_1904=book.from_1904)
    said = {
        one.number: one.headings for one in corrections.tables if one.sheet == sheet.name and one.headings
    }
    if not said:
        return search
    given = {number: one.headings for number, one in enumerate(search.tables, start=1)} | said
    return find_tables(sheet, from_1904=book.from_1904, given=sorted(given.values()))


def _table(
    sheet: Sheet, one: Found, number: int, found: Sequence[Found], corrections: Corrections
) -> TableFound:
    above = [words_of(row) for row in one.above if row.words]
    title = Context()
    for words in above:
        title.status = status_of_line(words) or title.status
        title.meeting = (
            meeting_of_title(words)
            or (meeting_of_title_between(words) if number > 1 else "")
            or title.meeting
        )
    last = found[number].headings[0] - 1 if number < len(found) else 2**31
    table = TableFound(
        sheet=sheet.name,
        number=number,
        headings=one.headings,
        first=one.headings[-1] + 1,
        last=min(last, one.last),
        columns=decide(list(one.columns.values())),
        layout=one.layout,
        repeated=tuple(one.repeated),
        above=tuple(above),
        status=title.status or status_of_name(sheet.name),
        meeting=title.meeting or meeting_of_sheet(sheet.name),
    )
    for correction in corrections.tables:
        table = _corrected(table, correction)
    return table


def meeting_of_title_between(words: str) -> str:
    """The line above a second table names its meeting as a line between rows does."""
    context = Context()
    context.take(words)
    return context.meeting


def _corrected(table: TableFound, said: TableCorrection) -> TableFound:
    this = (said.sheet, said.number) == (table.sheet, table.number)
    alike = bool(said.layout) and said.layout == table.layout
    if (alike or (this and not said.layout)) and said.columns:
        fields = {column.letter: column.field for column in said.columns}
        columns = [replace(column, field=fields.pop(column.letter, column.field)) for column in table.columns]
        columns += [
            ColumnFound(letter, "", wanted) for letter, wanted in fields.items() if LETTER.fullmatch(letter)
        ]
        table = replace(table, columns=tuple(columns))
    if not this:
        return table
    return replace(
        table,
        left_out=said.left_out,
        status=said.status or table.status,
        meeting=said.meeting or table.meeting,
    )


def _notes(sheet: Sheet, tables: Sequence[TableFound], search: Search) -> list[str]:
    """What to know of a sheet, in sentences."""
    name = f"The sheet “{sheet.name}”" if sheet.name else "The file"
    notes = []
    if tables and sheet.hidden:
        notes.append(f"{name} is hidden in the file; its actions were read too.")
    if not tables and sheet.name and search.outside:
        notes.append(f"{name} has no table of actions.")
    notes += [
        f"{name}: the table under row {table.headings[-1]} was not read, because no column says what is asked. Say which one does."
        for table in tables
        if not _says_what(table)
    ]
    notes += [
        f"{name}: two tables stand side by side under row {table.headings[-1]}. The left one was read, and the other is kept beside its actions. "
        "Put one under the other, and choose the file again."
        for table in tables
        if _side_by_side(table)
    ]
    if tables and sheet.hidden_columns:
        notes.append(f"{name} has hidden columns, which were read too.")
    if tables and search.hidden_rows:
        notes.append(f"{name} has hidden rows, which were read too.")
    return notes


def _says_what(table: TableFound) -> bool:
    return any(column.field is LogField.TITLE for column in table.columns)


def _side_by_side(table: TableFound) -> bool:
    """Whether the headings of what is asked stand twice with an empty column between."""
    title = next((column for column in table.columns if column.field is LogField.TITLE), None)
    if title is None or not title.heading:
        return False
    again = [
        column.letter for column in table.columns if column.heading == title.heading and column is not title
    ]
    numbers = {number_of(column.letter) for column in table.columns if column.heading}
    return bool(again) and len(numbers) <= max(numbers) - min(numbers)


def _shape(tables: Sequence[TableFound]) -> str:
    """The same for files whose tables have the same headings, however many sheets there are of each and whatever they are called."""
    layouts = sorted({table.layout for table in tables})
    return hashlib.sha256("\n".join(layouts).encode()).hexdigest()


def _sheet_of(book: Book, table: TableFound) -> Sheet:
    return next(sheet for sheet in book.sheets if sheet.name == table.sheet)
