"""Forgets an import that wrote nothing: what was read of its file, and the file where nothing else has it."""

from tracker.models.evidence import StoredFile
from tracker.models.imports import Import
from tracker.services.desk import Desk
from tracker.services.destroying import destroy_files, sweep_later
from tracker.services.history import record
from tracker.services.imports import check_open, subject
from tracker.store import file_uses
from tracker.store import imports as stored


def forget_import(desk: Desk, one: Import) -> None:
    """Deletes it with its rows. `one` is locked. Raises `InvalidMove` for one that was written, or at which something is at work."""
    check_open(one, None)
    name, file_id = subject(one), one.file_id
    stored.forget_rows(desk.session, one.key)
    desk.session.delete(one)
    desk.session.flush()
    destroyed = _destroy_unused(desk, file_id)
    record(desk, "import.forgotten", name, after={"file_destroyed": destroyed})


def _destroy_unused(desk: Desk, file_id: int) -> bool:
    """Whether the file went: it stays where anything else has the same content."""
    file = desk.session.get_one(StoredFile, file_id)
    used = file_uses.uses(desk.session)
    same = [one.key for one in file_uses.not_destroyed(desk.session) if one.sha256 == file.sha256]
    if any(used.get(key) for key in same):
        return False
    destroy_files(desk, same)
    sweep_later(desk)
    return True
