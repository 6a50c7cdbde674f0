"""The wrong file: what it is used for, what goes with it, and why it may have to stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from tracker.models.evidence import StoredFile
from tracker.services.purging_look import kept_because, title_of
from tracker.store import file_uses, purges
from tracker.store import from_files as stored


@dataclass(frozen=True)
class FileFound:
    """A file as a purge meets it. `kept` says why it stays; `pages` (how many), `excerpts` (their numbers) and `copies` go with it."""

    file: StoredFile
    title: str
    kept: str
    pages: int
    versions: Sequence[int]
    excerpts: Sequence[int]
    copies: Sequence[str]
    destroyed_on: date | None


def look_at_file(session: Session, file_id: int) -> FileFound:
    """Raises `NotFound`."""
    file = purges.file(session, file_id)
    files, used = file_uses.not_destroyed(session), file_uses.uses(session)
    versions = stored.versions_of(session, file.sha256)
    same = [one for one in files if one.sha256 == file.sha256 and one.id != file.id]
    return FileFound(
        file=file,
        title=title_of(file, used),
        kept=kept_because(file, files, used),
        pages=stored.pages_of(session, versions),
        versions=versions,
        excerpts=stored.excerpts_of(session, versions),
        copies=[f"{title_of(one, used)}: {one.name}" for one in same],
        destroyed_on=file.destroyed_on,
    )
