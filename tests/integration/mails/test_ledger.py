"""The ledger: every time that a mail was given away, and what came back. On both databases."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from tests.integration.mails.conftest import Office
from tracker.domain.errors import DeliveryFailed
from tracker.domain.ledger import Entry
from tracker.domain.mails import MailState
from tracker.models.chasing import LedgerRow
from tracker.models.mail import Mail
from tracker.services.ledger import GIVEN_UP, MAY_HAVE_LEFT
from tracker.services.mails import release_mails, try_mail_again

OUT, IN, OFF = Entry.HANDED_OVER, Entry.ACCEPTED, Entry.PUT_OFF


@pytest.fixture
def queued(office: Office) -> Office:
    with office.building() as record:
        record.action("Bring the figures", due="2023-09-22", post=record.post(), on="2023-05-17")
    office.on("2023-09-22").queue()
    return office


def lines(office: Office) -> list[LedgerRow]:
    with office.database.read() as session:
        return list(session.exec(select(LedgerRow).order_by(col(LedgerRow.id))).all())


def entries(office: Office) -> list[Entry]:
    return [line.entry for line in lines(office)]


def only_mail(office: Office) -> Mail:
    with office.database.read() as session:
        return session.exec(select(Mail)).one()


def test_a_mail_that_leaves_was_handed_over_and_accepted_in_the_words_of_the_server(queued: Office) -> None:
    queued.server.carrier_id = "abc"
    queued.send()
    handed, accepted = lines(queued)
    assert (handed.entry, handed.said) == (OUT, "")
    assert (accepted.entry, accepted.code, accepted.said) == (IN, "250", "Taken")
    assert only_mail(queued).carrier_id == "abc"


def test_the_line_to_the_server_is_let_go_after_a_run(queued: Office) -> None:
    queued.send()
    assert queued.server.rests == 1


def test_a_refusal_that_may_pass_is_put_off_with_its_code_and_words(queued: Office) -> None:
    queued.server.refusal = DeliveryFailed("The server: 451 Later", code="451", said="Later")
    queued.send()
    assert [(line.entry, line.code, line.said) for line in lines(queued)][1:] == [(OFF, "451", "Later")]
    queued.server.refusal = None
    queued.later(minutes=1).send()
    assert entries(queued) == [OUT, OFF, OUT, IN]
    assert {line.said for line in lines(queued) if line.entry is OUT} == {""}


def test_a_refusal_for_good_stops_at_once(queued: Office) -> None:
    queued.server.refusal = DeliveryFailed("550 No such mailbox", permanent=True, code="550")
    queued.send()
    assert queued.later(days=1).send() == []
    assert entries(queued) == [OUT, Entry.REFUSED]
    assert only_mail(queued).state is MailState.FAILED


def test_after_a_crash_the_ledger_admits_that_the_mail_may_have_left_before(queued: Office) -> None:
    queued.server.crash = True
    with pytest.raises(KeyboardInterrupt):
        queued.send()
    assert entries(queued) == [OUT]
    queued.server.crash = False
    queued.later(minutes=10).send()
    assert entries(queued) == [OUT, OUT, IN]
    assert lines(queued)[1].said == MAY_HAVE_LEFT
    first, second = queued.server.letters
    assert (first.may_have_left, second.may_have_left) == (False, True)
    assert first.message_id == second.message_id


def test_a_mail_whose_line_broke_after_the_text_may_have_left_and_is_sent_again(queued: Office) -> None:
    queued.server.refusal = DeliveryFailed("It broke off.", lost=True)
    queued.send()
    queued.server.refusal = None
    queued.later(minutes=1).send()
    assert entries(queued) == [OUT, Entry.LOST, OUT, IN]
    assert lines(queued)[2].said == MAY_HAVE_LEFT


def test_a_mail_is_tried_for_72_hours_and_then_becomes_work(queued: Office) -> None:
    queued.server.refusal = DeliveryFailed("The mail server cannot be reached.")
    tried_for = timedelta()
    while queued.send()[0].state is MailState.QUEUED:
        mail = only_mail(queued)
        assert mail.next_try_at is not None
        wait = mail.next_try_at - queued.now.machine
        tried_for += wait
        queued.later(seconds=wait.total_seconds())
    assert timedelta(hours=72) <= tried_for < timedelta(hours=76)
    assert entries(queued)[-2:] == [OFF, Entry.REFUSED]
    assert lines(queued)[-1].said == GIVEN_UP
    mail = only_mail(queued)
    assert (mail.state, mail.next_try_at) == (MailState.FAILED, None)
    assert mail.last_error.startswith("The mail server cannot be reached. It was tried for 72 hours")


def test_whoever_tries_a_mail_again_gives_it_another_72_hours(queued: Office) -> None:
    queued.server.refusal = DeliveryFailed("The mail server cannot be reached.")
    queued.send()
    queued.later(hours=73).send()
    assert only_mail(queued).state is MailState.FAILED
    with queued.writing() as desk:
        try_mail_again(desk, only_mail(queued).key)
    assert queued.send()[0].state is MailState.QUEUED
    assert queued.later(hours=71).send()[0].state is MailState.QUEUED
    assert queued.later(hours=4).send()[0].state is MailState.FAILED


def test_nothing_in_the_ledger_opens_anything(queued: Office) -> None:
    words = "554 Not with https://actions.example.org/update/1-abc in it"
    queued.server.refusal = DeliveryFailed(words, permanent=True, said=words)
    queued.send()
    assert lines(queued)[1].said == "554 Not with [our link] in it"
    assert "update/1" not in only_mail(queued).last_error


def test_a_copy_goes_to_each_address_that_the_mail_names(queued: Office) -> None:
    with queued.writing() as desk:
        desk.session.exec(select(Mail)).one().copies = "staff@force.example.org\nliaison@force.example.org"
    queued.send()
    assert queued.server.letters[0].copies == ("staff@force.example.org", "liaison@force.example.org")


def test_a_clock_that_was_a_day_ahead_and_is_put_right_keeps_no_mail_back(queued: Office) -> None:
    queued.later(days=1)
    queued.server.refusal = DeliveryFailed("The mail server cannot be reached.")
    queued.send()
    queued.server.refusal = None
    queued.later(days=-1)
    assert queued.send()[0].state is MailState.SENT
    assert queued.later(days=1).send() == []
    assert len(queued.server.letters) == 1


def test_a_clock_that_jumps_a_day_while_a_mail_is_sent_has_it_sent_twice_at_most_and_admits_it(
    queued: Office,
) -> None:
    queued.server.crash = True
    with pytest.raises(KeyboardInterrupt):
        queued.send()
    queued.server.crash = False
    queued.later(days=1).send()
    assert queued.later(days=-1).send() == []
    assert entries(queued) == [OUT, OUT, IN]


def test_an_escalation_that_waits_for_monday_is_not_taken_up_again_and_again(office: Office) -> None:
    with office.building() as record:
        above = record.post("director", holder="Dee Director")
        record.action(due="2023-09-01", post=record.post(escalates_to=above), on="2023-05-17")
    office.on("2023-09-22").queue()
    office.send()
    with office.on("2023-09-23").writing() as desk:
        held = desk.session.exec(select(Mail).where(Mail.state == MailState.HELD)).one()
        release_mails(desk, [held.key], link_days=30)
    assert len(office.send()) == 1
    assert office.send() == []
