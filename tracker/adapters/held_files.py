"""The files of the data folder, as far as they hold something of the record: looked into, and destroyed."""

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from tracker.adapters.file_words import look_into
from tracker.domain.purging import LEFT_OVER, LETTER, MAILBOX, Looked, Loose, Sweep, Words

DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
UNFINISHED = re.compile(r"tmp[a-z0-9_]{8}", re.ASCII)


class HeldFiles:
    """Over the data folder, and the folder of backups."""

    def __init__(self, folder: Path, backups: Path) -> None:
        self._folder = folder
        self._backups = backups
        self._files = folder / "files"
        self._folders = {LETTER: folder / "letters", MAILBOX: folder / "mail", LEFT_OVER: self._files}

    def look(self, sha256s: Sequence[str], words: Words) -> Iterator[Looked]:
        return look_into([self._path(sha256) for sha256 in sha256s], words)

    def loose(self, named: Collection[str]) -> Sequence[Loose]:
        found = [
            Loose(kind, path.name)
            for kind in (LETTER, MAILBOX)
            for path in sorted(self._folders[kind].glob("*"))
            if path.is_file()
        ]
        stored = sorted(path for path in self._files.glob("*/*") if path.name not in named)
        return [*found, *(Loose(LEFT_OVER, path.name) for path in stored if _is_ours(path.name))]

    def look_loose(self, loose: Sequence[Loose], words: Words) -> Iterator[Looked]:
        return look_into([self._loose_path(one) for one in loose], words)

    def backups(self) -> Sequence[str]:
        names = (path.name for path in self._backups.glob("*") if path.suffix != ".json")
        return sorted((name for name in names if not name.startswith(".")), reverse=True)

    def is_there(self, sha256: str) -> bool:
        return self._path(sha256).exists()

    def destroy(self, sweep: Sweep) -> None:
        for sha256 in sweep.files:
            self._gone(self._path(sha256))
        for one in sweep.loose:
            self._gone(self._loose_path(one))
            if one.kind == LEFT_OVER:
                self._gone(self._folder / "thumbnails" / f"{Path(one.name).name}.png")

    def _gone(self, path: Path) -> None:
        """Writes zeros over the file before its name goes, for what that is worth on this kind of disk."""
        try:
            with path.open("r+b") as file:
                left = path.stat().st_size
                while left > 0:
                    left -= file.write(bytes(min(left, 1_000_000)))
                file.flush()
        except FileNotFoundError:
            return
        path.unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        if not DIGEST.fullmatch(sha256):
            raise ValueError("a stored file is known by its digest")
        return self._files / sha256[:2] / sha256

    def _loose_path(self, one: Loose) -> Path:
        if one.kind == LEFT_OVER:
            return self._files / (one.name[:2] if DIGEST.fullmatch(one.name) else "") / Path(one.name).name
        return self._folders[one.kind] / Path(one.name).name


def _is_ours(name: str) -> bool:
    return DIGEST.fullmatch(name) is not None or UNFINISHED.fullmatch(name) is not None
