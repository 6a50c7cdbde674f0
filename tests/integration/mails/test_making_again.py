"""A held mail of which a date has moved, or an action was closed, is found and made again. On both databases."""

from datetime import date

import pytest
from sqlmodel import col, select

from tests.integration.mails.conftest import Office
from tests.support.builders import COMMISSIONER, acting_as
from tracker.domain.actions import Move
from tracker.domain.errors import InvalidMove
from tracker.domain.mails import MailState
from tracker.models.actions import Action
from tracker.models.mail import Mail, Reminder
from tracker.services.making_again import MADE_AGAIN, make_again, out_of_date
from tracker.services.reviews import Decision, record_review

LATER = Decision(Move.REVISED_DATE, reason="Agreed", revised_to=date(2023, 9, 27))
NOT_DATED = Decision(Move.MADE_STANDING, exit_rule="Until it is dry")
CLOSED = Decision(Move.NO_FURTHER_ACTION, reason="Overtaken")


@pytest.fixture
def held(office: Office) -> Office:
    """A mail of 22 September to a chief officer about two actions; it waits for release."""
    with office.building() as record:
        chief = record.post("chief", holder="Cara Chief", chief_officer=True)
        for title in ("Bring the figures", "Name the site"):
            record.action(title, due="2023-09-22", post=chief, on="2023-05-17")
    office.on("2023-09-22").queue()
    return office


def decide(office: Office, number: int, decision: Decision) -> None:
    with office.writing() as desk:
        action = desk.session.get_one(Action, number)
        record_review(acting_as(desk, COMMISSIONER), action, decision, meeting=None, version=None)


def mails(office: Office) -> list[Mail]:
    with office.database.read() as session:
        return list(session.exec(select(Mail).order_by(col(Mail.id))).all())


def why(office: Office) -> dict[int, str]:
    with office.database.read() as session:
        return out_of_date(session, [mail.key for mail in mails(office)])


def test_a_mail_that_is_as_it_was_is_not_out_of_date(held: Office) -> None:
    assert why(held) == {}
    with held.writing() as desk, pytest.raises(InvalidMove, match="not out of date"):
        make_again(desk, 1, held.stationery)


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (LATER, "Action 001 is due on 27 September 2023 now, not on 22 September 2023."),
        (NOT_DATED, "Action 001 is without a date now, not due on 22 September 2023."),
        (CLOSED, "Action 001 is closed."),
    ],
)
def test_it_says_what_is_not_so_any_more(held: Office, decision: Decision, sentence: str) -> None:
    decide(held, 1, decision)
    assert why(held) == {1: sentence}


def test_it_is_made_again_once_with_what_is_owed_now(held: Office) -> None:
    decide(held, 1, LATER)
    with held.writing() as desk:
        again = make_again(desk, 1, held.stationery)
        assert again is not None
        assert (again.state, again.held_because) == (MailState.HELD, "Chief is a chief officer.")
    first, second = mails(held)
    assert (first.state, first.last_error) == (MailState.CANCELLED, MADE_AGAIN)
    assert "27 September 2023" in second.body_text
    assert why(held) == {}
    assert held.queue() == [], "the day has its mail"
    with held.database.read() as session:
        told = session.exec(select(Reminder).where(Reminder.mail_id == second.key)).all()
        assert {row.due_on for row in told} == {date(2023, 9, 22), date(2023, 9, 27)}


def test_where_nothing_is_owed_any_more_it_is_taken_back(held: Office) -> None:
    for number in (1, 2):
        decide(held, number, CLOSED)
    with held.writing() as desk:
        assert make_again(desk, 1, held.stationery) is None
    assert [mail.state for mail in mails(held)] == [MailState.CANCELLED]
    assert held.queue() == []


def test_a_mail_that_was_released_is_left_as_it_was_read(held: Office) -> None:
    with held.writing() as desk:
        desk.session.get_one(Mail, 1).state = MailState.QUEUED
    decide(held, 1, LATER)
    assert why(held) == {}
