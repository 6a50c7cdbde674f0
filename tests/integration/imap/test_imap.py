"""A mailbox on a real server: read as it lies, moved when handled, and every refusal said in one line without the password."""

import socket
import ssl
from collections.abc import Callable

import pytest

from tests.support.dovecot import PASSWORD, Dovecot
from tracker.adapters.imap import MOST, ImapInbox
from tracker.domain.errors import DeliveryFailed

Made = Callable[..., ImapInbox]
ONE = b"Subject: one\r\nMessage-ID: <1@x>\r\n\r\n\xff raw \x80 bytes\r\n"
TWO = b"Subject: two\r\nMessage-ID: <2@x>\r\n\r\nText\r\n"


def _refused(inbox: ImapInbox) -> str:
    with pytest.raises(DeliveryFailed) as refused, inbox.open() as opened:
        opened.arrived()
    sentence = str(refused.value)
    assert PASSWORD not in sentence
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize("tls", ["none", "starttls", "tls"])
def test_messages_are_read_byte_for_byte_the_oldest_first(
    server: Dovecot, inbox: Made, user: str, tls: str
) -> None:
    server.deliver(ONE, TWO, user=user)
    with inbox(tls=tls).open() as opened:
        came = opened.arrived()
        assert [one.size for one in came] == [len(ONE), len(TWO)]
        assert [opened.whole(one.uid) for one in came] == [ONE, TWO]
        assert opened.head(came[0].uid) == ONE.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


def test_what_was_handled_is_moved_and_nothing_is_lost(server: Dovecot, inbox: Made, user: str) -> None:
    server.deliver(ONE, TWO, user=user)
    with inbox().open() as opened:
        opened.handled(opened.arrived()[0].uid)
    with inbox().open() as opened:
        assert [opened.whole(one.uid) for one in opened.arrived()] == [TWO]
        opened.handled(opened.arrived()[0].uid)
        assert not opened.arrived()
    assert server.held("INBOX", user) == []
    assert server.held("INBOX.Handled", user) == [ONE, TWO]


def test_what_a_person_has_read_in_the_mailbox_is_taken_all_the_same(
    server: Dovecot, inbox: Made, user: str
) -> None:
    server.deliver(ONE, user=user)
    with server.opened(user) as mailbox:
        mailbox.flag(mailbox.uids(), r"\Seen", value=True)
    with inbox().open() as opened:
        assert len(opened.arrived()) == 1


def test_what_a_person_has_marked_as_deleted_is_left_to_them(server: Dovecot, inbox: Made, user: str) -> None:
    server.deliver(ONE, TWO, user=user)
    with server.opened(user) as mailbox:
        mailbox.client.uid("STORE", mailbox.uids()[0], "+FLAGS", r"(\Deleted)")
    with inbox().open() as opened:
        (arrived,) = opened.arrived()
        opened.handled(arrived.uid)
    assert server.held("INBOX", user) == [ONE]


def test_looking_marks_nothing(server: Dovecot, inbox: Made, user: str) -> None:
    server.deliver(ONE, user=user)
    with inbox().open() as opened:
        opened.whole(opened.arrived()[0].uid)
    with server.opened(user) as mailbox:
        assert mailbox.uids("UNSEEN")


def test_another_folder_can_be_read(server: Dovecot, inbox: Made, user: str) -> None:
    with server.opened(user) as mailbox:
        mailbox.folder.create("Matters arising")
    server.deliver(ONE, user=user, folder="Matters arising")
    with inbox(folder="Matters arising").open() as opened:
        opened.handled(opened.arrived()[0].uid)
    assert server.held("Matters arising.Handled", user) == [ONE]


def test_a_full_mailbox_is_read_in_portions(server: Dovecot, inbox: Made, user: str) -> None:
    server.deliver(*[TWO] * (MOST + 1), user=user)
    with inbox().open() as opened:
        assert len(opened.arrived()) == MOST


def test_an_empty_mailbox_holds_nothing(inbox: Made) -> None:
    with inbox().open() as opened:
        assert not opened.arrived()


def test_a_wrong_password_is_said_without_it(inbox: Made) -> None:
    assert "did not take our user name and password" in _refused(inbox(password=f"{PASSWORD}!"))


def test_a_folder_that_is_not_there_is_said(inbox: Made) -> None:
    assert "would not open the mailbox" in _refused(inbox(folder="Elsewhere"))


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_that_nobody_trusts_is_not_accepted(inbox: Made, tls: str) -> None:
    sentence = _refused(inbox(tls=tls, context=ssl.create_default_context()))
    assert "its certificate is not to be trusted" in sentence


def test_a_server_that_is_not_there_is_said(inbox: Made) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "cannot be reached" in _refused(inbox(port=port))


def test_a_server_that_never_answers_holds_nobody_up(inbox: Made) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "no answer within 0.2 seconds" in _refused(inbox(port=silent.getsockname()[1], timeout=0.2))


def test_a_message_that_a_person_took_away_meanwhile_is_said(server: Dovecot, inbox: Made, user: str) -> None:
    server.deliver(ONE, user=user)
    with inbox().open() as opened:
        uid = opened.arrived()[0].uid
        with server.opened(user) as mailbox:
            mailbox.delete(uid)
        with pytest.raises(DeliveryFailed, match="no longer holds message"):
            opened.whole(uid)
