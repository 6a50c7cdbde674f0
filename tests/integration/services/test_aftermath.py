"""After a meeting its mails are covered and released, and its log is issued: each once, whoever does it. On both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from tests.integration.mails.conftest import stationery
from tests.support.builders import Record
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.mails import MailKind, MailState
from tracker.domain.meetings import MeetingStatus
from tracker.domain.version_states import VersionState
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting
from tracker.models.reports import ReportVersion
from tracker.services.aftermath import (
    cover_mails,
    issue_log,
    refresh_aftermath,
    release_log_mails,
)
from tracker.services.desk import Desk
from tracker.services.mails import cancel_mail
from tracker.services.posts import hand_over_post
from tracker.store import history, meetings
from tracker.store.mails import held_of_meetings
from tracker.store.session import Database


def held_mails(desk: Desk) -> list[Mail]:
    query = select(Mail).where(Mail.kind == MailKind.ACTION_LOG, Mail.state == MailState.HELD)
    return list(desk.session.exec(query).all())


def as_they_are(*mails: Mail) -> dict[int, int]:
    """What somebody sends who has just read these mails."""
    return {mail.key: mail.version for mail in mails}


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


def test_a_note_for_all_does_not_wipe_out_what_a_colleague_wrote_for_one(
    desk_then: Desk, closed: Meeting
) -> None:
    one, _ = held_mails(desk_then)
    cover_mails(desk_then, closed, "For Ann.", was="", mail_id=one.key, stationery=stationery())
    with pytest.raises(Conflict) as refused:
        cover_mails(desk_then, closed, "For all.", was="", stationery=stationery())
    assert refused.value.current == {"note": "For Ann."}
    cover_mails(desk_then, closed, "For all.", was="For Ann.", stationery=stationery())
    assert {mail.covering_note for mail in held_mails(desk_then)} == {"For all."}


def test_a_note_that_is_too_long_or_for_what_has_left_is_not_taken(desk_then: Desk, closed: Meeting) -> None:
    with pytest.raises(BadInput, match="2,000 characters"):
        cover_mails(desk_then, closed, "x" * 2001, was="", stationery=stationery())
    one, _ = held_mails(desk_then)
    release_log_mails(desk_then, closed, as_they_are(one), stationery())
    with pytest.raises(InvalidMove, match="not held any more"):
        cover_mails(desk_then, closed, "Late.", was="", mail_id=one.key, stationery=stationery())


def test_those_that_are_named_are_released_and_a_second_release_passes_them_over(
    desk_then: Desk, closed: Meeting
) -> None:
    one, other = held_mails(desk_then)
    first = release_log_mails(desk_then, closed, as_they_are(one), stationery())
    assert ([mail.key for mail in first.released], first.stuck, first.changed) == ([one.key], [], [])
    again = release_log_mails(desk_then, closed, as_they_are(one), stationery())
    assert (again.released, again.stuck, again.changed) == ([], [], [])
    assert (one.state, other.state) == (MailState.QUEUED, MailState.HELD)


def test_two_who_release_at_once_release_each_mail_once(
    database: Database, desk_then: Desk, closed: Meeting
) -> None:
    read = as_they_are(*held_mails(desk_then))
    desk_then.session.commit()

    def release(_: int) -> int:
        with database.write() as session:
            meeting = meetings.by_reference(session, closed.reference, lock=True)
            done = release_log_mails(replace(desk_then, session=session), meeting, read, stationery())
            session.commit()
            return len(done.released)

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(release, range(2))) == [0, 2]


def test_a_mail_that_would_say_something_else_by_now_is_shown_again_and_not_released(
    desk_then: Desk, record: Record, closed: Meeting
) -> None:
    one, other = held_mails(desk_then)
    hand_over_post(record.desk, post=record.post(), to=record.person("Ben Busy"), on=date(2023, 10, 4))
    done = release_log_mails(desk_then, closed, as_they_are(one, other), stationery())
    assert ([mail.key for mail in done.released], [mail.key for mail in done.changed]) == (
        [other.key],
        [one.key],
    )
    assert (one.state, one.to_name) == (MailState.HELD, "Ben Busy")
    done = release_log_mails(desk_then, closed, as_they_are(one), stationery())
    assert [mail.key for mail in done.released] == [one.key]


def test_a_mail_that_was_written_anew_since_it_was_read_is_shown_again_and_not_released(
    desk_then: Desk, closed: Meeting
) -> None:
    one, other = held_mails(desk_then)
    read = as_they_are(one, other)
    cover_mails(desk_then, closed, "From a colleague.", was="", mail_id=one.key, stationery=stationery())
    done = release_log_mails(desk_then, closed, read, stationery())
    assert (done.released, done.changed) == ([other], [one])
    assert release_log_mails(desk_then, closed, as_they_are(one), stationery()).released == [one]


def test_issuing_the_log_issues_the_record_and_a_correction_is_issued_as_version_2(
    desk_then: Desk, closed: Meeting
) -> None:
    first = issue_log(desk_then, closed, stationery(), approved_by="Ben Adams")
    assert (closed.status, first.state, first.number) == (MeetingStatus.ISSUED, VersionState.ISSUED, 1)
    with pytest.raises(InvalidMove, match="issued already"):
        issue_log(desk_then, closed, stationery())
    refresh_aftermath(desk_then, closed, stationery())
    one, _ = held_mails(desk_then)
    for body in (one.body_text, one.body_html):
        assert "version 2, which says what changed since the last one." in " ".join(body.split())
    with pytest.raises(BadInput, match="what was wrong in version 1"):
        issue_log(desk_then, closed, stationery(), approved_by="Ben Adams")
    wrong = "The owner was misheard."
    second = issue_log(desk_then, closed, stationery(), approved_by="Ben Adams", correction=wrong)
    assert (second.approved_by, second.correction) == ("Ben Adams", wrong)
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
    assert release_log_mails(desk_then, closed, as_they_are(one), stationery()).released == []


def test_the_meetings_of_which_mails_are_held_are_counted(desk_then: Desk, closed: Meeting) -> None:
    assert held_of_meetings(desk_then.session, MailKind.ACTION_LOG) == [(closed, 2)]
    assert held_of_meetings(desk_then.session, MailKind.RAISED) == []
    one, _ = held_mails(desk_then)
    release_log_mails(desk_then, closed, as_they_are(one), stationery())
    assert held_of_meetings(desk_then.session, MailKind.ACTION_LOG) == [(closed, 1)]
