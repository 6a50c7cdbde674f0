"""A meeting is closed once, whole or not at all, and what it owes is prepared with it. On both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from tests.integration.mails.conftest import stationery
from tests.support.builders import LONDON, Record, acting_as
from tracker.adapters.england import EnglandCalendar
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.frozen import MEETING
from tracker.domain.mails import MailKind, MailState
from tracker.domain.meetings import MeetingStatus
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting
from tracker.models.record import RecordSnapshot, ReportVersion, VersionState
from tracker.services import aftermath
from tracker.services.aftermath import (
    cover_mails,
    issue_log,
    refresh_aftermath,
    release_log_mails,
)
from tracker.services.closing import end_meeting, proposed_sitting
from tracker.services.desk import Desk
from tracker.services.mails import cancel_mail
from tracker.services.meetings import Sitting, cancel_meeting, start_meeting
from tracker.services.posts import hand_over_post
from tracker.store import history, meetings
from tracker.store.session import Database

DECEMBER = date(2023, 12, 6)


@pytest.fixture
def desk_then(record: Record) -> Desk:
    return acting_as(record.desk, record.desk.by, "2023-10-04")


@pytest.fixture
def october(record: Record, desk_then: Desk) -> Meeting:
    """In session, with an action for one head and one for another; two are open from before."""
    meeting = record.meeting("2023-10-04")
    record.action("From before", due="next meeting")
    record.action("From before, dated", due="2023-11-30")
    start_meeting(desk_then, meeting)
    record.action("Bring the figures", due="next meeting", post=record.post(), meeting=meeting)
    estates = record.post("head-of-estates", holder="Bea Best")
    record.action("Name a site", post=estates, meeting=meeting)
    record.desk.session.commit()
    return meeting


def held_mails(desk: Desk) -> list[Mail]:
    query = select(Mail).where(Mail.kind == MailKind.ACTION_LOG, Mail.state == MailState.HELD)
    return list(desk.session.exec(query).all())


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


@pytest.fixture
def closed(desk_then: Desk, october: Meeting) -> Meeting:
    end_meeting(desk_then, october, stationery(), following=Sitting(DECEMBER))
    return october


def test_a_covering_note_stands_above_one_or_all(desk_then: Desk, closed: Meeting) -> None:
    one, other = held_mails(desk_then)
    cover_mails(
        desk_then,
        closed,
        "Thank you, <all>.\r\n\r\nSee you soon.",
        was="",
        stationery=stationery(),
    )
    for mail in (one, other):
        assert "Thank you, <all>.\n\nSee you soon." in mail.body_text
        assert "Thank you, &lt;all&gt;.</p>" in mail.body_html
    cover_mails(
        desk_then,
        closed,
        "For you alone.",
        was=one.covering_note,
        mail_id=one.key,
        stationery=stationery(),
    )
    assert (one.covering_note, other.covering_note[:5]) == ("For you alone.", "Thank")
    assert "Thank you" not in one.body_text
    events = [row.event for row, _ in history.of_subject(desk_then.session, closed.reference)]
    assert events.count("mail.covered") == 2


def test_a_second_writer_of_the_note_does_not_lose_the_first_ones_words(
    desk_then: Desk, closed: Meeting
) -> None:
    cover_mails(desk_then, closed, "Mine.", was="", stationery=stationery())
    with pytest.raises(Conflict) as refused:
        cover_mails(desk_then, closed, "Yours.", was="", stationery=stationery())
    assert refused.value.current == {"note": "Mine."}
    cover_mails(desk_then, closed, "Mine.", was="", stationery=stationery())
    assert {mail.covering_note for mail in held_mails(desk_then)} == {"Mine."}


def test_a_note_that_is_too_long_or_for_what_has_left_is_not_taken(desk_then: Desk, closed: Meeting) -> None:
    with pytest.raises(BadInput, match="2,000 characters"):
        cover_mails(desk_then, closed, "x" * 2001, was="", stationery=stationery())
    one, _ = held_mails(desk_then)
    release_log_mails(desk_then, closed, [one.key], stationery())
    with pytest.raises(InvalidMove, match="not held any more"):
        cover_mails(desk_then, closed, "Late.", was="", mail_id=one.key, stationery=stationery())


def test_those_that_are_named_are_released_and_a_second_release_passes_them_over(
    desk_then: Desk, closed: Meeting
) -> None:
    one, other = held_mails(desk_then)
    first = release_log_mails(desk_then, closed, [one.key], stationery())
    assert ([mail.key for mail in first.released], first.stuck, first.changed) == ([one.key], [], [])
    again = release_log_mails(desk_then, closed, [one.key], stationery())
    assert (again.released, again.stuck, again.changed) == ([], [], [])
    assert (one.state, other.state) == (MailState.QUEUED, MailState.HELD)


def test_two_who_release_at_once_release_each_mail_once(
    database: Database, desk_then: Desk, closed: Meeting
) -> None:
    ids = [mail.key for mail in held_mails(desk_then)]
    desk_then.session.commit()

    def release(_: int) -> int:
        with database.write() as session:
            meeting = meetings.by_reference(session, closed.reference, lock=True)
            done = release_log_mails(replace(desk_then, session=session), meeting, ids, stationery())
            session.commit()
            return len(done.released)

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(release, range(2))) == [0, 2]


def test_a_mail_that_would_say_something_else_by_now_is_shown_again_and_not_released(
    desk_then: Desk, record: Record, closed: Meeting
) -> None:
    one, other = held_mails(desk_then)
    hand_over_post(record.desk, post=record.post(), to=record.person("Ben Busy"), on=date(2023, 10, 4))
    done = release_log_mails(desk_then, closed, [one.key, other.key], stationery())
    assert ([mail.key for mail in done.released], [mail.key for mail in done.changed]) == (
        [other.key],
        [one.key],
    )
    assert (one.state, one.to_name) == (MailState.HELD, "Ben Busy")
    done = release_log_mails(desk_then, closed, [one.key], stationery())
    assert [mail.key for mail in done.released] == [one.key]


def test_issuing_the_log_issues_the_record_and_a_correction_is_issued_as_version_2(
    desk_then: Desk, closed: Meeting
) -> None:
    first = issue_log(desk_then, closed, stationery())
    assert (closed.status, first.state, first.number) == (MeetingStatus.ISSUED, VersionState.ISSUED, 1)
    with pytest.raises(InvalidMove, match="issued already"):
        issue_log(desk_then, closed, stationery())
    refresh_aftermath(desk_then, closed, stationery())
    one, _ = held_mails(desk_then)
    second = issue_log(desk_then, closed, stationery())
    assert (closed.status, second.number, one.report_version_id) == (MeetingStatus.ISSUED, 2, second.id)
    assert "version 2, issued on 4 October 2023" in " ".join(one.body_text.split())
    events = [row.event for row, _ in history.of_subject(desk_then.session, closed.reference)]
    assert events.count("meeting.issued") == 1
    assert events.count("report.issued") == 2


def test_before_a_meeting_is_closed_there_is_nothing_to_issue_and_nothing_to_refresh(
    desk_then: Desk, october: Meeting
) -> None:
    with pytest.raises(InvalidMove, match="no action log"):
        issue_log(desk_then, october, stationery())
    refresh_aftermath(desk_then, october, stationery())
    assert desk_then.session.exec(select(ReportVersion)).all() == []


def test_a_cancelled_mail_is_not_released(desk_then: Desk, closed: Meeting) -> None:
    one, _ = held_mails(desk_then)
    cancel_mail(desk_then, one.key)
    assert release_log_mails(desk_then, closed, [one.key], stationery()).released == []
