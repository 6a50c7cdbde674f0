"""Reads plain text and CSV, in UTF-8 or as older Windows programs write it. Runs in the process of `reading_child` alone."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from tracker.domain.document_parts import parts_of_blocks, parts_of_text, plain
from tracker.domain.document_reading import MOST_CHARACTERS, Beginning, Notice, ReadPage, Refusal, Refused

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATORS = ",;\t|"


def read_text(file: BinaryIO) -> Iterator[Beginning | ReadPage]:
    """The beginning, then each part under a heading. Raises `Refused`."""
    text, notices = _decoded(file)
    yield from _given(parts_of_text(text), notices)


def read_csv(file: BinaryIO) -> Iterator[Beginning | ReadPage]:
    """The beginning, then the table, its cells apart by tabs. Raises `Refused`."""
    text, notices = _decoded(file)
    csv.field_size_limit(MOST_CHARACTERS)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
        lines = ["\t".join(" ".join(plain(cell).split()) for cell in row).rstrip() for row in rows]
    except csv.Error as error:
        raise Refused(Refusal.BROKEN) from error
    yield from _given(parts_of_blocks([(False, "\n".join(line for line in lines if line))]), notices)


def _given(parts: list[ReadPage], notices: tuple[Notice, ...]) -> Iterator[Beginning | ReadPage]:
    if not any(part.words or part.place for part in parts):
        raise Refused(Refusal.EMPTY)
    yield Beginning(len(parts), paged=False, notices=notices)
    yield from parts


def _decoded(file: BinaryIO) -> tuple[str, tuple[Notice, ...]]:
    content = file.read()
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "")
    if not encoding and b"\0" in content:
        raise Refused(Refusal.ANOTHER_KIND)
    try:
        text, notices = content.decode(encoding or "utf-8"), ()
    except UnicodeDecodeError as error:
        if encoding:
            raise Refused(Refusal.BROKEN) from error
        return _short(content.decode("cp1252", errors="replace")), (Notice.WORDS_OF_WINDOWS,)
    return _short(text), notices


def _short(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise Refused(Refusal.TOO_MUCH_TEXT)
    return text


def _separator(text: str) -> str:
    """What stands most often in the first line."""
    first = text.partition("\n")[0]
    return max(SEPARATORS, key=first.count)
