"""The address of the mail server, taken apart; and demonstration mail, which must reach nobody."""

import pytest
from pydantic import SecretStr

from tracker.config import load_settings
from tracker.config_values import MailServer, mail_server
from tracker.domain.errors import WrongSetting


@pytest.mark.parametrize(
    ("address", "port", "tls"),
    [
        ("smtp://mail.example", 587, "starttls"),
        ("smtp://mail.example?tls=starttls", 587, "starttls"),
        ("smtp://mail.example?tls=tls", 465, "tls"),
        ("smtp://mail.example?tls=none", 25, "none"),
        ("smtp://127.0.0.1:1025", 1025, "none"),
        ("smtp://localhost:1025?tls=starttls", 1025, "starttls"),
    ],
)
def test_port_and_encryption_follow_from_each_other_unless_they_are_said(
    address: str, port: int, tls: str
) -> None:
    server = mail_server(address)
    assert (server.scheme, server.port, server.tls) == ("smtp", port, tls)


def test_user_and_password_may_be_percent_encoded_and_the_password_is_never_shown() -> None:
    server = mail_server("smtp://clerk%40office.example:p%3Aw%2Fd@mail.example:2525")
    assert (server.user, server.host, server.port) == ("clerk@office.example", "mail.example", 2525)
    assert server.password == SecretStr("p:w/d")
    assert "p:w/d" not in repr(server)


def test_the_mailbox_needs_no_server() -> None:
    assert mail_server("mailbox:") == MailServer("mailbox")


@pytest.mark.parametrize(
    "address",
    [
        "http://mail.example",
        "smtp:",
        "smtp://mail.example/folder",
        "smtp://mail.example?tls=maybe",
        "smtp://mail.example?ssl=1",
        "smtp://mail.example:99999",
        "smtp://[::1",
        "notify:key",
    ],
)
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the sentence is made where the variable is known)
        mail_server(address)


def test_a_password_never_leaves_this_machine_in_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_MAIL_URL", "smtp://clerk:word@mail.example?tls=none")
    with pytest.raises(WrongSetting, match="without TLS"):
        load_settings()
    assert mail_server("smtp://clerk:word@127.0.0.1?tls=none").password == SecretStr("word")


def test_demonstration_data_and_a_real_mail_server_are_refused_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRACKER_DEMO", "1")
    monkeypatch.setenv("TRACKER_MAIL_URL", "smtp://mail.example")
    with pytest.raises(
        WrongSetting, match=r"TRACKER_DEMO takes 0 while TRACKER_MAIL_URL names a mail server"
    ):
        load_settings()


def test_settings_shown_in_a_log_hold_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_MAIL_URL", "smtp://clerk:hunter2@mail.example")
    monkeypatch.setenv("TRACKER_SECRET_KEY", "hunter2" * 5)
    monkeypatch.setenv("TRACKER_DEMO_PASSWORD", "hunter2hunter2")
    monkeypatch.setenv("TRACKER_DATABASE_URL", "postgresql+psycopg://clerk:hunter2@db.example/tracker")
    settings = load_settings()
    assert settings.secret_key == "hunter2" * 5
    assert settings.demo_password == "hunter2hunter2"
    assert "hunter2" not in repr(settings)
    assert "hunter2" not in str(settings)


NUMBER = "0a1b2c3d-0000-4000-8000-00000000000f"
KEY = f"office-{NUMBER}-1a1b2c3d-0000-4000-8000-0000hunter2".replace("hunter2", "abcdef01")


def test_notify_takes_its_key_and_its_template_and_shows_the_key_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRACKER_MAIL_URL", "notify:")
    monkeypatch.setenv("TRACKER_NOTIFY_KEY", KEY)
    with pytest.raises(WrongSetting, match=r"together with TRACKER_NOTIFY_KEY and TRACKER_NOTIFY_TEMPLATE"):
        load_settings()
    monkeypatch.setenv("TRACKER_NOTIFY_TEMPLATE", NUMBER)
    settings = load_settings()
    assert (settings.mail, settings.notify_template) == (MailServer("notify"), NUMBER)
    assert settings.notify_key == SecretStr(KEY)
    assert KEY not in repr(settings)


def test_a_key_of_notify_that_is_none_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_NOTIFY_KEY", "hunter2")
    with pytest.raises(WrongSetting, match=r"TRACKER_NOTIFY_KEY takes an API key") as refused:
        load_settings()
    assert "hunter2" not in str(refused.value)
