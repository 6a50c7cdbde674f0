"""Actions that a meeting raised and nobody logged are added when it is closed, on both databases."""

from datetime import date

import pytest

from tests.support.builders import Record
from tests.support.corrected import closed_meeting, desk_later, making, rows, the_action
from tests.support.sittings import DAY, at
from tracker.adapters.fuzzy import PostMatcher
from tracker.domain.errors import BadInput, InvalidMove
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.services.corrections import (
    Missed,
    add_missed_action,
)
from tracker.services.desk import Desk
from tracker.services.meetings import start_meeting


@pytest.fixture
def closed(record: Record) -> Meeting:
    """A meeting of 4 October that raised PPM-001, due 18 October, and was closed at 16:00."""
    return closed_meeting(record)


@pytest.fixture
def later(record: Record) -> Desk:
    return desk_later(record)


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


@pytest.mark.parametrize("start", [False, True])
def test_a_meeting_that_is_not_over_needs_no_correction(record: Record, start: bool) -> None:
    meeting = record.meeting(DAY)
    if start:
        start_meeting(record.desk, meeting)
    with pytest.raises(InvalidMove, match="meeting room"):
        add(record.desk, meeting, "Count the cameras")
