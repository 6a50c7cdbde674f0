"""A library whose reader says what a test wants."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.integration.conftest import KEYS
from tests.support.builders import SECRETARIAT, moment
from tracker.adapters.disk import DiskFiles
from tracker.adapters.england import EnglandCalendar
from tracker.adapters.near_words import FuzzyWords
from tracker.domain.document_reading import Beginning, ReadPage, Stopped
from tracker.domain.moments import Moment
from tracker.models.documents import DocumentPage, DocumentVersion
from tracker.services.desk import Desk
from tracker.services.documents import Added, Paper, Upload, add_document
from tracker.services.reading_documents import Library, Progress, read_version
from tracker.store.session import Database

MOST = 1_000_000


@dataclass
class Told:
    """A reader of so many pages; `at` is done before the page of that number is given."""

    pages_total: int = 12
    at: dict[int, Callable[[], object]] = field(default_factory=dict)
    paged: bool = True
    words: str = "The words of page {}."

    @contextmanager
    def open(self, file: BinaryIO, kind: str, *, stopping: Callable[[], bool]) -> Iterator["Told"]:
        assert file.read(1), kind
        self._stopping = stopping
        self.beginning = Beginning(self.pages_total, self.paged)
        yield self

    def pages(self) -> Iterator[ReadPage]:
        for number in range(1, self.pages_total + 1):
            self.at.get(number, lambda: None)()
            if self._stopping():
                raise Stopped
            yield ReadPage(self.words.format(number), number if self.paged else None)


class Shelf:
    """A database, a store of files, and who reads."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.files = DiskFiles(folder)
        self.machine: datetime = moment().machine

    @contextmanager
    def writing(self) -> Iterator[Desk]:
        with self.database.write() as session:
            now = moment()
            yield Desk(
                session, SECRETARIAT, Moment(now.now, now.today, self.machine), EnglandCalendar(), KEYS
            )
            session.commit()

    def add(self, content: bytes = b"some words", name: str = "pack.txt", **paper: str) -> Added:
        with self.writing() as desk:
            return add_document(desk, self.files, Paper(**paper), Upload(name, content, MOST))

    def read(
        self, number: int, told: Told, *, holder: str = "one", stopping: Callable[[], bool] = lambda: False
    ) -> list[Progress]:
        library = Library(told, self.files, FuzzyWords(), holder)
        return list(read_version(self.writing, library, number, stopping=stopping))

    def version(self, number: int) -> DocumentVersion:
        with self.database.read() as session:
            return session.get_one(DocumentVersion, number)

    def words(self, number: int) -> list[str]:
        from sqlmodel import col, select

        with self.database.read() as session:
            query = select(DocumentPage.words).where(DocumentPage.version_id == number)
            return list(session.exec(query.order_by(col(DocumentPage.position))).all())

    def wait(self, seconds: float) -> None:
        self.machine += timedelta(seconds=seconds)


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    return Shelf(database, tmp_path / "files")
