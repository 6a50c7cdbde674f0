"""Packs the whole record into a backup, and checks one from beginning to end. It writes nothing to the record."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from tracker.domain.backups import (
    DAMAGED,
    FILES,
    HEAD,
    MANIFEST,
    SECRET,
    TABLES,
    Manifest,
    Member,
    read_manifest,
)
from tracker.domain.errors import NotFound, RecordBroken
from tracker.ports import BackupReader, BackupWriter, FileStore
from tracker.store import documents, facts, history, portable, version

PIECE = 1_000_000


def pack(
    session: Session,
    store: FileStore,
    into: BackupWriter,
    *,
    made_at: datetime,
    kept_head: bytes,
    secret: str,
    settings: Mapping[str, bytes],
) -> Manifest:
    """Writes everything that `session` sees, which must be one snapshot, and after it the files that it names.

    `kept_head` is the head outside the database, read *before* the snapshot: the history then has at least its rows. A file that is
    missing or changed already is named in the manifest, and does not keep the rest from being saved.
    """
    connection = session.connection()
    version.check(connection)
    members: dict[str, Member] = {}
    counted: dict[str, int] = {}
    for name, table in sorted(portable.tables(connection).tables.items()):
        lines = _Lines(portable.header(table), portable.rows(connection, table))
        members[f"{TABLES}{name}.jsonl"] = into.add(f"{TABLES}{name}.jsonl", lines.pieces(), pack=True)
        counted[name] = lines.count
    for name, content in {SECRET: f"{secret}\n".encode(), HEAD: kept_head, **settings}.items():
        members[name] = into.add(name, [content], pack=False)
    missing = _pack_files(session, store, into, members)
    manifest = Manifest(
        made_at=made_at.isoformat(),
        migration=version.newest(),
        database="sqlite" if connection.dialect.name == "sqlite" else "postgresql",
        demonstration=facts.demonstration_days(session)[0] is not None,
        history=history.head(session).count,
        tables=counted,
        members=members,
        missing=tuple(sorted(missing)),
    )
    into.add(MANIFEST, [manifest.written()], pack=True)
    return manifest


def check(backup: BackupReader) -> Manifest:
    """Reads every member of a backup and compares it with the manifest. Raises `RecordBroken`, or `Unavailable` for a newer one."""
    manifest = read_manifest(backup.whole(MANIFEST), version.known())
    names = backup.names()
    if sorted(names) != sorted([MANIFEST, *manifest.members]):
        raise RecordBroken(DAMAGED.format("its parts are not those that its manifest names"))
    for name, member in manifest.members.items():
        digest, size = hashlib.sha256(), 0
        for piece in backup.pieces(name):
            digest.update(piece)
            size += len(piece)
            if size > member.size:
                break
        if (size, digest.hexdigest()) != (member.size, member.sha256):
            raise RecordBroken(DAMAGED.format(f"{name} is not what it was"))
        _check_name(name, member, manifest)
    return manifest


def _check_name(name: str, member: Member, manifest: Manifest) -> None:
    """A file is named by its digest: one that is not would be put into another's place."""
    if name.startswith(FILES):
        digest = name.removeprefix(FILES)
        if digest != member.sha256 and digest not in manifest.missing:
            raise RecordBroken(DAMAGED.format(f"{name} is not what it was"))
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise RecordBroken(DAMAGED.format("it holds a file under a wrong name"))


def _pack_files(
    session: Session, store: FileStore, into: BackupWriter, members: dict[str, Member]
) -> set[str]:
    missing = set()
    for sha256 in named_files(session):
        name = f"{FILES}{sha256}"
        if name in members:
            continue
        try:
            with store.open(sha256) as file:
                members[name] = into.add(name, iter(lambda: file.read(PIECE), b""), pack=False)
        except NotFound:
            missing.add(sha256)
        else:
            if members[name].sha256 != sha256:
                missing.add(sha256)
    return missing


def named_files(session: Session) -> Iterator[str]:
    """Every file that the record names and that was not destroyed on purpose, each perhaps more than once."""
    last = 0
    while rows := documents.kept_files(session, last):
        yield from (row.sha256 for row in rows if row.destroyed_on is None)
        last = rows[-1].key
    for sha256, *_ in documents.pictures(session):
        yield sha256


class _Lines:
    """The rows of a table as lines of JSON, some hundred kilobytes at a time; counts them."""

    def __init__(self, header: Mapping[str, Any], rows: Iterator[list[Any]]) -> None:
        self._header = header
        self._rows = rows
        self.count = 0

    def pieces(self) -> Iterator[bytes]:
        gathered = [_line(self._header)]
        size = 0
        for row in self._rows:
            self.count += 1
            gathered.append(_line(row))
            size += len(gathered[-1])
            if size > 200_000:
                yield b"".join(gathered)
                gathered, size = [], 0
        yield b"".join(gathered)


def _line(value: object) -> bytes:
    return (
        json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
    )
