"""From the setting to the record: the scheduler's pass reads the mailbox that is set, and a demonstration reads no real one."""

from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import select

from tests.integration.incoming.conftest import message
from tests.support.databases import sqlite_copy
from tests.support.dovecot import PASSWORD, Dovecot
from tracker.adapters.clock import DemonstrationClock
from tracker.config import Settings
from tracker.config_values import inbox_server
from tracker.domain.errors import WrongSetting
from tracker.jobs.passes import Passes
from tracker.models.chasing import IncomingMail
from tracker.wiring import Wiring


def _wiring(tmp_path: Path, template: Path, address: str | None) -> Wiring:
    return Wiring(
        Settings(
            data_dir=tmp_path,
            database_url=sqlite_copy(template, tmp_path / "tracker.db"),
            given_secret_key=SecretStr("a secret key of more than 32 characters"),
            mail_from="Matters Arising <actions@office.example.org>",
            inbox=inbox_server(address) if address else None,
        )
    )


def test_the_pass_takes_in_what_lies_in_the_mailbox(
    tmp_path: Path, sqlite_template: Path, server: Dovecot, user: str
) -> None:
    wiring = _wiring(tmp_path, sqlite_template, f"imap://{user}:{PASSWORD}@127.0.0.1:{server.plain}/INBOX")
    server.deliver(message("Done.\n\nKind regards\nAnn"), user=user)
    Passes(wiring).receive()
    with wiring.read() as session:
        (row,) = session.exec(select(IncomingMail)).all()
    assert row.words == "Done."
    assert wiring.post_office.replies
    wiring.database.leave()


def test_without_a_mailbox_the_pass_does_nothing_and_no_mail_asks_for_another_address(
    tmp_path: Path, sqlite_template: Path
) -> None:
    wiring = _wiring(tmp_path, sqlite_template, None)
    Passes(wiring).receive()
    assert wiring.post_office.replies is None
    wiring.database.leave()


def test_a_demonstration_reads_no_mailbox_elsewhere(
    tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiring = _wiring(tmp_path, sqlite_template, "imap://clerk:word@mail.example")
    monkeypatch.setitem(wiring.__dict__, "clock", object.__new__(DemonstrationClock))
    with pytest.raises(WrongSetting, match="TRACKER_IMAP_URL takes nothing"):
        Passes(wiring).receive()
    wiring.database.leave()
