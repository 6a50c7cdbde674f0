"""Corrections of what a closed meeting asked, on both databases."""

from datetime import date

import pytest

from tests.support.builders import SECRETARIAT, Record, acting_as, due
from tests.support.corrected import closed_meeting, desk_later, making, rows, the_action
from tracker.domain.actions import Closure, Kind, Move
from tracker.domain.due import Due, DueKind
from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotFound
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.services.actions import Wanted
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.corrections import (
    correct_raised_action,
    void_raised_action,
)
from tracker.services.desk import Desk
from tracker.services.reviews import Decision, record_review
from tracker.store import corrections as stored
from tracker.store import history


@pytest.fixture
def closed(record: Record) -> Meeting:
    """A meeting of 4 October that raised PPM-001, due 18 October, and was closed at 16:00."""
    return closed_meeting(record)


@pytest.fixture
def later(record: Record) -> Desk:
    return desk_later(record)


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
