"""Asks for a backup, and notes what became of it. The backup itself is made by `packing`, beside the record."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from tracker.domain.backups import Note
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.store import backups as stored

SUBJECT = "backups"


def ask_for_backup(desk: Desk) -> None:
    """Asks the scheduler to make one now. Asking twice makes one."""
    if stored.known(desk.session).is_being_made:
        return
    stored.put(desk.session, asked=desk.moment.machine.isoformat())
    record(desk, "backup.asked", SUBJECT)


def note_made(desk: Desk, began: datetime, note: Note, dropped: Sequence[str]) -> None:
    """Notes a backup that was made by a try that began at `began`, and those that were dropped after it."""
    stored.put(desk.session, tried=began.isoformat(), failed=note.said, made=json.dumps(asdict(note)))
    if dropped:
        stored.put(desk.session, dropped=" ".join(dropped))
    after = {"name": note.name, "sha256": note.sha256, "size": note.size, "said": note.said}
    record(desk, "backup.made", SUBJECT, after={**after, "dropped": list(dropped)} if dropped else after)


def note_failure(desk: Desk, began: datetime, sentence: str, dropped: Sequence[str]) -> None:
    """Notes why none was made. The scheduler tries again when the hour comes, or when somebody asks."""
    stored.put(desk.session, tried=began.isoformat(), failed=sentence)
    after = {"because": sentence}
    record(desk, "backup.failed", SUBJECT, after={**after, "dropped": list(dropped)} if dropped else after)


def note_dropped(desk: Desk, name: str) -> None:
    """Notes that somebody deleted a backup."""
    record(desk, "backup.deleted", SUBJECT, before={"name": name})
