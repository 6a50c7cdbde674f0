"""Reads logs in a child process: a broken or hostile file costs a sentence, and never the server.

The child (`log_child`) gets the file on its standard input, little of the environment, no secret, and limits of memory and time. What it
answers is written to a file of ours, row by row, and read from there as often as it is asked for: a long log takes no memory.
Nothing that it answers is believed.
"""

import json
import logging
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from tracker.adapters.reading import LOOK_SECONDS, PASSED_ON, PIECE, ROOT
from tracker.domain.document_parts import plain
from tracker.domain.document_reading import Refusal, Stopped
from tracker.domain.errors import Unreadable
from tracker.domain.log_refusals import MOST_BYTES, LogRefusal, log_sentence
from tracker.domain.log_sheets import Cell, CellKind, SheetRow

LOG = logging.getLogger(__name__)
MOST_ANSWERED = 400_000_000
"""Bytes that a child may answer."""
LONGEST_NAME = 200
KINDS = {".xlsx": ".xlsx", ".json": ".json", ".csv": ".csv", ".tsv": ".csv", ".txt": ".csv"}
REFUSED_KINDS = {
    ".xls": LogRefusal.OLD_EXCEL,
    ".xlsm": LogRefusal.MACROS,
    ".xlsb": LogRefusal.BINARY_EXCEL,
    ".ods": LogRefusal.OPEN_DOCUMENT,
}
KINDS_OF_CELL = {kind.value: kind for kind in CellKind}
Stopping = Callable[[], bool]


class LogFiles:
    """A `LogReader`. `seconds` is how long one file may take, `megabytes` how much address space its process may use."""

    def __init__(self, *, seconds: int = 60, megabytes: int = 768) -> None:
        self._seconds = seconds
        self._megabytes = megabytes

    @contextmanager
    def open(self, file: BinaryIO, name: str, *, stopping: Stopping = lambda: False) -> Iterator["ReadBook"]:
        """The sheets of a file, as long as the block lasts. Raises `Unreadable` with the reason, and `Stopped`."""
        kind = _kind(name)
        with tempfile.TemporaryDirectory(prefix="log-") as scratch:
            copy = Path(scratch) / "file"
            with copy.open("wb") as written:
                shutil.copyfileobj(file, written)
            if copy.stat().st_size > MOST_BYTES:
                raise Unreadable(log_sentence(LogRefusal.TOO_LARGE))
            answers = Path(scratch) / "answers"
            self._read(copy, kind, answers, stopping)
            yield _book(answers)

    def _read(self, copy: Path, kind: str, answers: Path, stopping: Stopping) -> None:
        said = copy.with_name("said")
        with copy.open("rb") as content, said.open("wb") as errors, answers.open("wb") as written:
            process = self._started(kind, content, errors, copy.parent)
            try:
                self._collect(process, written, stopping)
            finally:
                process.kill()
                if process.stdout is not None:
                    process.stdout.close()
                process.wait()
        if words := said.read_bytes()[:4_000].decode("utf-8", "replace").strip():
            LOG.warning("The process that read a log said: %s", words)

    def _started(self, kind: str, content: Any, errors: Any, scratch: Path) -> "subprocess.Popen[bytes]":
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        command = [sys.executable, "-m", "tracker.adapters.log_child", kind]
        return subprocess.Popen(  # noqa: S603 - the command is ours; the kind is one of three endings
            [*command, str(self._megabytes), str(self._seconds)],
            stdin=content,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=ROOT,
            env={**environment, "TMPDIR": str(scratch), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        )

    def _collect(self, process: "subprocess.Popen[bytes]", written: BinaryIO, stopping: Stopping) -> None:
        """All that the child answers, until it ends. Raises `Unreadable` and `Stopped`."""
        assert process.stdout is not None  # noqa: S101 - it was started with a pipe
        pipe, until, size, end = process.stdout.fileno(), time.monotonic() + self._seconds, 0, b""
        while True:
            if stopping():
                raise Stopped
            if time.monotonic() > until:
                raise Unreadable(log_sentence(Refusal.TOO_SLOW, self._seconds))
            if not select.select([pipe], [], [], LOOK_SECONDS)[0]:
                continue
            piece = os.read(pipe, PIECE)
            if not piece:
                break
            size += len(piece)
            if size > MOST_ANSWERED:
                raise Unreadable(log_sentence(Refusal.TOO_MUCH_TEXT))
            written.write(piece)
            end = (end + piece)[-500:]
        self._check_end(end, process.wait())

    def _check_end(self, end: bytes, status: int) -> None:
        """Raises `Unreadable` unless the last line says that this is the end."""
        answer = _json(end.rstrip(b"\n").rpartition(b"\n")[2])
        if answer.get("end") is True:
            return
        if status:  # One that ended of itself has said why, and that is no news.
            LOG.warning("The process that read a log ended with status %s.", status)
        word = str(answer.get("refused", "")) or (Refusal.TOO_SLOW if status == -24 else Refusal.ENDED)
        raise Unreadable(log_sentence(word, self._seconds))


@dataclass(frozen=True)
class ReadSheet:
    """A `Sheet`: its rows stand in the file of answers from `begins` (bytes) on."""

    name: str
    hidden: bool
    hidden_columns: frozenset[int]
    answers: Path
    begins: int

    def rows(self) -> Iterator[SheetRow]:
        with self.answers.open("rb") as lines:
            lines.seek(self.begins)
            for line in lines:
                if not line.startswith(b'{"r"'):
                    return
                yield _row(_json(line))


@dataclass(frozen=True)
class ReadBook:
    """A `Book`."""

    sheets: tuple[ReadSheet, ...]
    from_1904: bool
    notes: tuple[str, ...]


def _kind(name: str) -> str:
    """The ending by which the file is read. Raises `Unreadable` for one that is no log."""
    ending = Path(name).suffix.lower()
    if ending not in KINDS:
        raise Unreadable(log_sentence(REFUSED_KINDS.get(ending, LogRefusal.OTHER_KIND)))
    return KINDS[ending]


def _book(answers: Path) -> ReadBook:
    """Looks through the answers for where each sheet begins."""
    sheets = []
    with answers.open("rb") as lines:
        beginning = _json(lines.readline())
        at = lines.tell()
        for line in lines:
            at += len(line)
            if line.startswith(b'{"sheet"'):
                said = _json(line)
                hidden = frozenset(column for column in said.get("columns", []) if isinstance(column, int))
                name = plain(str(said["sheet"]))[:LONGEST_NAME]
                sheets.append(ReadSheet(name, said.get("hidden") is True, hidden, answers, at))
    notes = tuple(str(note) for note in beginning.get("notes", []))
    return ReadBook(tuple(sheets), beginning.get("from_1904") is True, notes)


def _json(line: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        answer = None
    return answer if isinstance(answer, dict) else {}


def _row(said: dict[str, Any]) -> SheetRow:
    """Raises `Unreadable` for what cannot be a row."""
    try:
        cells = tuple(_cell(*values) for values in said["c"])
        return SheetRow(int(said["r"]), cells, bool(said["h"]), int(said["n"]))
    except (KeyError, TypeError, ValueError) as error:
        LOG.exception("The process that read a log gave a row that cannot be.")
        raise Unreadable(log_sentence(Refusal.ENDED)) from error


def _cell(
    column: int,
    text: str,
    kind: str = "text",
    on: str | None = None,
    number: float | None = None,
    fill: str = "",
    width: int = 1,
    above: int = 0,
) -> Cell:
    day = date.fromisoformat(on) if on else None
    # Most are printable as they are, and a long log has very many.
    words = text if text.isprintable() else plain(text)
    return Cell(int(column), words, KINDS_OF_CELL[kind], day, number, fill, int(width), bool(above))
