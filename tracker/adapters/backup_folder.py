"""The folder of backups: what lies there, with a note beside each so that a page need not open them."""

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tracker.domain.backups import Note, is_name
from tracker.domain.errors import Unavailable

UNFINISHED = ".part"
FORGOTTEN_SECONDS = 3600


class BackupFolder:
    """Backups that are named as ours are. Whatever else lies in the folder is left alone."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def make(self) -> None:
        """Makes the folder, for this account alone. Raises `Unavailable` where that is refused."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise Unavailable(
                f"The folder for backups, {self.path}, cannot be made: {error.strerror}."
            ) from error

    def notes(self) -> list[Note]:
        """What is known of each backup. One without a note has what its file says."""
        try:
            names = sorted(one.name for one in os.scandir(self.path) if is_name(one.name))
        except OSError:
            return []
        return [note for name in names if (note := self._note(name))]

    def keep_note(self, note: Note) -> None:
        """Writes what is known of a backup beside it."""
        beside = self._beside(note.name)
        fresh = beside.with_name(f".{beside.name}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(json.dumps(asdict(note)))
        fresh.replace(beside)

    def drop(self, name: str) -> None:
        """Deletes a backup and its note. Raises `Unavailable` where that is refused."""
        if not is_name(name):
            raise ValueError(name)
        try:
            (self.path / name).unlink(missing_ok=True)
            self._beside(name).unlink(missing_ok=True)
        except OSError as error:
            raise Unavailable(f"{name} cannot be deleted: {error.strerror}.") from error

    def sweep(self) -> None:
        """Deletes what backups that were interrupted left behind: nobody wrote to it for an hour."""
        for left in self.path.glob(f".*{UNFINISHED}"):
            with suppress(OSError):
                if left.stat().st_mtime < time.time() - FORGOTTEN_SECONDS:
                    left.unlink()

    def _note(self, name: str) -> Note | None:
        path = self.path / name
        try:
            found = path.stat()
        except OSError:
            return None
        try:
            note = Note(**json.loads(self._beside(name).read_text()))
        except (OSError, ValueError, TypeError):
            return Note(name, datetime.fromtimestamp(found.st_mtime, UTC).isoformat(), found.st_size)
        return (
            note
            if note.name == name and note.size == found.st_size
            else Note(
                name, note.made_at, found.st_size, said="Its length is not what it was when it was made."
            )
        )

    def _beside(self, name: str) -> Path:
        return self.path / f"{name}.json"
