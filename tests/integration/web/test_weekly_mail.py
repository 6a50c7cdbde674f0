"""Ending a weekly mail from the mail itself (RFC 8058), without an account."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.ledger import Entry
from tracker.domain.mails import MailKind
from tracker.domain.unsubscribing import PURPOSE, unsubscribe_token
from tracker.models.chasing import LedgerRow
from tracker.models.mail import Mail
from tracker.models.people import Person
from tracker.wiring import Wiring

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def address(on_record: Record, wires: Wiring) -> str:
    """The address in a weekly mail to Ann Able. Bea Best has a weekly mail too."""
    post = on_record.post()
    on_record.post("estates", holder="Bea Best")
    session = on_record.desk.session
    for person in session.exec(select(Person)):
        person.weekly_only = True
    mail = mail_of(post.key, MailKind.DIGEST)
    session.add(mail)
    session.flush()
    session.commit()
    return f"/weekly-mail/{unsubscribe_token(wires.key_for(PURPOSE), mail.key)}"


def mail_of(post_id: int, kind: MailKind) -> Mail:
    return Mail(
        kind=kind,
        post_id=post_id,
        to_name="Ann Able",
        to_address="Ann.Able@force.example.org",
        for_day=datetime(2023, 9, 18, tzinfo=UTC).date(),
        message_id=f"one-{kind}",
        queued_at=datetime(2023, 9, 18, tzinfo=UTC),
    )


def weekly(wires: Wiring) -> list[str]:
    with wires.read() as session:
        return [one.name for one in session.exec(select(Person).where(Person.weekly_only)).all()]


def test_a_mail_program_ends_it_without_a_session_and_is_not_sent_elsewhere(
    address: str, visitor: Browser, wires: Wiring
) -> None:
    answer = visitor.client.post(address, data=ONE_CLICK)
    assert answer.status_code == 200
    assert weekly(wires) == ["Bea Best"]
    with wires.read() as session:
        assert [row.entry for row in session.exec(select(LedgerRow))] == [Entry.UNSUBSCRIBED]


def test_opening_the_address_changes_nothing(address: str, visitor: Browser, wires: Wiring) -> None:
    page = visitor.get(address)
    assert page.heading == "Do you want to end your weekly mail?"
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    visitor.client.head(address)
    assert weekly(wires) == ["Ann Able", "Bea Best"]


def test_a_person_ends_it_with_the_button(address: str, visitor: Browser, wires: Wiring) -> None:
    page = visitor.post(address)
    assert page.heading == "Your weekly mail is ended"
    assert weekly(wires) == ["Bea Best"]
    assert visitor.client.post(address, data=ONE_CLICK).status_code == 200
    with wires.read() as session:
        assert len(session.exec(select(LedgerRow)).all()) == 1


def test_another_address_ends_nothing(address: str, visitor: Browser, wires: Wiring) -> None:
    number, _, seal = address.rpartition("/")[2].partition("-")
    for token in (
        f"{number}-{seal[:-1]}{'a' if seal[-1] != 'a' else 'b'}",
        f"2-{seal}",
        "x",
        "1-",
        f"{number}-é",
    ):
        assert visitor.client.get(f"/weekly-mail/{token}").status_code == 410
        assert visitor.client.post(f"/weekly-mail/{token}", data=ONE_CLICK).status_code == 410
    assert weekly(wires) == ["Ann Able", "Bea Best"]


def test_the_token_of_another_kind_of_mail_ends_nothing(
    address: str, on_record: Record, visitor: Browser, wires: Wiring
) -> None:
    reminder = mail_of(1, MailKind.REMINDER)
    on_record.desk.session.add(reminder)
    on_record.desk.session.commit()
    token = unsubscribe_token(wires.key_for(PURPOSE), reminder.key)
    assert visitor.client.post(f"/weekly-mail/{token}", data=ONE_CLICK).status_code == 410
    assert weekly(wires) == ["Ann Able", "Bea Best"]


def test_it_is_tried_so_often_and_no_more(address: str, visitor: Browser) -> None:
    answers = [visitor.client.post("/weekly-mail/1-x", data=ONE_CLICK).status_code for _ in range(61)]
    assert answers == [410] * 60 + [429]
