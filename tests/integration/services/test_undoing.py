"""The last decision of a meeting that is under way can be taken back: the action is as it lay on the table. On both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.integration.mails.conftest import stationery
from tests.support.builders import COMMISSIONER, OWNER, Record, acting_as
from tracker.domain.actions import Assurance, Move, Status
from tracker.domain.errors import Conflict, InvalidMove, NotAllowed
from tracker.domain.frozen import Known
from tracker.domain.mails import MailKind, MailState
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.services.frozen import known_of
from tracker.services.mails import release_mails
from tracker.services.meetings import close_meeting, start_meeting
from tracker.services.raising import decide
from tracker.services.reviews import Decision
from tracker.services.undoing import undo_review
from tracker.services.updates import Said, give_update
from tracker.store import history, mails, stories

OUTCOMES: dict[Move, Callable[[Record], Decision]] = {
    Move.CONTINUE: lambda _: Decision(Move.CONTINUE, note="Go on.", assurance=Assurance.ASSURED),
    Move.REVISED_DATE: lambda _: Decision(
        Move.REVISED_DATE, revised_to=date(2023, 12, 1), reason="Late", assurance=Assurance.NOT_ASSURED
    ),
    Move.COMPLETE: lambda _: Decision(Move.COMPLETE, reason="Seen."),
    Move.NO_FURTHER_ACTION: lambda _: Decision(Move.NO_FURTHER_ACTION, reason="Overtaken."),
    Move.MADE_STANDING: lambda _: Decision(Move.MADE_STANDING, exit_rule="Six months under target"),
    Move.RAISE: lambda _: Decision(Move.RAISE),
    Move.DEFERRED: lambda _: Decision(Move.DEFERRED),
    Move.MERGED: lambda record: Decision(Move.MERGED, merged_into=record.action("Another one")),
}


@pytest.fixture
def october(record: Record) -> Meeting:
    return record.meeting("2023-10-04")


@pytest.fixture
def action(record: Record, october: Meeting) -> Action:
    chief = record.post("chief-constable", holder="Chris Chief", chief_officer=True)
    post = record.post("head-of-contact", escalates_to=chief)
    action = record.action("Bring the figures", due="2023-10-31", post=post)
    said = Said("It is done.", recommends_closure=True)
    give_update(acting_as(record.desk, OWNER), action, said, by_name="Ann Able", via="account")
    return action


def decided(record: Record, action: Action, meeting: Meeting | None, decision: Decision) -> None:
    desk = acting_as(record.desk, COMMISSIONER)
    decide(desk, action, decision, meeting=meeting, version=None, stationery=stationery())
    record.desk.session.flush()


def standing_of(record: Record, action: Action) -> Known:
    return replace(known_of(record.desk, action), version=0)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_undone_decision_leaves_the_action_as_it_was(
    record: Record, action: Action, october: Meeting, outcome: Move
) -> None:
    before, moves = standing_of(record, action), len(stories.due_changes(record.desk.session, action.key))
    decided(record, action, october, OUTCOMES[outcome](record))
    undo_review(record.desk, action, meeting=october, version=action.version)
    assert standing_of(record, action) == before
    assert stories.reviews(record.desk.session, action.key) == []
    assert len(stories.due_changes(record.desk.session, action.key)) == moves
    assert mails.in_state(record.desk.session, MailState.HELD) == []


def test_the_history_keeps_the_decision_and_its_undoing(
    record: Record, action: Action, october: Meeting
) -> None:
    decided(record, action, october, Decision(Move.NO_FURTHER_ACTION, reason="Overtaken."))
    undo_review(record.desk, action, meeting=october, version=action.version)
    (undone, payload), (made, _) = history.of_subject(record.desk.session, action.reference, limit=2)
    assert (undone.event, made.event) == ("action.decision_undone", "action.no_further_action")
    assert '"outcome":"no_further_action"' in (payload or "")
    assert '"decided_by":"Cory Commissioner"' in (payload or "")


def test_the_decision_before_it_stands_again(record: Record, action: Action, october: Meeting) -> None:
    decided(record, action, None, Decision(Move.REVISED_DATE, revised_to=date(2023, 12, 1), reason="Late"))
    decided(record, action, october, Decision(Move.REVISED_DATE, revised_to=date(2024, 1, 5), reason="Later"))
    undo_review(record.desk, action, meeting=october, version=action.version)
    assert (action.due_on, action.times_moved) == (date(2023, 12, 1), 1)
    with pytest.raises(InvalidMove, match="decided nothing on this action"):
        undo_review(record.desk, action, meeting=october, version=action.version)


def test_nothing_is_undone_once_something_has_happened_since(
    record: Record, action: Action, october: Meeting
) -> None:
    decided(record, action, october, Decision(Move.CONTINUE))
    said = Said("Done again.", recommends_closure=True)
    give_update(acting_as(record.desk, OWNER), action, said, by_name="Ann Able", via="account")
    with pytest.raises(InvalidMove, match="Decide on it again instead"):
        undo_review(record.desk, action, meeting=october, version=action.version)
    assert action.status is Status.RECOMMENDED


def test_a_raised_action_whose_mail_was_released_stays_raised(
    record: Record, action: Action, october: Meeting
) -> None:
    decided(record, action, october, Decision(Move.RAISE))
    [mail] = mails.in_state(record.desk.session, MailState.HELD)
    assert mail.kind is MailKind.RAISED
    release_mails(record.desk, [mail.key], link_days=30)
    with pytest.raises(InvalidMove, match="was released"):
        undo_review(record.desk, action, meeting=october, version=action.version)


def test_a_meeting_that_is_over_takes_nothing_back(record: Record, action: Action, october: Meeting) -> None:
    decided(record, action, october, Decision(Move.CONTINUE))
    start_meeting(record.desk, october)
    close_meeting(record.desk, october)
    with pytest.raises(InvalidMove, match="held already"):
        undo_review(record.desk, action, meeting=october, version=action.version)


def test_a_stale_form_and_an_owner_are_refused(record: Record, action: Action, october: Meeting) -> None:
    decided(record, action, october, Decision(Move.CONTINUE))
    with pytest.raises(Conflict):
        undo_review(record.desk, action, meeting=october, version=action.version - 1)
    with pytest.raises(NotAllowed, match="Ask the secretariat"):
        undo_review(acting_as(record.desk, OWNER), action, meeting=october, version=action.version)
