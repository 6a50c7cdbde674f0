"""What the secretariat makes of an answer, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from tests.integration.mails.conftest import stationery as make_stationery
from tests.support.builders import OWNER, SECRETARIAT, Record, acting_as
from tracker.domain.actions import Move
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.mails import MailKind, MailState
from tracker.domain.reading import Reading
from tracker.domain.reminder_words import LONGEST_SUBJECT
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action, Update
from tracker.services import readings
from tracker.services.absences import set_staff_officer
from tracker.services.mails import release_mails
from tracker.services.policies import policy_of, save_policy
from tracker.services.post_office import Stationery
from tracker.services.reviews import Decision, record_review
from tracker.services.updates import Said, give_update
from tracker.store import readings as stored

EVERYTHING = Viewer("Sam Secretary", SECRETARIAT.roles)
QUESTION = "Which hubs does it cover?"


@pytest.fixture
def stationery() -> Stationery:
    return make_stationery()


@pytest.fixture
def action(record: Record) -> Action:
    return record.action("Bring the figures", due="2023-10-31", post=record.post(), on="2023-05-17")


def answered(record: Record, action: Action, via: str = "link", text: str = "It is in hand.") -> Update:
    received_by = "" if via in ("link", "account") else "Sam Secretary"
    desk = acting_as(record.desk, OWNER)
    update = give_update(desk, action, Said(text), by_name="Ann Able", via=via, received_by=received_by)
    record.desk.session.flush()
    return update


@pytest.mark.parametrize("via", ["link", "account"])
def test_what_an_owner_sends_waits_to_be_read(record: Record, action: Action, via: str) -> None:
    update = answered(record, action, via)
    assert (update.reading, update.read_by) == (Reading.NEW, "")
    assert stored.count_unread(record.desk.session) == 1


@pytest.mark.parametrize("via", ["telephone", "mail", "word", "in person", "on behalf", "document"])
def test_what_the_office_took_down_is_accepted_with_it(record: Record, action: Action, via: str) -> None:
    update = answered(record, action, via)
    assert (update.reading, update.read_by) == (Reading.ACCEPTED, "Sam Secretary")
    assert stored.count_unread(record.desk.session) == 0


def test_the_newest_answer_stands_first(record: Record, action: Action) -> None:
    first, second = answered(record, action), answered(record, action, text="More.")
    found = [one.update.key for one in stored.unread(record.desk.session, EVERYTHING, 9)]
    assert found == [second.key, first.key]


def test_an_answer_is_accepted_by_whoever_read_it(record: Record, action: Action) -> None:
    update = answered(record, action)
    readings.accept(record.desk, update.key)
    readings.accept(record.desk, update.key)
    assert (update.reading, update.read_by) == (Reading.ACCEPTED, "Sam Secretary")
    assert stored.unread(record.desk.session, EVERYTHING, 9) == []
    assert [one.update for one in stored.read_lately(record.desk.session, EVERYTHING, 9)] == [update]


def test_the_owner_is_asked_again_in_one_mail_with_the_words_and_one_link(
    record: Record, action: Action, stationery: Stationery
) -> None:
    update = answered(record, action)
    mail = readings.ask_again(record.desk, update.key, f" {QUESTION}\n", stationery)
    assert (update.reading, mail.kind, mail.state) == (
        Reading.ASKED_AGAIN,
        MailKind.ASKED_AGAIN,
        MailState.QUEUED,
    )
    assert mail.to_address == "ann.able@force.example.org"
    for body in (mail.body_text, mail.body_html):
        assert QUESTION in body
        assert "It is in hand." in body
        assert body.count("[[link:") == 1


def test_a_question_to_a_chief_officer_waits_for_release_unless_the_policy_lets_it_go(
    record: Record, stationery: Stationery
) -> None:
    chief = record.post("chief", holder="Cara Chief", chief_officer=True)
    action = record.action("For the chief", due="2023-10-31", post=chief, on="2023-05-17")
    mail = readings.ask_again(record.desk, answered(record, action).key, QUESTION, stationery)
    assert (mail.state, mail.held_because) == (MailState.HELD, "Chief is a chief officer.")
    policy = replace(policy_of(record.desk.session, action.series_id), hold_chief_officers=False)
    save_policy(record.desk, record.series(), policy, version=None)
    mail = readings.ask_again(record.desk, answered(record, action).key, QUESTION, stationery)
    assert (mail.state, mail.held_because) == (MailState.QUEUED, "")


def test_a_question_that_waits_for_release_is_not_shown_to_the_owner_yet(
    record: Record, stationery: Stationery
) -> None:
    chief = record.post("chief", holder="Cara Chief", chief_officer=True)
    action = record.action("For the chief", due="2023-10-31", post=chief, on="2023-05-17")
    mail = readings.ask_again(record.desk, answered(record, action).key, QUESTION, stationery)
    assert stored.mails_asking_again(record.desk.session, action.key, released=True) == []
    release_mails(record.desk, [mail.key], link_days=30)
    assert stored.mails_asking_again(record.desk.session, action.key, released=True) == [mail]


@pytest.mark.parametrize("copied", [True, False])
def test_the_staff_officer_gets_a_copy_of_the_question_as_the_policy_says(
    record: Record, action: Action, stationery: Stationery, copied: bool
) -> None:
    officer = record.person("Sid Staff")
    record.desk.session.flush()
    set_staff_officer(record.desk, record.post(), officer, version=None)
    policy = replace(policy_of(record.desk.session, action.series_id), copy_staff_officer=copied)
    save_policy(record.desk, record.series(), policy, version=None)
    mail = readings.ask_again(record.desk, answered(record, action).key, QUESTION, stationery)
    assert mail.copies == ("sid.staff@force.example.org" if copied else "")


def test_a_long_title_is_cut_in_the_subject(record: Record, stationery: Stationery) -> None:
    action = record.action("Say how it is " * 12, due="2023-10-31", post=record.post(), on="2023-05-17")
    mail = readings.ask_again(record.desk, answered(record, action).key, QUESTION, stationery)
    assert len(mail.subject) <= LONGEST_SUBJECT + 1
    assert mail.subject.endswith("…")


@pytest.mark.parametrize(
    ("words", "sentence"), [(" ", "Write what you still want to know"), ("x" * 2001, "it has 2,001")]
)
def test_asking_again_needs_words(
    record: Record, action: Action, stationery: Stationery, words: str, sentence: str
) -> None:
    update = answered(record, action)
    with pytest.raises(BadInput, match=sentence):
        readings.ask_again(record.desk, update.key, words, stationery)
    assert update.reading is Reading.NEW


def test_nobody_is_asked_where_no_address_is_known(record: Record, stationery: Stationery) -> None:
    action = record.action("Nobody's", due="2023-10-31", on="2023-05-17")
    update = answered(record, action)
    with pytest.raises(BadInput, match="has no owner"):
        readings.ask_again(record.desk, update.key, QUESTION, stationery)


def test_of_a_closed_action_nobody_is_asked_and_nothing_waits(
    record: Record, action: Action, stationery: Stationery
) -> None:
    update = answered(record, action)
    closing = Decision(Move.NO_FURTHER_ACTION, reason="Overtaken.", decided_by="Dana Deputy")
    record_review(record.desk, action, closing, meeting=None, version=None)
    with pytest.raises(InvalidMove, match="closed"):
        readings.ask_again(record.desk, update.key, QUESTION, stationery)
    assert stored.count_unread(record.desk.session) == 0


def test_what_a_colleague_made_of_an_answer_is_not_overwritten_unseen(
    record: Record, action: Action, stationery: Stationery
) -> None:
    update = answered(record, action)
    readings.ask_again(record.desk, update.key, QUESTION, stationery)
    with pytest.raises(InvalidMove, match="Sam Secretary asked the owner again before you"):
        readings.accept(record.desk, update.key)
    with pytest.raises(InvalidMove, match="before you"):
        readings.ask_again(record.desk, update.key, "And this?", stationery)


def test_taking_back_makes_the_answer_wait_again_and_cancels_the_mail(
    record: Record, action: Action, stationery: Stationery
) -> None:
    update = answered(record, action)
    mail = readings.ask_again(record.desk, update.key, QUESTION, stationery)
    readings.take_back(record.desk, update.key)
    assert (update.reading, update.read_by, mail.state) == (Reading.NEW, "", MailState.CANCELLED)
    with pytest.raises(InvalidMove, match="nothing to undo"):
        readings.take_back(record.desk, update.key)


def test_a_mail_that_has_left_cannot_be_taken_back(
    record: Record, action: Action, stationery: Stationery
) -> None:
    update = answered(record, action)
    mail = readings.ask_again(record.desk, update.key, QUESTION, stationery)
    mail.state, mail.attempts = MailState.SENT, 1
    record.desk.session.flush()
    with pytest.raises(InvalidMove, match="has left"):
        readings.take_back(record.desk, update.key)
    assert update.reading is Reading.ASKED_AGAIN


def test_what_is_for_the_meeting_stays_so_until_it_is_decided(record: Record, action: Action) -> None:
    update = answered(record, action)
    readings.propose(record.desk, update.key)
    assert stored.for_meeting(record.desk.session, [action.key]) == {action.key}
    readings.take_back(record.desk, update.key)
    assert stored.for_meeting(record.desk.session, [action.key]) == set()
    readings.propose(record.desk, update.key)
    later = acting_as(record.desk, record.desk.by, "2023-10-04")
    record_review(
        later, action, Decision(Move.CONTINUE, decided_by="Dana Deputy"), meeting=None, version=None
    )
    assert stored.for_meeting(record.desk.session, [action.key]) == set()


def test_an_answer_of_an_earlier_day_keeps_that_day_and_a_newer_word_stays_the_last(
    record: Record, action: Action
) -> None:
    give_update(record.desk, action, Said("New."), by_name="Ann", via="mail")
    update = give_update(
        record.desk, action, Said("Old.", given_on=date(2023, 9, 18)), by_name="Ann", via="telephone"
    )
    assert (update.given_on, update.given_at, action.last_update_on) == (
        date(2023, 9, 18),
        None,
        date(2023, 9, 20),
    )


@pytest.mark.parametrize(
    ("day", "sentence"), [("2023-09-21", "has not come yet"), ("2023-05-16", "asked on 17 May 2023")]
)
def test_the_day_of_an_answer_lies_between_the_question_and_today(
    record: Record, action: Action, day: str, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence) as refused:
        give_update(
            record.desk, action, Said("So.", given_on=date.fromisoformat(day)), by_name="Ann", via="mail"
        )
    assert refused.value.field == "given_on"
