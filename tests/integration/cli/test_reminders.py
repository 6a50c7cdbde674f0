"""`flask reminders`: previewing writes nothing, sending is safe to repeat."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from click.testing import Result
from sqlmodel import select

from tests.support.builders import Record
from tracker.domain.statutory import ClockKind, ClockWanted
from tracker.models.mail import Mail, Reminder
from tracker.models.record import HistoryRow
from tracker.services.clocks import start_clock
from tracker.wiring import Wiring

Run = Callable[..., Result]
Answer = Callable[..., Any]
ON = ("--on", "2023-09-22")


@pytest.fixture(autouse=True)
def recorded(on_record: Record) -> None:
    chief = on_record.post("chief", holder="Cara Chief", chief_officer=True)
    head = on_record.post()
    on_record.action("Coming", due="2023-09-27", post=head, on="2023-05-17")
    on_record.action("Overdue", due="2023-09-15", post=head, on="2023-05-17")
    on_record.action("The chief’s", due="2023-09-22", post=chief, on="2023-05-17")
    on_record.action("Nobody’s", due="2023-09-22", on="2023-05-17")
    on_record.desk.session.commit()


def count(wires: Wiring) -> list[int]:
    with wires.read() as session:
        return [len(session.exec(select(table)).all()) for table in (Mail, Reminder, HistoryRow)]


def test_a_preview_names_each_mail_and_writes_nothing(answer: Answer, wires: Wiring) -> None:
    before = count(wires)
    chief, head = answer("reminders", "preview", *ON)
    assert count(wires) == before
    assert {key: value for key, value in head.items() if key != "name"} == {
        "to": "ann.able@force.example.org",
        "post": "head-of-contact",
        "kind": "reminder",
        "actions": ["PPM-002", "PPM-001"],
        "reason": "1 overdue, 1 due in 3 working days",
        "held": False,
        "copies": [],
        "hour": "07:30",
    }
    assert chief["reason"] == "1 due now; held: Chief is a chief officer."


def test_a_preview_is_empty_on_a_day_that_is_not_worked(answer: Answer, run: Run) -> None:
    assert answer("reminders", "preview", "--on", "2023-09-23") == []
    said = run("reminders", "preview", "--on", "2023-09-23")
    assert said.stdout == "Saturday 23 September 2023 is not a working day: nothing is sent.\n"


def test_what_was_previewed_is_what_is_sent_and_a_repeat_sends_nothing(
    run: Run, answer: Answer, wires: Wiring
) -> None:
    first = run("reminders", "send", *ON)
    assert first.exit_code == 0
    assert "Sent to ann.able@force.example.org (head-of-contact): PPM-002 and PPM-001" in first.stdout
    assert "Held for the secretariat, to cara.chief@force.example.org (chief): PPM-003." in first.stdout
    assert "1 action has no owner, so nobody is chased: PPM-004" in first.stderr
    files = list((wires.settings.data_dir / "mail").iterdir())
    assert len(files) == 1
    again = run("reminders", "send", *ON)
    assert again.stdout == "Nothing more is owed on Friday 22 September 2023.\n"
    assert list((wires.settings.data_dir / "mail").iterdir()) == files
    assert answer("reminders", "preview", *ON) == []


def test_a_mail_that_cannot_leave_is_said_and_kept_and_goes_with_the_next_command(
    run: Run, wires: Wiring
) -> None:
    folder = wires.settings.data_dir / "mail"
    folder.write_text("a file where the mailbox should be", encoding="utf-8")
    first = run("reminders", "send", *ON)
    assert "Not sent yet to ann.able@force.example.org" in first.stderr
    folder.unlink()
    again = run("reminders", "send", *ON)
    assert again.stdout == "Sent to ann.able@force.example.org, which had waited\n"


def test_a_day_that_is_none_changes_nothing(run: Run, wires: Wiring) -> None:
    before = count(wires)
    result = run("reminders", "send", "--on", "31 June")
    assert result.exit_code == 2
    assert "Give one such as 2023-10-04." in result.stderr
    assert count(wires) == before


def test_the_dates_that_the_office_owes_are_previewed_and_sent_with_the_reminders(
    run: Run, answer: Answer, on_record: Record
) -> None:
    post = on_record.post("chief-executive", holder="Cey Exec")
    panel = ClockWanted(
        ClockKind.PANEL_REPLY, "Reply on reserves", post.key, date(2023, 9, 1), date(2023, 9, 29), "5, 0"
    )
    start_clock(on_record.desk, panel)
    on_record.desk.session.commit()
    clock = answer("reminders", "preview", *ON)[-1]
    assert (clock["kind"], clock["to"], clock["post"], clock["held"]) == (
        "clock",
        "cey.exec@force.example.org",
        "chief-executive",
        False,
    )
    assert clock["reason"] == "The office owes: Reply on reserves – due 29 September 2023"
    said = run("reminders", "send", *ON).stdout
    assert (
        "Sent to cey.exec@force.example.org: The office owes: Reply on reserves – due 29 September 2023\n"
        in said
    )
    assert answer("reminders", "preview", *ON) == []
