"""The process that reads one log: the file on standard input, its cells on standard output, a line of JSON for each row, and ends.

Run as `python -m tracker.adapters.log_child KIND MEGABYTES SECONDS`, where the kind is ".xlsx", ".csv" or ".json". The last line is
{"end": true} or {"refused": …}.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from tracker.adapters.reading_child import limit
from tracker.domain.document_reading import Refusal, Refused
from tracker.domain.log_refusals import LogRefused
from tracker.domain.log_sheets import Cell, SheetRow


def main(kind: str, megabytes: int, seconds: int) -> int:
    """The exit status: 0 when it has said how it ended."""
    answers = os.fdopen(os.dup(1), "wb", buffering=262_144)
    os.dup2(2, 1)  # What a library prints must not get among the answers.
    read = _reader(kind)
    limit(megabytes, seconds)
    try:
        for piece in read(sys.stdin.buffer):
            _write(answers, _row(piece) if isinstance(piece, SheetRow) else piece)
        _write(answers, {"end": True})
    except (Refused, LogRefused) as refused:
        _write(answers, {"refused": refused.refusal})
    except (MemoryError, RecursionError):
        _write(answers, {"refused": Refusal.TOO_MUCH_MEMORY})
    answers.flush()
    return 0


def _reader(kind: str) -> Callable[[BinaryIO], Iterator[Any]]:
    """Loads what reads this kind, before the limits are drawn: a library may start what they forbid."""
    if kind == ".xlsx":
        from tracker.adapters.log_xlsx import read
    elif kind == ".json":
        from tracker.adapters.log_json import read
    else:
        from tracker.adapters.log_csv import read
    return read


def _row(row: SheetRow) -> dict[str, Any]:
    cells = [_cell(cell) for cell in row.cells]
    return {"r": row.number, "h": int(row.hidden), "n": row.lines, "c": cells}


def _cell(cell: Cell) -> list[Any]:
    on = cell.on.isoformat() if cell.on else None
    known = [cell.column, cell.text, cell.kind, on, cell.number, cell.fill, cell.width, int(cell.from_above)]
    # Most cells are plain words: the rest of them goes without saying.
    return known[:2] if known[2:] == ["text", None, None, "", 1, 0] else known


def _write(answers: BinaryIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer).encode("ascii") + b"\n")


if __name__ == "__main__":
    status = main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    sys.stderr.flush()
    os._exit(status)
