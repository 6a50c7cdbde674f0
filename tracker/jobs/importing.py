"""The pass that prepares and writes existing logs that are taken in."""

import logging
import os
import secrets
from collections.abc import Callable

from tracker.jobs.beside import Writing
from tracker.services.import_preparing import Bench, prepare
from tracker.services.import_writing import write
from tracker.store.imports import to_work_at
from tracker.wiring import Wiring

WORKER = f"scheduler {os.getpid()} {secrets.token_hex(4)}"
"""Who holds the lease of an import that this process prepares."""

log = logging.getLogger("tracker.jobs")


class Importing:
    """Prepares imports and writes them, one after the other, until `stopping` says so."""

    def __init__(
        self, wiring: Wiring, writing: Writing, stopping: Callable[[], bool] = lambda: False
    ) -> None:
        self._wiring = wiring
        self._writing = writing
        self._stopping = stopping

    def waiting(self) -> list[int]:
        """The imports that are to be prepared or written."""
        with self._wiring.read() as session:
            return list(to_work_at(session))

    def work(self) -> None:
        wiring = self._wiring
        bench = Bench(wiring.logs, wiring.files, wiring.matcher, WORKER)
        for number in self.waiting():
            if self._stopping():
                return
            prepared = prepare(self._writing, bench, number, stopping=self._stopping)
            state = prepared or write(
                self._writing, wiring.progress_notes, wiring.matcher, number, stopping=self._stopping
            )
            log.info("Import %s: %s.", number, state)
