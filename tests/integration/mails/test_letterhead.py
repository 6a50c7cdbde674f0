"""What a mail carries besides its words, as it leaves: its thread, its calendar file, and how to end a weekly one."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import Message

import pytest
from icalendar import Calendar, Event
from sqlmodel import select

from tests.integration.mails.conftest import Office
from tests.support.builders import Record
from tracker.adapters.calendar_file import ICalendarFile
from tracker.adapters.mail_message import message_of
from tracker.domain.actions import Status
from tracker.domain.due import DueKind
from tracker.domain.mails import MailKind
from tracker.domain.unsubscribing import weekly_mail_of
from tracker.models.actions import Action
from tracker.models.mail import Mail
from tracker.models.people import Person
from tracker.ports import Letter

KEY = b"a key for weekly mails in tests"
MAKER = ICalendarFile("office.example.org", "Office of the Commissioner", "actions@office.example.org")


@pytest.fixture
def filled(office: Office) -> Office:
    """Ann Able owes two papers for 4 October, and one for 6 December."""
    office.post_office = replace(
        office.post_office, calendar=MAKER, calendar_name="What is due", weekly_key=KEY
    )
    with office.building() as record:
        head = record.post()
        for title in ("Bring the figures", "Explain the rise"):
            for_papers(record, record.action(title, due="2023-09-27", post=head, on="2023-05-17"))
        later = record.action("Show the plan", due="2023-11-29", post=head, on="2023-05-17")
        for_papers(record, later, "2023-12-06")
    return office


def for_papers(record: Record, action: Action, day: str = "2023-10-04") -> None:
    meeting = record.meeting(day)
    action.due_kind, action.due_on, action.due_meeting_id = DueKind.MEETING, meeting.papers_due, meeting.key


def as_sent(letter: Letter) -> Message:
    """The letter as it is on the wire, taken apart again."""
    return message_from_bytes(message_of(letter, "Office <actions@office.example.org>").as_bytes())


def calendar_of(letter: Letter) -> dict[str, Event]:
    (part,) = [one for one in as_sent(letter).walk() if one.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "PUBLISH"
    assert part.get_param("charset") == "utf-8"
    assert part.get_filename() == "due-dates.ics"
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return {str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_the_reminders_to_a_post_for_one_meeting_hang_together(filled: Office) -> None:
    (first,) = filled.chase("2023-09-13")
    (second,) = filled.chase("2023-09-22")
    (other,) = filled.chase("2023-11-15")
    assert "References" not in as_sent(first)
    assert as_sent(second)["References"] == as_sent(second)["In-Reply-To"] == first.message_id
    assert as_sent(first)["Thread-Topic"] == as_sent(second)["Thread-Topic"]
    assert as_sent(second)["Thread-Topic"] == "Public Performance Meeting, 4 October 2023: Head of contact"
    # Mail programs that go by the subject too keep them together as long as the same is wanted.
    assert first.subject == second.subject
    assert other.message_id != second.message_id
    # What is overdue for the meeting that is over stands in it; it is the mail for the next one.
    assert "References" not in as_sent(other)
    assert "6 December 2023" in as_sent(other)["Thread-Topic"]


def test_another_post_has_a_thread_of_its_own(filled: Office) -> None:
    with filled.building() as record:
        estates = record.post("head-of-estates", holder="Bea Best")
        for_papers(record, record.action("Cost it", due="2023-09-27", post=estates, on="2023-05-17"))
    letters = filled.chase("2023-09-13")
    assert len(letters) == 2
    assert not any("References" in as_sent(letter) for letter in letters)


def test_a_mail_about_no_meeting_stands_alone(office: Office) -> None:
    with office.building() as record:
        record.action("Name a site", due="2023-09-22", post=record.post(), on="2023-05-17")
    first, second = *office.chase("2023-09-19"), *office.chase("2023-09-22")
    for letter in (first, second):
        assert not {"References", "In-Reply-To", "Thread-Topic"} & set(as_sent(letter).keys())


def test_what_is_due_goes_with_the_reminder_as_a_calendar_file(filled: Office) -> None:
    (letter,) = filled.chase("2023-09-22")
    events = calendar_of(letter)
    assert set(events) == {"ppm-001@office.example.org", "ppm-002@office.example.org"}
    event = events["ppm-001@office.example.org"]
    assert event.decoded("dtstart") == date(2023, 9, 27)
    assert str(event["summary"]) == "Papers due: Action 001, Bring the figures"
    assert str(event["description"]).startswith(
        "OFFICIAL\n\nPapers for the meeting of 4 October 2023 due Wed"
    )
    # It leads where the mail leads.
    assert str(event["url"]) in letter.body_text


def test_a_date_that_moved_keeps_its_name_and_a_closed_action_is_cancelled(filled: Office) -> None:
    (before,) = filled.chase("2023-09-13")
    with filled.building() as record:
        moved, closed = (record.desk.session.get_one(Action, number) for number in (1, 2))
        moved.due_on, moved.version = date(2023, 9, 29), moved.version + 1
        closed.status, closed.version = Status.CLOSED, closed.version + 1
    (after,) = filled.chase("2023-09-26")
    old, new = calendar_of(before), calendar_of(after)
    assert set(old) == set(new)
    first, second = sorted(new)
    assert new[first].decoded("dtstart") == date(2023, 9, 29)
    assert new[second]["status"] == "CANCELLED"
    assert new[first]["status"] == "CONFIRMED"
    assert "/update/" not in str(new[second])
    assert all(int(new[uid]["sequence"]) > int(old[uid]["sequence"]) for uid in (first, second))


def test_nothing_to_come_is_no_calendar(office: Office) -> None:
    office.post_office = replace(office.post_office, calendar=MAKER)
    with office.building() as record:
        record.action("Name a site", due="2023-09-08", post=record.post(), on="2023-05-17")
    (letter,) = office.chase("2023-09-22")
    assert letter.attachments == ()


def test_a_post_above_does_not_get_the_dates_of_another(filled: Office) -> None:
    with filled.building() as record:
        director = record.post("director", holder="Dee Director")
        estates = record.post("estates", holder=None, escalates_to=director)
        record.action("Cost the repairs", due="2023-09-27", post=estates, on="2023-05-17")
    filled.on("2023-09-22").queue()
    with filled.building() as record:
        for mail in record.desk.session.exec(select(Mail)):
            mail.state = "queued"
    filled.send()
    above = [one for one in filled.server.letters if one.to_name == "Dee Director"]
    assert len(above) == 1
    assert above[0].attachments == ()


def test_a_weekly_mail_alone_can_be_ended_in_one_click(filled: Office) -> None:
    (daily,) = filled.chase("2023-09-13")
    assert "List-Unsubscribe" not in as_sent(daily)
    with filled.building() as record:
        record.desk.session.exec(select(Person)).one().weekly_only = True
    (weekly,) = filled.chase("2023-09-25")
    head = as_sent(weekly)
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(head["List-Unsubscribe"]).strip()
    assert address.startswith("<https://actions.example.org/weekly-mail/")
    with filled.database.read() as session:
        mail = session.exec(select(Mail).where(Mail.kind == MailKind.DIGEST)).one()
        assert weekly_mail_of(KEY, address.rpartition("/")[2].strip(">")) == mail.key
        # The table holds nothing that would end it for them.
        assert "weekly-mail" not in mail.body_text + mail.body_html
