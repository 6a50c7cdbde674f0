"""A database that is locked, full, read-only, empty or of a newer version: a sentence, what was typed, and no change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event, text

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.errors import Unavailable
from tracker.domain.viewers import Role
from tracker.store import schema
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
LOG = "/meetings/ppm-2023-10-04/actions"


@pytest.fixture
def desk(on_record: Record, sign_in: SignIn) -> Browser:
    on_record.meeting()
    on_record.desk.session.commit()
    return sign_in(Role.SECRETARIAT)


@contextmanager
def _on_each_connection(wires: Wiring, statement: str) -> Iterator[None]:
    """Runs `statement` on every connection of the app from now on."""

    def run(connection, _record, _proxy) -> None:  # type: ignore[no-untyped-def]
        connection.execute(statement)

    event.listen(wires.database.engine, "checkout", run)
    yield
    event.remove(wires.database.engine, "checkout", run)


def _log(browser: Browser, line: str = "Bring the figures", number: int = 0) -> tuple[int, str]:
    token = browser.token()
    headers = {"Accept": "application/json", "X-CSRFToken": token}
    form = {"text": line, "client_id": str(UUID(int=number))}
    response = browser.client.post(LOG, data=form, headers=headers)
    return response.status_code, (response.get_json() or {}).get("error", "")


def _logged(wires: Wiring) -> int:
    with wires.read() as session:
        return int(session.execute(text("SELECT count(*) FROM actions")).scalar_one())


def test_a_locked_database_is_said_and_the_entry_can_be_sent_again(wires: Wiring, desk: Browser) -> None:
    other = wires.write()
    other.execute(text("SELECT 1"))
    with _on_each_connection(wires, "PRAGMA busy_timeout = 50"):
        status, sentence = _log(desk)
    other.close()
    assert (status, _logged(wires)) == (503, 0)
    assert (
        sentence
        == "The database is busy with something else. Nothing was changed. Try again in a few seconds."
    )
    assert _log(desk)[0] == 201


def test_a_full_disk_is_said_and_takes_no_half_an_entry(wires: Wiring, desk: Browser) -> None:
    with _on_each_connection(wires, "PRAGMA max_page_count = 1"):
        answers = [_log(desk, "Bring the figures " * 25, number) for number in range(60)]
    refused = [sentence for status, sentence in answers if status == 503]
    assert refused, "the disk never filled up"
    assert set(refused) == {
        "The disk is full. Nothing was changed. Ask the administrator to make room, then try again."
    }
    assert _logged(wires) == len(answers) - len(refused)


def test_a_read_only_database_is_said(wires: Wiring, desk: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wires.database, "_writing", wires.database._reading)
    status, sentence = _log(desk)
    assert (status, _logged(wires)) == (503, 0)
    assert sentence.startswith("The database is read-only. Nothing was changed.")


def test_a_database_of_a_newer_version_is_left_as_it_is(app: Flask, wires: Wiring) -> None:
    with wires.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.commit()
    with pytest.raises(Unavailable, match="version 9999, which is newer than this program"):
        schema.upgrade(wires.database)
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, "newer than this program" in answer.get_json()["reason"]) == (503, True)


def test_a_database_without_tables_says_what_to_run(app: Flask, wires: Wiring) -> None:
    with wires.write() as session:
        session.execute(text("DROP TABLE history_head"))
        session.commit()
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, "flask database upgrade" in answer.get_json()["reason"]) == (503, True)
