"""The archive of evidence as a ZIP that is sent while it is made: no file of it is ever whole in memory."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import RawIOBase
from typing import Any, BinaryIO

from tracker.domain.errors import NotFound
from tracker.domain.evidence_archive import (
    CHANGED,
    HERE,
    LIST,
    MISSING,
    SUMS,
    Held,
    Placed,
    list_of,
    placed,
    state_of,
    sums_of,
)

PIECE = 1 << 18
PACKED_ALREADY = (
    "image/",
    "video/",
    "audio/",
    "application/zip",
    "application/pdf",
    "application/vnd.openxmlformats",
)
"""Kinds of file that packing makes no smaller."""
READABLE = 0o100644 << 16
LARGE = 1 << 31
"""Bytes from which ZIP needs its longer form."""


class _Sink(RawIOBase):
    """Takes what is written, until it is taken away."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._held += content
        return len(content)

    def taken(self) -> bytes:
        content = bytes(self._held)
        self._held.clear()
        return content


def archive_pieces(files: Iterable[Held], open_file: Callable[[str], BinaryIO]) -> Iterator[bytes]:
    """The ZIP, piece by piece: every file under its path, then the two lists. The same files give the same bytes.

    `open_file` takes a digest and raises `NotFound` for what is not there: such a file is listed as missing.
    """
    sink = _Sink()
    listed: list[tuple[Placed, str]] = []
    states: dict[str, str] = {}
    digests: list[tuple[str, str]] = []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in placed(files):
            if file.path not in states:
                states[file.path] = state_of(file.held)
                if states[file.path] == HERE:
                    for state in _packed(archive, file, open_file):
                        states[file.path] = state
                        yield sink.taken()
                    if states[file.path] != MISSING:
                        digests.append((file.path, file.held.sha256))
            listed.append((file, states[file.path]))
        content = list_of(listed)
        digests.append((LIST, hashlib.sha256(content).hexdigest()))
        for name, words in ((LIST, content), (SUMS, sums_of(digests))):
            archive.writestr(_entry(name), words)
    yield sink.taken()


def _packed(archive: zipfile.ZipFile, file: Placed, open_file: Callable[[str], BinaryIO]) -> Iterator[str]:
    """Writes one file; answers after each piece, and at last what became of it."""
    try:
        source = open_file(file.held.sha256)
    except NotFound:
        yield MISSING
        return
    entry = _entry(file.path, file.held)
    digest = hashlib.sha256()
    with source, archive.open(entry, "w", force_zip64=file.held.size >= LARGE) as packed:
        while piece := source.read(PIECE):
            digest.update(piece)
            packed.write(piece)
            yield HERE
    yield HERE if digest.hexdigest() == file.held.sha256 else CHANGED


def _entry(path: str, held: Held | None = None) -> zipfile.ZipInfo:
    day = held.added_on if held and held.added_on.year >= 1980 else None
    entry = zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0) if day else (1980, 1, 1, 0, 0, 0))
    packed = held is None or not held.media_type.startswith(PACKED_ALREADY)
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.external_attr = READABLE
    return entry
