"""The passes of the scheduler, on a clock that a test sets."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tracker.domain.mails import MailKind, MailState
from tracker.domain.policy import DEFAULT
from tracker.jobs.passes import Passes
from tracker.models.mail import Mail, Pass, Reminder
from tracker.models.record import Limit
from tracker.services.policies import save_policy
from tracker.store import mails as stored
from tracker.store.limits import count
from tracker.store.session import Database
from tracker.wiring import Wiring


@pytest.fixture
def passes(on_record: Record, wires: Wiring) -> Passes:
    on_record.action(due="2023-09-27", post=on_record.post(), on="2023-05-17")
    on_record.desk.session.commit()
    return Passes(wires)


@pytest.fixture
def office_mail() -> Mail:
    return Mail(
        id=1,
        kind=MailKind.ACCOUNT,
        to_address="ann@example.org",
        for_day=date(2023, 9, 22),
        message_id="one",
        queued_at=datetime.now(UTC),
    )


def at(wires: Wiring, day: str, hour: str) -> None:
    wires.clock.set(day, hour)  # type: ignore[attr-defined]


def mails(wires: Wiring) -> int:
    with wires.read() as session:
        return len(session.exec(select(Mail)).all())


def test_the_days_reminders_are_made_from_half_past_seven_in_london(passes: Passes, wires: Wiring) -> None:
    at(wires, "2023-09-22", "07:29")
    passes.daily()
    assert mails(wires) == 0
    at(wires, "2023-09-22", "07:30")
    passes.daily()
    assert mails(wires) == 1


def test_a_machine_that_was_off_at_half_past_seven_catches_up(passes: Passes, wires: Wiring) -> None:
    at(wires, "2023-09-25", "16:00")
    passes.daily()
    assert mails(wires) == 1


def test_the_daily_pass_runs_once_a_day(passes: Passes, wires: Wiring, on_record: Record) -> None:
    at(wires, "2023-09-22", "07:30")
    passes.daily()
    with wires.writing(on_record.desk.by) as desk:
        Record(desk).action(
            due="2023-09-22", post=Record(desk).post("estates", holder="Bea Best"), on="2023-09-01"
        )
    passes.daily()
    assert mails(wires) == 1
    at(wires, "2023-09-25", "07:30")
    passes.daily()
    assert mails(wires) == 2
    with wires.read() as session:
        assert [(row.name, row.day.day) for row in session.exec(select(Pass).order_by(Pass.day)).all()] == [
            ("reminders 07:30", 22),
            ("reminders 07:30", 25),
        ]  # type: ignore[arg-type]


def test_each_series_is_chased_from_the_hour_of_its_policy_on(
    passes: Passes, wires: Wiring, on_record: Record
) -> None:
    with wires.writing(on_record.desk.by) as desk:
        record = Record(desk)
        late = replace(DEFAULT, hold_first=False, hour="10:15")
        save_policy(desk, record.series("JAC"), late, version=None)
        meeting = record.meeting("2023-06-01", series="JAC")
        estates = record.post("estates", holder="Bea Best")
        record.action(due="2023-09-22", post=estates, meeting=meeting, on="2023-06-01")
    for hour, made in (("07:30", 1), ("10:14", 1), ("10:15", 2), ("10:16", 2)):
        at(wires, "2023-09-22", hour)
        passes.daily()
        assert mails(wires) == made, hour


def test_what_waits_is_sent_to_the_mailbox(passes: Passes, wires: Wiring) -> None:
    at(wires, "2023-09-22", "07:30")
    passes.daily()
    passes.send()
    kept, total = wires.mailbox.listed()
    assert total == 1
    assert "Ann Able" in kept[0].to
    # The mail carries the machine's time, whatever day it is in the record.
    assert abs(kept[0].at - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_look_sees_what_waits_and_not_what_is_held_sent_or_to_be_tried_later(
    database: Database, office_mail: Mail
) -> None:
    now = datetime.now(UTC)
    for state, next_try_at, waits in (
        (MailState.QUEUED, None, True),
        (MailState.QUEUED, now, True),
        (MailState.QUEUED, now + timedelta(minutes=1), False),
        (MailState.HELD, None, False),
        (MailState.SENT, None, False),
    ):
        with database.write() as session:
            mail = session.merge(office_mail)
            mail.state, mail.next_try_at = state, next_try_at
            session.commit()
        with database.read() as session:
            assert stored.waits(session, now) is waits


def test_old_windows_of_tries_are_dropped_once_a_day(passes: Passes, wires: Wiring) -> None:
    now = int(datetime.now(UTC).timestamp())
    with wires.write() as session:
        count(session, "old", now - 3 * 86_400)
        count(session, "new", now)
        session.commit()
    passes.tidy()
    with wires.read() as session:
        assert [row.bucket for row in session.exec(select(Limit)).all()] == ["new"]


def test_a_clock_that_jumps_a_day_and_back_asks_for_nothing_twice(passes: Passes, wires: Wiring) -> None:
    for day in ("2023-09-22", "2023-09-25", "2023-09-22", "2023-09-25"):
        at(wires, day, "08:00")
        passes.daily()
        passes.send()
    with wires.read() as session:
        sent = session.exec(select(Mail.for_day, Mail.state)).all()
        owed = session.exec(select(Reminder.action_id, Reminder.step, Reminder.due_on)).all()
    assert len(owed) == len(set(owed))
    assert len(sent) == len({day for day, _ in sent})
    assert {state for _, state in sent} == {MailState.SENT}
