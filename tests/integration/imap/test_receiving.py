"""The pass over the mailbox: each message once, each in a transaction of its own, whatever one of them does."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlmodel import select

from tests.integration.conftest import KEYS
from tests.integration.incoming.conftest import OURS, message
from tests.support.builders import moment
from tests.support.dovecot import Dovecot
from tracker.adapters.disk import DiskFiles
from tracker.adapters.england import EnglandCalendar
from tracker.adapters.imap import ImapInbox
from tracker.domain.errors import Unavailable
from tracker.domain.incoming import IncomingKind, IncomingState
from tracker.jobs.receiving import MAILBOX, UNREAD, receive
from tracker.models.chasing import IncomingMail
from tracker.services.desk import Desk
from tracker.services.post_office import Letterbox
from tracker.store.session import Database

Made = Callable[..., ImapInbox]
Writing = Callable[[], AbstractContextManager[Desk]]


class Reader:
    """Reads plain words, and fails where a message says so."""

    def words(self, text: str) -> str:
        if "poison" in text:
            raise RecursionError
        return text.strip()


@pytest.fixture
def box(tmp_path: Path) -> Letterbox:
    return Letterbox(Reader(), DiskFiles(tmp_path / "files"), OURS, limit_bytes=10_000)


@pytest.fixture
def writing(database: Database) -> Writing:
    @contextmanager
    def writes() -> Iterator[Desk]:
        with database.write() as session:
            yield Desk(session, MAILBOX, moment(), EnglandCalendar(), KEYS)
            session.commit()

    return writes


def _came(database: Database) -> list[IncomingMail]:
    with database.read() as session:
        return list(session.exec(select(IncomingMail).order_by(IncomingMail.id)).all())


def test_what_lies_in_the_mailbox_is_taken_in_and_moved_away(
    server: Dovecot, inbox: Made, user: str, writing: Writing, box: Letterbox, database: Database
) -> None:
    server.deliver(message("One", message_id="1@x"), message("Two", message_id="2@x"), user=user)
    assert receive(writing, inbox(), box) == 2
    assert [row.words for row in _came(database)] == ["One", "Two"]
    assert receive(writing, inbox(), box) == 0
    assert len(server.held("INBOX.Handled", user)) == 2


def test_a_poisoned_message_is_kept_and_said_and_stops_no_other(
    server: Dovecot, inbox: Made, user: str, writing: Writing, box: Letterbox, database: Database
) -> None:
    messages = (message(text, message_id=f"{text}@x") for text in ("One", "poison", "Three"))
    server.deliver(*messages, user=user)
    assert receive(writing, inbox(), box) == 3
    first, poisoned, last = _came(database)
    assert (first.words, last.words) == ("One", "Three")
    assert (poisoned.kind, poisoned.state, poisoned.reason) == (
        IncomingKind.OTHER,
        IncomingState.WAITING,
        UNREAD,
    )
    assert server.held("INBOX", user) == []


def test_a_message_that_is_too_large_is_refused_with_a_sentence_and_never_read(
    server: Dovecot, inbox: Made, user: str, writing: Writing, box: Letterbox, database: Database
) -> None:
    server.deliver(message("x\n" * 20_000), user=user)
    receive(writing, inbox(), box)
    (row,) = _came(database)
    assert row.reason.startswith("This mail is 1 MB and at most 0 MB are taken in")
    assert (row.words, row.from_name) == ("", "Ann Able")


def test_a_crash_before_the_message_is_moved_takes_it_in_once(
    server: Dovecot,
    inbox: Made,
    user: str,
    writing: Writing,
    box: Letterbox,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.deliver(message("One"), user=user)

    def crash(_self: object, _uid: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("tracker.adapters.imap.OpenMailbox.handled", crash)
        with pytest.raises(KeyboardInterrupt):
            receive(writing, inbox(), box)
    assert len(server.held("INBOX", user)) == 1
    assert receive(writing, inbox(), box) == 0
    assert len(_came(database)) == 1
    assert server.held("INBOX", user) == []


def test_while_the_database_cannot_be_written_to_mail_stays_in_the_mailbox(
    server: Dovecot, inbox: Made, user: str, box: Letterbox
) -> None:
    server.deliver(message("One"), user=user)

    @contextmanager
    def locked() -> Iterator[Desk]:
        raise Unavailable("The database is locked.")
        yield

    with pytest.raises(Unavailable):
        receive(locked, inbox(), box)
    assert len(server.held("INBOX", user)) == 1


def test_a_scheduler_that_is_told_to_stop_takes_no_further_message(
    server: Dovecot, inbox: Made, user: str, writing: Writing, box: Letterbox, database: Database
) -> None:
    server.deliver(message("One", message_id="1@x"), message("Two", message_id="2@x"), user=user)
    asked = iter([False, True])
    assert receive(writing, inbox(), box, stopping=lambda: next(asked)) == 1
    assert [row.words for row in _came(database)] == ["One"]
    assert len(server.held("INBOX", user)) == 1
