"""The scheduler: one process that holds the lease and runs the passes; any other waits until the lease is free."""

import logging
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from apscheduler.schedulers.blocking import BlockingScheduler
from sqlalchemy.exc import DBAPIError

from tracker.domain.errors import TrackerError
from tracker.jobs.beside import Beside
from tracker.jobs.passes import Passes
from tracker.services.leases import LASTS, give_back_lease, take_lease
from tracker.store.session import explain
from tracker.wiring import Wiring

EVERY_SECONDS = 60
"""How often it looks for passes that are owed."""
MAIL_SECONDS = 3
"""How often it looks whether mail waits: whoever releases mail sees it leave. A look that finds nothing only reads."""
BESIDE_SECONDS = 1
"""How often it looks for each kind of work beside the rounds, such as documents to read. A look that finds nothing only reads."""
LOOK_SECONDS = 5
"""How often one that waits looks whether the lease is free."""
RENEW_SECONDS = LASTS.total_seconds() / 6
STOP_SECONDS = 1.5
"""How long a mail that is being handed over may still take when the scheduler is told to stop."""
LEAVE_SECONDS = 1.9
"""When it leaves whatever happens: a mail in flight is claimed and goes out later, and the lease expires."""

Answer = TypeVar("Answer")

log = logging.getLogger("tracker.jobs")


class Timetable:
    """Runs until it is told to stop. Nothing it does needs Flask."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring
        self._stop = threading.Event()
        self._working = threading.Lock()
        self._passes = Passes(wiring, self._stop.is_set)
        self._holder = f"{socket.gethostname()[:40]} {os.getpid()} {secrets.token_hex(4)}"
        self._holds: bool | None = None
        self._renewed = 0.0
        self._said: dict[str, str] = {}
        self._scheduler = BlockingScheduler(timezone=UTC)

    def run(self) -> None:
        """Blocks until SIGTERM or SIGINT. A mail in flight that takes too long is left to its claim."""
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, self._told_to_stop)
        now = datetime.now(UTC)
        jobs = (
            (self.keep_lease, LOOK_SECONDS),
            (self.send, MAIL_SECONDS),
            (self.work, EVERY_SECONDS),
            (self.receive, EVERY_SECONDS),
            *((partial(self.work_beside, work), BESIDE_SECONDS) for work in self._passes.beside),
        )
        for job, seconds in jobs:
            self._scheduler.add_job(
                job, "interval", seconds=seconds, next_run_time=now, coalesce=True, misfire_grace_time=None
            )
        if not self._stop.is_set():
            self._scheduler.start()
        self._working.acquire(timeout=STOP_SECONDS)
        self.leave()

    def keep_lease(self) -> None:
        """Takes or renews the lease, and says once when that changes."""
        if self._stop.is_set() or (self._holds and time.monotonic() < self._renewed + RENEW_SECONDS):
            return
        taken = self._plainly(self._take_lease)
        if taken is None:
            return
        if taken and self._holds is not True:
            log.info("The scheduler runs.")
        elif not taken and self._holds is not False:
            log.info("Another scheduler is at work. This one waits, and takes over when that one stops.")
        became_mine = taken and self._holds is False
        self._holds = taken
        if became_mine:
            self.work()

    def work(self) -> None:
        """One round: the day's reminders if they are owed, what waits, and tidying. Nothing without the lease."""
        if self._stop.is_set() or not self._working.acquire(blocking=False):
            return
        try:
            if self._plainly(self._take_lease):
                # Demonstration data may have been loaded, or left, since the last round.
                self._wiring.forget_clock()
                for step in (self._passes.daily, self._passes.send, self._passes.follow, self._passes.tidy):
                    self._plainly(step)
        finally:
            self._working.release()

    def send(self) -> None:
        """Sends what waits, between two rounds. Nothing without the lease, and nothing but a look where no mail waits."""
        if self._stop.is_set() or not self._holds or not self._working.acquire(blocking=False):
            return
        try:
            if self._plainly(self._passes.mail_waits) and self._plainly(self._take_lease):
                self._plainly(self._passes.send)
        finally:
            self._working.release()

    def receive(self) -> None:
        """Reads the mailbox, beside the rounds: a server that is slow to answer holds no mail up. Nothing without the lease.

        Leaving while it reads is safe: a message is moved away only when it is committed.
        """
        if self._stop.is_set() or not self._wiring.settings.inbox:
            return
        if self._plainly(self._take_lease):
            self._plainly(self._passes.receive)

    def work_beside(self, work: Beside) -> None:
        """Does what may take minutes beside the rounds. Nothing without the lease; leaving in the midst of it is safe."""
        if self._stop.is_set() or not self._holds:
            return
        if self._plainly(work.waiting) and self._plainly(self._take_lease):
            self._plainly(work.work)

    def leave(self) -> None:
        """Gives the lease back, so that the next scheduler need not wait for it to expire."""
        if self._holds:
            self._plainly(self._give_back)
        log.info("The scheduler stopped.")

    def _take_lease(self) -> bool:
        with self._wiring.write() as session:
            taken = take_lease(session, self._holder, datetime.now(UTC))
            session.commit()
        if taken:
            self._renewed = time.monotonic()
        return taken

    def _give_back(self) -> None:
        with self._wiring.write() as session:
            give_back_lease(session, self._holder, datetime.now(UTC))
            session.commit()

    def _plainly(self, step: Callable[[], Answer]) -> Answer | None:
        """What `step` answers; None where it could not be done now. The next round tries again; a reason is said once."""
        try:
            answer = step()
        except TrackerError as error:
            self._say_once(step.__qualname__, str(error))
            return None
        except DBAPIError as error:
            self._say_once(step.__qualname__, str(explain(error)))
            return None
        except Exception:
            log.exception("A pass failed. It is tried again in a minute.")
            return None
        self._said.pop(step.__qualname__, None)
        return answer

    def _say_once(self, step: str, reason: str) -> None:
        if self._said.get(step) != reason:
            log.warning("%s", reason)
        self._said[step] = reason

    def _told_to_stop(self, _sign: int, _frame: object) -> None:
        self._stop.set()
        # Not in here: what the signal interrupted may hold the very locks that shutting down needs.
        threading.Thread(target=self._shut_down, daemon=True).start()

    def _shut_down(self) -> None:
        until = time.monotonic() + LEAVE_SECONDS
        while not self._scheduler.running:
            time.sleep(0.01)
        self._scheduler.shutdown(wait=False)
        time.sleep(max(0.0, until - time.monotonic()))
        os._exit(0)
