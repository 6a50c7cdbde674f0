"""Moving and cancelling a meeting: who will be told and what mail becomes wrong is shown first, and then done in one step."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from tests.support.builders import SECRETARIAT, Record
from tests.support.page import Browser, Page
from tracker.domain.mails import MailKind, MailState
from tracker.domain.viewers import Role
from tracker.models.mail import Mail
from tracker.services.reminders import queue_reminders
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
MOVED = "/meetings/ppm-2023-10-18"


@pytest.fixture
def record(on_record: Record) -> Record:
    """Two actions due at the meeting: of a head, and of a chief officer, whose mail is held. A third is due on another day."""
    on_record.meeting("2023-10-04")
    chief = on_record.post("deputy-chief-constable", holder="Dee Dean", chief_officer=True)
    on_record.action("Bring the waiting times back", due="next meeting", post=on_record.post())
    on_record.action("Set out the budget", due="next meeting", post=chief)
    on_record.action("Name a site", due="2023-12-04", post=on_record.post())
    on_record.desk.session.commit()
    return on_record


@pytest.fixture
def secretariat(sign_in: SignIn, record: Record) -> Browser:
    return sign_in(Role.SECRETARIAT)


def ask_to_move(browser: Browser, **typed: str) -> Page:
    version = browser.get(f"{OCTOBER}/edit").value("version")
    return browser.post(OCTOBER, {"version": version, "starts_on": "18 October 2023", **typed})


def seen(page: Page, **typed: str) -> dict[str, str]:
    """What the page that shows what moves would send."""
    hidden = {i["name"]: i["value"] for i in page.html.select("main form input[type=hidden]")}
    return {**hidden, "seen": "1", **typed}


def told(record: Record) -> dict[str, Mail]:
    """The mails about the move, by whom they are for."""
    record.desk.session.rollback()
    found = record.desk.session.exec(select(Mail).where(Mail.kind == MailKind.MEETING_MOVED)).all()
    return {mail.to_name: mail for mail in found}


def test_who_will_be_told_is_shown_before_anybody_is(secretariat: Browser, record: Record) -> None:
    page = ask_to_move(secretariat)
    assert page.heading == "2 due dates move with the meeting"
    assert "Nothing is changed yet." in page.text
    rows = [row.get_text(" ", strip=True) for row in page.html.select("section .app-arising__item")]
    assert len(rows) == 2
    assert rows[0].startswith("Dee Dean, Deputy chief constable Held:")
    assert rows[1] == "Ann Able, Head of contact ann.able@force.example.org"
    assert "Name a site" not in page.text, "it is due on a day of its own"
    assert told(record) == {}


def test_it_is_moved_in_one_step_and_each_owner_is_owed_one_mail_with_the_reason(
    secretariat: Browser, record: Record
) -> None:
    page = secretariat.post(OCTOBER, seen(ask_to_move(secretariat), why="The room is\r\nneeded."))
    assert (
        "The meeting is changed, and the due date of 2 actions with it. Two owners are told by mail. "
        "One of the mails is held for you."
    ) in page.text
    mails = told(record)
    assert {name: mail.state for name, mail in mails.items()} == {
        "Ann Able": MailState.QUEUED,
        "Dee Dean": MailState.HELD,
    }
    assert "Why: The room is needed." in mails["Ann Able"].body_text
    assert "Was due 27 September 2023" in mails["Ann Able"].body_text
    assert secretariat.get(MOVED).status == 200


def test_mail_that_gives_the_old_day_is_shown_and_taken_back(
    secretariat: Browser, record: Record, wires: Wiring
) -> None:
    record.desk.session.commit()
    wires.clock.set("2023-09-22")
    queue_reminders(lambda: wires.writing(SECRETARIAT), wires.stationery)
    page = ask_to_move(secretariat)
    wrong = page.html.select_one("section[aria-labelledby=wrong-heading]")
    assert wrong
    assert "It is taken back, and what is still owed is written afresh." in wrong.get_text()
    assert secretariat.get(wrong.a["href"]).status == 200
    secretariat.post(OCTOBER, seen(page))
    record.desk.session.rollback()
    record.desk.session.expire_all()
    reminders = record.desk.session.exec(select(Mail).where(Mail.kind == MailKind.REMINDER)).all()
    assert {mail.state for mail in reminders} == {MailState.CANCELLED}
    assert "is on 18 October 2023 now" in reminders[0].last_error


@pytest.mark.parametrize("step", ["move", "cancel"])
def test_a_reason_that_is_too_long_changes_nothing_and_stays_in_its_box(
    secretariat: Browser, record: Record, step: str
) -> None:
    if step == "move":
        page = secretariat.post(OCTOBER, seen(ask_to_move(secretariat), why="x" * 501))
    else:
        page = secretariat.post(f"{OCTOBER}/cancel", {"version": "1", "why": "x" * 501})
    assert page.status == 422
    assert page.errors == ["Keep the reason to 500 characters; it has 501."]
    assert page.html.select_one(".govuk-error-summary a")["href"] == "#why"
    assert page.value("why") == "x" * 501
    assert "Ann Able" in page.text, "and what moves is still shown"
    assert secretariat.get(OCTOBER).status == 200
    assert told(record) == {}


def test_who_goes_back_to_change_the_date_keeps_the_reason(secretariat: Browser) -> None:
    again = {key: value for key, value in seen(ask_to_move(secretariat)).items() if key != "seen"}
    page = secretariat.post(OCTOBER, {**again, "again": "1", "why": "The room is needed."})
    assert page.heading == "Change the meeting of 4 October 2023"
    assert page.value("why") == "The room is needed."
    page = secretariat.post(OCTOBER, {**again, "why": page.value("why")})
    assert page.value("why") == "The room is needed."


def test_what_someone_else_changed_while_it_was_shown_is_not_overwritten(
    secretariat: Browser, record: Record
) -> None:
    page = ask_to_move(secretariat)
    version = secretariat.get(f"{OCTOBER}/edit").value("version")
    secretariat.post(OCTOBER, {"version": version, "venue": "Elm Room"})
    answer = secretariat.post(OCTOBER, seen(page))
    assert answer.status == 409
    assert "You typed 18 October 2023" in answer.text
    assert "Elm Room" in answer.text
    assert told(record) == {}


def test_cancelling_shows_the_same_and_tells_where_what_was_due_goes(
    secretariat: Browser, record: Record
) -> None:
    record.meeting("2023-12-06")
    record.desk.session.commit()
    page = secretariat.get(f"{OCTOBER}/cancel")
    assert "They become due at the meeting of 6 December 2023, papers by 29 November 2023." in page.text
    assert "Dee Dean" in page.text
    sent = {"version": page.value("version"), "why": "Not enough of us can come."}
    done = secretariat.post(f"{OCTOBER}/cancel", sent)
    assert "The meeting of 4 October 2023 is cancelled. Two owners are told by mail." in done.text
    assert "Why: Not enough of us can come." in told(record)["Ann Able"].body_text


def test_a_meeting_at_which_nothing_is_due_is_cancelled_without_a_mail(
    sign_in: SignIn, on_record: Record
) -> None:
    on_record.meeting("2023-10-04")
    on_record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    page = browser.get(f"{OCTOBER}/cancel")
    assert "No action is due at it, so nobody is told by mail." in page.text
    done = browser.post(f"{OCTOBER}/cancel", {"version": page.value("version")})
    assert "told by mail" not in done.text
    assert told(on_record) == {}


def test_a_second_press_cancels_nothing_and_tells_nobody_twice(secretariat: Browser, record: Record) -> None:
    version = secretariat.get(f"{OCTOBER}/cancel").value("version")
    assert secretariat.post(f"{OCTOBER}/cancel", {"version": version}).status == 200
    assert secretariat.post(f"{OCTOBER}/cancel", {"version": version}).status == 409
    assert len(told(record)) == 2


@pytest.mark.parametrize(
    "role", [Role.COMMISSIONER, Role.OWNER, Role.PANEL, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_only_the_secretariat_moves_or_cancels_a_meeting(
    sign_in: SignIn, secretariat: Browser, role: Role
) -> None:
    other = sign_in(role)
    assert other.post(OCTOBER, {"starts_on": "18 October 2023", "seen": "1"}).status == 403
    assert other.get(f"{OCTOBER}/cancel").status == 403
    assert other.post(f"{OCTOBER}/cancel", {"version": "1"}).status == 403
    assert secretariat.get(f"{OCTOBER}/cancel").status == 200
