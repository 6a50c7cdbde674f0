"""Takes a log in at one go, for scripts: the same steps as on the pages, all of them in the one transaction of the desk."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from tracker.domain.errors import Unreadable
from tracker.domain.import_rows import LogRow
from tracker.domain.import_texts import from_text
from tracker.domain.imports import ImportState
from tracker.models.imports import Import
from tracker.models.meetings import MeetingSeries
from tracker.services.desk import Desk
from tracker.services.documents import Upload
from tracker.services.import_judging import AT_ONCE
from tracker.services.import_preparing import Bench, prepare
from tracker.services.import_writing import ProgressNotes, write_rows
from tracker.services.imports import choose_file, preview
from tracker.store import imports as stored


@dataclass(frozen=True)
class Became:
    """A row as it was read, and what became of it: its fate, why, and the reference of its action where it has one."""

    read: LogRow
    fate: str
    why: str
    action: str


def take_in(desk: Desk, bench: Bench, notes: ProgressNotes, series: MeetingSeries, upload: Upload) -> Import:
    """Reads `upload` and writes what is new or changed. Owners that no post fits are kept in words; what has to be asked is left as it is.

    Raises `BadInput` for a file that cannot be read. Whoever opened the desk rolls back then, and nothing is changed.
    """
    one = choose_file(desk, bench.files, series, upload)
    state = prepare(lambda: _here(desk), bench, one.key)
    if state is not ImportState.PREPARED:
        raise Unreadable(one.said or "The file could not be read.", field="file")
    if preview(desk, one).writes:
        write_rows(desk, one, bench.matcher, notes)
    return one


def _here(desk: Desk) -> AbstractContextManager[Desk]:
    """A transaction that is already open, and ends later."""
    return nullcontext(desk)


def became(desk: Desk, one: Import) -> Iterator[Became]:
    """What became of each row, in the order of the file."""
    position = 0
    while rows := stored.rows_after(desk.session, one.key, position, AT_ONCE):
        names = stored.references(desk.session, [row.action_id for row in rows if row.action_id])
        for row in rows:
            action = names.get(row.action_id, "") if row.action_id else ""
            yield Became(from_text(row.read), row.fate.value, row.why, action)
            desk.session.expunge(row)
        position = rows[-1].position
