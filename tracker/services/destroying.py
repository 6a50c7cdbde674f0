"""What purge and disposal share: how the content of files, of the history and of the index goes, while their rows stay."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from tracker.domain.canonical import canonical_text
from tracker.domain.documents import ReadState
from tracker.domain.purging import LEFT_OVER, Loose, Sweep
from tracker.domain.stemming import WordReader
from tracker.domain.wording import date_words
from tracker.services.audit import DISPOSED
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.versions import next_version
from tracker.store import destroying as stored
from tracker.store import facts, file_uses

TO_SWEEP = "to sweep"
"""The fact that something was destroyed and the disk was not yet rid of it."""


def destroy_files(desk: Desk, file_ids: Collection[int]) -> tuple[Loose, ...]:
    """Marks the content of these files as destroyed, with what was read in them. Returns the pictures of pages that go too.

    Every row of the same content is marked. The rows stay, with their names and digests. Nothing that was issued or is public may be
    among them: see `store/file_uses.py`.
    """
    if not file_ids:
        return ()
    today = desk.moment.today
    files = stored.lock_files(desk.session, file_ids)
    for file in files:
        file.destroyed_on = today
    pictures: set[str] = set()
    for version in stored.lock_versions_of(desk.session, [file.key for file in files]):
        pictures |= stored.drop_pages(desk.session, version.key)
        version.state, version.finished_at = ReadState.REFUSED, desk.moment.machine
        version.said = f"Its file was destroyed on {date_words(today)}."
        version.pages_total, version.pages_read = None, 0
        next_version(version)
    stored.drop_report_files(desk.session, [file.key for file in files])
    desk.session.flush()
    return tuple(Loose(LEFT_OVER, sha256) for sha256 in sorted(pictures - file_uses.digests(desk.session)))


def destroy_payloads(desk: Desk, numbers: Iterable[int]) -> int:
    """Destroys what these rows of the history say. Each gets its own row, so that the chain still verifies. Returns how many."""
    gone = stored.drop_payloads(desk.session, sorted(set(numbers)))
    for number in gone:
        record(desk, DISPOSED, f"row {number} of the history")
    return len(gone)


def index_again(desk: Desk, reader: WordReader, changed: Mapping[str, Collection[Any]]) -> None:
    """Writes the index anew for rows that were changed by statements; `changed` has their keys by table."""
    desk.session.flush()
    stored.index_again(desk.session, reader, changed)


def sweep_later(desk: Desk, loose: Sequence[Loose] = ()) -> None:
    """Notes that the disk has to be rid of what was destroyed, and of these files that no row names."""
    waiting = owed(desk.session)
    names = tuple(dict.fromkeys((*(waiting.loose if waiting else ()), *loose)))
    note = {"since": desk.moment.machine.isoformat(), "loose": tuple((one.kind, one.name) for one in names)}
    facts.put(desk.session, TO_SWEEP, canonical_text(note))


def owed(session: Session) -> Sweep | None:
    """What the disk has to be rid of; None where it is rid of all. Files are those that the record says were destroyed."""
    note = facts.get(session, TO_SWEEP)
    if note is None:
        return None
    said = json.loads(note)
    return Sweep(
        tuple(sorted(file_uses.destroyed_digests(session) - file_uses.digests(session))),
        tuple(Loose(kind, name) for kind, name in said["loose"]),
        datetime.fromisoformat(said["since"]),
    )


def swept(desk: Desk) -> None:
    """The disk is rid of all that was destroyed."""
    stored.drop_fact(desk.session, TO_SWEEP)
