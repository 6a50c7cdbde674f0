"""`python -m tracker.jobs` as it runs: in a process of its own, stopped by a signal, and harmless as a second one."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.support.databases import sqlite_copy
from tracker.config import ROOT

PATIENCE_S = 30
AT_ONCE_S = 10
"""It takes two seconds at most; this leaves room for a busy machine, and none for a mail server's half minute."""


class Scheduler:
    """A running scheduler, with what it says in a file."""

    def __init__(self, folder: Path, number: int, **variables: str) -> None:
        self._err = folder / f"err{number}"
        environment = {**os.environ, "TRACKER_DATA_DIR": str(folder), **variables}
        with self._err.open("w") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tracker.jobs"], cwd=ROOT, env=environment, stdout=err, stderr=err
            )

    @property
    def said(self) -> str:
        return self._err.read_text(encoding="utf-8")

    def until(self, words: str) -> "Scheduler":
        until(lambda: words in self.said, lambda: self.said)
        return self

    def stop(self, sign: int = signal.SIGTERM) -> float:
        """How many seconds it takes to stop."""
        started = time.monotonic()
        self.process.send_signal(sign)
        assert self.process.wait(PATIENCE_S) == 0, self.said
        return time.monotonic() - started


def until(there: Callable[[], bool], what: Callable[[], str]) -> None:
    patience = time.monotonic() + PATIENCE_S
    while not there():
        assert time.monotonic() < patience, what()
        time.sleep(0.05)


Start = Callable[..., Scheduler]


@pytest.fixture
def start(sqlite_template: Path, tmp_path: Path) -> Iterator[Start]:
    sqlite_copy(sqlite_template, tmp_path / "tracker.db")
    running: list[Scheduler] = []

    def begin(**variables: str) -> Scheduler:
        running.append(Scheduler(tmp_path, len(running), **variables))
        return running[-1]

    yield begin
    for scheduler in running:
        if scheduler.process.poll() is None:
            scheduler.process.kill()
        scheduler.process.wait()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_when_it_is_told_to(start: Start, sign: int) -> None:
    scheduler = start().until("The scheduler runs.")
    assert scheduler.stop(sign) < AT_ONCE_S
    assert "The scheduler stopped." in scheduler.said
    assert "Traceback" not in scheduler.said


def test_a_second_one_waits_says_so_once_and_takes_over(start: Start) -> None:
    first = start().until("The scheduler runs.")
    second = start().until("Another scheduler is at work.")
    assert "The scheduler runs." not in second.said
    first.stop()
    second.until("The scheduler runs.")
    assert second.said.count("Another scheduler is at work.") == 1


def test_what_is_queued_while_it_runs_leaves_without_waiting_for_the_next_round(
    start: Start, tmp_path: Path
) -> None:
    scheduler = start().until("The scheduler runs.")
    _one_mail_waits(tmp_path)
    scheduler.until("Sent mail 1.")


def test_a_document_that_is_added_while_it_runs_is_read(start: Start, tmp_path: Path) -> None:
    scheduler = start().until("The scheduler runs.")
    _one_document_waits(tmp_path)
    scheduler.until("Document pack: read.")
    assert scheduler.stop() < AT_ONCE_S
    assert "Traceback" not in scheduler.said


def test_a_mail_server_that_does_not_answer_does_not_hold_it_up(start: Start, tmp_path: Path) -> None:
    spoken_to, stopped = Event(), Event()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        listening = Thread(target=_hear, args=(silent, spoken_to, stopped))
        listening.start()
        port = silent.getsockname()[1]
        _one_mail_waits(tmp_path)
        scheduler = start(TRACKER_MAIL_URL=f"smtp://tracker:secret-word@127.0.0.1:{port}?tls=none")
        assert spoken_to.wait(PATIENCE_S), scheduler.said
        assert scheduler.stop() < AT_ONCE_S
        stopped.set()
        listening.join()
    assert "secret-word" not in scheduler.said


def test_a_database_without_tables_is_said_once_and_waited_for(start: Start, tmp_path: Path) -> None:
    scheduler = start(TRACKER_DATABASE_URL=f"sqlite:///{tmp_path}/empty.db").until("no tables")
    assert "Traceback" not in scheduler.said
    assert scheduler.stop() < AT_ONCE_S


def test_a_wrong_setting_stops_the_start_with_one_line(start: Start) -> None:
    scheduler = start(TRACKER_TIMEZONE="Middle/Earth")
    assert scheduler.process.wait(PATIENCE_S) == 2
    assert scheduler.said.startswith("TRACKER_TIMEZONE takes")
    assert scheduler.said.count("\n") == 1


def _hear(silent: socket.socket, spoken_to: Event, stopped: Event) -> None:
    """Takes the call and says nothing."""
    connection, _ = silent.accept()
    with connection:
        spoken_to.set()
        stopped.wait(PATIENCE_S)


def _one_mail_waits(folder: Path) -> None:
    from tracker.config import Settings
    from tracker.services.mails import queue_account_mail
    from tracker.wiring import Wiring

    wires = Wiring(Settings(data_dir=folder))
    with wires.write() as session:
        queue_account_mail(
            session,
            wires.clock.moment(),
            wires.drawer,
            to_address="ann@example.org",
            subject="Set your password",
            body_text="text",
            body_html="",
        )
        session.commit()
    wires.database.close()


def _one_document_waits(folder: Path) -> None:
    from tests.support.builders import SECRETARIAT
    from tracker.config import Settings
    from tracker.services.documents import Paper, Upload, add_document
    from tracker.wiring import Wiring

    wires = Wiring(Settings(data_dir=folder))
    with wires.writing(SECRETARIAT) as desk:
        add_document(desk, wires.files, Paper(), Upload("pack.txt", b"Words of a pack.", 1_000))
    wires.database.close()
