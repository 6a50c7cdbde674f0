"""The pass that makes the files of reports that were asked for."""

import logging
import os
import secrets
from collections.abc import Callable

from tracker.jobs.beside import Writing
from tracker.services.building import Workshop, make_waiting
from tracker.store.builds import to_make
from tracker.wiring import Wiring

MAKER = f"scheduler {os.getpid()} {secrets.token_hex(4)}"
"""Who holds the lease of what this process makes."""

log = logging.getLogger("tracker.jobs")


class Building:
    """Makes files, one build after the other, until `stopping` says so."""

    def __init__(
        self,
        wiring: Wiring,
        writing: Writing,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._wiring = wiring
        self._writing = writing
        self._stopping = stopping

    def waiting(self) -> list[int]:
        """The builds whose files are to be made."""
        with self._wiring.read() as session:
            return list(to_make(session, self._wiring.clock.moment().machine))

    def work(self) -> None:
        """Makes the files of the builds that wait, and of those whose maker was killed."""
        wiring = self._wiring
        workshop = Workshop(wiring.report_press, wiring.files, MAKER)
        for made in make_waiting(self._writing, workshop, self.waiting(), stopping=self._stopping):
            log.info("Files of report version %s: %s. %s", made.report_version_id, made.state, made.said)
