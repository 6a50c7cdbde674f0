"""Exchanges parts of the data folder for others: what was there is kept beside until all is well, and comes back where it is not."""

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.domain.errors import Unavailable

ASIDE = ".before-restore"
"""How the name of what was there ends meanwhile."""
MARK = "restore-in-progress"
"""A file that is there from the first move to the last; what was left behind without it is waste."""


class DataFolder:
    """The data folder, and the file of the database where it is one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mark = folder / MARK

    def stage(self) -> Path:
        """A new folder for what is being restored."""
        stage = self._folder / f".restoring-{secrets.token_hex(4)}"
        stage.mkdir(mode=0o700)
        return stage

    def discard(self, stage: Path) -> None:
        """Takes away what is left of a staging folder."""
        _remove(stage)

    def recover(self, homes: Iterable[Path]) -> bool:
        """Puts back what a restore that was killed had moved aside. True where there was one."""
        killed = self._mark.exists()
        for home in homes:
            aside = _aside(home)
            if killed and _is_there(aside):
                _remove(home)
                aside.rename(home)
            else:
                _remove(aside)
        self._mark.unlink(missing_ok=True)
        for stage in self._folder.glob(".restoring-*"):
            _remove(stage)
        return killed

    @contextmanager
    def exchanged(self, new: Mapping[Path, Path | None]) -> Iterator[None]:
        """Moves what is at each home aside, and what is new into its place; a home without anything new (None) is emptied.

        What was there goes when the block ends, and comes back when it, or a move, fails. Raises `Unavailable` where the disk refuses.
        """
        came: list[Path] = []
        try:
            try:
                self._move(new, came)
            except OSError as error:
                raise Unavailable(
                    f"The data folder could not be changed: {error.strerror}. Nothing was changed."
                ) from error
            yield
        except BaseException:
            for home in new:
                if home in came:
                    _remove(home)
                if _is_there(_aside(home)):
                    _aside(home).rename(home)
            self._mark.unlink(missing_ok=True)
            raise
        self._mark.unlink(missing_ok=True)
        for home in new:
            _remove(_aside(home))

    def _move(self, new: Mapping[Path, Path | None], came: list[Path]) -> None:
        os.sync()
        self._mark.touch(mode=0o600)
        for home, staged in new.items():
            if _is_there(home):
                home.rename(_aside(home))
            if staged is not None:
                home.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                staged.rename(home)
                came.append(home)


def _aside(home: Path) -> Path:
    return home.with_name(f"{home.name}{ASIDE}")


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
