"""Reads our own export in JSON as if it were our CSV, so that whoever reads on need not know. Runs in the process of `log_child` alone."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from tracker.domain.log_export import CSV_ORDER
from tracker.domain.log_export_document import line_of, rows_in_json
from tracker.domain.log_refusals import MOST_BYTES, LogRefusal, LogRefused
from tracker.domain.log_sheets import Cell, SheetRow


def read(file: BinaryIO) -> Iterator[dict[str, Any] | SheetRow]:
    """The beginning of the book and its one sheet, then its rows. Raises `LogRefused`."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise LogRefused(LogRefusal.TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LogRefused(LogRefusal.OTHER_JSON) from error
    del content
    rows = rows_in_json(text)
    yield {"from_1904": False, "notes": []}
    yield {"sheet": "", "hidden": False, "columns": []}
    yield _row(1, CSV_ORDER)
    for number, row in enumerate(rows, start=2):
        yield _row(number, line_of(row))


def _row(number: int, values: Any) -> SheetRow:
    return SheetRow(number, tuple(Cell(column, value) for column, value in enumerate(values) if value))
