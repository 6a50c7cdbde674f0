"""Checks that every file on record is in the store, and is what it was: its bytes still give its digest."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from tracker.domain.errors import NotFound
from tracker.ports import FileStore
from tracker.store import documents as stored

PIECE = 1_000_000
MISSING, CHANGED = "missing", "changed"


@dataclass(frozen=True)
class Checked:
    """One file of the store. `name` is what it came as, or of which page it is the picture; `what` is "" where it is as it was."""

    sha256: str
    name: str
    what: str = ""


def verify_files(session: Session, files: FileStore) -> Iterator[Checked]:
    """Every file that the record names, each digest once: what was uploaded, came by mail or was built, then pictures of pages."""
    seen: set[str] = set()
    for sha256, name in _named(session):
        if sha256 not in seen:
            seen.add(sha256)
            yield Checked(sha256, name, _look(files, sha256))


def _named(session: Session) -> Iterator[tuple[str, str]]:
    last = 0
    while rows := stored.kept_files(session, last):
        yield from ((row.sha256, row.name) for row in rows)
        last = rows[-1].key
    for sha256, code, version, position in stored.pictures(session):
        yield sha256, f"picture of {code}, version {version}, page {position}"


def _look(files: FileStore, sha256: str) -> str:
    digest = hashlib.sha256()
    try:
        with files.open(sha256) as file:
            while piece := file.read(PIECE):
                digest.update(piece)
    except (NotFound, OSError):
        return MISSING
    return "" if digest.hexdigest() == sha256 else CHANGED
