"""Mails as people get them, word for word. The expected ones stand beside this file, to be read."""

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from sqlmodel import select

from tests.integration.mails.conftest import Office
from tests.support.builders import OWNER, Record, acting_as
from tracker.domain.actions import Rating
from tracker.domain.due import Due, DueKind
from tracker.models.actions import Action
from tracker.models.mail import Mail
from tracker.ports import Letter
from tracker.services.mails import queue_fresh_link
from tracker.services.updates import Said, give_update

Compare = Callable[[str, str], None]
TOKEN = re.compile(r"/update/[0-9a-f]+-\S{24}")


def as_file(letter: Letter | Mail) -> str:
    """A mail as its file shows it; a token is different for each key, so it stands as dots."""
    head = f"To: {letter.to_name} <{letter.to_address}>\nSubject: {letter.subject}\n\n"
    return head + TOKEN.sub("/update/…", letter.body_text)


def papers(record: Record, day: str = "2023-10-04") -> Due:
    meeting = record.meeting(day)
    return Due(DueKind.MEETING, on=meeting.papers_due, meeting_id=meeting.key)


def due_for_papers(record: Record, action: Action) -> None:
    wanted = papers(record)
    action.due_kind, action.due_on, action.due_meeting_id = wanted.kind, wanted.on, wanted.meeting_id


@pytest.fixture
def filled(office: Office) -> Office:
    with office.building() as record:
        director = record.post("director-of-contact", holder="Dee Director", chief_officer=True)
        head = record.post("head-of-contact", escalates_to=director)
        first = record.action(
            "Bring 101 abandonment back with the time that people wait",
            asked="Bring 101 abandonment back to the next meeting, with the time that people wait\nbefore they give up.",
            due="2023-09-27",
            post=head,
            on="2023-05-17",
        )
        due_for_papers(record, first)
        late = record.action("Say when the tenth hub opens", due="2023-08-31", post=head, on="2023-05-17")
        record.action(
            "Name a site <for> the station & its date", due="2023-09-22", post=head, on="2023-05-17"
        )
        said = Said("Two hubs are open; the third waits for its line.", Rating.AMBER)
        give_update(
            acting_as(record.desk, OWNER, "2023-06-30"), late, said, by_name="Ann Able", via="account"
        )
        vacant = record.post("head-of-estates", holder=None, escalates_to=director)
        record.action("Cost the repairs", due="2023-09-27", post=vacant, on="2023-05-17")
    return office


def test_a_reminder(filled: Office, expected: Compare) -> None:
    (letter,) = filled.chase("2023-09-22")
    expected("reminder.txt", as_file(letter))


def test_an_escalation(filled: Office, expected: Compare) -> None:
    filled.on("2023-09-22").queue()
    with filled.database.read() as session:
        held = session.exec(select(Mail).where(Mail.kind == "escalation")).one()
    expected("escalation.txt", as_file(held))


def test_a_reminder_for_the_papers_of_one_meeting_says_so_in_its_subject(
    office: Office, expected: Compare
) -> None:
    with office.building() as record:
        head = record.post()
        for title in ("Bring the figures", "Explain the rise", "Show the plan"):
            due_for_papers(record, record.action(title, due="2023-09-27", post=head, on="2023-05-17"))
    (letter,) = office.chase("2023-09-22")
    assert letter.subject == "3 updates for 4 October – papers due Wednesday 27 September"
    expected("papers.txt", as_file(letter))


def test_a_mail_about_a_vacant_post(office: Office, expected: Compare) -> None:
    with office.building() as record:
        director = record.post("director-of-contact", holder="Dee Director")
        vacant = record.post("head-of-estates", holder=None, escalates_to=director)
        record.action("Cost the repairs", due="2023-09-27", post=vacant, on="2023-05-17")
    office.on("2023-09-22").queue()
    with office.database.read() as session:
        expected("vacant.txt", as_file(session.exec(select(Mail)).one()))


def test_a_fresh_link(filled: Office, expected: Compare) -> None:
    with filled.writing() as desk:
        queue_fresh_link(desk, desk.session.get_one(Action, 1), filled.stationery)
    filled.send()
    expected("fresh_link.txt", as_file(filled.server.letters[0]))


def test_the_html_says_the_same_and_escapes_what_people_typed(filled: Office) -> None:
    (letter,) = filled.chase("2023-09-22")
    html = BeautifulSoup(letter.body_html, "html.parser")
    words = " ".join(html.get_text(" ").split())
    assert words.index("OFFICIAL") < words.index("Dear Ann Able")
    assert "Name a site <for> the station & its date" in words
    assert html.find("for") is None
    in_text = re.findall(r"https://\S+/update/\S+", letter.body_text)
    assert [a["href"] for a in html.select("a[href*='/update/']")] == in_text
    assert html.find("script") is None
    assert html.find("img") is None


def test_a_line_break_in_a_title_stays_out_of_the_subject(office: Office) -> None:
    with office.building() as record:
        action = record.action(due="2023-09-22", post=record.post(), on="2023-05-17")
        action.title = "Bring it\r\nBcc: everyone@example.org"
    with office.writing() as desk:
        mail = queue_fresh_link(desk, desk.session.get_one(Action, 1), office.stationery)
        assert mail is not None
        assert mail.subject == "A new link to Action 001: Bring it Bcc: everyone@example.org"


def test_whoever_stands_two_posts_above_reads_that_another_stands_between(office: Office) -> None:
    with office.building() as record:
        top = record.post("chief", holder="Cara Chief")
        director = record.post("director", holder="Dee Director", escalates_to=top)
        head = record.post(escalates_to=director)
        record.action("Bring the figures", due="2023-06-30", post=head, on="2023-05-17")
    office.on("2023-09-22").queue()
    with office.database.read() as session:
        told = {mail.to_name: mail for mail in session.exec(select(Mail).where(Mail.kind == "escalation"))}
    assert set(told) == {"Cara Chief", "Dee Director"}
    between = "answers to you through the post above it and the action below is long overdue"
    for body in (told["Cara Chief"].body_text, told["Cara Chief"].body_html):
        assert between in " ".join(body.split())
    assert "answers to you and the action below" in " ".join(told["Dee Director"].body_text.split())
