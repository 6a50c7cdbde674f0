"""Looks for words in files, in a child process with limits: a hostile file costs an answer, and never the server.

One process looks into many files. Where it ends or hangs on one, that one counts as not looked into, and another goes on behind it.
"""

import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tracker.domain.purging import Looked, Words

ROOT = Path(__file__).parents[2]
PASSED_ON = ("PATH", "LANG", "LC_ALL")
MEGABYTES = 2_048
PROCESS_SECONDS = 3_600
"""Of processor time for all files together."""


def look_into(paths: Sequence[Path], words: Words, *, seconds: float = 60) -> Iterator[Looked]:
    """What each file holds, in the order of `paths`. `seconds` is how long one may take."""
    left = list(paths)
    while left:
        answered = 0
        for answer in _answers(left, words, seconds):
            answered += 1
            yield answer
        if answered < len(left):
            yield Looked(unread=True)
            answered += 1
        left = left[answered:]


def _answers(paths: Sequence[Path], words: Words, seconds: float) -> Iterator[Looked]:
    """As many as the process gives before it ends, or takes too long."""
    pattern = words.pattern
    asked = {"pattern": pattern.pattern, "flags": pattern.flags, "paths": [str(path) for path in paths]}
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603 - the command is ours
            [sys.executable, "-m", "tracker.adapters.file_words_child", str(MEGABYTES), str(PROCESS_SECONDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            cwd=ROOT,
            env={**environment, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        )
        assert process.stdin is not None  # noqa: S101 - it was started with a pipe
        assert process.stdout is not None  # noqa: S101
        try:
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.close()
            come = b""
            for _ in paths:
                while b"\n" not in come:
                    if not select.select([process.stdout], [], [], seconds)[0]:
                        return
                    piece = os.read(process.stdout.fileno(), 65_536)
                    if not piece:
                        return
                    come += piece
                line, come = come.split(b"\n", 1)
                yield _looked(json.loads(line))
        except (BrokenPipeError, ValueError):
            return
        finally:
            process.kill()
            process.stdout.close()
            process.wait()


def _looked(answer: dict[str, Any]) -> Looked:
    if answer.get("unread"):
        return Looked(unread=True)
    return Looked(count=int(answer["count"]), around=str(answer["around"])[:400])
