"""Corrections of what a closed meeting decided, on both databases."""

from dataclasses import replace

import pytest

from tests.support.builders import Record
from tests.support.corrected import closed_meeting, desk_later, making
from tests.support.sittings import DAY, close, desk_at
from tracker.domain.actions import Assurance, Move
from tracker.domain.errors import BadInput, Conflict, NotFound
from tracker.models.meetings import Meeting
from tracker.services.corrections_decisions import SaidOf, correct_decision
from tracker.services.desk import Desk
from tracker.services.meetings import start_meeting
from tracker.services.reviews import Decision, record_review, reopen_action
from tracker.store import corrections as stored
from tracker.store import history


@pytest.fixture
def closed(record: Record) -> Meeting:
    """A meeting of 4 October that raised PPM-001, due 18 October, and was closed at 16:00."""
    return closed_meeting(record)


@pytest.fixture
def later(record: Record) -> Desk:
    return desk_later(record)


@pytest.fixture
def decided(record: Record) -> Meeting:
    """A meeting that closed PPM-001, of May, with a reason and an assurance."""
    old = record.action("Raised in May", due="2023-11-30")
    meeting = record.meeting(DAY)
    start_meeting(desk_at(record.desk, "14:30"), meeting)
    decision = Decision(
        Move.NO_FURTHER_ACTION,
        note="Discussed",
        reason="Overtaken",
        decided_by="The Commissioner",
        assurance=Assurance.ASSURED,
    )
    record_review(desk_at(record.desk, "15:00"), old, decision, meeting=meeting, version=None)
    close(record.desk, meeting)
    return meeting


def test_the_words_of_a_decision_are_corrected_and_the_move_stands(
    record: Record, decided: Meeting, later: Desk
) -> None:
    action, review = stored.decision(record.desk.session, decided, "PPM-001")
    said = SaidOf("Discussed at length", "Overtaken by PPM-002", "The Deputy", Assurance.FURTHER)
    made = correct_decision(later, action, review, said, made=making(decided), version=0)
    assert (review.outcome, review.decided_by, review.note) == (
        Move.NO_FURTHER_ACTION,
        "The Deputy",
        "Discussed at length",
    )
    assert (action.assurance, action.closed_reason) == (Assurance.FURTHER, "Overtaken by PPM-002")
    assert made.subject == "Decision on PPM-001"
    assert made.what == (
        "Note changed from “Discussed” to “Discussed at length”. Reason changed from “Overtaken” to “Overtaken by "
        "PPM-002”. Who decided changed from The Commissioner to The Deputy. Assurance changed from assured to further "
        "assurance needed."
    )
    row, _ = history.of_subject(record.desk.session, "PPM-001", limit=1)[0]
    assert row.event == "action.decision_corrected"


def test_a_later_word_on_the_assurance_stands(record: Record, decided: Meeting, later: Desk) -> None:
    action, review = stored.decision(record.desk.session, decided, "PPM-001")
    reopen_action(later, action, reason="New figures", version=None, decided_by="Cory")
    decision = Decision(Move.CONTINUE, assurance=Assurance.NOT_ASSURED, decided_by="Cory")
    record_review(later, action, decision, meeting=None, version=None)
    said = SaidOf(review.note, review.reason, review.decided_by, None)
    correct_decision(later, action, review, said, made=making(decided), version=None)
    assert (review.assurance, action.assurance) == (None, Assurance.NOT_ASSURED)


def test_an_assurance_that_was_never_said_at_a_decision_is_left_alone(
    record: Record, decided: Meeting, later: Desk
) -> None:
    action, review = stored.decision(record.desk.session, decided, "PPM-001")
    review.assurance, action.assurance = None, Assurance.FURTHER
    said = SaidOf("Discussed at length", review.reason, review.decided_by, None)
    correct_decision(later, action, review, said, made=making(decided), version=None)
    assert action.assurance is Assurance.FURTHER


@pytest.mark.parametrize(
    ("change", "field"),
    [({"decided_by": " "}, "decided_by"), ({"reason": ""}, "said_reason"), ({"note": "x" * 10_001}, "note")],
)
def test_a_decision_keeps_what_it_rests_on(
    record: Record, decided: Meeting, later: Desk, change: dict[str, str], field: str
) -> None:
    action, review = stored.decision(record.desk.session, decided, "PPM-001")
    said = SaidOf("Discussed", "Overtaken", "The Commissioner", Assurance.ASSURED)
    with pytest.raises(BadInput) as refused:
        correct_decision(later, action, review, replace(said, **change), made=making(decided), version=0)
    assert refused.value.field == field
    with pytest.raises(BadInput, match="Nothing is different"):
        correct_decision(later, action, review, said, made=making(decided), version=0)


def test_a_decision_that_someone_corrected_first_is_a_conflict(
    record: Record, decided: Meeting, later: Desk
) -> None:
    action, review = stored.decision(record.desk.session, decided, "PPM-001")
    said = SaidOf("Theirs", "Overtaken", "The Commissioner", Assurance.ASSURED)
    correct_decision(later, action, review, said, made=making(decided), version=0)
    with pytest.raises(Conflict) as refused:
        correct_decision(later, action, review, replace(said, note="Mine"), made=making(decided), version=0)
    assert (refused.value.version, review.note) == (1, "Theirs")


def test_a_meeting_that_decided_nothing_about_an_action_has_nothing_to_correct(
    record: Record, closed: Meeting
) -> None:
    with pytest.raises(NotFound):
        stored.decision(record.desk.session, closed, "PPM-001")
