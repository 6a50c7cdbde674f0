"""The ledger's pages: who was chased and what became of each mail, narrowed by the address, and as a file."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from tests.support.builders import SECRETARIAT, Record
from tests.support.page import Browser
from tracker.domain.ledger import Entry
from tracker.domain.viewers import Role
from tracker.models.actions import Action, Update
from tracker.models.chasing import LedgerRow
from tracker.models.mail import Mail
from tracker.services.ledger import MAY_HAVE_LEFT
from tracker.services.reminders import queue_reminders
from tracker.services.sending import send_waiting
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
DAY = "2023-09-22"


@pytest.fixture
def chased(on_record: Record, wires: Wiring) -> Wiring:
    """A mail to each of two heads, sent, and one to a chief officer, held. The first head answered three days later."""
    chief = on_record.post("chief", holder="Cara Chief", chief_officer=True)
    on_record.action("For the chief", due=DAY, post=chief, on="2023-05-17")
    on_record.action("=Bring the figures", due=DAY, post=on_record.post(), on="2023-05-17")
    estates = on_record.post("estates", holder="Bea Best")
    on_record.action("Name the site", due=DAY, post=estates, on="2023-05-17")
    on_record.desk.session.commit()
    wires.clock.set(DAY, "07:30")  # type: ignore[attr-defined]
    queue_reminders(lambda: wires.writing(SECRETARIAT), wires.stationery)
    send_waiting(lambda: wires.writing(SECRETARIAT), wires.post_office)
    with wires.writing(SECRETARIAT) as desk:
        mail = desk.session.exec(select(Mail).where(Mail.to_name == "Ann Able")).one()
        action = desk.session.exec(select(Action).where(Action.post_id == mail.post_id)).one()
        assert mail.sent_at
        given = mail.sent_at + timedelta(days=3)
        desk.session.add(
            Update(
                action_id=action.key, by_name="Ann Able", given_on=given.date(), given_at=given, body="Done"
            )
        )
    return wires


def subjects(page: Browser, query: str = "") -> list[dict[str, str]]:
    response = page.get(f"/ledger.csv{query}").response
    return list(csv.DictReader(io.StringIO(response.get_data(as_text=True).removeprefix("\ufeff"))))


def mail_to(wires: Wiring, name: str) -> int:
    with wires.read() as session:
        return session.exec(select(Mail).where(Mail.to_name == name)).one().key


def test_the_heading_says_what_is_not_answered_and_the_list_what_became_of_each_mail(
    chased: Wiring, sign_in: SignIn
) -> None:
    page = sign_in(Role.SECRETARIAT).get("/ledger")
    assert page.heading == "1 of 2 requests is not answered"
    for words in (
        "After 1 working day",
        "Reminder, on the day: PPM-002",
        "Not yet",
        "Held",
        "3 mails",
        "1 of 1",
        "0 of 1",
    ):
        assert words in page.text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Ann Able", "Bea Best", "Cara Chief"}),
        ("?became=answered", {"Ann Able"}),
        ("?became=unanswered", {"Bea Best"}),
        ("?became=held", {"Cara Chief"}),
        ("?became=bounced", set()),
        ("?kind=reminder&became=sent", {"Ann Able", "Bea Best"}),
        ("?kind=escalation", set()),
        ("?since=2023-09-23", set()),
        ("?since=2023-09-22&until=2023-09-22", {"Ann Able", "Bea Best", "Cara Chief"}),
        ("?series=1", {"Ann Able", "Bea Best", "Cara Chief"}),
        ("?series=999", set()),
        ("?post=x&kind=x&became=x&since=x&page=x", {"Ann Able", "Bea Best", "Cara Chief"}),
    ],
)
def test_the_address_says_which_mails(chased: Wiring, sign_in: SignIn, query: str, names: set[str]) -> None:
    browser = sign_in(Role.SECRETARIAT)
    assert {row["To"] for row in subjects(browser, query)} == names
    page = browser.get(f"/ledger{query}")
    assert page.response.status_code == 200
    for name in names:
        assert name in page.text


def test_the_mails_to_one_post(chased: Wiring, sign_in: SignIn) -> None:
    with chased.read() as session:
        post = session.exec(select(Mail.post_id).where(Mail.to_name == "Bea Best")).one()
    assert [row["To"] for row in subjects(sign_in(Role.SECRETARIAT), f"?post={post}")] == ["Bea Best"]


def test_the_file_counts_tries_and_days_and_holds_no_formula(chased: Wiring, sign_in: SignIn) -> None:
    with chased.writing(SECRETARIAT) as desk:
        mail = desk.session.get_one(Mail, mail_to(chased, "Ann Able"))
        mail.subject = "=1+1"
    rows = {row["To"]: row for row in subjects(sign_in(Role.SECRETARIAT))}
    able = rows["Ann Able"]
    assert (able["Tries"], able["Asked"], able["Answered"], able["Working days to the first answer"]) == (
        "1",
        "1",
        "1",
        "1",
    )
    assert able["Subject"] == "'=1+1"
    assert able["Step"] == "on the day"
    assert rows["Bea Best"]["Working days to the first answer"] == ""


def test_a_mail_that_came_back_says_so(chased: Wiring, sign_in: SignIn) -> None:
    number = mail_to(chased, "Bea Best")
    with chased.writing(SECRETARIAT) as desk:
        desk.session.add(
            LedgerRow(
                mail_id=number,
                at=desk.moment.machine,
                entry=Entry.BOUNCED,
                code="5.1.1",
                said="No such mailbox",
            )
        )
    browser = sign_in(Role.SECRETARIAT)
    assert [row["To"] for row in subjects(browser, "?became=bounced")] == ["Bea Best"]
    page = browser.get(f"/mail/{number}")
    for words in ("Came back", "5.1.1 No such mailbox", "Taken by the mail server"):
        assert words in page.text


def test_a_mail_that_may_have_left_twice_says_so_on_its_page(chased: Wiring, sign_in: SignIn) -> None:
    number = mail_to(chased, "Bea Best")
    with chased.writing(SECRETARIAT) as desk:
        for entry, said in (
            (Entry.HANDED_OVER, ""),
            (Entry.HANDED_OVER, MAY_HAVE_LEFT),
            (Entry.ACCEPTED, ""),
        ):
            desk.session.add(LedgerRow(mail_id=number, at=desk.moment.machine, entry=entry, said=said))
            desk.session.flush()
    page = sign_in(Role.SECRETARIAT).get(f"/mail/{number}")
    assert "Given to the mail server, and no answer noted" in page.text
    assert MAY_HAVE_LEFT in page.text


def test_owners_and_the_panel_do_not_read_it(chased: Wiring, sign_in: SignIn) -> None:
    for role in (Role.OWNER, Role.PANEL):
        browser = sign_in(role)
        assert browser.get("/ledger").response.status_code == 403
        assert browser.get("/ledger.csv").response.status_code == 403
