"""Corrections of the record of a closed meeting: its actions and its decisions, on both databases."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from tests.support.builders import SECRETARIAT, Record, acting_as, due
from tests.support.sittings import at, close, desk_at, stationery
from tracker.adapters.fuzzy import PostMatcher
from tracker.domain.actions import Assurance, Closure, Kind, Move
from tracker.domain.due import Due, DueKind
from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotFound
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.models.sitting import MeetingCorrection
from tracker.services.actions import Wanted, raise_action
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.correcting import Correcting
from tracker.services.corrections import (
    Missed,
    add_missed_action,
    correct_raised_action,
    void_raised_action,
)
from tracker.services.corrections_decisions import SaidOf, correct_decision
from tracker.services.desk import Desk
from tracker.services.meetings import start_meeting
from tracker.services.reviews import Decision, record_review, reopen_action
from tracker.store import corrections as stored
from tracker.store import history

DAY = "2023-10-04"
LATER = "2023-10-09"


@pytest.fixture
def closed(record: Record) -> Meeting:
    """A meeting of 4 October that raised PPM-001, due 18 October, and was closed at 16:00."""
    meeting = record.meeting(DAY)
    start_meeting(desk_at(record.desk, "14:30"), meeting)
    wanted = Wanted(
        title="Bring the figures", post_id=record.post("head-of-contact").key, due=due("2023-10-18")
    )
    raise_action(desk_at(record.desk, "15:00"), meeting=meeting, wanted=wanted)
    close(record.desk, meeting)
    return meeting


@pytest.fixture
def later(record: Record) -> Desk:
    return acting_as(record.desk, SECRETARIAT, LATER)


def the_action(record: Record) -> Action:
    return record.desk.session.exec(select(Action).where(Action.reference == "PPM-001")).one()


def now_wanted(action: Action, **changes: object) -> Wanted:
    now = {
        "title": action.title,
        "asked": action.asked,
        "post_id": action.post_id,
        "kind": action.kind,
        "due": Due(action.due_kind, action.due_on, action.due_meeting_id, action.exit_rule),
        "agenda_item_id": action.agenda_item_id,
    }
    return Wanted(**{**now, **changes})  # type: ignore[arg-type]


def making(meeting: Meeting, reason: str = "Misheard in the room") -> Correcting:
    return Correcting(meeting, reason, stationery())


def rows(record: Record) -> list[MeetingCorrection]:
    return list(stored.of_meeting(record.desk.session, record.meeting(DAY).key))


def test_a_correction_changes_the_action_and_says_what_changed_and_why(
    record: Record, closed: Meeting, later: Desk
) -> None:
    action = the_action(record)
    roads = record.post("head-of-roads", holder="Bo Best")
    before = len(history.of_subject(record.desk.session, "PPM-001"))
    wanted = now_wanted(action, post_id=roads.key, due=due("2023-11-30"))
    made = correct_raised_action(later, action, wanted, made=making(closed), version=1)
    assert (action.post_id, action.due_on, action.times_moved) == (roads.id, date(2023, 11, 30), 0)
    assert action.original_due_on == date(2023, 11, 30), "a correction is no slippage"
    assert (made.subject, made.reason, made.made_by) == ("PPM-001", "Misheard in the room", "Sam Secretary")
    assert made.what == (
        "Owner changed from Head of contact to Head of roads. Due changed from 18 October 2023 to 30 November 2023."
    )
    assert len(history.of_subject(record.desk.session, "PPM-001")) == before + 1
    row, payload = history.of_subject(record.desk.session, "PPM-001", limit=1)[0]
    assert row.event == "action.corrected"
    assert payload
    assert "Misheard in the room" in payload


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001])
def test_without_a_reason_nothing_changes(record: Record, closed: Meeting, later: Desk, reason: str) -> None:
    action = the_action(record)
    with pytest.raises(BadInput) as refused:
        correct_raised_action(
            later, action, now_wanted(action, title="x"), made=making(closed, reason), version=1
        )
    assert (refused.value.field, action.title, rows(record)) == ("reason", "Bring the figures", [])


def test_what_is_not_different_is_no_correction(record: Record, closed: Meeting, later: Desk) -> None:
    action = the_action(record)
    with pytest.raises(BadInput, match="Nothing is different"):
        correct_raised_action(later, action, now_wanted(action), made=making(closed), version=1)


def test_a_stale_form_meets_what_is_there_now(record: Record, closed: Meeting, later: Desk) -> None:
    action = the_action(record)
    correct_raised_action(later, action, now_wanted(action, title="Theirs"), made=making(closed), version=1)
    with pytest.raises(Conflict) as refused:
        correct_raised_action(later, action, now_wanted(action, title="Mine"), made=making(closed), version=1)
    assert (action.title, refused.value.current["title"], len(rows(record))) == ("Theirs", "Theirs", 1)


@pytest.mark.parametrize("start", [False, True])
def test_a_meeting_that_is_not_over_needs_no_correction(record: Record, start: bool) -> None:
    meeting = record.meeting(DAY)
    if start:
        start_meeting(record.desk, meeting)
    with pytest.raises(InvalidMove, match="meeting room"):
        add(record.desk, meeting, "Count the cameras")


def test_next_meeting_is_the_one_after_the_meeting_that_is_corrected(
    record: Record, closed: Meeting, later: Desk
) -> None:
    november, january = record.meeting("2023-11-15"), record.meeting("2024-01-31")
    action = the_action(record)
    wanted = now_wanted(action, due=Due(DueKind.NEXT_MEETING))
    made = correct_raised_action(later, action, wanted, made=making(closed), version=None)
    assert action.due_meeting_id == november.id != january.id
    assert made.what == "Due changed from 18 October 2023 to the meeting of 15 November 2023."


def test_a_date_that_has_passed_since_can_be_put_right_but_not_one_before_the_meeting(
    record: Record, closed: Meeting
) -> None:
    action, december = the_action(record), acting_as(record.desk, SECRETARIAT, "2023-12-01")
    wanted = now_wanted(action, due=due("2023-10-25"))
    correct_raised_action(december, action, wanted, made=making(closed), version=None)
    assert action.due_on == date(2023, 10, 25)
    with pytest.raises(BadInput, match="in the past"):
        correct_raised_action(
            december, action, now_wanted(action, due=due("2023-10-03")), made=making(closed), version=None
        )


def test_the_date_of_an_action_that_was_agreed_anew_is_not_corrected(
    record: Record, closed: Meeting, later: Desk
) -> None:
    action = the_action(record)
    decision = Decision(Move.REVISED_DATE, reason="Agreed", decided_by="Cory", revised_to=date(2023, 12, 1))
    record_review(later, action, decision, meeting=None, version=None)
    with pytest.raises(BadInput, match="Another date was agreed"):
        correct_raised_action(
            later, action, now_wanted(action, due=due("2023-11-30")), made=making(closed), version=None
        )
    made = correct_raised_action(
        later, action, now_wanted(action, title="Bring all"), made=making(closed), version=None
    )
    assert made.what == "What was asked changed from “Bring the figures” to “Bring all”."


def test_what_was_closed_since_can_still_be_worded_right(
    record: Record, closed: Meeting, later: Desk
) -> None:
    action = the_action(record)
    decision = Decision(Move.NO_FURTHER_ACTION, reason="Overtaken", decided_by="Cory")
    record_review(later, action, decision, meeting=None, version=None)
    correct_raised_action(
        later, action, now_wanted(action, asked="By hub."), made=making(closed), version=None
    )
    assert action.asked == "By hub."
    with pytest.raises(BadInput, match="closed"):
        correct_raised_action(
            later, action, now_wanted(action, due=due("2023-11-30")), made=making(closed), version=None
        )


def add(desk: Desk, meeting: Meeting, line: str, reason: str = "Missed", **given: object) -> Action:
    missed = Missed(line, **given)  # type: ignore[arg-type]
    return add_missed_action(desk, missed, made=making(meeting, reason), matcher=PostMatcher())


def test_an_action_that_was_missed_is_added_once_with_the_next_number(
    record: Record, closed: Meeting, later: Desk
) -> None:
    november, parent = record.meeting("2023-11-15"), the_action(record)
    line = "Count the cameras due next meeting @head of contact"
    first = add(later, closed, line, raised_at=at("15:10"), client_id="one", parent_id=parent.key)
    again = add(later, closed, "Count the cameras", client_id="one")
    assert first.id == again.id
    assert (first.reference, first.raised_meeting_id, first.raised_on) == (
        "PPM-002",
        closed.id,
        date(2023, 10, 4),
    )
    assert (first.raised_at, first.due_meeting_id, first.parent_id) == (at("15:10"), november.id, parent.id)
    assert [row.what for row in rows(record)] == [
        "Added: “Count the cameras”, for Head of contact, due at the meeting of 15 November 2023."
    ]


def test_a_missed_line_is_read_as_of_the_day_of_its_meeting(closed: Meeting, later: Desk) -> None:
    assert add(later, closed, "Count the cameras due Friday").due_on == date(2023, 10, 6)


def test_the_minute_of_a_missed_action_is_not_known_and_never_after_the_end(
    closed: Meeting, later: Desk
) -> None:
    assert add(later, closed, "Count").raised_at is None
    with pytest.raises(BadInput, match="closed at 16:00") as refused:
        add(later, closed, "Count", raised_at=at("16:10"))
    assert refused.value.field == "raised_at"
    with pytest.raises(BadInput) as refused:
        add(later, closed, "Count", " ")
    assert refused.value.field == "reason"


def test_an_action_that_was_never_asked_for_is_voided(record: Record, closed: Meeting, later: Desk) -> None:
    action = the_action(record)
    made = void_raised_action(later, action, made=making(closed, "Only a remark"), version=1)
    assert (action.closure, action.closed_reason) == (Closure.VOID, "Only a remark")
    assert made.what == "Voided: “Bring the figures”."
    with pytest.raises(InvalidMove):
        correct_raised_action(later, action, now_wanted(action, title="x"), made=making(closed), version=None)


def test_an_action_is_corrected_at_the_meeting_that_raised_it_alone(record: Record, closed: Meeting) -> None:
    other = record.action("Raised in May")
    assert stored.raised(record.desk.session, closed, "ppm-001").reference == "PPM-001"
    for reference in (other.reference, "PPM-999", "nonsense"):
        with pytest.raises(NotFound):
            stored.raised(record.desk.session, closed, reference)


def test_a_made_standing_item_and_a_heading_are_said_in_words(
    record: Record, closed: Meeting, later: Desk
) -> None:
    item = add_agenda_item(record.desk, record.meeting("2023-12-06"), AgendaLine("3.1", "Contact"))
    action = the_action(record)
    wanted = now_wanted(action, due=due("standing: it is below 5 %"), agenda_item_id=item.key)
    made = correct_raised_action(later, action, wanted, made=making(closed), version=None)
    assert action.kind is Kind.STANDING
    assert made.what == (
        "Kind changed from action to standing item. Due changed from 18 October 2023 to every meeting until "
        "it is below 5 %. Agenda item added: 3.1 Contact."
    )


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
