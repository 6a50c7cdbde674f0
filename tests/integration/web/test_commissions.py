"""The page of a commissioning request: composed beside its mail, nothing typed is lost, and its answer noted."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.actions import Kind
from tracker.domain.mails import MailState
from tracker.domain.viewers import Role
from tracker.models.mail import Mail
from tracker.store import commissions as stored
from tracker.store import meetings
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
REQUEST = "/meetings/ppm-2023-10-04/request"


@pytest.fixture
def liaison(on_record: Record) -> str:
    """The number of the liaison officer's post, as the page sends it; there is a meeting, and something is due at it."""
    record = on_record
    post, meeting = record.post("liaison-officer", holder="Lee Liaison"), record.meeting("2023-10-04")
    record.action("101 abandonment", due="next meeting", post=record.post())
    record.action("Grade 2 attendance", due="standing", post=record.post(), kind=Kind.STANDING)
    record.desk.session.commit()
    assert meeting.key
    return str(post.key)


def form(liaison: str, **given: str) -> dict[str, str]:
    return {"post": liaison, "opening": "Dear all.", "requests": "Burglary\nRobbery", "version": "0", **given}


def set_sent(wires: Wiring) -> None:
    with wires.write() as session:
        meeting = meetings.by_reference(session, "PPM-2023-10-04")
        mail = stored.mail_of(session, stored.of_meeting(session, meeting.key))
        assert mail
        mail.state, mail.sent_at = MailState.SENT, wires.clock.moment().now
        session.commit()


def test_the_page_brings_the_draft_and_the_mail_as_it_will_arrive(sign_in: SignIn, liaison: str) -> None:
    page = sign_in(Role.SECRETARIAT).get(REQUEST)
    assert page.heading == "Ask for what you want to see on 4 October 2023"
    assert "The mail asks for 1 standing item and 1 action due." in page.text
    assert "Public Performance Meeting is on 4 October 2023" in page.value("opening")
    frame = page.html.select_one("iframe[sandbox]")
    assert frame["src"].startswith(f"{REQUEST}/mail")


def test_it_is_held_read_and_released_on_the_page(sign_in: SignIn, liaison: str, wires: Wiring) -> None:
    browser = sign_in(Role.SECRETARIAT)
    page = browser.post(REQUEST, form(liaison, hold="1"))
    assert "Waits to be released" in page.text
    assert "lee.liaison@force.example.org" in page.text
    assert "2. Robbery" in page.text
    frame = browser.client.get(f"{REQUEST}/mail")
    assert "<li" in frame.get_data(as_text=True)
    assert "sandbox" in frame.headers["Content-Security-Policy"]
    browser.post("/mail/release", {"mail": page.value("mail")})
    assert "Released, about to be sent" in browser.get(REQUEST).text
    with wires.read() as session:
        assert session.get_one(Mail, int(page.value("mail").partition("-")[0])).state is MailState.QUEUED


def test_what_is_refused_keeps_what_was_typed(sign_in: SignIn, liaison: str) -> None:
    page = sign_in(Role.SECRETARIAT).post(REQUEST, form("", hold="1"))
    assert page.status == 422
    assert page.errors == ["Choose the post of the liaison officer who gets the request."]
    assert page.value("requests") == "Burglary Robbery"
    assert page.value("opening") == "Dear all."


def test_a_post_that_is_none_is_refused_too(sign_in: SignIn, liaison: str) -> None:
    browser = sign_in(Role.SECRETARIAT)
    for typed in ("999999", "x", "-1"):
        assert browser.post(REQUEST, form(typed)).status == 422


def test_someone_who_saved_first_is_shown_beside_what_was_typed(sign_in: SignIn, liaison: str) -> None:
    browser = sign_in(Role.SECRETARIAT)
    browser.post(REQUEST, form(liaison))
    page = browser.post(REQUEST, form(liaison, requests="Arson"))
    assert page.status == 409
    theirs = " ".join(page.html.select_one("#theirs").get_text(" ").split())
    assert "Arson Burglary Robbery" in theirs
    assert page.value("requests") == "Arson"
    again = browser.post(REQUEST, form(liaison, requests="Arson", version=page.value("version")))
    assert again.status == 200
    assert again.value("requests") == "Arson"


def test_the_answer_is_noted(sign_in: SignIn, liaison: str, wires: Wiring) -> None:
    browser = sign_in(Role.SECRETARIAT)
    browser.post(REQUEST, form(liaison, hold="1"))
    set_sent(wires)
    page = browser.get(REQUEST)
    assert "Sent on 20 September 2023, not answered yet" in page.text
    answer = {"version": page.value("version"), "answered_on": "soon", "answer_note": "Two papers"}
    wrong = browser.post(f"{REQUEST}/answer", answer)
    assert wrong.status == 422
    assert wrong.value("answer_note") == "Two papers"
    done = browser.post(f"{REQUEST}/answer", {**answer, "answered_on": "20 9 2023"})
    assert "Answered on 20 September 2023" in done.text


def test_the_secretariat_writes_it_the_office_reads_it_and_nobody_else(sign_in: SignIn, liaison: str) -> None:
    for role, reads in (
        (Role.COMMISSIONER, 200),
        (Role.AUDITOR, 200),
        (Role.OWNER, 403),
        (Role.PANEL, 403),
    ):
        browser = sign_in(role)
        page = browser.get(REQUEST)
        assert page.status == reads
        assert not page.html.select("textarea")
        assert browser.post(REQUEST, form(liaison)).status == 403


def test_from_six_weeks_before_it_stands_in_my_work(sign_in: SignIn, liaison: str, on_record: Record) -> None:
    record = on_record
    record.meeting("2023-12-06", series="OTH")
    record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    page = browser.get("/")
    assert "The commissioning request for 4 October 2023 is not sent." in page.text
    assert "6 December 2023" not in page.text
    browser.post(REQUEST, form(liaison, hold="1"))
    held = browser.get(REQUEST)
    browser.post("/mail/release", {"mail": held.value("mail")})
    assert "commissioning request" not in browser.get("/").text
