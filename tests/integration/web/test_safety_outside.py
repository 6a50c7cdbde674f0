"""What stands outside the database: files that no one else may read, and headers of mails that nobody can add to."""

import fcntl
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.integration.conftest import KEYS
from tests.support.builders import SECRETARIAT, Record, moment
from tests.support.page import Browser
from tracker.adapters.england import EnglandCalendar
from tracker.adapters.head_file import HeadFile
from tracker.adapters.mail_message import message_of
from tracker.config import load_settings
from tracker.domain.history import Head
from tracker.domain.viewers import Role
from tracker.ports import Letter
from tracker.services.desk import Desk
from tracker.services.posts import create_person
from tracker.store import schema
from tracker.store.session import Database
from tracker.wiring import Wiring


@pytest.fixture
def open_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder that others can enter, made by somebody whose files others can read."""
    folder = tmp_path / "data"
    before = os.umask(0o022)
    folder.mkdir(mode=0o755)
    monkeypatch.setenv("TRACKER_DATA_DIR", str(folder))
    yield folder
    os.umask(before)


def test_nobody_else_on_the_machine_reads_what_is_in_the_data_folder(open_folder: Path) -> None:
    wires = Wiring(load_settings())
    assert wires.keys
    schema.upgrade(wires.database)
    with wires.write() as session:
        create_person(Desk(session, SECRETARIAT, moment(), EnglandCalendar(), KEYS), name="Ann", email="")
        session.commit()
        readable = [path.name for path in open_folder.rglob("*") if path.stat().st_mode & 0o077]
        names = {path.name for path in open_folder.iterdir()}
    wires.database.close()
    assert {"tracker.db", "tracker.db-wal", "secret-key", "history-head.json"} <= names
    assert readable == []


def test_the_head_kept_outside_waits_its_turn_and_never_goes_back(tmp_path: Path) -> None:
    file = HeadFile(tmp_path / "history-head.json")
    file.keep(Head(5, "five"))
    with (tmp_path / "history-head.json.lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        late = Thread(target=file.keep, args=[Head(6, "six")])
        late.start()
        late.join(0.1)
        assert file.read() == Head(5, "five")
        fcntl.flock(turn, fcntl.LOCK_UN)
    late.join()
    file.keep(Head(4, "four"))
    assert file.read() == Head(6, "six")


def test_what_is_written_stays_written_when_the_head_outside_cannot_be_kept(
    on_record: Record, wires: Wiring, sign_in: Callable[..., Browser], caplog: pytest.LogCaptureFixture
) -> None:
    on_record.desk.session.commit()
    (wires.settings.data_dir / "history-head.json").write_text("no head")
    administrator = sign_in(Role.ADMINISTRATOR)
    form = {"kind": "measure", "code": "m", "title": "A measure", "position": "1"}
    assert administrator.post("/reference", form).status == 200
    assert "A measure" in administrator.get("/reference").text
    assert "could not be kept outside the database" in caplog.text
    assert "history-head.json in the data folder cannot be read" in administrator.get("/history?check").text


def test_a_head_of_what_was_rolled_back_is_not_kept(on_record: Record, wires: Wiring) -> None:
    session = on_record.desk.session
    on_record.person("Ann Able")
    session.commit()
    kept = wires.head_file.read()
    on_record.person("Bea Best")
    session.rollback()
    session.execute(text("SELECT 1"))
    session.commit()
    assert wires.head_file.read() == kept


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_refused_statement_keeps_to_itself_what_it_was_given(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = (
        f"sqlite:///{tmp_path / 'a.db'}"
        if kind == "sqlite"
        else request.getfixturevalue("postgresql").fresh()
    )
    database = Database(url)
    with database.read() as session, pytest.raises(DBAPIError) as refused:
        session.execute(text("SELECT :typed FROM nowhere"), {"typed": "said in confidence"})
    database.close()
    assert "nowhere" in str(refused.value)
    assert "confidence" not in str(refused.value)


def _letter(name: str, address: str = "ann@force.example.org", subject: str = "Overdue") -> Letter:
    return Letter(
        to_name=name,
        to_address=address,
        subject=subject,
        body_text="Hello",
        body_html="",
        message_id="<1@office.example.org>",
        sent_at=datetime.now(UTC),
    )


@pytest.mark.parametrize(
    "name",
    [
        "Evil <evil@elsewhere.example>, you",
        '"Evil" <evil@elsewhere.example>, ' + "a very long name that has to be folded " * 4,
        "A\r\nBcc: evil@elsewhere.example",
        "A\u2028Bcc: evil@elsewhere.example",
        "evil@elsewhere.example; (",
        "=?utf-8?q?A=0D=0ABcc:_evil@elsewhere.example?=",
        "Ann =?utf-8?b?DQpCY2M6IGV2aWxAZWxzZXdoZXJlLmV4YW1wbGU=?= " + "in a long name that is folded " * 4,
    ],
)
def test_a_name_adds_no_address_and_no_header_to_a_mail(name: str) -> None:
    sent = message_of(
        _letter(name, subject=f"Overdue: {name}"), f"{name[:40]} <us@office.example.org>"
    ).as_bytes()
    read = message_from_bytes(sent, policy=default)
    assert [one.addr_spec for one in read["To"].addresses] == ["ann@force.example.org"]
    assert read["Bcc"] is None
    assert len(read["Subject"].splitlines()) == 1
