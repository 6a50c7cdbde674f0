"""Senders in processes of their own that are killed at random moments, and what is then on record.

A sender is a fork: it starts in milliseconds, and SIGKILL takes it wherever it is. Each next one lives eleven minutes later by the
machine's clock, because that is how long a mail that was being sent is left alone, and a lease that nobody gave back.
"""

import os
import random
import signal
import time
import traceback
import uuid
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import col, func, select

from tests.support.builders import SECRETARIAT
from tests.support.sink import Sink
from tracker.adapters.disk import DiskFiles
from tracker.adapters.drawer import LetterFiles
from tracker.adapters.england import EnglandCalendar
from tracker.adapters.smtp import SmtpMailer
from tracker.adapters.smtp_line import SmtpServer
from tracker.domain.ledger import Entry
from tracker.domain.mails import MailKind, MailState
from tracker.domain.moments import Moment
from tracker.models.chasing import LedgerRow
from tracker.models.mail import Mail
from tracker.services.desk import Desk, Keys
from tracker.services.leases import give_back_lease, take_lease
from tracker.services.post_office import PostOffice
from tracker.services.sending import send_waiting
from tracker.store.session import Database

STEP = timedelta(minutes=11)
KEYS = Keys(history=b"a key for the history in tests", links=b"a key for the links in tests")


@dataclass
class Run:
    """Mails in the database at `url`, sent to `sink` by one sender after another, or by several at once."""

    url: str
    sink: Sink
    folder: Path
    now: datetime = datetime(2023, 9, 22, 8, 0, tzinfo=UTC)
    senders: int = 0

    @contextmanager
    def writing(self, database: Database, machine: datetime) -> Iterator[Desk]:
        with database.write() as session:
            moment = Moment(self.now, self.now.date(), machine)
            yield Desk(session, SECRETARIAT, moment, EnglandCalendar(), KEYS)
            session.commit()

    def write_mails(self, count: int) -> None:
        """Queues `count` mails, each with a Message-ID of its own."""
        with opened(self.url) as database, self.writing(database, self.now) as desk:
            for number in range(count):
                desk.session.add(
                    Mail(
                        kind=MailKind.TEST,
                        to_name=f"Head {number}",
                        to_address=f"head-{number}@force.example.org",
                        subject=f"3 updates for 4 October, number {number}",
                        body_text="OFFICIAL\n\nDear Head\n\nThree actions are yours.\n" * 20,
                        body_html="<p>OFFICIAL</p><p>Three actions are yours.</p>" * 20,
                        for_day=self.now.date(),
                        message_id=str(uuid.UUID(int=number)),
                        queued_at=self.now,
                    )
                )

    def send(self, machine: datetime, holder: str) -> int:
        """What a sender does: takes the lease, sends what waits, gives the lease back. The number of mails that it sent."""
        database = Database(self.url)
        with self.writing(database, machine) as desk:
            if not take_lease(desk.session, holder, machine):
                return 0
        sent = self.send_without_lease(database, machine)
        with self.writing(database, machine) as desk:
            give_back_lease(desk.session, holder, machine)
        database.close()
        return sent

    def send_without_lease(self, database: Database, machine: datetime) -> int:
        mailer = SmtpMailer(SmtpServer("127.0.0.1", self.sink.port, "Matters <a@office.example.org>"))
        office = PostOffice(
            mailer=mailer,
            drawer=LetterFiles(self.folder / "letters"),
            files=DiskFiles(self.folder / "files"),
            press=lambda: (_ for _ in ()).throw(AssertionError("no report goes with these mails")),
            base_url="https://actions.example.org",
            domain="office.example.org",
            link_key=KEYS.links,
        )
        return len(send_waiting(lambda: self.writing(database, machine), office))

    def start(self) -> int:
        """Starts the next sender; the number of its process."""
        self.senders += 1
        machine, holder = self.now + STEP * self.senders, f"sender {self.senders}"
        return forked(lambda: self.send(machine, holder))

    def start_beside(self) -> int:
        """Starts a sender that asks for no lease, at the same time as any other: as if the lease had failed."""
        machine = self.now + STEP * (self.senders + 1)
        return forked(lambda: self.send_without_lease(Database(self.url), machine))

    def kill_some(self, kills: int, mails: int, chance: random.Random) -> int:
        """Kills `kills` senders, each at a random moment of what is left to send; how many were killed while they worked."""
        killed = 0
        for left in range(kills, 0, -1):
            goal = self.sink.total + chance.randint(0, max(0, mails - self.sink.total) // (left + 1))
            process = self.start()
            while self.sink.total < goal and not ended(process):
                time.sleep(0.0005)
            time.sleep(chance.uniform(0, 0.02))
            killed += killed_now(process)
        return killed

    def finish(self) -> None:
        """Lets one more sender come to its end."""
        _, status = os.waitpid(self.start(), 0)
        assert status == 0, "a sender failed; its reason stands above"

    def found(self) -> "Found":
        handed = select(Mail.message_id, func.count()).join(LedgerRow, col(LedgerRow.mail_id) == col(Mail.id))
        handed = handed.where(LedgerRow.entry == Entry.HANDED_OVER).group_by(Mail.message_id)
        with opened(self.url) as database:
            with database.read() as session:
                admitted = Counter(dict(session.exec(handed).all()))
                states = Counter(session.exec(select(Mail.state)).all())
            return Found(Counter(self.sink.came), admitted, states, self._lease_is_free(database))

    def _lease_is_free(self, database: Database) -> bool:
        """True where the next one can take the lease, and change every mail."""
        machine = self.now + STEP * (self.senders + 1)
        with self.writing(database, machine) as desk:
            for mail in desk.session.exec(select(Mail).with_for_update(nowait=True)).all():
                mail.version += 1
            return take_lease(desk.session, "the next one", machine)


@dataclass(frozen=True)
class Found:
    """How often each mail came, how often the ledger says that it was given away, and what the mails are now."""

    came: Counter[str]
    admitted: Counter[str]
    states: Counter[MailState]
    lease_is_free: bool

    @property
    def twice(self) -> int:
        return sum(1 for times in self.came.values() if times > 1)

    def check(self, mails: int) -> None:
        """Every mail at least once, none more often than the ledger admits, no lock left behind."""
        assert len(self.came) == mails, f"{mails - len(self.came)} mails never came"
        more = [name for name, times in self.came.items() if times > self.admitted[name]]
        assert not more, f"the ledger does not admit all of {more[:5]}"
        assert self.states == {MailState.SENT: mails}
        assert self.lease_is_free


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


def forked(work: Callable[[], object]) -> int:
    """Does `work` in a process of its own, and returns its number."""
    with warnings.catch_warnings():
        # From Python 3.12 on it warns where there are threads: here those of the sink, which hold no lock that a sender needs.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        return process
    status = 1
    try:
        work()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def ended(process: int) -> bool:
    """True where the process came to its end by itself; it can still be waited for."""
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def killed_now(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status)
