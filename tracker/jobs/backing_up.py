"""Makes backups: when they are asked for, and each night; checks each, and drops those that have outlived their days."""

import json
import logging
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tracker.domain.backups import SETTINGS, Manifest, Note, is_name, keep_for, last_due, name_of
from tracker.domain.errors import TrackerError, Unavailable
from tracker.domain.history import START
from tracker.jobs.beside import Writing
from tracker.services import backups
from tracker.services.packing import check, pack
from tracker.store import backups as stored
from tracker.wiring import Wiring

AGAIN_AFTER = timedelta(hours=1)
"""How long after a failure it is tried again by itself."""

log = logging.getLogger("tracker.jobs")


def make_backup(wiring: Wiring, target: Path) -> Manifest:
    """Writes a backup of everything to `target` while people work. Raises `BadInput` and `Unavailable`, with nothing left behind."""
    settings = wiring.settings
    try:
        # Before the snapshot: the history that it sees then has at least as many rows.
        head = wiring.head_file.read()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unavailable(
            "The file history-head.json in the data folder cannot be read. No backup was made. Run “flask audit verify”."
        ) from error
    kept = {"count": head.count if head else 0, "digest": head.digest if head else START}
    there = {name: settings.data_dir / name for name in SETTINGS}
    small = {name: path.read_bytes() for name, path in there.items() if path.is_file()}
    with wiring.database.read_as_one() as session, wiring.backup_archives.writing(target) as into:
        return pack(
            session,
            wiring.files,
            into,
            made_at=wiring.clock.moment().machine,
            kept_head=json.dumps(kept).encode(),
            secret=settings.secret_key,
            settings=small,
        )


def note_of(wiring: Wiring, path: Path, manifest: Manifest) -> Note:
    """Reads the backup at `path` again from beginning to end, and says what is known of it."""
    said = ""
    try:
        with wiring.backup_archives.reading(path) as backup:
            check(backup)
    except TrackerError as error:
        said = str(error)
    return Note(
        name=path.name,
        made_at=manifest.made_at,
        size=path.stat().st_size,
        sha256=wiring.backup_archives.digest(path),
        rows=manifest.rows,
        files=manifest.files,
        checked_at=wiring.clock.moment().machine.isoformat(),
        said=said,
        missing=len(manifest.missing),
    )


def keep_note(wiring: Wiring, target: Path, manifest: Manifest) -> None:
    """Notes a backup that was made by hand in the folder of backups, so that the page knows of it."""
    if target.parent == wiring.settings.backup_dir and is_name(target.name):
        wiring.backup_folder.keep_note(note_of(wiring, target, manifest))


class BackingUp:
    """The pass: makes one when somebody asked for it, or when the hour has come and none was made since."""

    def __init__(self, wiring: Wiring, writing: Writing) -> None:
        self._wiring = wiring
        self._writing = writing

    def waiting(self) -> list[int]:
        """[1] where one is to be made."""
        moment = self._wiring.clock.moment()
        with self._wiring.read() as session:
            known = stored.known(session)
            if known.asked_at and known.asked_at > known.tried_at:
                return [1]
            due = self._due(moment.machine)
            if due is None or not stored.anything_to_keep(session):
                return []
        failed_long_ago = known.failed and known.tried_at < moment.machine - AGAIN_AFTER
        return [1] if known.tried_at < due or failed_long_ago else []

    def work(self) -> None:
        """Makes one, checks it, says so, and drops what has outlived its days. What goes wrong is kept for the page."""
        wiring = self._wiring
        began = wiring.clock.moment().machine
        dropped: list[str] = []
        try:
            # Before it too: where the disk is full, what is too old makes room.
            dropped += self._drop(began)
            note = self._make(began)
            dropped += self._drop(began)
        except (TrackerError, OSError) as error:
            sentence = (
                str(error) if isinstance(error, TrackerError) else f"The disk refused: {error.strerror}."
            )
            log.warning("No backup was made. %s", sentence)
            with self._writing() as desk:
                backups.note_failure(desk, began, sentence, dropped)
            return
        with self._writing() as desk:
            backups.note_made(desk, began, note, dropped)
        log.info("Backup %s: %s rows, %s files. %s", note.name, note.rows, note.files, note.said)

    def _make(self, began: datetime) -> Note:
        wiring = self._wiring
        folder = wiring.backup_folder
        folder.make()
        folder.sweep()
        target = folder.path / name_of(began.astimezone(ZoneInfo(wiring.settings.timezone)))
        note = note_of(wiring, target, make_backup(wiring, target))
        folder.keep_note(note)
        return note

    def _drop(self, now: datetime) -> list[str]:
        folder = self._wiring.backup_folder
        over = keep_for(folder.notes(), now, self._wiring.settings.backup_days).to_drop
        for note in over:
            folder.drop(note.name)
        return [note.name for note in over]

    def _due(self, machine: datetime) -> datetime | None:
        hour = self._wiring.settings.backup_hour
        if hour is None:
            return None
        return last_due(machine.astimezone(ZoneInfo(self._wiring.settings.timezone)), hour)
