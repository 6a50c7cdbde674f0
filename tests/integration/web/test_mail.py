"""The pages of mail: what waits is read, released, cancelled and tried again."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.errors import DeliveryFailed
from tracker.domain.mails import MailState
from tracker.domain.viewers import Role
from tracker.models.mail import Mail
from tracker.ports import Letter, Receipt
from tracker.services.post_office import PostOffice
from tracker.services.reminders import queue_reminders
from tracker.services.sending import send_waiting
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
DAY = "2023-09-22"


class Refusing:
    def send(self, letter: Letter) -> Receipt:
        raise DeliveryFailed("The mail server said 550 no such person", permanent=True)

    def rest(self) -> None:
        """Nothing is kept open."""


@pytest.fixture
def chased(on_record: Record, wires: Wiring) -> Wiring:
    """Two held mails, to chief officers, and one that waits to be sent."""
    for number, (code, holder) in enumerate((("chief", "Cara Chief"), ("deputy", "Dan Deputy"))):
        chief = on_record.post(code, holder=holder, chief_officer=True)
        on_record.action(f"Action {number}", due=DAY, post=chief, on="2023-05-17")
    on_record.action("Bring the <b>figures</b>", due=DAY, post=on_record.post(), on="2023-05-17")
    on_record.desk.session.commit()
    wires.clock.set(DAY, "07:30")  # type: ignore[attr-defined]
    queue_reminders(lambda: wires.writing(on_record.desk.by), wires.stationery)
    return wires


def states(wires: Wiring) -> dict[str, MailState]:
    with wires.read() as session:
        return {mail.to_name: mail.state for mail in session.exec(select(Mail)).all()}


def numbered(wires: Wiring, name: str) -> int:
    with wires.read() as session:
        return next(mail.key for mail in session.exec(select(Mail)) if mail.to_name == name)


def facts(browser: Browser, number: int) -> str:
    shown = browser.get(f"/mail/{number}").html.select_one("dl")
    return " ".join(shown.get_text(" ").split())


def send(wires: Wiring, office: PostOffice | None = None) -> None:
    from tests.support.builders import SECRETARIAT

    send_waiting(lambda: wires.writing(SECRETARIAT), office or wires.post_office, at_once=True)


def test_what_is_held_comes_first_with_its_reason_and_its_text(chased: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/mail")
    assert page.heading == "2 mails wait for you"
    assert "Chief is a chief officer." in page.text
    assert "Give an update on Action 001" in page.text
    assert "[owner’s link]" in page.text
    assert "[[link:" not in page.response.text
    assert "/update/" not in page.response.text


def test_a_mail_names_the_calendar_file_that_goes_with_it(chased: Wiring, sign_in: SignIn) -> None:
    browser, number = sign_in(Role.SECRETARIAT), numbered(chased, "Ann Able")
    assert "due-dates.ics 1 day, made when it leaves" in facts(browser, number)
    send(chased)
    assert "due-dates.ics made as it left, and not kept" in facts(browser, number)


def test_a_mail_that_left_without_a_calendar_file_names_none(chased: Wiring, sign_in: SignIn) -> None:
    send(chased, replace(chased.post_office, calendar=None))
    assert "due-dates.ics" not in facts(sign_in(Role.SECRETARIAT), numbered(chased, "Ann Able"))


def test_one_button_releases_all_that_are_shown(chased: Wiring, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    form = browser.get("/mail").html.select_one(".app-letter-release")
    assert form is not None
    ids = [str(field["value"]) for field in form.select("input[name=mail]")]
    page = browser.post("/mail/release", {"mail": ids})
    assert "2 mails are released, and will be sent within a minute." in page.text
    send(chased)
    assert set(states(chased).values()) == {MailState.SENT}
    page = browser.get("/mail")
    assert page.heading == "No mail waits for you"
    assert "3 mails" in page.text


def test_one_is_released_alone_and_a_second_click_does_no_harm(chased: Wiring, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    browser.post("/mail/release", {"mail": "1"})
    again = browser.post("/mail/release", {"mail": "1"})
    assert "Nothing was released" in again.text
    assert states(chased)["Cara Chief"] is MailState.QUEUED
    assert states(chased)["Dan Deputy"] is MailState.HELD


def test_a_mail_that_says_something_else_by_now_stays_held_until_it_is_read_again(
    chased: Wiring, sign_in: SignIn, on_record: Record
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    read = [str(field["value"]) for field in browser.get("/mail/1").html.select("main input[name=mail]")]
    with chased.writing(on_record.desk.by) as desk:
        mail = desk.session.get_one(Mail, 1)
        mail.body_text, mail.version = "Something else", mail.version + 1
    page = browser.post("/mail/release", {"mail": read})
    assert "One mail says something else by now. Nothing of that was sent" in page.text
    assert states(chased)["Cara Chief"] is MailState.HELD
    again = [str(field["value"]) for field in browser.get("/mail/1").html.select("main input[name=mail]")]
    browser.post("/mail/release", {"mail": again})
    assert states(chased)["Cara Chief"] is MailState.QUEUED


def test_cancelling_asks_first(chased: Wiring, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    asked = browser.get("/mail/1/cancel")
    assert asked.heading == "Cancel this mail?"
    assert states(chased)["Cara Chief"] is MailState.HELD
    page = browser.post("/mail/1/cancel")
    assert "The mail to Cara Chief is cancelled." in page.text
    assert states(chased)["Cara Chief"] is MailState.CANCELLED


def test_a_refused_mail_shows_the_servers_reason_and_is_tried_again(chased: Wiring, sign_in: SignIn) -> None:
    office = chased.post_office
    refusing = replace(office, mailer=Refusing())
    send(chased, refusing)
    browser = sign_in(Role.SECRETARIAT)
    page = browser.get("/mail")
    assert "The mail server said 550 no such person" in page.text
    browser.post("/mail/3/try-again")
    send(chased)
    assert states(chased)["Ann Able"] is MailState.SENT


def test_one_mail_is_shown_without_its_links_and_without_its_markup(chased: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.AUDITOR).get("/mail/3")
    assert page.heading == "1 update due Friday 22 September"
    assert "Bring the <b>figures</b>" in page.text
    assert "[owner’s link]" in page.text
    assert page.html.find("form", action="/mail/release") is None


def test_only_the_secretariat_releases_and_nobody_finds_a_mail_that_is_not_there(
    chased: Wiring, sign_in: SignIn
) -> None:
    assert sign_in(Role.ADMINISTRATOR).post("/mail/release", {"mail": "1"}).status == 403
    assert sign_in(Role.OWNER).get("/mail").status == 403
    assert sign_in(Role.SECRETARIAT).get("/mail/99").status == 404
    assert states(chased)["Cara Chief"] is MailState.HELD


def test_a_mail_that_was_sent_cannot_be_cancelled_or_tried_again(chased: Wiring, sign_in: SignIn) -> None:
    send(chased)
    browser = sign_in(Role.SECRETARIAT)
    assert browser.post("/mail/3/cancel").status == 409
    assert browser.post("/mail/3/try-again").status == 409


def test_an_empty_page_says_when_mail_comes(sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/mail")
    assert page.heading == "No mail waits for you"
    assert "No mail has gone out yet." in page.text
