"""A meeting is closed once, whole or not at all, and what it owes is prepared with it. On both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from tests.integration.mails.conftest import stationery
from tests.integration.services.conftest import DECEMBER
from tests.support.builders import LONDON, Record
from tracker.adapters.england import EnglandCalendar
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.frozen import MEETING
from tracker.domain.meetings import MeetingStatus
from tracker.domain.version_states import VersionState
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting
from tracker.models.reports import RecordSnapshot, ReportVersion
from tracker.services import aftermath
from tracker.services.closing import end_meeting, proposed_sitting
from tracker.services.desk import Desk
from tracker.services.meetings import Sitting, cancel_meeting, start_meeting
from tracker.store import meetings
from tracker.store.session import Database


def test_closing_freezes_carries_forward_raises_the_next_meeting_and_prepares_the_mails(
    desk_then: Desk, october: Meeting
) -> None:
    closed = end_meeting(desk_then, october, stationery(), following=Sitting(DECEMBER, venue="Oak Room"))
    assert (october.status, october.closed_at) == (MeetingStatus.HELD, desk_then.moment.now)
    assert [action.title for action in closed.carried] == ["From before", "From before, dated"]
    assert closed.following is not None
    assert (closed.following.reference, closed.following.venue) == ("PPM-2023-12-06", "Oak Room")
    assert [mail.to_name for mail in closed.mails] == ["Ann Able", "Bea Best"]
    kinds = {row.kind for row in desk_then.session.exec(select(RecordSnapshot)).all()}
    assert kinds == {MEETING, "action-log"}
    (version,) = desk_then.session.exec(select(ReportVersion)).all()
    assert {mail.report_version_id for mail in closed.mails} == {version.id}
    assert version.state is VersionState.DRAFT


def test_what_is_frozen_is_the_meeting_and_not_what_closing_made_of_it(
    desk_then: Desk, october: Meeting
) -> None:
    end_meeting(desk_then, october, stationery(), following=Sitting(DECEMBER))
    frozen = desk_then.session.exec(select(RecordSnapshot).where(RecordSnapshot.kind == MEETING)).one().record
    assert "not scheduled yet" in frozen
    assert "2023-12-06" not in frozen


def test_where_the_next_one_is_scheduled_no_other_is_raised(
    desk_then: Desk, record: Record, october: Meeting
) -> None:
    january = record.meeting("2024-01-17")
    closed = end_meeting(desk_then, october, stationery(), following=Sitting(DECEMBER))
    assert closed.following == january
    assert meetings.find(desk_then.session, "PPM-2023-12-06") is None


def test_nobody_is_written_to_who_was_given_nothing(desk_then: Desk, record: Record) -> None:
    meeting = record.meeting("2023-10-04")
    record.action("From before", due="next meeting", post=record.post())
    start_meeting(desk_then, meeting)
    assert end_meeting(desk_then, meeting, stationery()).mails == []


def test_a_day_that_cannot_be_taken_closes_nothing(
    database: Database, desk_then: Desk, record: Record, october: Meeting
) -> None:
    taken = record.meeting("2023-12-06")
    cancel_meeting(record.desk, taken, version=None)
    record.desk.session.commit()
    with database.write() as session:
        desk = replace(desk_then, session=session)
        meeting = meetings.by_reference(session, october.reference, lock=True)
        with pytest.raises(BadInput, match="on that day already"):
            end_meeting(desk, meeting, stationery(), following=Sitting(DECEMBER))
    with database.read() as session:
        assert meetings.by_reference(session, october.reference).status is MeetingStatus.IN_SESSION


@pytest.mark.parametrize("day", [date(2023, 10, 4), date(2023, 10, 3)])
def test_the_next_meeting_is_after_this_one(desk_then: Desk, october: Meeting, day: date) -> None:
    with pytest.raises(BadInput, match="give a date after 4 October 2023") as refused:
        end_meeting(desk_then, october, stationery(), following=Sitting(day))
    assert refused.value.field == "starts_on"
    assert october.status is MeetingStatus.IN_SESSION


def test_of_two_who_close_at_once_one_does_and_the_other_gets_a_sentence(
    database: Database, desk_then: Desk, october: Meeting
) -> None:
    def close(_: int) -> str:
        with database.write() as session:
            meeting = meetings.by_reference(session, october.reference, lock=True)
            try:
                end_meeting(replace(desk_then, session=session), meeting, stationery())
            except InvalidMove as error:
                return str(error)
            session.commit()
            return "closed"

    with ThreadPoolExecutor(2) as people:
        answers = sorted(people.map(close, range(2)))
    assert answers == ["This meeting is held already, so it cannot be closed.", "closed"]
    with database.read() as session:
        assert len(session.exec(select(Mail)).all()) == 2
        assert len(session.exec(select(RecordSnapshot).where(RecordSnapshot.kind == MEETING)).all()) == 1


def test_a_failure_in_the_middle_leaves_the_meeting_in_session(
    database: Database, desk_then: Desk, october: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(aftermath, "write_log_mails", fails)
    with database.write() as session:
        desk, meeting = replace(desk_then, session=session), meetings.by_reference(session, october.reference)
        with pytest.raises(RuntimeError):
            end_meeting(desk, meeting, stationery(), following=Sitting(DECEMBER))
    with database.read() as session:
        assert meetings.by_reference(session, october.reference).status is MeetingStatus.IN_SESSION
        assert meetings.find(session, "PPM-2023-12-06") is None
        for table in (Mail, RecordSnapshot, ReportVersion):
            assert session.exec(select(table)).all() == []  # type: ignore[call-overload]


def test_the_next_meeting_is_proposed_at_the_hour_and_place_of_this_one(record: Record) -> None:
    for day in ("2023-05-17", "2023-07-12"):
        record.meeting(day)
    october = record.meeting("2023-10-04")
    proposed = proposed_sitting(
        record.desk.session, october, date(2023, 10, 4), EnglandCalendar().is_working_day
    )
    assert proposed is not None
    assert proposed.starts_on == date(2023, 12, 13), "10 weeks: the median of 8 and 12"
    assert proposed.starts_at == datetime(2023, 12, 13, 14, 30, tzinfo=LONDON).astimezone(UTC), (
        "in winter too"
    )
    assert proposed.venue == "Oak Room"


def test_the_only_meeting_of_a_series_proposes_nothing(record: Record) -> None:
    only = record.meeting("2023-10-04")
    assert (
        proposed_sitting(record.desk.session, only, date(2023, 10, 4), EnglandCalendar().is_working_day)
        is None
    )
