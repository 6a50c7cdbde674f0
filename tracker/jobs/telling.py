"""The pass that tells other systems: the days on which actions are due, and whatever waits to be sent."""

import logging
from collections.abc import Callable
from datetime import timedelta

from tracker.domain.webhooks import PURPOSE, DeliveryState
from tracker.jobs.beside import Writing
from tracker.services.announcing import announce_due
from tracker.services.delivering import Outbox, deliver_waiting
from tracker.services.leases import note_pass, pass_is_owed
from tracker.store import webhooks as stored
from tracker.wiring import Wiring

DUE = "webhooks of the day"
KEPT = timedelta(days=30)
"""How long it is kept what became of a notice."""

log = logging.getLogger("tracker.jobs")


class Telling:
    """Queues the day's notices once a day, and sends what waits until `stopping` says so."""

    def __init__(
        self, wiring: Wiring, writing: Writing, stopping: Callable[[], bool] = lambda: False
    ) -> None:
        self._wiring = wiring
        self._writing = writing
        self._stopping = stopping

    def waiting(self) -> list[int]:
        """The number of what is to be sent first; 0 for the day's notices. Only reads."""
        moment = self._wiring.clock.moment()
        with self._wiring.read() as session:
            first = stored.first_waiting(session, moment.machine)
            if first is not None:
                return [first.key]
            owed = stored.any_active(session) and pass_is_owed(session, DUE, moment.today)
        return [0] if owed else []

    def work(self) -> None:
        moment = self._wiring.clock.moment()
        with self._wiring.read() as session:
            owed = pass_is_owed(session, DUE, moment.today)
        if owed:
            with self._writing() as desk:
                announce_due(desk)
                stored.drop_before(desk.session, moment.machine - KEPT)
                note_pass(desk, DUE, moment.today)
        outbox = Outbox(
            self._wiring.poster,
            self._wiring.key_for(PURPOSE),
            self._wiring.settings.base_url,
            self._wiring.settings.hosts_by_name,
        )
        for done in deliver_waiting(self._writing, outbox, stopping=self._stopping):
            if done.state is not DeliveryState.DELIVERED:
                log.warning("Notice %s was not delivered. %s %s", done.key, done.status or "", done.said)
