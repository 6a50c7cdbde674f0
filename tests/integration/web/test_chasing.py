"""What goes out in the next ten working days: by day and post, and each mail held, skipped, sent now or tested before it is made."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from tests.support.builders import SECRETARIAT, Record
from tests.support.page import Browser
from tracker.domain.mails import MailKind, MailState
from tracker.domain.viewers import Role
from tracker.models.mail import Mail
from tracker.services.reminders import queue_reminders
from tracker.services.sending import send_waiting
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
TODAY = "/chasing/mails/2023-09-20/head-of-contact/reminder"
LATER = "/chasing/mails/2023-09-25/head-of-contact/reminder"


@pytest.fixture
def owing(on_record: Record, wires: Wiring) -> Wiring:
    """One action of the head is due on 22 September, so it is owed today; one of a chief officer is due on 28 September."""
    on_record.action("Bring the figures", due="2023-09-22", post=on_record.post(), on="2023-05-17")
    chief = on_record.post("chief", holder="Cara Chief", chief_officer=True)
    on_record.action("For the chief", due="2023-09-28", post=chief, on="2023-05-17")
    on_record.action("Name the site", due="2023-09-28", post=on_record.post(), on="2023-05-17")
    on_record.desk.session.commit()
    return wires


def mails(wires: Wiring) -> list[Mail]:
    with wires.read() as session:
        return list(session.exec(select(Mail).order_by(Mail.id)))  # type: ignore[arg-type]


def does(page: Browser, address: str, what: str, **typed: str) -> int:
    read = page.get(address).value("read")
    return page.post(address, {"do": what, "read": read, **typed}, follow=False).status


def next_pass(wires: Wiring, day: str) -> list[str]:
    wires.clock.set(day, "07:30")  # type: ignore[attr-defined]
    return [one.post for one in queue_reminders(lambda: wires.writing(SECRETARIAT), wires.stationery)]


def test_each_day_names_who_is_written_to_about_what_and_whether_it_goes_by_itself(
    owing: Wiring, sign_in: SignIn
) -> None:
    page = sign_in(Role.SECRETARIAT).get("/chasing")
    assert "mails go out in the next ten working days" in page.heading
    days = {
        section.h2.get_text(): section.get_text(" ") for section in page.html.select("section") if section.h2
    }
    assert "Head of contact" in days["Wednesday 20 September 2023"]
    assert "Goes by itself" in days["Wednesday 20 September 2023"]
    assert "Held for you" in days["Monday 25 September 2023"]
    assert "Chief is a chief officer." in days["Monday 25 September 2023"]
    assert "Nothing goes out." in days["Thursday 21 September 2023"]
    assert len(days) == 10


def test_nothing_is_written_by_looking(owing: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT)
    assert "Bring the figures" in page.get(TODAY).text
    assert "Bring the figures" in page.client.get(f"{TODAY}/html").get_data(as_text=True)
    assert mails(owing) == []


def test_a_mail_of_a_later_day_is_held_and_no_pass_makes_another(owing: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT)
    assert does(page, LATER, "hold") == 303
    (held,) = mails(owing)
    assert (held.state, held.for_day.isoformat()) == (MailState.HELD, "2023-09-25")
    assert held.held_because == "Secretariat held it before it went."
    assert f"/mail/{held.key}" in str(page.get("/chasing").html)
    assert "head-of-contact" not in next_pass(owing, "2023-09-25")


def test_a_mail_is_skipped_with_a_reason_and_the_actions_are_told_at_their_next_step(
    owing: Wiring, sign_in: SignIn
) -> None:
    page = sign_in(Role.SECRETARIAT)
    assert does(page, TODAY, "skip") == 422
    assert mails(owing) == []
    assert does(page, TODAY, "skip", reason="agreed by telephone") == 303
    (skipped,) = mails(owing)
    assert skipped.state is MailState.CANCELLED
    for address in ("/chasing", "/actions/PPM-001", f"/mail/{skipped.key}"):
        assert "Skipped by Secretariat: agreed by telephone" in page.get(address).text
    assert "head-of-contact" not in next_pass(owing, "2023-09-21")
    assert "head-of-contact" in next_pass(owing, "2023-09-22")


def test_a_mail_of_a_later_day_is_sent_now_in_the_words_of_today(owing: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT)
    assert does(page, "/chasing/mails/2023-09-25/chief/reminder", "send") == 303
    (sent,) = send_waiting(lambda: owing.writing(SECRETARIAT), owing.post_office)
    assert sent.state is MailState.SENT
    (mail,) = mails(owing)
    assert mail.for_day.isoformat() == "2023-09-20"
    assert "in 6 working days" in mail.body_text
    assert "chief" not in next_pass(owing, "2023-09-25")


def test_a_test_goes_to_whoever_asks_and_its_links_open_nothing(owing: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT)
    assert does(page, TODAY, "test") == 303
    (mail,) = mails(owing)
    assert (mail.kind, mail.to_address) == (MailKind.TEST, "secretariat0@office.example.org")
    assert mail.subject.startswith("Test: ")
    assert "[owner’s link]" in mail.body_text
    (sent,) = send_waiting(lambda: owing.writing(SECRETARIAT), owing.post_office)
    assert sent.state is MailState.SENT
    assert "head-of-contact" in next_pass(owing, "2023-09-20")


def test_a_mail_that_says_something_else_by_now_is_left_alone(owing: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT)
    answer = page.post(TODAY, {"do": "send", "read": "another"})
    assert answer.status == 409
    assert "This mail says something else by now." in answer.errors[0]
    assert mails(owing) == []


def test_an_address_that_names_no_mail_is_not_found(owing: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT)
    for address in (
        "2023-09-21/head-of-contact/reminder",
        "never/head-of-contact/reminder",
        "2023-09-20/x/y",
    ):
        assert page.get(f"/chasing/mails/{address}").status == 404


def test_an_auditor_reads_and_steps_in_nowhere_and_an_owner_does_not_see_it(
    owing: Wiring, sign_in: SignIn
) -> None:
    auditor = sign_in(Role.AUDITOR)
    assert "Send it now" not in auditor.get(TODAY).text
    assert auditor.post(TODAY, {"do": "send"}).status == 403
    assert sign_in(Role.OWNER).get("/chasing").status == 403
