"""A backup: what its manifest says, how it is named, and which ones are kept."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tracker.domain.errors import RecordBroken, Unavailable
from tracker.domain.wording import count_words

FORMAT = 1
"""Raised whenever a backup is laid out in another way. An older one is read, a newer one refused."""
PRODUCT = "matters-arising"
MANIFEST = "manifest.json"
SECRET, HEAD = "secret-key", "history-head.json"
SETTINGS = ("demonstration", "demo-password")
"""Small files of the data folder that belong to the record, where they are there."""
TABLES, FILES = "tables/", "files/"
STALE_AFTER = timedelta(days=2)
"""How old the newest backup may be before the administrator is told."""
DAMAGED = "This is no backup of Matters Arising, or it is damaged: {}. Nothing was changed. Take another one."
_NAME = re.compile(r"matters-arising-\d{4}-\d{2}-\d{2}-\d{6}\.zip")


@dataclass(frozen=True)
class Member:
    """One part of a backup: its length in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What is in a backup. `made_at` is ISO 8601 in UTC; `migration` the version of the tables, such as "0014".

    `tables` counts the rows of each table; `missing` names, by digest, the files that were missing or changed already.
    """

    made_at: str
    migration: str
    database: str
    demonstration: bool
    history: int
    tables: Mapping[str, int]
    members: Mapping[str, Member]
    missing: tuple[str, ...] = ()
    format: int = FORMAT
    product: str = PRODUCT

    @property
    def rows(self) -> int:
        return sum(self.tables.values())

    @property
    def files(self) -> int:
        return sum(name.startswith(FILES) for name in self.members)

    def written(self) -> bytes:
        """The manifest as it stands in the backup."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


def read_manifest(text: bytes, known: Iterable[str]) -> Manifest:
    """The manifest of a backup. `known` are the versions of the tables that this program knows.

    Raises `RecordBroken` for what is none, and `Unavailable` for one of a newer program.
    """
    try:
        given: dict[str, Any] = json.loads(text)
        if given["product"] != PRODUCT:
            raise ValueError("the manifest names another product")
        if given["format"] > FORMAT or given["migration"] not in known:
            raise Unavailable(
                "This backup was made by a newer version of Matters Arising. Nothing was changed. "
                "Install that version, then restore."
            )
        members = {
            str(name): Member(int(one["size"]), str(one["sha256"])) for name, one in given["members"].items()
        }
        tables = {str(name): int(rows) for name, rows in given["tables"].items()}
        if {f"{TABLES}{name}.jsonl" for name in tables} - set(members) or not {SECRET, HEAD} <= set(members):
            raise ValueError("the manifest names no part for something")
        return Manifest(
            made_at=datetime.fromisoformat(given["made_at"]).isoformat(),
            migration=str(given["migration"]),
            database=str(given["database"]),
            demonstration=bool(given["demonstration"]),
            history=int(given["history"]),
            tables=tables,
            members=members,
            missing=tuple(map(str, given["missing"])),
            format=int(given["format"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RecordBroken(DAMAGED.format("its manifest cannot be read")) from error


@dataclass(frozen=True)
class Note:
    """What is known of a backup in the folder without opening it. Moments are ISO 8601; `sha256` is of the whole file.

    `checked_at` is when it was read again from beginning to end, "" where it was not; `said` what was found wrong.
    """

    name: str
    made_at: str
    size: int
    sha256: str = ""
    rows: int = 0
    files: int = 0
    checked_at: str = ""
    said: str = ""
    missing: int = 0

    @property
    def made(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


@dataclass(frozen=True)
class Kept:
    """The backups of a folder, the newest first, and those that have outlived their days."""

    kept: tuple[Note, ...] = ()
    to_drop: tuple[Note, ...] = field(default=())


def name_of(made: datetime) -> str:
    """The name of a backup that was made at `made`, a moment in the office's zone."""
    return f"matters-arising-{made:%Y-%m-%d-%H%M%S}.zip"


def is_name(name: str) -> bool:
    """Whether a file of the folder is named as ours are; whatever else lies there is left alone."""
    return _NAME.fullmatch(name) is not None


def keep_for(notes: Iterable[Note], now: datetime, days: int) -> Kept:
    """Which are kept and which dropped: those older than `days`, but never the newest one that is sound."""
    newest_first = sorted(notes, key=lambda note: note.made, reverse=True)
    sound = next((note for note in newest_first if not note.said), None)
    over = {
        note.name for note in newest_first if note is not sound and note.made < now - timedelta(days=days)
    }
    return Kept(
        tuple(note for note in newest_first if note.name not in over),
        tuple(note for note in newest_first if note.name in over),
    )


def last_due(now: datetime, hour: Any) -> datetime:
    """The latest moment, not after `now`, at which a backup was to be made. `now` is in the office's zone."""
    today = datetime.combine(now.date(), hour, now.tzinfo)
    return today if today <= now else datetime.combine(_day_before(now.date()), hour, now.tzinfo)


def _day_before(day: date) -> date:
    return day - timedelta(days=1)


def size_words(size: int) -> str:
    """ "812 kB", "14.2 MB", "3.1 GB" """
    if size < 1_000_000:
        return f"{max(1, round(size / 1000)):,} kB"
    return f"{size / 1_000_000:,.1f} MB" if size < 1_000_000_000 else f"{size / 1_000_000_000:,.1f} GB"


def ago_words(then: datetime, now: datetime) -> str:
    """ "just now", "12 minutes ago", "3 hours ago", "2 days ago" """
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{count_words(minutes, 'minute')} ago"
    if minutes < 48 * 60:
        return f"{count_words(minutes // 60, 'hour')} ago"
    return f"{count_words(minutes // (24 * 60), 'day')} ago"


def worry(newest: datetime | None, failed: str, now: datetime) -> str:
    """What the administrator must know of the backups, as a sentence; "" where all is well."""
    if failed:
        return f"The last backup could not be made. {failed}"
    if newest is None:
        return "No backup was ever made."
    return f"The last backup was made {ago_words(newest, now)}." if now - newest > STALE_AFTER else ""
