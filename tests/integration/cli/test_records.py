"""`flask meetings`, `workdays`, `users`, `demonstration` and `audit`."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from tests.support.builders import Record
from tracker.cli import GROUPS
from tracker.store import users
from tracker.wiring import Wiring

Run = Callable[..., Result]
Answer = Callable[..., Any]


@pytest.mark.parametrize("group", GROUPS)
def test_every_command_says_what_it_does(run: Run, app: Flask, group: str) -> None:
    assert run(group, "--help").exit_code == 0
    for name, command in app.cli.commands[group].commands.items():  # type: ignore[attr-defined]
        assert command.help, f"{group} {name} has no help"
        assert run(group, name, "--help").exit_code == 0


def test_meetings_are_listed_with_their_papers_deadline(on_record: Record, answer: Answer) -> None:
    on_record.meeting("2023-10-04")
    on_record.desk.session.commit()
    [meeting] = answer("meetings", "list")
    assert meeting == {
        "ref": "PPM-2023-10-04",
        "title": "Public Performance Meeting, 4 October 2023",
        "starts_on": "2023-10-04",
        "starts_at": "2023-10-04T14:30:00+01:00",
        "venue": "Oak Room",
        "papers_due": "2023-09-27",
        "status": "scheduled",
    }


def test_working_days_are_those_of_england(run: Run) -> None:
    assert run("workdays", "before", "2023-10-04", "5").stdout == "2023-09-27\n"
    assert run("workdays", "before", "2023-05-09", "1").stdout == "2023-05-05\n", "the coronation"
    assert run("workdays", "before", "2023-10-04", "1001").exit_code == 1
    assert run("workdays", "before", "tomorrow", "5").exit_code == 2


def test_an_account_starts_with_a_link_that_sets_its_password(run: Run, app: Flask, wires: Wiring) -> None:
    result = run(
        "users", "create", "Asha.Bell@office.example.org", "--role", "secretariat", "--name", "Asha Bell"
    )
    address = result.stdout.strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/set-password/\S+", address)
    assert app.test_client().get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200
    with wires.read() as session:
        user = users.by_email(session, "asha.bell@office.example.org")
        assert user is not None
        assert (user.name, user.password, [role.name for role in user.roles]) == (
            "Asha Bell",
            "",
            ["secretariat"],
        )


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("users", "create", "asha", "--role", "panel"), 1, "name@example.org"),
        (("users", "create", "asha@office.example.org", "--role", "queen"), 2, "queen"),
        (("users", "create", "asha@office.example.org"), 2, "--role"),
        (("users", "link", "nobody@office.example.org"), 1, "There is no account"),
    ],
)
def test_a_wrong_account_is_refused(run: Run, words: tuple[str, ...], status: int, sentence: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (status, "")
    assert sentence in result.stderr


def test_an_address_has_one_account(run: Run, answer: Answer) -> None:
    assert run("users", "create", "asha@office.example.org", "--role", "panel").exit_code == 0
    again = run("users", "create", "ASHA@office.example.org", "--role", "panel")
    assert again.exit_code == 1
    assert [row["email"] for row in answer("users", "list")] == ["asha@office.example.org"]


def test_demonstration_data_is_refused_where_it_was_not_asked_for(run: Run) -> None:
    result = run("demonstration", "load")
    assert result.exit_code == 1
    assert "TRACKER_DEMO" in result.stderr
    assert run("demonstration", "accounts").exit_code == 1


TAMPERED = {
    "a changed row": "UPDATE history SET actor = 'Nobody' WHERE number = 2",
    "a removed row": "DELETE FROM history WHERE number = 2",
    "an inserted row": "INSERT INTO history SELECT number + 1000, at, actor, source, event, subject, payload_digest, "
    "digest FROM history WHERE number = 1",
    "a cut-off end": "DELETE FROM history WHERE number = (SELECT max(number) FROM history)",
    "changed words": "UPDATE history_payloads SET payload = '{}' WHERE number = 2",
    "removed words": "DELETE FROM history_payloads WHERE number = 2",
}


@pytest.fixture
def chained(on_record: Record) -> None:
    on_record.meeting("2023-10-04")
    on_record.post("head-of-contact")
    on_record.desk.session.commit()


@pytest.mark.usefixtures("chained")
def test_a_history_that_holds_is_told_with_its_count_and_digest(run: Run, answer: Answer) -> None:
    told = run("audit", "verify")
    found = answer("audit", "verify")
    assert told.stdout == f"The history verifies: {found['count']} rows, digest {found['digest']}.\n"
    assert found["head_kept_outside"] is True


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize("statement", TAMPERED.values(), ids=TAMPERED.keys())
def test_what_was_done_to_the_history_is_found(run: Run, wires: Wiring, statement: str) -> None:
    with wires.write() as session:
        for trigger in ("history_not_changed", "history_not_removed"):
            session.execute(text(f"DROP TRIGGER {trigger}"))
        session.execute(text(statement))
        session.commit()
    result = run("audit", "verify")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "istory" in result.stderr


@pytest.mark.usefixtures("chained")
def test_an_end_cut_off_with_its_head_is_found_by_the_file_outside(run: Run, wires: Wiring) -> None:
    with wires.write() as session:
        session.execute(text("DROP TRIGGER history_not_removed"))
        session.execute(text("DELETE FROM history WHERE number > 1"))
        session.execute(text("DELETE FROM history_payloads WHERE number > 1"))
        session.execute(
            text("UPDATE history_head SET count = 1, digest = (SELECT digest FROM history WHERE number = 1)")
        )
        session.commit()
    assert "its end was cut off" in run("audit", "verify").stderr
    wires.settings.data_dir.joinpath("history-head.json").write_text("{")
    assert "cannot be read" in run("audit", "verify").stderr
