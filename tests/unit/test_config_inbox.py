"""The address of the mailbox that is read, taken apart; and what never shows it."""

import pytest
from pydantic import SecretStr

from tracker.config import load_settings
from tracker.config_values import inbox_server
from tracker.domain.errors import WrongSetting


@pytest.mark.parametrize(
    ("address", "port", "tls", "folder"),
    [
        ("imap://clerk:word@mail.example", 993, "tls", "INBOX"),
        ("imap://clerk:word@mail.example/", 993, "tls", "INBOX"),
        ("imap://clerk:word@mail.example/INBOX?tls=starttls", 143, "starttls", "INBOX"),
        ("imap://clerk:word@mail.example:1993/Answers/2023?tls=tls", 1993, "tls", "Answers/2023"),
        ("imap://clerk:word@127.0.0.1:1143/Matters%20arising", 1143, "none", "Matters arising"),
        ("imap://clerk:word@localhost?tls=tls", 993, "tls", "INBOX"),
    ],
)
def test_port_and_encryption_of_a_mailbox_follow_from_each_other_unless_they_are_said(
    address: str, port: int, tls: str, folder: str
) -> None:
    server = inbox_server(address)
    assert server
    assert (server.port, server.tls, server.folder) == (port, tls, folder)


def test_user_and_password_of_a_mailbox_may_be_percent_encoded_and_the_password_is_never_shown() -> None:
    server = inbox_server("imap://actions%40office.example:p%3Aw%2Fd@mail.example")
    assert server
    assert (server.user, server.host) == ("actions@office.example", "mail.example")
    assert server.password == SecretStr("p:w/d")
    assert "p:w/d" not in repr(server)


@pytest.mark.parametrize(
    "address",
    [
        "imaps://clerk:word@mail.example",
        "imap:",
        "imap://mail.example",
        "imap://clerk@mail.example",
        "imap://clerk:word@mail.example?tls=maybe",
        "imap://clerk:word@mail.example?ssl=1",
        "imap://clerk:word@mail.example:99999",
        "imap://clerk:word@[::1",
        "imap://clerk:word@mail.example/IN%0ABOX",
    ],
)
def test_any_other_address_of_a_mailbox_is_refused(address: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the sentence is made where the variable is known)
        inbox_server(address)


def test_a_mailbox_elsewhere_is_never_read_without_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_IMAP_URL", "imap://clerk:hunter2@mail.example?tls=none")
    with pytest.raises(WrongSetting, match=r"TRACKER_IMAP_URL takes imap://.* without TLS") as refused:
        load_settings()
    assert "hunter2" not in str(refused.value)


def test_an_empty_setting_reads_no_mailbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_IMAP_URL", "")
    assert load_settings().inbox is None


def test_a_demonstration_takes_no_real_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DEMO", "1")
    monkeypatch.setenv("TRACKER_IMAP_URL", "imap://clerk:hunter2@mail.example")
    with pytest.raises(WrongSetting, match="TRACKER_DEMO takes 0 while TRACKER_IMAP_URL"):
        load_settings()
    monkeypatch.setenv("TRACKER_IMAP_URL", "imap://clerk:hunter2@127.0.0.1:1143")
    settings = load_settings()
    assert "hunter2" not in repr(settings)
