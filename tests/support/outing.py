"""Sends notices as the scheduler does, at a moment that a test sets."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from tests.support.builders import SECRETARIAT
from tracker.adapters.england import EnglandCalendar
from tracker.domain.moments import Moment
from tracker.models.outside import WebhookDelivery
from tracker.services.delivering import Outbox, deliver_waiting
from tracker.services.desk import Desk, Keys
from tracker.store.session import Database

KEYS = Keys(history=b"a key for the history in tests", links=b"a key for the links in tests")


class Outing:
    """Sends in transactions of its own, at a moment that a test sets."""

    def __init__(self, database: Database, outbox: Outbox) -> None:
        self._database = database
        self._outbox = outbox
        self.machine = datetime(2023, 9, 20, 10, 0, tzinfo=UTC)

    @contextmanager
    def writing(self) -> Iterator[Desk]:
        with self._database.write() as session:
            moment = Moment(self.machine, self.machine.date(), self.machine)
            yield Desk(session, SECRETARIAT, moment, EnglandCalendar(), KEYS)
            session.commit()

    def send(self) -> list[WebhookDelivery]:
        return deliver_waiting(self.writing, self._outbox)
