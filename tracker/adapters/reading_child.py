"""The process that reads one file: the file on standard input, what was read on standard output, a page at a time, and ends.

Run as `python -m tracker.adapters.reading_child KIND MEGABYTES SECONDS`, where the kind is an ending such as ".pdf". Each answer
is a line of JSON; one with "picture" is followed by so many bytes. The last is {"end": true} or {"refused": …, "number": …}.
"""

import json
import os
import resource
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO

from tracker.domain.document_reading import Beginning, ReadPage, Refusal, Refused

Read = Callable[[BinaryIO], Iterator[Beginning | ReadPage]]
OPEN_FILES = 64
LARGEST_FILE = 1_000_000
"""Bytes: what it says on standard error goes to a file of its parent's."""


def main(kind: str, megabytes: int, seconds: int) -> int:
    """The exit status: 0 when it has said how it ended."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What a library prints must not get among the answers.
    read = _reader(kind)
    limit(megabytes, seconds)
    try:
        for piece in read(sys.stdin.buffer):
            _say(answers, piece)
        _write(answers, {"end": True})
    except Refused as refused:
        _write(answers, {"refused": refused.refusal, "number": refused.number})
    except (MemoryError, RecursionError):
        _write(answers, {"refused": Refusal.TOO_MUCH_MEMORY, "number": 0})
    return 0


def _reader(kind: str) -> Read:
    """Loads what reads this kind, before the limits are drawn: a library may start what they forbid."""
    if kind == ".pdf":
        from tracker.adapters.pdf_reader import read
    elif kind == ".docx":
        from tracker.adapters.docx_reader import read
    elif kind == ".xlsx":
        from tracker.adapters.xlsx_reader import read
    elif kind in (".png", ".jpg", ".jpeg"):
        from tracker.adapters.picture_reader import read
    elif kind == ".csv":
        from tracker.adapters.text_reader import read_csv as read
    else:
        from tracker.adapters.text_reader import read_text as read
    return read


def _say(answers: BinaryIO, piece: Beginning | ReadPage) -> None:
    if isinstance(piece, Beginning):
        _write(answers, {"total": piece.total, "paged": piece.paged, "notices": piece.notices})
        return
    size = (piece.width, piece.height)
    answer = {"page": piece.page, "place": piece.place, "words": piece.words, "size": size}
    _write(answers, {**answer, "picture": len(piece.picture)}, piece.picture)


def _write(answers: BinaryIO, answer: dict[str, object], content: bytes = b"") -> None:
    answers.write(json.dumps(answer).encode("ascii") + b"\n" + content)
    answers.flush()


def limit(megabytes: int, seconds: int) -> None:
    """No more memory and time than these, no file written but a short log, no process started."""
    size = megabytes * 1024 * 1024
    limits = {
        resource.RLIMIT_AS: size,
        resource.RLIMIT_FSIZE: LARGEST_FILE,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))
    # Ended by a signal of its own, which its parent knows.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))


if __name__ == "__main__":
    status = main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    sys.stderr.flush()
    os._exit(status)
