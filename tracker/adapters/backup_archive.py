"""Backups as zip files: written beside and moved into place when whole, read piece by piece."""

import hashlib
import os
import secrets
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.domain.backups import DAMAGED, MANIFEST, Member
from tracker.domain.errors import BadInput, RecordBroken, Unavailable

PIECE = 1_000_000
UNFINISHED = ".part"
"""How a backup ends that is being written; it also begins with a dot, so that nobody takes it for one."""


class ZipWriter:
    """A backup that is being written."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file

    def add(self, name: str, pieces: Iterable[bytes], *, pack: bool) -> Member:
        """Writes one member piece by piece, compressed where `pack` says so, and answers its length and digest."""
        info = zipfile.ZipInfo(name)
        info.external_attr = 0o600 << 16
        info.compress_type = zipfile.ZIP_DEFLATED if pack else zipfile.ZIP_STORED
        digest, size = hashlib.sha256(), 0
        with self._file.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                member.write(piece)
        return Member(size, digest.hexdigest())


class ZipReader:
    """A backup that is read. Whatever is wrong with it is a `RecordBroken` with a sentence."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file

    def names(self) -> list[str]:
        return self._file.namelist()

    def whole(self, name: str, most: int = 64_000_000) -> bytes:
        """A small member at once; `most` is how many bytes it may have."""
        content = b""
        for piece in self.pieces(name):
            content += piece
            if len(content) > most:
                raise RecordBroken(DAMAGED.format(f"{name} is too long"))
        return content

    def pieces(self, name: str) -> Iterator[bytes]:
        """The member, a megabyte at a time."""
        try:
            with self._file.open(name) as member:
                while piece := member.read(PIECE):
                    yield piece
        except KeyError as error:
            raise RecordBroken(DAMAGED.format(f"{name} is missing")) from error
        except (
            OSError,
            EOFError,
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise RecordBroken(DAMAGED.format(f"{name} cannot be read")) from error

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a member, without their ends."""
        rest = b""
        for piece in self.pieces(name):
            *lines, rest = (rest + piece).split(b"\n")
            yield from lines
        if rest:
            yield rest

    def put(self, name: str, target: Path) -> None:
        """Writes the member as a file of its own, for this account alone."""
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for piece in self.pieces(name):
                file.write(piece)


class ZipBackups:
    """The files that backups are."""

    @contextmanager
    def writing(self, target: Path) -> Iterator[ZipWriter]:
        """A new backup at `target`, mode 0600, which appears when it is whole; never over what is there.

        Raises `BadInput` where there is something already, `Unavailable` where the disk refuses.
        """
        if target.exists():
            raise BadInput(f"{target} is there already. Give another name: a backup is never written over.")
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}{UNFINISHED}")
        try:
            with os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
                with zipfile.ZipFile(file, "w", allowZip64=True, compresslevel=6) as archive:
                    yield ZipWriter(archive)
                file.flush()
                os.fsync(file.fileno())
            _appear(beside, target)
        except OSError as error:
            raise Unavailable(
                f"The backup could not be written to {target}: {error.strerror or error}. Nothing was kept of it."
            ) from error
        finally:
            with suppress(OSError):
                beside.unlink()

    @contextmanager
    def reading(self, path: Path) -> Iterator[ZipReader]:
        """The backup at `path`. Raises `BadInput` where it cannot be opened, `RecordBroken` where it is none."""
        try:
            file = path.open("rb")
        except OSError as error:
            raise BadInput(f"{path} cannot be opened: {error.strerror}.") from error
        with file:
            try:
                archive = zipfile.ZipFile(file)
            except (OSError, zipfile.BadZipFile, ValueError) as error:
                raise RecordBroken(DAMAGED.format("it is no whole zip file")) from error
            with archive:
                if archive.namelist().count(MANIFEST) != 1:
                    raise RecordBroken(DAMAGED.format("it has no manifest"))
                yield ZipReader(archive)

    def digest(self, path: Path) -> str:
        """The SHA-256 of the whole file, in hex."""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def _appear(beside: Path, target: Path) -> None:
    try:
        target.hardlink_to(beside)
    except FileExistsError as error:
        raise BadInput(
            f"{target} is there already. Give another name: a backup is never written over."
        ) from error
    except OSError:
        # A file system without hard links, such as that of a memory stick.
        beside.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
