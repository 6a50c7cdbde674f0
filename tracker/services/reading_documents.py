"""Reads the files of documents that wait: each claimed in one transaction, read outside any, and kept a few pages at a time.

Whoever reads a version holds its lease and renews it as it goes. A reader that was killed leaves the version half read and the
lease behind: when that is over, the next one begins it anew. A reader finds that its version was cancelled, or taken from it, when
the row is no longer as it left it.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tracker.domain.document_reading import Beginning, ReadPage, Refusal, Stopped, said_of, sentence_of
from tracker.domain.documents import ReadState, kind_of, subject_of
from tracker.domain.errors import NotFound, Unavailable, Unreadable
from tracker.models.documents import DocumentPage, DocumentVersion
from tracker.ports import DocumentReader, FileStore, NearWords
from tracker.services.desk import Desk
from tracker.services.finding_again import found_again
from tracker.services.history import record
from tracker.services.leases import give_back_lease, take_lease
from tracker.services.versions import next_version
from tracker.store import documents as stored
from tracker.store.excerpts import lock_document

Writing = Callable[[], AbstractContextManager[Desk]]
PAGES_AT_ONCE = 5
"""So many pages are kept in one transaction: often enough to be watched, seldom enough to keep nobody waiting."""
BEAT_SECONDS = 2.0
"""How long a page may take before the lease is renewed, and the row looked at, without it."""
BEGUN_AGAIN = "Reading this file broke off once, and was begun again."


@dataclass(frozen=True)
class Library:
    """What documents are read with. `holder` tells one reader from another."""

    reader: DocumentReader
    files: FileStore
    near: NearWords
    holder: str


@dataclass(frozen=True)
class Progress:
    """How far the reading of a version has come, when it was last kept."""

    version_id: int
    code: str
    state: ReadState
    pages_read: int
    pages_total: int | None
    said: str = ""


def read_waiting(
    writing: Writing, library: Library, numbers: list[int], *, stopping: Callable[[], bool] = lambda: False
) -> Iterator[Progress]:
    """Reads the versions of these numbers, one after the other; those that another reads are passed over."""
    for number in numbers:
        if stopping():
            return
        yield from read_version(writing, library, number, stopping=stopping)


def read_version(
    writing: Writing, library: Library, number: int, *, stopping: Callable[[], bool] = lambda: False
) -> Iterator[Progress]:
    """Reads one version, and says how far it is each time that pages were kept. Says nothing where another reads it."""
    reading = _Reading(writing, library, number, stopping)
    if not reading.claim():
        return
    try:
        yield from reading.run()
    except (Unreadable, NotFound) as refused:
        reading.refuse(str(refused))
    except Stopped:
        reading.leave()
    except Unavailable:
        # The disk is full, say: nothing is wrong with the file, and the next look begins anew.
        reading.leave()
        raise
    yield reading.progress()


class _Reading:
    """One reading of one version, from its claim to its end."""

    def __init__(self, writing: Writing, library: Library, number: int, stopping: Callable[[], bool]) -> None:
        self._writing = writing
        self._library = library
        self._number = number
        self._stopping = stopping
        self._lease = f"{stored.LEASE}{number}"
        self._waiting: list[DocumentPage] = []
        self._beat = 0.0
        self._last: Progress

    def progress(self) -> Progress:
        return self._last

    def claim(self) -> bool:
        """Takes the version, and forgets what was read of it before. False where it is over, or another reads it."""
        with self._writing() as desk:
            version = stored.lock_version(desk.session, self._number)
            file, document = stored.file_and_document(desk.session, version)
            self._code, self._document_id, self._file = document.code, document.key, file
            if version.state not in (ReadState.WAITING, ReadState.READING):
                return False
            if not take_lease(desk.session, self._library.holder, desk.moment.machine, name=self._lease):
                return False
            broke_off = version.state is ReadState.READING
            if broke_off and version.said == BEGUN_AGAIN:
                self._over(desk, version, ReadState.REFUSED, sentence_of(Refusal.ENDED), "document.refused")
                return False
            stored.drop_pages(desk.session, self._number)
            version.state, version.said = ReadState.READING, BEGUN_AGAIN if broke_off else ""
            version.pages_read, version.pages_total = 0, None
            version.started_at, version.finished_at = desk.moment.machine, None
            self._seen(version)
        return True

    def run(self) -> Iterator[Progress]:
        """Reads page by page. Raises `Unreadable`, `NotFound` for a file that is not in the store, and `Stopped`."""
        kind = kind_of(self._file.name)
        with (
            self._library.files.open(self._file.sha256) as file,
            self._library.reader.open(file, kind, stopping=self._is_stopped) as opened,
        ):
            self._begin(opened.beginning)
            yield self._last
            position = 0
            for position, page in enumerate(opened.pages(), start=1):
                self._waiting.append(self._row(position, page))
                if len(self._waiting) >= PAGES_AT_ONCE or time.monotonic() > self._beat:
                    self._keep()
                    yield self._last
        self._finish(opened.beginning, position)

    def refuse(self, sentence: str) -> None:
        with self._writing() as desk:
            version = stored.lock_version(desk.session, self._number)
            if self._is_mine(version):
                self._over(desk, version, ReadState.REFUSED, sentence, "document.refused")

    def leave(self) -> None:
        """Stopped: by a person, who has said so on record, or with its process; then the version waits for the next."""
        with self._writing() as desk:
            version = stored.lock_version(desk.session, self._number)
            if self._is_mine(version):
                version.state, version.pages_read, version.pages_total = ReadState.WAITING, 0, None
                self._seen(version)
            if version.state in (ReadState.WAITING, ReadState.CANCELLED):
                stored.drop_pages(desk.session, self._number)
                give_back_lease(desk.session, self._library.holder, desk.moment.machine, name=self._lease)
            self._note(version)

    def _begin(self, beginning: Beginning) -> None:
        with self._writing() as desk:
            version = self._mine(desk)
            version.pages_total, version.paged = beginning.total, beginning.paged
            self._seen(version)

    def _row(self, position: int, page: ReadPage) -> DocumentPage:
        return DocumentPage(
            version_id=self._number,
            position=position,
            page=page.page,
            place=page.place,
            words=page.words,
            picture_sha256=self._library.files.keep(page.picture) if page.picture else "",
            width=page.width,
            height=page.height,
        )

    def _keep(self) -> None:
        """Keeps the pages that were read since, and renews the lease. Raises `Stopped` where the version is not ours any more."""
        with self._writing() as desk:
            version = self._mine(desk)
            desk.session.add_all(self._waiting)
            version.pages_read += len(self._waiting)
            self._seen(version)
        self._waiting = []

    def _finish(self, beginning: Beginning, pages: int) -> None:
        with self._writing() as desk:
            # The document before its version, as whoever corrects it locks them.
            lock_document(desk.session, self._document_id)
            version = self._mine(desk)
            desk.session.add_all(self._waiting)
            desk.session.flush()
            version.pages_read = pages
            wordless = len(stored.wordless(desk.session, self._number))
            version.said = said_of(beginning.notices, wordless, pages)
            version.state = ReadState.READ
            desk.session.flush()
            found_again(desk, version, self._library.near)
            self._over(desk, version, ReadState.READ, version.said, "document.read")

    def _over(self, desk: Desk, version: DocumentVersion, state: ReadState, said: str, event: str) -> None:
        version.state, version.said, version.finished_at = state, said, desk.moment.machine
        if state is not ReadState.READ:
            stored.drop_pages(desk.session, self._number)
        self._seen(version)
        give_back_lease(desk.session, self._library.holder, desk.moment.machine, name=self._lease)
        kept = {"version": version.number, "pages": version.pages_read, "said": said}
        record(desk, event, subject_of(self._document_id), after=kept)

    def _mine(self, desk: Desk) -> DocumentVersion:
        """The version, locked, while it is ours; its lease is renewed. Raises `Stopped`."""
        version = stored.lock_version(desk.session, self._number)
        if not self._is_mine(version):
            self._note(version)
            raise Stopped
        take_lease(desk.session, self._library.holder, desk.moment.machine, name=self._lease)
        return version

    def _is_mine(self, version: DocumentVersion) -> bool:
        return version.state is ReadState.READING and version.version == self._version

    def _seen(self, version: DocumentVersion) -> None:
        """Marks the row as we leave it."""
        next_version(version)
        self._version = version.version
        self._beat = time.monotonic() + BEAT_SECONDS
        self._note(version)

    def _note(self, version: DocumentVersion) -> None:
        pages = (version.pages_read, version.pages_total)
        self._last = Progress(self._number, self._code, version.state, *pages, said=version.said)

    def _is_stopped(self) -> bool:
        """Asked while a page takes long: the lease is renewed meanwhile, and what was read is kept."""
        if self._stopping():
            return True
        if time.monotonic() > self._beat:
            try:
                self._keep()
            except Stopped:
                return True
        return False
