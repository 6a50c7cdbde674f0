"""Reads a log as CSV, in UTF-8, UTF-16 or as older Windows programs write it. Runs in the process of `log_child` alone."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from tracker.domain.document_parts import plain
from tracker.domain.document_reading import NOTICES, Notice
from tracker.domain.log_export import recognises
from tracker.domain.log_headings import meant_by
from tracker.domain.log_refusals import (
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_EMPTY_ROWS,
    MOST_ROWS,
    LogRefusal,
    LogRefused,
)
from tracker.domain.log_sheets import Cell, SheetRow

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SEPARATORS = ",;\t|"
LONGEST_OF_OURS = 20_000_000
"""Characters of a cell of our own export, which holds all updates of an action in one: what guards against quotes is not for it."""
SAMPLE = 200
"""Rows by which the separator is found."""
OTHER_KINDS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"GIF8")


def read(file: BinaryIO) -> Iterator[dict[str, Any] | SheetRow]:
    """The beginning of the book and its one sheet, then its rows. Raises `LogRefused`."""
    text, notes = _decoded(file)
    separator, text, skipped = _separator(text)
    csv.field_size_limit(LONGEST_CELL * 4)
    yield {"from_1904": False, "notes": notes}
    yield {"sheet": "", "hidden": False, "columns": []}
    filled, longest = 0, LONGEST_CELL
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begins = 1
    try:
        for values in reader:
            number, begins = begins + skipped, reader.line_num + 1
            if not filled and recognises(values):
                longest = LONGEST_OF_OURS
                csv.field_size_limit(longest)
            cells = _cells(values, longest)
            if not cells:
                if number - filled > MOST_EMPTY_ROWS:
                    raise LogRefused(LogRefusal.TOO_MANY_EMPTY_ROWS)
                continue
            filled += 1
            if filled > MOST_ROWS:
                raise LogRefused(LogRefusal.TOO_MANY_ROWS)
            if cells[-1].column >= MOST_COLUMNS:
                raise LogRefused(LogRefusal.TOO_MANY_COLUMNS)
            yield SheetRow(number, cells, lines=begins - number + skipped)
    except csv.Error as error:
        raise LogRefused(LogRefusal.QUOTES) from error


def _cells(values: list[str], longest: int) -> tuple[Cell, ...]:
    cells = []
    for column, value in enumerate(values):
        if text := plain(value).strip():
            if len(text) > longest:
                raise LogRefused(LogRefusal.QUOTES)
            cells.append(Cell(column, _without_guard(text)))
    return tuple(cells)


def _without_guard(text: str) -> str:
    """Without what some programs write so that another takes the value for a text: ="006" and '=1."""
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return text[2:-1]
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _decoded(file: BinaryIO) -> tuple[str, list[str]]:
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise LogRefused(LogRefusal.TOO_LARGE)
    if not content.strip(b"\0\r\n\t ,;"):
        raise LogRefused(LogRefusal.EMPTY)
    if content.startswith(OTHER_KINDS[0]):
        raise LogRefused(LogRefusal.EXCEL_AS_CSV)
    if content.startswith(OTHER_KINDS[1:]):
        raise LogRefused(LogRefusal.NOT_TEXT)
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "") or _wide(content)
    if not encoding and b"\0" in content:
        raise LogRefused(LogRefusal.NOT_TEXT)
    try:
        return content.decode(encoding or "utf-8"), []
    except UnicodeDecodeError as error:
        if encoding:
            raise LogRefused(LogRefusal.NOT_TEXT) from error
        return content.decode("cp1252", errors="replace"), [NOTICES[Notice.WORDS_OF_WINDOWS]]


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: every second byte of the beginning is nought."""
    start = content[:200]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = start[first::2]
        if len(half) > 4 and half.count(0) > 0.9 * len(half) and 0 not in start[1 - first :: 2]:
            return encoding
    return ""


def _separator(text: str) -> tuple[str, str, int]:
    """What stands between the cells; the text without a line "sep=;", which Excel writes; and how many lines that was."""
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    if said.startswith("sep=") and len(said) == 5:
        return said[4], rest, 1
    if said == "sep=" and "\t" in first:
        return "\t", rest, 1
    return max(SEPARATORS, key=lambda sign: _evenness(text, sign)), text, 0


def _evenness(text: str, sign: str) -> tuple[int, float, int]:
    """How much the beginning looks like a log when it is divided at `sign`: headings that are known, then rows of one, large width."""
    reader = csv.reader(io.StringIO(text[:400_000], newline=""), delimiter=sign)
    widths: Counter[int] = Counter()
    headings = 0
    try:
        for number, values in enumerate(reader):
            if number > SAMPLE:
                break
            if len(values) > 1:
                widths[len(values)] += 1
                headings = max(headings, sum(bool(meant_by(value, forgiving=False)) for value in values))
    except csv.Error:
        pass  # A cell that is cut at the end of the sample.
    if not widths:
        return 0, 0.0, 0
    width, times = max(widths.items(), key=lambda one: (one[1] * (one[0] - 1), one[0]))
    return headings, times * (width - 1) * times / sum(widths.values()), text.count(sign)
