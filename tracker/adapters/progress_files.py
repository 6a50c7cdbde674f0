"""How far a long transaction is, in a file beside the database: what it has written so far nobody else can read before its end.

On SQLite nobody else can write meanwhile either, so the wish to stop it is a file too.
"""

from pathlib import Path


class ProgressFiles:
    """Notes in `folder`, one for each piece of work."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def say(self, name: str, done: int) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        whole = self._folder / f"{name}.new"
        whole.write_text(str(done), "ascii")
        whole.replace(self._folder / f"{name}.done")

    def said(self, name: str) -> int | None:
        """How much was done when it was last said; None where nothing is under way."""
        try:
            return int((self._folder / f"{name}.done").read_text("ascii"))
        except (OSError, ValueError):
            return None

    def stop(self, name: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / f"{name}.stop").touch()

    def told_to_stop(self, name: str) -> bool:
        return (self._folder / f"{name}.stop").exists()

    def forget(self, name: str) -> None:
        for ending in ("done", "stop", "new"):
            (self._folder / f"{name}.{ending}").unlink(missing_ok=True)
