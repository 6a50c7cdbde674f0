"""A process that is killed after its destruction was committed, and before the disk is rid of it: the next one finishes."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from tests.support.builders import SECRETARIAT, moment
from tests.support.killed import KEYS, forked
from tracker.adapters.england import EnglandCalendar
from tracker.domain.moments import Moment
from tracker.domain.purging import LEFT_OVER, Loose, Sweep
from tracker.jobs.sweeping import AFTER, Sweeping
from tracker.services.desk import Desk
from tracker.services.destroying import owed, sweep_later
from tracker.services.sweeping import sweep
from tracker.store.session import Database

LOOSE = Loose(LEFT_OVER, "a" * 64)


@contextmanager
def writing(database: Database) -> Iterator[Desk]:
    with database.write() as session:
        yield Desk(session, SECRETARIAT, moment(), EnglandCalendar(), KEYS)
        session.commit()


class Killed:
    """A disk whose process ends as if the power went."""

    def destroy(self, _: Sweep) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def killed_between(url: str) -> None:
    database = Database(url)
    with writing(database) as desk:
        sweep_later(desk, [LOOSE])
    sweep(lambda: writing(database), Killed(), lambda: None)  # type: ignore[arg-type]


def test_what_was_committed_before_a_kill_is_swept_by_the_next_pass(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    _, status = os.waitpid(forked(lambda: killed_between(url)), 0)
    assert os.WIFSIGNALED(status)
    swept: list[Any] = []
    now = moment()
    machine = [now.machine]
    wiring = SimpleNamespace(
        read=database.read,
        clock=SimpleNamespace(moment=lambda: Moment(now.now, now.today, machine[0])),
        held_files=SimpleNamespace(destroy=swept.append),
        database=database,
    )
    job = Sweeping(wiring, lambda: writing(database))  # type: ignore[arg-type]
    assert job.waiting() == []
    machine[0] += AFTER + timedelta(seconds=1)
    assert job.waiting() == [1]
    job.work()
    assert [one.loose for one in swept] == [(LOOSE,)]
    assert job.waiting() == []
    with writing(database) as desk:
        assert owed(desk.session) is None
