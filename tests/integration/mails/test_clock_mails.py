"""The office is reminded of what it owes: on its days, one mail for each post, and never twice. On both databases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.integration.mails.conftest import Office
from tracker.domain.mails import MailKind, MailState
from tracker.domain.statutory import ClockKind, ClockWanted
from tracker.models.chasing import ClockReminder
from tracker.models.mail import Mail
from tracker.services.clock_mails import queue_clock_mails
from tracker.services.clocks import correct_clock, meet_clock, start_clock
from tracker.services.mails import cancel_mail
from tracker.services.posts import hand_over_post
from tracker.store import clocks as stored
from tracker.store import posts

CUSTODY = ClockWanted(
    ClockKind.INSPECTION_COMMENTS, "Comments on custody", None, date(2023, 9, 6), None, "20, 10, 5, 0"
)
"""Its last day is Tuesday 31 October 2023."""


@pytest.fixture
def clock(office: Office) -> int:
    """A clock of the Chief Executive's; its number."""
    with office.on("2023-09-06").building() as record:
        post = record.post("chief-executive", holder="Cey Exec")
        return start_clock(record.desk, replace(CUSTODY, post_id=post.key)).key


def queue(office: Office, day: str | date) -> list[str]:
    """The subjects of what a pass of that day makes."""
    office.on(str(day))
    return [mail.subject for mail in queue_clock_mails(office.writing, office.stationery)]


def told(office: Office) -> Sequence[ClockReminder]:
    with office.database.read() as session:
        return session.exec(select(ClockReminder).order_by(ClockReminder.owed_on)).all()  # type: ignore[arg-type]


def test_a_clock_reminds_on_its_days_and_on_no_other_until_it_is_met(office: Office, clock: int) -> None:
    days = [date(2023, 9, 6) + timedelta(days=count) for count in range(75)]
    reminded = [day for day in days for _ in range(2) if queue(office, day)]
    assert [str(day) for day in reminded] == [
        "2023-10-03",
        "2023-10-17",
        "2023-10-24",
        "2023-10-31",
        "2023-11-01",
        "2023-11-08",
        "2023-11-15",
    ]
    with office.on("2023-11-16").writing() as desk:
        meet_clock(desk, stored.by_number(desk.session, clock), date(2023, 11, 16), version=None)
    assert queue(office, "2023-11-22") == []


def test_the_mail_says_what_is_owed_and_by_when(office: Office, clock: int) -> None:
    assert queue(office, "2023-10-17") == ["The office owes: Comments on custody – due 31 October 2023"]
    assert [(sent.state, sent.to) for sent in office.send()] == [
        (MailState.SENT, "cey.exec@force.example.org")
    ]
    text = " ".join(office.server.letters[0].body_text.split())
    assert "Police Act 1996, section 55" in text
    assert "Last day: Tuesday 31 October 2023, 10 working days left." in text


def test_missed_days_are_caught_up_by_one_mail(office: Office, clock: int) -> None:
    assert len(queue(office, "2023-10-26")) == 1
    assert queue(office, "2023-10-27") == []
    assert [(row.step, str(row.owed_on)) for row in told(office)] == [("before-5", "2023-10-24")]


def test_a_post_gets_one_mail_for_all_that_it_owes(office: Office, clock: int) -> None:
    with office.building() as record:
        post = posts.by_code(record.desk.session, "chief-executive")
        start_clock(record.desk, replace(CUSTODY, title="Comments on rape", post_id=post.key))
        other = record.post("monitoring-officer", holder="Mo Officer")
        start_clock(record.desk, replace(CUSTODY, title="Comments on cyber", post_id=other.key))
    assert sorted(queue(office, "2023-10-03")) == [
        "The office owes 2 answers – the first due 31 October 2023",
        "The office owes: Comments on cyber – due 31 October 2023",
    ]


def test_what_came_after_the_mail_of_the_day_is_told_on_the_next(office: Office, clock: int) -> None:
    queue(office, "2023-10-03")
    with office.building() as record:
        post = posts.by_code(record.desk.session, "chief-executive")
        start_clock(record.desk, replace(CUSTODY, title="Comments on rape", post_id=post.key))
    assert queue(office, "2023-10-03") == []
    assert queue(office, "2023-10-04") == ["The office owes: Comments on rape – due 31 October 2023"]


def test_another_last_day_begins_its_reminders_anew(office: Office, clock: int) -> None:
    assert len(queue(office, "2023-10-17")) == 1
    with office.writing() as desk:
        row = stored.by_number(desk.session, clock)
        moved = replace(CUSTODY, post_id=row.post_id, starts_on=date(2023, 9, 13))
        correct_clock(desk, row, moved, version=None)
    assert queue(office, "2023-10-18") == ["The office owes: Comments on custody – due 7 November 2023"]


def test_a_mail_that_was_cancelled_is_not_made_again(office: Office, clock: int) -> None:
    queue(office, "2023-10-17")
    with office.writing() as desk:
        mail = desk.session.exec(select(Mail).where(Mail.kind == MailKind.CLOCK)).one()
        cancel_mail(desk, mail.key)
    assert queue(office, "2023-10-18") == []


def test_a_mail_whose_post_passed_on_is_written_afresh_to_who_holds_it_now(
    office: Office, clock: int
) -> None:
    queue(office, "2023-10-17")
    with office.on("2023-10-18").building() as record:
        post = posts.by_code(record.desk.session, "chief-executive")
        hand_over_post(record.desk, post=post, to=record.person("Noor New"), on=date(2023, 10, 18))
    assert [sent.state for sent in office.send()] == [MailState.CANCELLED]
    assert len(queue(office, "2023-10-19")) == 1
    assert [sent.to for sent in office.send()] == ["noor.new@force.example.org"]
    assert len(told(office)) == 1


def test_a_vacant_post_goes_to_the_one_above_or_waits_for_the_secretariat(office: Office) -> None:
    with office.on("2023-09-06").building() as record:
        above = record.post("commissioner", holder="Cory Commissioner")
        for code, to in (("deputy", above), ("clerk", None)):
            post = record.post(code, holder=None, escalates_to=to)
            start_clock(record.desk, replace(CUSTODY, title=code, post_id=post.key))
    office.on("2023-10-03")
    made = queue_clock_mails(office.writing, office.stationery)
    with office.database.read() as session:
        kept = [session.get_one(Mail, mail.mail_id) for mail in made]
    assert sorted((mail.state, mail.to_address) for mail in kept) == [
        (MailState.HELD, ""),
        (MailState.QUEUED, "cory.commissioner@force.example.org"),
    ]
