"""Senders that are killed, and several at once: every mail comes, and the ledger admits each time. On both databases.

`bench/faults.py` does the same with 1,000 mails and 100 kills.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.killed import Run
from tests.support.sink import sink
from tracker.store.session import Database

MAILS, KILLS = 200, 12


@pytest.fixture
def run(database: Database, tmp_path: Path) -> Iterator[Run]:
    with sink() as server:
        yield Run(database.engine.url.render_as_string(hide_password=False), server, tmp_path)


def test_senders_killed_at_random_moments_lose_no_mail_and_leave_no_lock(run: Run) -> None:
    run.write_mails(MAILS)
    killed = run.kill_some(KILLS, MAILS, random.Random(7))  # noqa: S311  (moments, no secrets)
    run.finish()
    run.finish()
    assert killed == KILLS
    run.found().check(MAILS)


def test_of_two_senders_at_once_each_mail_comes_once(run: Run) -> None:
    run.write_mails(60)
    for process in [run.start_beside(), run.start_beside()]:
        assert os.waitpid(process, 0)[1] == 0
    found = run.found()
    found.check(60)
    assert set(found.came.values()) == set(found.admitted.values()) == {1}
