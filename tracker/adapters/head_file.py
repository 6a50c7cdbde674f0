"""The head of the history, kept outside the database, so that a tail that was cut off shows."""

import fcntl
import json
from pathlib import Path

from tracker.domain.history import Head


class HeadFile:
    """A small file in the data folder. It never goes back: a head with fewer rows does not replace one with more."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Head | None:
        """The head that was kept; None before the first one. Raises `ValueError` for a file that is no head."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return Head(int(kept["count"]), str(kept["digest"]))

    def keep(self, head: Head) -> None:
        """Keeps `head`. Processes that commit at the same time come one after the other. Raises as `read`, and `OSError`."""
        with self._path.with_name(f"{self._path.name}.lock").open("a") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            kept = self.read()
            if kept and kept.count >= head.count:
                return
            beside = self._path.with_name(f"{self._path.name}.new")
            beside.write_text(json.dumps({"count": head.count, "digest": head.digest}), encoding="utf-8")
            beside.replace(self._path)
