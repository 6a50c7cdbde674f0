"""Files on disk, each under its own digest; a file that is there already is not written again."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from tracker.domain.errors import NotFound, Unavailable


class DiskFiles:
    """Keeps files in two levels of folders under `folder`, readable by this account alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Stores `content` and returns its SHA-256 in hex. Raises `Unavailable` when the disk refuses."""
        sha256 = hashlib.sha256(content).hexdigest()
        target = self._path(sha256)
        try:
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                _write_whole(target, content)
        except OSError as error:
            raise Unavailable(
                "The file could not be stored. Ask the administrator to check the disk."
            ) from error
        return sha256

    def open(self, sha256: str) -> BinaryIO:
        """The file, open for reading. Raises `NotFound` when it is not there."""
        try:
            return self._path(sha256).open("rb")
        except OSError as error:
            raise NotFound(
                "The file is not in the store any more. Where it was destroyed, its entry says so; else tell the administrator."
            ) from error

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def _write_whole(target: Path, content: bytes) -> None:
    """The whole file or none: written beside, flushed to the disk, then moved into place."""
    handle, name = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
