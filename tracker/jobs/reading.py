"""The pass that reads documents."""

import logging
import os
import secrets
from collections.abc import Callable

from tracker.domain.documents import OVER
from tracker.jobs.beside import Writing
from tracker.services.reading_documents import Library, read_waiting
from tracker.store.documents import to_read
from tracker.wiring import Wiring

READER = f"scheduler {os.getpid()} {secrets.token_hex(4)}"
"""Who holds the lease of a document that this process reads."""

log = logging.getLogger("tracker.jobs")


class Reading:
    """Reads the documents that wait, and those whose reader was killed, until `stopping` says so."""

    def __init__(
        self, wiring: Wiring, writing: Writing, stopping: Callable[[], bool] = lambda: False
    ) -> None:
        self._wiring = wiring
        self._writing = writing
        self._stopping = stopping

    def waiting(self) -> list[int]:
        """The versions of documents that are to be read."""
        with self._wiring.read() as session:
            return list(to_read(session, self._wiring.clock.moment().machine))

    def work(self) -> None:
        wiring = self._wiring
        library = Library(wiring.reader, wiring.files, wiring.near_words, READER)
        for done in read_waiting(self._writing, library, self.waiting(), stopping=self._stopping):
            if done.state in OVER:
                log.info("Document %s: %s. %s", done.code, done.state, done.said)
