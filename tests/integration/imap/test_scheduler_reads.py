"""The scheduler in a process of its own, with a real mailbox: it reads it at once, and a wrong password is said without it."""

from pathlib import Path

from sqlmodel import select

from tests.integration.incoming.conftest import message
from tests.integration.jobs.test_scheduler import Scheduler
from tests.support.databases import sqlite_copy
from tests.support.dovecot import PASSWORD, Dovecot
from tracker.models.chasing import IncomingMail
from tracker.store.session import Database


def test_a_scheduler_takes_in_what_lies_in_the_mailbox(
    tmp_path: Path, sqlite_template: Path, server: Dovecot, user: str
) -> None:
    address = sqlite_copy(sqlite_template, tmp_path / "tracker.db")
    server.deliver(message("Done."), user=user)
    inbox = f"imap://{user}:{PASSWORD}@127.0.0.1:{server.plain}/INBOX"
    scheduler = Scheduler(tmp_path, 1, TRACKER_IMAP_URL=inbox)
    try:
        scheduler.until("Mail taken in: 1.")
        scheduler.stop()
    finally:
        scheduler.process.kill()
    assert PASSWORD not in scheduler.said
    database = Database(address)
    with database.read() as session:
        assert session.exec(select(IncomingMail.words)).all() == ["Done."]
    database.close()
    assert server.held("INBOX", user) == []


def test_a_wrong_password_is_said_and_stops_nothing(
    tmp_path: Path, sqlite_template: Path, server: Dovecot, user: str
) -> None:
    sqlite_copy(sqlite_template, tmp_path / "tracker.db")
    inbox = f"imap://{user}:hunter2@127.0.0.1:{server.plain}/INBOX"
    scheduler = Scheduler(tmp_path, 1, TRACKER_IMAP_URL=inbox)
    try:
        scheduler.until("it did not take our user name and password")
        assert scheduler.process.poll() is None
        scheduler.stop()
    finally:
        scheduler.process.kill()
    assert "hunter2" not in scheduler.said
