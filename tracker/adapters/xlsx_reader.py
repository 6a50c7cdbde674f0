"""Reads an Excel file through openpyxl: a part for each sheet, its cells apart by tabs. Runs in the process of `reading_child` alone.

Values are read as they were last worked out; nothing is calculated. A hidden sheet is read too.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, BinaryIO

import openpyxl

from tracker.adapters import office_package
from tracker.domain.document_parts import parts_of_blocks, plain
from tracker.domain.document_reading import MOST_CHARACTERS, Beginning, ReadPage, Refusal, Refused

MOST_COLUMNS, MOST_ROWS = 1_000, 1_048_576
"""Of a sheet: what is further to the right is left out; Excel has no more rows."""


def read(file: BinaryIO) -> Iterator[Beginning | ReadPage]:
    """The beginning, then each sheet; a long sheet in several parts. Raises `Refused`."""
    office_package.check(file, "xl/workbook.xml")
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        parts = [part for sheet in book.worksheets for part in _parts(sheet)]
    except (Refused, MemoryError):
        raise
    except Exception as error:
        # The library fails in its own ways for each thing that can be wrong in a package.
        raise Refused(Refusal.BROKEN) from error
    if not parts:
        raise Refused(Refusal.EMPTY)
    yield Beginning(len(parts), paged=False)
    yield from parts


def _parts(sheet: Any) -> list[ReadPage]:
    # What a sheet says of its own size may be wrong.
    sheet.reset_dimensions()
    lines: list[str] = []
    size = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > MOST_ROWS:
            raise Refused(Refusal.BROKEN)
        line = "\t".join(_cell(value) for value in row[:MOST_COLUMNS]).rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
        size += len(line)
        if size > MOST_CHARACTERS:
            raise Refused(Refusal.TOO_MUCH_TEXT)
    tables = [table for table in "\n".join(lines).split("\n\n") if table.strip()]
    return parts_of_blocks([(True, sheet.title), *((False, table) for table in tables)])


def _cell(value: object) -> str:
    """A value as a person would type it: no ".0" of a whole number, a day without its midnight."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
    return " ".join(plain(str(value)).split())
