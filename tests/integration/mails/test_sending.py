"""Sending what waits: once, with its links, and nothing lost when a server or a process fails. On both databases."""

import re
from datetime import date

import pytest
from sqlmodel import select

from tests.integration.conftest import KEYS
from tests.integration.mails.conftest import Office
from tests.support.builders import COMMISSIONER, acting_as
from tracker.domain.actions import Move
from tracker.domain.errors import DeliveryFailed
from tracker.domain.mails import MailState
from tracker.models.actions import Action
from tracker.models.mail import Mail, Reminder
from tracker.models.people import Post
from tracker.services.links import open_link
from tracker.services.mails import (
    cancel_mail,
    queue_account_mail,
    queue_fresh_link,
    release_mails,
    shown,
    try_mail_again,
)
from tracker.services.posts import hand_over_post
from tracker.services.reviews import Decision, record_review

LINK = re.compile(r"https://actions\.example\.org/update/(\S+)")


def only_mail(office: Office) -> Mail:
    with office.database.read() as session:
        return session.exec(select(Mail)).one()


@pytest.fixture
def queued(office: Office) -> Office:
    """One mail with two actions waits to be sent on 22 September 2023."""
    with office.building() as record:
        head = record.post()
        record.action("Bring the figures", due="2023-09-22", post=head, on="2023-05-17")
        record.action("Name the site", due="2023-09-22", post=head, on="2023-05-17")
    office.on("2023-09-22").queue()
    return office


@pytest.fixture
def held(office: Office) -> Office:
    with office.building() as record:
        chief = record.post("chief-constable", holder="Cara Chief", chief_officer=True)
        record.action("Bring the figures", due="2023-09-22", post=chief, on="2023-05-17")
    office.on("2023-09-22").queue()
    return office


def test_each_action_in_a_mail_has_a_link_of_its_own_that_opens_it(queued: Office) -> None:
    queued.send()
    (letter,) = queued.server.letters
    tokens = LINK.findall(letter.body_text)
    assert len(set(tokens)) == 2
    assert all(token in letter.body_html for token in tokens)
    with queued.database.read() as session:
        opened = [open_link(session, KEYS.links, token, queued.now)[1].title for token in tokens]
    assert opened == ["Bring the figures", "Name the site"]


def test_the_table_holds_nothing_that_opens_an_action(queued: Office) -> None:
    queued.send()
    tokens = LINK.findall(queued.server.letters[0].body_text)
    mail = only_mail(queued)
    assert "[[link:" in mail.body_text
    for token in tokens:
        assert token.partition("-")[2] not in f"{mail.body_text} {mail.body_html}"
    assert "[owner’s link]" in shown(mail.body_text)
    assert "[[link:" not in shown(mail.body_text)


def test_a_mark_that_someone_typed_never_becomes_a_link(office: Office) -> None:
    with office.building() as record:
        record.action(
            "First", due="2023-09-22", post=record.post("estates", holder="Bea Best"), on="2023-05-17"
        )
        record.action("See [[link:1]] and <b>this</b>", due="2023-09-22", post=record.post(), on="2023-05-17")
    letters = {letter.to_name: letter for letter in office.chase("2023-09-22")}
    assert "See [[link:1]] and <b>this</b>" in letters["Ann Able"].body_text
    assert "See [[link:1]] and &lt;b&gt;this&lt;/b&gt;" in letters["Ann Able"].body_html
    assert len(LINK.findall(letters["Ann Able"].body_text)) == 1


def test_a_sent_mail_is_not_sent_again(queued: Office) -> None:
    assert [mail.state for mail in queued.send()] == [MailState.SENT]
    assert queued.later(days=2).send() == []
    assert only_mail(queued).sent_at == queued.now.now


def test_a_server_that_cannot_be_reached_leaves_the_mail_queued_with_the_reason_and_growing_waits(
    queued: Office,
) -> None:
    queued.server.refusal = DeliveryFailed("The mail server cannot be reached.")
    waits = []
    for _ in range(8):
        assert queued.send()[0].error == "The mail server cannot be reached."
        assert queued.send() == []
        mail = only_mail(queued)
        assert mail.state is MailState.QUEUED
        assert mail.next_try_at is not None
        waits.append((mail.next_try_at - queued.now.machine).total_seconds() / 60)
        queued.later(minutes=waits[-1])
    assert waits == [1, 5, 15, 30, 60, 120, 240, 240]
    queued.server.refusal = None
    assert queued.send()[0].state is MailState.SENT
    assert only_mail(queued).last_error == ""


def test_a_command_need_not_wait_for_the_next_try(queued: Office) -> None:
    queued.server.refusal = DeliveryFailed("The mail server cannot be reached.")
    assert len(queued.send(at_once=True)) == 1
    assert len(queued.send(at_once=True)) == 1
    queued.server.refusal = None
    assert queued.send() == []
    assert queued.send(at_once=True)[0].state is MailState.SENT


def test_a_refusal_for_good_waits_for_someone_to_try_again(queued: Office) -> None:
    queued.server.refusal = DeliveryFailed("550 No such mailbox", permanent=True)
    assert queued.send()[0].state is MailState.FAILED
    assert queued.later(days=3).send(at_once=True) == []
    assert only_mail(queued).last_error == "550 No such mailbox"
    queued.server.refusal = None
    with queued.writing() as desk:
        try_mail_again(desk, only_mail(queued).key)
    assert queued.send()[0].state is MailState.SENT


def test_a_crash_after_the_sending_sends_it_once_more_with_the_same_message_id(queued: Office) -> None:
    queued.server.crash = True
    with pytest.raises(KeyboardInterrupt):
        queued.send()
    queued.server.crash = False
    assert queued.send() == []
    assert queued.send(at_once=True) == []
    assert queued.later(minutes=10).send()[0].state is MailState.SENT
    first, second = queued.server.letters
    assert first.message_id == second.message_id
    assert first.body_text == second.body_text
    assert first.message_id.endswith("@office.example.org>")


def test_one_refused_mail_does_not_hold_up_the_next(queued: Office) -> None:
    with queued.building() as record:
        record.action(
            "Another", due="2023-09-22", post=record.post("estates", holder="Bea Best"), on="2023-05-17"
        )
    queued.queue()
    queued.server.refusal = DeliveryFailed("550 No", permanent=True)
    assert len(queued.send()) == 2


def test_a_held_mail_goes_when_it_is_released_and_its_links_live_from_then_on(held: Office) -> None:
    assert held.send() == []
    held.later(days=25)
    with held.writing() as desk:
        released, stuck = release_mails(desk, [only_mail(held).key], link_days=30)
        assert (len(released), stuck) == (1, [])
    assert held.send()[0].state is MailState.SENT
    (token,) = LINK.findall(held.server.letters[0].body_text)
    with held.later(days=20).database.read() as session:
        assert open_link(session, KEYS.links, token, held.now)[1].title == "Bring the figures"


def test_what_someone_cancelled_first_is_not_released(held: Office) -> None:
    mail_id = only_mail(held).key
    with held.writing() as desk:
        cancel_mail(desk, mail_id)
    with held.writing() as desk:
        assert release_mails(desk, [mail_id], link_days=30) == ([], [])
    assert held.send() == []


def test_a_mail_to_nobody_is_released_only_when_the_post_has_an_address(office: Office) -> None:
    with office.building() as record:
        vacant = record.post("head-of-estates", holder=None)
        record.action(due="2023-09-22", post=vacant, on="2023-05-17")
    office.on("2023-09-22").queue()
    mail_id = only_mail(office).key
    with office.writing() as desk:
        released, stuck = release_mails(desk, [mail_id], link_days=30)
        assert (released, [mail.key for mail in stuck]) == ([], [mail_id])
    with office.building() as record:
        post = record.desk.session.get_one(Post, only_mail(office).post_id)
        hand_over_post(record.desk, post=post, to=record.person("Ned New"), on=date(2023, 9, 22))
    with office.writing() as desk:
        released, _ = release_mails(desk, [mail_id], link_days=30)
        assert len(released) == 1
    office.send()
    assert office.server.letters[0].to_address == "ned.new@force.example.org"


def test_a_mail_whose_post_passed_on_while_it_waited_is_not_sent_and_is_owed_to_the_new_holder(
    queued: Office,
) -> None:
    with queued.on("2023-09-25").building() as record:
        post = record.post()
        hand_over_post(record.desk, post=post, to=record.person("Ben Busy"), on=date(2023, 9, 25))
    (mail,) = queued.send()
    assert mail.state is MailState.CANCELLED
    assert queued.server.letters == []
    with queued.database.read() as session:
        assert {row.mail_id for row in session.exec(select(Reminder))} == {None}
    assert queued.chase("2023-09-25")[0].to_name == "Ben Busy"


def test_a_mail_whose_actions_were_closed_while_it_waited_is_not_sent(held: Office) -> None:
    with held.writing() as desk:
        action = desk.session.exec(select(Action)).one()
        decision = Decision(Move.COMPLETE, reason="Seen at the meeting.")
        record_review(acting_as(desk, COMMISSIONER), action, decision, meeting=None, version=None)
    with held.writing() as desk:
        release_mails(desk, [only_mail(held).key], link_days=30)
    (mail,) = held.send()
    assert mail.state is MailState.CANCELLED
    assert held.server.letters == []


def test_a_mail_about_an_account_is_kept_outside_the_table_until_it_is_sent(office: Office) -> None:
    words = {
        "subject": "Set your password",
        "body_text": "https://x.example/secret",
        "body_html": "<p>secret</p>",
    }
    with office.writing() as desk:
        queue_account_mail(
            desk.session, desk.moment, office.post_office.drawer, to_address="a@office.example.org", **words
        )
    mail = only_mail(office)
    assert "secret" not in f"{mail.body_text}{mail.body_html}{mail.subject}"
    office.server.refusal = DeliveryFailed("Not now.")
    office.send()
    office.server.refusal = None
    office.send(at_once=True)
    (letter,) = office.server.letters
    assert (letter.body_text, letter.body_html) == ("https://x.example/secret", "<p>secret</p>")
    assert office.post_office.drawer.read(mail.message_id) is None


def test_a_mail_about_an_account_whose_text_is_gone_is_given_up(office: Office) -> None:
    with office.writing() as desk:
        queue_account_mail(
            desk.session,
            desk.moment,
            office.post_office.drawer,
            to_address="a@office.example.org",
            subject="Set your password",
            body_text="secret",
            body_html="",
        )
    office.post_office.drawer.drop(only_mail(office).message_id)
    (mail,) = office.send()
    assert (mail.state, office.server.letters) == (MailState.CANCELLED, [])


def test_a_fresh_link_goes_to_the_present_holder(queued: Office) -> None:
    queued.send()
    with queued.building() as record:
        hand_over_post(record.desk, post=record.post(), to=record.person("Ben Busy"), on=date(2023, 9, 22))
    with queued.writing() as desk:
        queue_fresh_link(desk, desk.session.get_one(Action, 1), queued.stationery)
    queued.send()
    letter = queued.server.letters[-1]
    assert (letter.to_address, letter.subject) == (
        "ben.busy@force.example.org",
        "A new link to Action 001: Bring the figures",
    )
    assert len(LINK.findall(letter.body_text)) == 1
