"""Reads documents in a child process: a broken or hostile file costs a sentence, and never the server.

The child is given the file on its standard input, little of the environment and no secret, and limits of memory, time and files.
It answers page by page, and nothing that it answers is believed: not a length, a count, a character or a picture. Its code is
in `reading_child`.
"""

import json
import logging
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from tracker.domain.document_parts import plain
from tracker.domain.document_reading import (
    MOST_CHARACTERS,
    MOST_PAGES,
    Beginning,
    Notice,
    ReadPage,
    Refusal,
    Stopped,
    sentence_of,
)
from tracker.domain.errors import Unreadable

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).parents[2]
PASSED_ON = ("PATH", "LANG", "LC_ALL")
"""All of the environment that a child sees."""
LOOK_SECONDS = 0.25
"""How often it is asked whether to stop while a page takes long."""
LONGEST_LINE = 16_000_000
LARGEST_PICTURE = 16_000_000
"""Bytes."""
HIGHEST = 20_000
"""Pixels."""
LONGEST_PLACE = 200
PIECE = 262_144
JPEG = b"\xff\xd8\xff"


class ChildReader:
    """A `DocumentReader`. `seconds` is how long one file may take, `megabytes` how much address space its process may use."""

    def __init__(self, *, seconds: int = 300, megabytes: int = 1_536) -> None:
        self._seconds = seconds
        self._megabytes = megabytes

    @contextmanager
    def open(
        self, file: BinaryIO, kind: str, *, stopping: Callable[[], bool] = lambda: False
    ) -> Iterator["Answers"]:
        """The document, when its beginning is known; the process ends with the block. Raises `Unreadable` and `Stopped`."""
        with tempfile.TemporaryDirectory(prefix="reading-") as scratch, tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(file, copy)
            copy.seek(0)
            with (Path(scratch) / "said").open("w+b") as said:
                process = self._started(kind, copy, said, scratch)
                try:
                    yield Answers(process, self._seconds, stopping)
                finally:
                    _ended(process)
                    said.seek(0)
                    if words := said.read(4_000).decode("utf-8", "replace").strip():
                        LOG.warning("The process that read a file said: %s", words)

    def _started(self, kind: str, file: Any, said: BinaryIO, scratch: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "tracker.adapters.reading_child", kind]
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        return subprocess.Popen(  # noqa: S603 - the command is ours; the kind is one of a few endings
            [*command, str(self._megabytes), str(self._seconds)],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=said,
            cwd=ROOT,
            env={**environment, "TMPDIR": scratch, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        )


class Answers:
    """What the child says, as far as it can be true. `beginning` is known from the start."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", seconds: int, stopping: Callable[[], bool]
    ) -> None:
        self._process = process
        self._seconds = seconds
        self._until = time.monotonic() + seconds
        self._stopping = stopping
        self._come = bytearray()
        self.beginning = self._checked_beginning()

    def pages(self) -> Iterator[ReadPage]:
        """Each page, in its order. Raises `Unreadable` and `Stopped`."""
        characters = 0
        for position in range(1, self.beginning.total + 1):
            answer = self._answer()
            if "end" in answer:
                self._fail("fewer pages than it had promised")
            page = self._checked_page(answer, position)
            characters += len(page.words)
            if characters > MOST_CHARACTERS:
                raise Unreadable(sentence_of(Refusal.TOO_MUCH_TEXT))
            yield page
        if "end" not in self._answer():
            self._fail("more pages than it had promised")

    def _checked_beginning(self) -> Beginning:
        answer = self._answer()
        total, notices = answer.get("total"), answer.get("notices")
        if not isinstance(total, int) or not 1 <= total <= MOST_CHARACTERS or not isinstance(notices, list):
            self._fail("a beginning that cannot be")
        paged = answer.get("paged") is True
        if paged and total > MOST_PAGES:
            raise Unreadable(sentence_of(Refusal.TOO_MANY_PAGES, total))
        return Beginning(total, paged, tuple(notice for notice in Notice if notice in notices))

    def _checked_page(self, answer: dict[str, Any], position: int) -> ReadPage:
        words, place, size = (answer.get(name) for name in ("words", "place", "size"))
        length = answer.get("picture")
        fits = isinstance(words, str) and isinstance(place, str) and isinstance(length, int)
        if not fits or not 0 <= length <= LARGEST_PICTURE:
            self._fail("a page that cannot be")
        if not (isinstance(size, list) and len(size) == 2 and all(_is_size(one) for one in size)):
            self._fail("a picture of a size that cannot be")
        picture = self._bytes(length)
        if picture and not picture.startswith(JPEG):
            self._fail("a picture that is none")
        return ReadPage(
            words=plain(words),
            page=position if self.beginning.paged else None,
            place=" ".join(plain(place).split())[:LONGEST_PLACE],
            picture=picture,
            width=size[0] if picture else 0,
            height=size[1] if picture else 0,
        )

    def _answer(self) -> dict[str, Any]:
        """The next line. Raises `Unreadable` where it is a refusal."""
        try:
            answer = json.loads(self._line())
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            self._fail("no answer")
        if "refused" in answer:
            word, number = answer["refused"], answer.get("number")
            refusal = Refusal(word) if word in list(Refusal) else Refusal.ENDED
            raise Unreadable(sentence_of(refusal, number if isinstance(number, int) else 0))
        return answer

    def _line(self) -> bytes:
        looked = 0
        while (end := self._come.find(b"\n", looked)) < 0:
            looked = len(self._come)
            if looked > LONGEST_LINE:
                self._fail("a line without an end")
            self._more()
        line = bytes(self._come[:end])
        del self._come[: end + 1]
        return line

    def _bytes(self, length: int) -> bytes:
        while len(self._come) < length:
            self._more()
        content = bytes(self._come[:length])
        del self._come[:length]
        return content

    def _more(self) -> None:
        """Waits for more, asking now and then whether to stop."""
        assert self._process.stdout is not None  # noqa: S101 - it was started with a pipe
        pipe = self._process.stdout.fileno()
        self._look()
        while not select.select([pipe], [], [], LOOK_SECONDS)[0]:
            self._look()
        piece = os.read(pipe, PIECE)
        if not piece:
            raise Unreadable(sentence_of(self._why_it_ended(), self._seconds))
        self._come += piece

    def _look(self) -> None:
        if self._stopping():
            raise Stopped
        if time.monotonic() > self._until:
            raise Unreadable(sentence_of(Refusal.TOO_SLOW, self._seconds))

    def _why_it_ended(self) -> Refusal:
        """The child ended without a word: it was stopped by a limit, or it broke."""
        status = self._process.wait()
        LOG.warning("The process that read a file ended with status %s.", status)
        by_signal = {-signal.SIGXCPU: Refusal.TOO_SLOW, -signal.SIGKILL: Refusal.TOO_MUCH_MEMORY}
        return by_signal.get(status, Refusal.ENDED)

    def _fail(self, what: str) -> Any:
        LOG.error("The process that read a file gave %s.", what)
        raise Unreadable(sentence_of(Refusal.ENDED))


def _is_size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= HIGHEST


def _ended(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    if process.stdout is not None:
        process.stdout.close()
    process.wait()
