"""After a meeting: the page shows how its mails leave, and its action log is issued, and issued again after a correction."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from tests.support.builders import Record, moment
from tests.support.page import Browser, Page
from tracker.domain.mails import MailKind, MailState
from tracker.domain.meetings import MeetingStatus
from tracker.domain.viewers import Role
from tracker.models.mail import Mail
from tracker.services.late_lines import keep_late_line
from tracker.services.meetings import start_meeting
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
MAILS = f"{OCTOBER}/mails"
BY = {"approved_by": "Ben Adams"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def record(on_record: Record) -> Record:
    """A meeting in session that gave one action to the head of contact and another to the head of estates."""
    meeting = on_record.meeting("2023-10-04")
    start_meeting(on_record.desk, meeting)
    on_record.action("Bring the waiting times", post=on_record.post(), meeting=meeting)
    estates = on_record.post("head-of-estates", holder="Bea Best")
    on_record.action("Name a site", post=estates, meeting=meeting)
    on_record.desk.session.commit()
    return on_record


@pytest.fixture
def secretariat(sign_in: SignIn, record: Record) -> Browser:
    browser = sign_in(Role.SECRETARIAT)
    browser.post(f"{OCTOBER}/close", {"next_meeting": "unknown"})
    return browser


def release_all(browser: Browser) -> Page:
    page = browser.get(MAILS)
    numbers = [field["value"] for field in page.html.select(".app-release input[name=mail]")]
    return browser.post(f"{MAILS}/release", {"mail": numbers})


def becomes(record: Record, name: str, state: MailState, **values: object) -> None:
    """What the sender does to the mail."""
    session = record.desk.session
    session.rollback()
    mail = session.exec(select(Mail).where(Mail.to_name == name)).one()
    session.refresh(mail)
    mail.state = state
    for column, value in values.items():
        setattr(mail, column, value)
    session.commit()


def how_far(page: Page) -> list[str]:
    """For whom the mails are that the page follows."""
    return [link.get_text(strip=True) for link in page.html.select(".app-sending__item a")]


def asks_again(page: Page) -> str:
    """Where the page asks how far the mails are; "" where it does not ask."""
    return str(page.html.select_one("#sending").get("hx-get", ""))


def test_a_page_on_which_nothing_is_under_way_does_not_ask_again(secretariat: Browser) -> None:
    page = secretariat.get(MAILS)
    assert asks_again(page) == ""
    assert page.html.select_one("#sending-summary").get_text() == "None of 2 mails is sent yet"


def test_while_mails_leave_the_page_asks_again_and_hears_nothing_until_something_has_changed(
    secretariat: Browser, record: Record
) -> None:
    page = release_all(secretariat)
    ask = asks_again(page)
    assert secretariat.client.get(ask, headers=HTMX).status_code == 204
    becomes(record, "Ann Able", MailState.SENT, sent_at=record.desk.moment.now)
    part = secretariat.get(ask, headers=HTMX)
    assert part.status == 200
    assert part.html.html is None, "the fragment alone"
    assert "Ann Able Sent at 10:00" in part.text
    oob = {tag["id"]: tag.get_text() for tag in part.html.select("[hx-swap-oob]")}
    assert oob == {
        "left-to-do": "The mails are on their way",
        "sending-summary": "1 of 2 mails is sent",
    }
    assert secretariat.client.get(asks_again(part), headers=HTMX).status_code == 204
    becomes(record, "Bea Best", MailState.SENT, sent_at=record.desk.moment.now)
    part = secretariat.get(asks_again(part), headers=HTMX)
    assert part.html.select_one("#left-to-do").get_text() == "The action log can be issued"
    assert part.html.select_one("#sending-summary").get_text() == "All mails are sent"
    assert asks_again(part) == "", "nothing will happen by itself any more"


def test_a_page_that_asks_leaves_what_is_being_typed_alone(secretariat: Browser) -> None:
    ids = {tag["id"] for tag in release_all(secretariat).html.select("#sending [id]")}
    assert ids == set(), "nothing to type in is swapped"


def test_why_a_mail_does_not_leave_is_said_and_when_it_is_tried_again(
    secretariat: Browser, record: Record
) -> None:
    release_all(secretariat)
    later = record.desk.moment.machine + timedelta(minutes=5)
    waits = {"attempts": 1, "last_error": "The mail server could not be reached.", "next_try_at": later}
    becomes(record, "Ann Able", MailState.QUEUED, **waits)
    becomes(record, "Bea Best", MailState.FAILED, attempts=1, last_error="No such mailbox here.")
    page = secretariat.get(MAILS)
    rows = [row.get_text(" ", strip=True) for row in page.html.select(".app-sending__item")]
    assert rows[0].startswith(
        "Ann Able Not taken yet The mail server could not be reached. It is tried again at "
    )
    assert rows[1] == "Bea Best Refused No such mailbox here."
    assert page.heading == "The mails are on their way"
    becomes(record, "Ann Able", MailState.SENT, sent_at=record.desk.moment.now, last_error="")
    assert secretariat.get(MAILS).heading == "1 mail was refused"
    assert "One mail was refused by the mail server. See why" in secretariat.get(OCTOBER).text


def test_without_a_script_the_page_is_loaded_again(secretariat: Browser) -> None:
    page = release_all(secretariat)
    assert page.html.select_one("#sending .app-without-js a")["href"] == MAILS
    answer = secretariat.client.get(f"{MAILS}/states")
    assert (answer.status_code, answer.location) == (303, MAILS)


def test_issuing_the_log_issues_the_record_of_the_meeting(secretariat: Browser, sign_in: SignIn) -> None:
    page = secretariat.post(f"{MAILS}/issue", BY)
    assert "The record is issued: the Panel can read the action log now." in page.text
    assert page.heading == "2 mails wait for you to read and release"
    assert "version 1, issued on 20 September 2023" in page.text, "the held mails say so"
    assert secretariat.post(f"{MAILS}/issue", BY).status == 409
    assert "Action log" in sign_in(Role.PANEL).get("/reports").text


def test_a_correction_after_that_is_issued_as_version_2(secretariat: Browser) -> None:
    secretariat.post(f"{MAILS}/issue", BY)
    missed = {"text": "Show the costs @head-of-contact", "reason": "It was missed"}
    done = secretariat.post(f"{OCTOBER}/corrections/actions/new", missed)
    assert done.status == 200, done.errors
    page = secretariat.get(MAILS)
    assert "Show the costs" in page.text, "and the held mail to its owner has it"
    assert "Version 2 says what changed" in page.text
    assert page.value("approved_by")
    assert page.value("correction") == "It was wrong about Action 003."
    refused = secretariat.post(f"{MAILS}/issue", {**BY, "correction": ""})
    assert (refused.status, "Say what was wrong in version 1" in refused.text) == (422, True)
    page = secretariat.post(f"{MAILS}/issue", {**BY, "correction": page.value("correction")})
    assert "Version 2 is issued: the Panel can read the action log now." in page.text


def test_when_all_is_done_the_page_says_so(secretariat: Browser, record: Record) -> None:
    release_all(secretariat)
    for name in ("Ann Able", "Bea Best"):
        becomes(record, name, MailState.SENT, sent_at=record.desk.moment.now)
    assert secretariat.get(MAILS).heading == "The action log can be issued"
    assert secretariat.post(f"{MAILS}/issue", BY).heading == "All is done for the meeting of 4 October 2023"


def test_the_meeting_and_my_work_lead_to_the_mails_while_they_wait(secretariat: Browser) -> None:
    for address in ("/", OCTOBER):
        page = secretariat.get(address)
        assert "wait for you to read and release. Read them" in page.text
        assert page.html.find("a", href=MAILS, string="Read them")
    release_all(secretariat)
    for address in ("/", OCTOBER):
        assert "to read and release" not in secretariat.get(address).text
    assert secretariat.get(OCTOBER).html.find("a", href=MAILS, string="Mails and action log")


def test_before_it_is_closed_a_meeting_has_no_such_page(sign_in: SignIn, record: Record) -> None:
    browser = sign_in(Role.SECRETARIAT)
    assert browser.get(MAILS).status == 409
    for step in ("note", "release", "issue"):
        assert browser.post(f"{MAILS}/{step}").status == 409
    assert browser.get("/meetings/ppm-2031-01-01/mails").status == 404


@pytest.mark.parametrize(
    "role", [Role.COMMISSIONER, Role.OWNER, Role.PANEL, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_only_the_secretariat_reads_and_releases_them(
    sign_in: SignIn, secretariat: Browser, role: Role
) -> None:
    other = sign_in(role)
    assert other.get(MAILS).status == 403
    for step in ("note", "release", "issue"):
        assert other.post(f"{MAILS}/{step}").status == 403
    assert secretariat.get(MAILS).heading == "2 mails wait for you to read and release"
    assert "Read them" not in other.get(OCTOBER).text


def test_what_was_asked_of_nobody_is_left_to_do(sign_in: SignIn, record: Record) -> None:
    meeting = record.meeting("2023-10-04")
    record.action("Ask the fire service", meeting=meeting)
    record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    page = browser.post(f"{OCTOBER}/close")
    assert "Action 003 has no owner, so nobody is told of it. Name one" in page.text
    assert browser.get(page.html.find("a", string="Name one")["href"]).heading.endswith("of action 003?")
    release_all(browser)
    for name in ("Ann Able", "Bea Best"):
        becomes(record, name, MailState.SENT, sent_at=record.desk.moment.now)
    assert browser.post(f"{MAILS}/issue", BY).heading == "1 action has no owner"


def test_lines_that_arrived_late_come_before_the_log_is_issued(
    sign_in: SignIn, record: Record, wires: Wiring
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    wires.clock.set("2023-09-20", "11:00")
    browser.post(f"{OCTOBER}/close")
    desk, meeting = record.desk, record.meeting("2023-10-04")
    desk.session.refresh(meeting)
    typed_at = moment("2023-09-20", "10:30").now
    keep_late_line(
        desk, meeting, line="Said at the end", client_id="late-1", agenda_item_id=None, typed_at=typed_at
    )
    desk.session.commit()
    page = release_all(browser)
    assert "1 line typed during the meeting arrived after it was closed." in page.text
    for name in ("Ann Able", "Bea Best"):
        becomes(record, name, MailState.SENT, sent_at=typed_at)
    assert browser.get(MAILS).heading == "1 line arrived late and waits for you"


def test_one_mail_alone_is_spoken_of_as_one(sign_in: SignIn, on_record: Record) -> None:
    meeting = on_record.meeting("2023-10-04")
    start_meeting(on_record.desk, meeting)
    on_record.action("Bring the waiting times", post=on_record.post(), meeting=meeting)
    on_record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    page = browser.post(f"{OCTOBER}/close")
    assert page.html.select_one("#sending-summary").get_text() == "The mail is not sent yet"
    assert not page.html.select("input[type=checkbox]"), "there is nothing to choose"
    page = release_all(browser)
    assert page.heading == "The mail is on its way"
    becomes(on_record, "Ann Able", MailState.SENT, sent_at=on_record.desk.moment.now)
    page = browser.get(MAILS)
    assert page.html.select_one("#sending-summary").get_text() == "The mail is sent"


def test_a_meeting_that_gave_nobody_anything_owes_no_mail(sign_in: SignIn, on_record: Record) -> None:
    on_record.meeting("2023-10-04")
    on_record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    browser.post(f"{OCTOBER}/start")
    page = browser.post(f"{OCTOBER}/close")
    assert page.heading == "The action log can be issued"
    assert page.html.select_one("#sending-summary").get_text() == "No mail is owed"


def test_what_is_held_while_the_meeting_lasts_is_read_with_the_other_mail(
    sign_in: SignIn, record: Record
) -> None:
    raised = Mail(
        kind=MailKind.RAISED,
        state=MailState.HELD,
        meeting_id=record.meeting("2023-10-04").key,
        to_name="Chris Chief",
        to_address="chris@force.example.org",
        for_day=record.desk.moment.today,
        message_id="raised",
        queued_at=record.desk.moment.now,
    )
    record.desk.session.add(raised)
    record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    for address in ("/", "/mail"):
        page = browser.get(address)
        assert not page.html.find_all("a", href=MAILS), "there is no such page yet"
    assert "Chris Chief" in page.text
    browser.post(f"{OCTOBER}/close")
    assert how_far(browser.get(MAILS))[0] == "Chris Chief"
    assert browser.get("/").html.find("a", href=MAILS)


def test_a_meeting_that_was_put_on_record_later_owes_no_mail_and_has_no_log_yet(
    sign_in: SignIn, on_record: Record
) -> None:
    on_record.meeting("2023-05-17").status = MeetingStatus.HELD
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get("/meetings/ppm-2023-05-17/mails")
    assert "No mail is owed" in page.text
    assert "There is none of this meeting yet." in page.text
