"""Our own export, read again: the sheets of a file that this product wrote, as the actions they were.

The lists of an action (updates, decisions, …) stand on sheets of their own in a workbook, and in a column of JSON each in CSV.
Sheets that are for people alone (meetings, posts, …) are passed over.
"""

from collections.abc import Iterator, Sequence

from tracker.domain import log_sheets
from tracker.domain.import_rows import LogRow
from tracker.domain.log_export import Gathered, add, part_of, plain_heading, read, recognises, row_from
from tracker.domain.log_export_cells import Cell, text_from
from tracker.domain.log_export_columns import Part
from tracker.domain.log_sheets import Book, CellKind, Sheet, SheetRow


def is_our_export(book: Book) -> bool:
    """Whether this product wrote the file: one of its sheets begins with the headings of our actions."""
    return any(recognises(_headings(sheet)) for sheet in book.sheets)


def exported_rows(book: Book) -> Iterator[LogRow]:
    """The actions of a file for which `is_our_export`, one at a time; only their lists are kept meanwhile."""
    gathered = Gathered()
    for sheet in book.sheets:
        gathered.long_texts.take(_lines(sheet))
    for sheet in book.sheets:
        if part := part_of(_headings(sheet)):
            _gather(gathered, part, sheet)
    for sheet in book.sheets:
        headings = _headings(sheet)
        if recognises(headings):
            lines = sheet.rows()
            next(lines)
            for line in lines:
                if line.words:
                    cells = _values(line, len(headings))
                    yield row_from(headings, cells, gathered, row=line.number, sheet=sheet.name)


def _headings(sheet: Sheet) -> Sequence[Cell]:
    first = next(sheet.rows(), None)
    return _values(first, first.cells[-1].column + 1) if first and first.cells else ()


def _lines(sheet: Sheet) -> Iterator[Sequence[Cell]]:
    width = len(_headings(sheet))
    return (_values(line, width) for line in sheet.rows())


def _values(line: SheetRow, width: int) -> list[Cell]:
    """The values of a row, with None where it holds nothing."""
    values: list[Cell] = [None] * width
    for cell in line.cells:
        if cell.column < width:
            values[cell.column] = _value(cell)
    return values


def _value(cell: log_sheets.Cell) -> Cell:
    if cell.kind is CellKind.DATE:
        return cell.on
    return cell.number if cell.kind is CellKind.NUMBER else cell.text


def _gather(gathered: Gathered, part: Part, sheet: Sheet) -> None:
    headings = {plain_heading(heading): heading for heading in part.headings}
    lines = _lines(sheet)
    names = [plain_heading(heading) for heading in next(lines)]
    of_part = gathered.lists.setdefault(part.name, {})
    for cells in lines:
        whole = [gathered.long_texts.whole(cell) for cell in cells]
        known = {headings[name]: cell for name, cell in zip(names, whole, strict=True) if name in headings}
        reference = text_from(known.get("Reference"))
        problems: list[str] = []
        values = read(part.of, part.columns, known, problems)
        if values:
            add(of_part.setdefault(reference, []), part, values, problems)
        if problems:
            gathered.problems.setdefault(reference, []).extend(problems)
