"""The purges that were made, and the files that came in lately."""

from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import Session, col, select

from tracker.domain.errors import NotFound
from tracker.models.evidence import StoredFile
from tracker.models.keeping import Purge


def purges(session: Session, most: int = 100) -> Sequence[Purge]:
    """The last ones, the latest first."""
    return session.exec(select(Purge).order_by(col(Purge.id).desc()).limit(most)).all()


def purge(session: Session, number: int) -> Purge:
    """Raises `NotFound`."""
    made = session.get(Purge, number)
    if made is None:
        raise NotFound("There is no such purge.")
    return made


def files(session: Session, page: int, size: int) -> tuple[Sequence[StoredFile], int]:
    """A page (from 1) of the files whose content is held, the latest first, and how many there are."""
    held = col(StoredFile.destroyed_on).is_(None)
    total = session.exec(select(func.count()).select_from(StoredFile).where(held)).one()
    query = select(StoredFile).where(held).order_by(col(StoredFile.id).desc())
    return session.exec(query.limit(size).offset((page - 1) * size)).all(), total


def file(session: Session, number: int) -> StoredFile:
    """A file, destroyed or not. Raises `NotFound`."""
    found = session.get(StoredFile, number)
    if found is None:
        raise NotFound("There is no such file.")
    return found
