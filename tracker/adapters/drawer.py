"""Letters that hold a secret, as files readable by this account alone, until they are sent."""

import json
import os
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tracker.domain.errors import Unavailable

NAME = re.compile(r"[0-9a-f-]{36}", re.ASCII)


class LetterFiles:
    """A folder of letters, one file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, body_text: str, body_html: str) -> None:
        """Keeps the text of mail `name`. Raises `Unavailable` when the disk refuses."""
        content = json.dumps({"text": body_text, "html": body_html})
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._path(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise Unavailable(
                "The mail could not be kept. Nothing was changed. Ask the administrator to check the disk."
            ) from error

    def read(self, name: str) -> tuple[str, str] | None:
        """The text and the HTML of mail `name`; None where it is gone."""
        path = self._path(name)
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return str(kept["text"]), str(kept["html"])

    def drop(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def drop_older_than(self, moment: datetime) -> None:
        """Drops what was kept before `moment` (the machine's time): its secret opens nothing any more."""
        for path in self._folder.glob("*"):
            with suppress(OSError):
                if path.stat().st_mtime < moment.timestamp():
                    path.unlink()

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError("the name of a letter is a UUID")
        return self._folder / name
