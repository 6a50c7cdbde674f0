"""What is answered by a link stands in the ledger of the mail that carried it, once."""

from datetime import date

import pytest
from sqlmodel import select

from tests.integration.owner_link.conftest import rows, send
from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.ledger import Entry
from tracker.domain.links import make_token
from tracker.domain.mails import MailKind, MailState
from tracker.models.actions import Action
from tracker.models.chasing import LedgerRow
from tracker.models.mail import Mail
from tracker.services.links import make_link
from tracker.wiring import Wiring


@pytest.fixture
def mailed(on_record: Record, wires: Wiring, token: str) -> str:
    """A link that a mail carried."""
    desk = on_record.desk
    action = desk.session.exec(select(Action).order_by(Action.id)).first()  # type: ignore[arg-type]
    assert action
    assert action.post_id
    mail = Mail(
        kind=MailKind.REMINDER,
        state=MailState.SENT,
        post_id=action.post_id,
        to_name="Ann Able",
        for_day=date(2023, 9, 20),
        message_id="one",
        queued_at=desk.moment.now,
    )
    desk.session.add(mail)
    desk.session.flush()
    link = make_link(desk, action_id=action.key, post_id=action.post_id, mail_id=mail.key)
    desk.session.commit()
    return make_token(wires.keys.links, link.key, action.key)


def test_an_answer_is_a_line_in_the_ledger_of_its_mail(visitor: Browser, wires: Wiring, mailed: str) -> None:
    send(visitor, mailed)
    (line,) = rows(wires, LedgerRow)
    assert (line.entry, line.said) == (Entry.ANSWERED, "PPM-001, by its link")


def test_the_same_form_sent_twice_is_one_answer(visitor: Browser, wires: Wiring, mailed: str) -> None:
    number = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
    send(visitor, mailed, client_id=number)
    send(visitor, mailed, client_id=number)
    assert len(rows(wires, LedgerRow)) == 1


def test_an_answer_that_cannot_be_taken_leaves_no_line(visitor: Browser, wires: Wiring, mailed: str) -> None:
    send(visitor, mailed, text="")
    assert rows(wires, LedgerRow) == []
