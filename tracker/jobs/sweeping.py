"""What was destroyed and is not off the disk yet: tried again until it is."""

import logging
from datetime import timedelta

from tracker.jobs.beside import Writing
from tracker.services.destroying import owed
from tracker.services.sweeping import sweep
from tracker.store.rewriting import rewrite
from tracker.wiring import Wiring

AFTER = timedelta(minutes=1)
"""Whoever destroyed it rids the disk of it at once; this is for what could not be done then."""

log = logging.getLogger("tracker.jobs")


class Sweeping:
    """Rids the disk of what was destroyed."""

    def __init__(self, wiring: Wiring, writing: Writing) -> None:
        self._wiring = wiring
        self._writing = writing

    def waiting(self) -> list[int]:
        """One thing, once it has waited for a minute; nothing else."""
        with self._wiring.read() as session:
            waiting = owed(session)
        waits = waiting is not None and self._wiring.clock.moment().machine - waiting.since > AFTER
        return [1] if waits else []

    def work(self) -> None:
        if self.waiting():
            sweep(self._writing, self._wiring.held_files, lambda: rewrite(self._wiring.database))
            log.info("What was destroyed is off the disk.")
