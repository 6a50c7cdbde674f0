"""The secretariat takes in a line that arrived after its meeting was closed, or sets it aside, on both databases."""

from datetime import date

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.sittings import DAY, at, close, desk_at, start, stationery
from tracker.adapters.fuzzy import PostMatcher
from tracker.domain.due import DueKind
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.late_lines import LateLineState
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.models.sitting import LateLine
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.correcting import Correcting
from tracker.services.desk import Desk
from tracker.services.late_lines import keep_late_line, set_aside, take_in
from tracker.store import corrections, history
from tracker.store import late_lines as stored

CLIENT = "6b9f4f0e-5d0c-4c52-9f0e-0d8f0f6a7b11"
MATCHER = PostMatcher()
WHY = "Typed at 15:58 during the meeting; the connection had failed"


@pytest.fixture
def closed(record: Record) -> Meeting:
    meeting = record.meeting(DAY)
    add_agenda_item(record.desk, meeting, AgendaLine("3.1", "Contact"))
    start(record.desk, meeting)
    close(record.desk, meeting)
    return meeting


@pytest.fixture
def late(record: Record, closed: Meeting) -> LateLine:
    return keep_late_line(
        desk_at(record.desk, "16:20"),
        closed,
        line="Bring the waits back due Friday for 3.1",
        client_id=CLIENT,
        agenda_item_id=None,
        typed_at=at("15:58"),
    )


@pytest.fixture
def monday(record: Record) -> Desk:
    """The Monday after: what was due on Friday is past by then."""
    return desk_at(record.desk, "09:00", "2023-10-09")


def taken_in(
    desk: Desk, meeting: Meeting, late: LateLine, line: str = "", reason: str = WHY, version: int | None = 1
) -> Action:
    return take_in(
        desk,
        late,
        line or late.line,
        made=Correcting(meeting, reason, stationery()),
        matcher=MATCHER,
        version=version,
    )


def test_it_is_raised_at_its_meeting_at_the_minute_it_was_typed(
    record: Record, closed: Meeting, late: LateLine, monday: Desk
) -> None:
    action = taken_in(monday, closed, late)
    assert (action.title, action.raised_meeting_id, action.raised_on) == (
        "Bring the waits back",
        closed.id,
        date(2023, 10, 4),
    )
    assert (action.raised_at, action.due_on) == (at("15:58"), date(2023, 10, 6))
    assert action.agenda_item_id is not None
    assert (late.state, late.action_id, late.settled_by) == (
        LateLineState.TAKEN_IN,
        action.id,
        "Sam Secretary",
    )
    [made] = corrections.of_meeting(record.desk.session, closed.key)
    assert (made.subject, made.reason) == (action.reference, WHY)
    assert made.what == "Added: “Bring the waits back”, for nobody, due 6 October 2023."
    assert stored.of_meeting(record.desk.session, closed.key)[0][1] == action.reference
    row, _ = history.of_subject(record.desk.session, action.reference, limit=1)[0]
    assert row.event == "action.raised"


def test_next_meeting_is_the_one_after_the_meeting(
    record: Record, closed: Meeting, late: LateLine, monday: Desk
) -> None:
    november = record.meeting("2023-11-15")
    action = taken_in(monday, closed, late, "Bring the waits back due next meeting")
    assert (action.due_kind, action.due_meeting_id) == (DueKind.MEETING, november.id)


def test_it_is_taken_in_once(record: Record, closed: Meeting, late: LateLine, monday: Desk) -> None:
    taken_in(monday, closed, late)
    with pytest.raises(InvalidMove, match="already"):
        taken_in(monday, closed, late, version=None)
    with pytest.raises(InvalidMove):
        set_aside(monday, late, reason="Twice", version=None)
    assert len(record.desk.session.exec(select(Action)).all()) == 1


def test_the_same_line_sent_once_more_afterwards_is_that_action(
    record: Record, closed: Meeting, late: LateLine, monday: Desk
) -> None:
    action = taken_in(monday, closed, late)
    again = keep_late_line(
        monday, closed, line=late.line, client_id=CLIENT, agenda_item_id=None, typed_at=at("15:58")
    )
    assert (again.id, again.action_id) == (late.id, action.id)


@pytest.mark.parametrize(
    ("line", "reason", "field"),
    [
        ("Bring it back", " ", "reason"),
        ("due Friday", WHY, "text"),
        ("Bring it back for 9.9", WHY, "text"),
        ("Bring it back due 3 October 2023", WHY, "text"),
    ],
)
def test_a_line_that_cannot_be_taken_in_still_waits(
    record: Record, closed: Meeting, late: LateLine, monday: Desk, line: str, reason: str, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        taken_in(monday, closed, late, line, reason)
    assert (refused.value.field, late.state) == (field, LateLineState.WAITING)


def test_what_is_set_aside_says_why_and_can_still_be_taken_in(
    record: Record, closed: Meeting, late: LateLine, monday: Desk
) -> None:
    with pytest.raises(BadInput) as refused:
        set_aside(monday, late, reason="", version=1)
    assert refused.value.field == "reason"
    set_aside(monday, late, reason="Said twice", version=1)
    assert (late.state, late.reason, late.version) == (LateLineState.SET_ASIDE, "Said twice", 2)
    assert stored.waiting_at(record.desk.session, closed.key) == 0
    row, _ = history.of_subject(record.desk.session, closed.reference, limit=1)[0]
    assert row.event == "late_line.set_aside"
    assert taken_in(monday, closed, late, version=2).title == "Bring the waits back"


def test_two_who_settle_the_same_line_are_told(
    record: Record, closed: Meeting, late: LateLine, monday: Desk
) -> None:
    set_aside(monday, late, reason="Said twice", version=1)
    with pytest.raises(Conflict):
        taken_in(monday, closed, late, version=1)
    with pytest.raises(Conflict):
        set_aside(monday, late, reason="Said twice", version=1)
