"""A line that was typed during a meeting and arrived after it was closed, on real databases."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from tests.support.builders import SECRETARIAT, Record, moment
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.late_lines import LateLineState
from tracker.models.meetings import Meeting
from tracker.models.sitting import LateLine
from tracker.services.actions import Wanted, raise_action
from tracker.services.desk import Desk
from tracker.services.late_lines import keep_late_line
from tracker.services.meetings import close_meeting, start_meeting
from tracker.store import history
from tracker.store import late_lines as stored

ONE, TWO = "6b9f4f0e-5d0c-4c52-9f0e-0d8f0f6a7b11", "6b9f4f0e-5d0c-4c52-9f0e-0d8f0f6a7b12"
DAY = "2023-10-04"


def at(clock: str, day: str = DAY) -> datetime:
    return moment(day, clock).now


def desk_at(desk: Desk, clock: str, day: str = DAY) -> Desk:
    return Desk(desk.session, SECRETARIAT, moment(day, clock), desk.calendar, desk.keys)


@pytest.fixture
def closed(record: Record) -> Meeting:
    """Started at 14:30 and closed at 16:00."""
    meeting = record.meeting(DAY)
    start_meeting(desk_at(record.desk, "14:30"), meeting)
    close_meeting(desk_at(record.desk, "16:00"), meeting)
    return meeting


def keep(record: Record, meeting: Meeting, line: str = "Bring the figures", **given: object) -> LateLine:
    options = {"client_id": ONE, "agenda_item_id": None, "typed_at": at("15:58"), **given}
    return keep_late_line(desk_at(record.desk, "16:20"), meeting, line=line, **options)


def test_a_late_line_waits_for_the_secretariat_with_the_minute_at_which_it_was_typed(
    record: Record, closed: Meeting
) -> None:
    late = keep(record, closed, "  Bring the figures due next meeting ")
    assert (late.line, late.state, late.action_id) == (
        "Bring the figures due next meeting",
        LateLineState.WAITING,
        None,
    )
    assert (late.typed_at, late.received_at, late.by_name) == (at("15:58"), at("16:20"), "Sam Secretary")
    assert stored.waiting_at(record.desk.session, closed.key) == 1
    [(meeting, count)] = stored.waiting(record.desk.session)
    assert (meeting.id, count) == (closed.id, 1)


def test_it_is_in_the_history_of_the_meeting(record: Record, closed: Meeting) -> None:
    keep(record, closed)
    row, payload = history.of_subject(record.desk.session, closed.reference, limit=1)[0]
    assert row.event == "late_line.kept"
    assert payload
    assert "Bring the figures" in payload


def test_the_same_line_again_is_kept_once(record: Record, closed: Meeting) -> None:
    first, again = keep(record, closed), keep(record, closed, "Bring the figures")
    assert first.id == again.id
    assert len(record.desk.session.exec(select(LateLine)).all()) == 1
    assert keep(record, closed, client_id=TWO).id != first.id


def test_a_line_that_became_an_action_meanwhile_is_not_kept_beside_it(record: Record) -> None:
    meeting = record.meeting(DAY)
    start_meeting(desk_at(record.desk, "14:30"), meeting)
    during = desk_at(record.desk, "15:58")
    action, _ = raise_action(during, meeting=meeting, wanted=Wanted(title="Bring it"), client_id=ONE)
    close_meeting(desk_at(record.desk, "16:00"), meeting)
    again = keep(record, meeting, "Bring it")
    assert (again.state, again.action_id) == (LateLineState.TAKEN_IN, action.id)
    assert not record.desk.session.exec(select(LateLine)).all()


@pytest.mark.parametrize("typed_at", [at("16:00"), at("16:01"), at("02:29"), at("15:00", "2023-10-03"), None])
def test_what_was_not_typed_during_the_meeting_is_refused(
    record: Record, closed: Meeting, typed_at: datetime | None
) -> None:
    with pytest.raises(InvalidMove, match="closed at 16:00"):
        keep(record, closed, typed_at=typed_at)
    assert not record.desk.session.exec(select(LateLine)).all()


@pytest.mark.parametrize(
    "typed_at", [at("15:59"), at("14:00"), at("02:31"), at("16:00") - timedelta(seconds=1)]
)
def test_what_was_typed_before_it_was_closed_is_taken(
    record: Record, closed: Meeting, typed_at: datetime
) -> None:
    assert keep(record, closed, typed_at=typed_at).state is LateLineState.WAITING


def test_a_meeting_that_is_not_closed_has_no_late_lines(record: Record) -> None:
    with pytest.raises(InvalidMove, match="meeting room"):
        keep(record, record.meeting(DAY))


@pytest.mark.parametrize(("line", "sentence"), [(" ", "Write what was asked"), ("x" * 10_001, "10,001")])
def test_a_line_that_cannot_be_kept_is_refused_with_a_sentence(
    record: Record, closed: Meeting, line: str, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence) as refused:
        keep(record, closed, line)
    assert refused.value.field == "text"


def test_a_line_of_another_meeting_is_not_taken_for_this_one(record: Record, closed: Meeting) -> None:
    keep(record, closed)
    other = record.meeting("2023-11-15")
    start_meeting(desk_at(record.desk, "14:30", "2023-11-15"), other)
    close_meeting(desk_at(record.desk, "16:00", "2023-11-15"), other)
    with pytest.raises(Conflict, match="another meeting"):
        keep(record, other, typed_at=at("15:00", "2023-11-15"))
