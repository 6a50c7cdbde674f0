"""The pages of mail: what waits is read, released, cancelled and tried again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from tests.support.builders import COMMISSIONER, Record
from tests.support.page import Browser
from tracker.domain.actions import Move
from tracker.domain.errors import DeliveryFailed
from tracker.domain.mails import MailState
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.models.mail import Mail
from tracker.ports import Letter, Receipt
from tracker.services.post_office import PostOffice
from tracker.services.reminders import queue_reminders
from tracker.services.reviews import Decision, record_review
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
    browser.post("/mail/release", {"mail": "1-1"})
    again = browser.post("/mail/release", {"mail": "1-1"})
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


def test_a_mail_is_not_released_by_a_form_that_does_not_say_what_was_read(
    chased: Wiring, sign_in: SignIn
) -> None:
    page = sign_in(Role.SECRETARIAT).post("/mail/release", {"mail": ["1", "2-"]})
    assert "Two mails say something else by now." in page.text
    assert set(states(chased).values()) == {MailState.HELD, MailState.QUEUED}
    assert states(chased)["Cara Chief"] is MailState.HELD


def moved(chased: Wiring, to: str) -> None:
    """The date of the chief's action was agreed anew after its mail was made."""
    with chased.writing(COMMISSIONER) as desk:
        action = desk.session.exec(select(Action).where(Action.title == "Action 0")).one()
        agreed = Decision(Move.REVISED_DATE, reason="Agreed", revised_to=date.fromisoformat(to))
        record_review(desk, action, agreed, meeting=None, version=None)


def test_a_mail_in_which_a_date_has_moved_says_so_and_is_not_released(
    chased: Wiring, sign_in: SignIn
) -> None:
    moved(chased, "2023-09-27")
    browser = sign_in(Role.SECRETARIAT)
    for address in ("/mail", "/mail/1"):
        assert (
            "Action 001 is due on 27 September 2023 now, not on 22 September 2023."
            in browser.get(address).text
        )
    assert browser.get("/mail").html.select_one(".app-letter-release") is None, "one alone is ready"
    page = browser.post("/mail/release", {"mail": ["1-1", "2-1"]})
    assert "One mail is out of date, and not sent." in page.text
    assert states(chased)["Cara Chief"] is MailState.HELD
    assert states(chased)["Dan Deputy"] is MailState.QUEUED


def test_it_is_made_again_as_things_stand_and_waits_for_release(chased: Wiring, sign_in: SignIn) -> None:
    moved(chased, "2023-09-27")
    browser = sign_in(Role.SECRETARIAT)
    page = browser.post("/mail/1/again")
    assert page.heading == "1 update due Wednesday 27 September"
    assert "Out of date" not in page.text
    with chased.read() as session:
        first, second = session.get_one(Mail, 1), session.get_one(Mail, 4)
        assert (first.state, second.state) == (MailState.CANCELLED, MailState.HELD)
        assert second.held_because == "Chief is a chief officer."
        assert second.for_day == first.for_day
    assert browser.post("/mail/1/again").status == 409
    assert browser.post("/mail/2/again").status == 409


def test_it_is_taken_back_where_nothing_is_owed_on_its_day_any_more(chased: Wiring, sign_in: SignIn) -> None:
    moved(chased, "2023-12-29")
    page = sign_in(Role.SECRETARIAT).post("/mail/1/again")
    assert "It is taken back: nothing is owed on its day any more." in page.text
    assert states(chased)["Cara Chief"] is MailState.CANCELLED


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
