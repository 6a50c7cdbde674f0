"""Corrections of who came to a closed meeting, on both databases."""

import pytest

from tests.support.builders import SECRETARIAT, Record, acting_as
from tests.support.cutting import as_read
from tests.support.sittings import DAY, close, start, stationery
from tracker.domain.attendance import NOT_EXPECTED, Attended, Marked
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.report_kinds import ACTION_LOG
from tracker.domain.report_sitting import ActionLog
from tracker.models.meetings import Meeting
from tracker.models.people import Post
from tracker.services.aftermath import issue_log, refresh_aftermath
from tracker.services.attendance import Mark, save_attendance
from tracker.services.correcting import Correcting
from tracker.services.corrections_attendance import correct_attendance
from tracker.services.desk import Desk
from tracker.store import attendance as stored
from tracker.store import corrections, history
from tracker.store.reports import last_version

PRESENT, APOLOGIES = Marked(Attended.PRESENT), Marked(Attended.APOLOGIES)


@pytest.fixture
def contact(record: Record) -> Post:
    return record.post("contact", holder="Ann Able")


@pytest.fixture
def roads(record: Record) -> Post:
    return record.post("roads", holder="Bo Best")


@pytest.fixture
def closed(record: Record, contact: Post) -> Meeting:
    """A meeting to which Contact came."""
    meeting = record.meeting(DAY)
    start(record.desk, meeting)
    save_attendance(record.desk, meeting, [Mark(contact.key, PRESENT, NOT_EXPECTED)])
    close(record.desk, meeting)
    return meeting


@pytest.fixture
def later(record: Record) -> Desk:
    return acting_as(record.desk, SECRETARIAT, "2023-10-09")


def making(meeting: Meeting, reason: str = "Misread from the list") -> Correcting:
    return Correcting(meeting, reason, stationery())


def listed(desk: Desk, meeting: Meeting) -> dict[str, tuple[str, str, str]]:
    """Name, attendance and note by title of the post."""
    return {
        one.title: (one.name, one.attended.value, one.note)
        for one in stored.of_meeting(desk.session, meeting.key)
    }


def test_who_came_is_corrected_with_the_reason_in_the_history(
    closed: Meeting, later: Desk, contact: Post
) -> None:
    made = correct_attendance(later, contact.key, APOLOGIES, made=making(closed), version=1)
    assert (made.subject, made.what, made.reason) == (
        "Contact",
        "Attendance changed from present to sent apologies.",
        "Misread from the list",
    )
    assert listed(later, closed) == {"Contact": ("Ann Able", "apologies", "")}
    row, payload = next(
        (row, payload)
        for row, payload in history.of_subject(later.session, closed.reference, limit=10)
        if row.event == "attendance.corrected"
    )
    assert payload
    assert all(words in payload for words in ("present", "apologies", "Misread from the list"))
    assert row.actor == "Sam Secretary"


def test_a_stand_in_is_put_down_and_taken_back(closed: Meeting, later: Desk, contact: Post) -> None:
    stood_in = Marked(Attended.PRESENT, "Cy Clark", "from 15:00")
    made = correct_attendance(later, contact.key, stood_in, made=making(closed), version=1)
    assert made.what == "Stand-in added: Cy Clark. Note added: “from 15:00”."
    assert listed(later, closed) == {
        "Contact": ("Cy Clark", "present", "standing in for Ann Able; from 15:00")
    }
    correct_attendance(later, contact.key, PRESENT, made=making(closed), version=2)
    assert listed(later, closed) == {"Contact": ("Ann Able", "present", "")}


def test_the_name_that_was_frozen_stays_when_the_post_has_changed_hands(
    record: Record, closed: Meeting, later: Desk, contact: Post
) -> None:
    row = stored.locked(record.desk.session, closed.key)[contact.key]
    row.name = "Abe Frozen"
    correct_attendance(later, contact.key, APOLOGIES, made=making(closed), version=1)
    assert listed(later, closed)["Contact"] == ("Abe Frozen", "apologies", "")


def test_a_post_that_was_left_out_is_put_down_and_one_too_many_is_taken_off(
    closed: Meeting, later: Desk, contact: Post, roads: Post
) -> None:
    made = correct_attendance(later, roads.key, PRESENT, made=making(closed), version=0)
    assert (made.subject, made.what) == ("Roads", "Attendance changed from not expected to present.")
    correct_attendance(later, contact.key, NOT_EXPECTED, made=making(closed), version=1)
    assert listed(later, closed) == {"Roads": ("Bo Best", "present", "")}


@pytest.mark.parametrize(
    ("now", "reason", "field"),
    [
        (APOLOGIES, " ", "reason"),
        (PRESENT, "Misread", ""),
        (Marked(Attended.PRESENT, "x" * 201), "Misread", ""),
    ],
)
def test_what_cannot_be_corrected_says_why(
    closed: Meeting, later: Desk, contact: Post, now: Marked, reason: str, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        correct_attendance(later, contact.key, now, made=making(closed, reason), version=1)
    assert refused.value.field == field
    assert not corrections.of_meeting(later.session, closed.key)


def test_a_post_that_is_not_on_record_is_refused(closed: Meeting, later: Desk) -> None:
    with pytest.raises(BadInput, match="Choose the post") as refused:
        correct_attendance(later, 999, PRESENT, made=making(closed), version=0)
    assert refused.value.field == "post"


def test_two_who_correct_one_post_are_told(closed: Meeting, later: Desk, contact: Post, roads: Post) -> None:
    correct_attendance(later, contact.key, APOLOGIES, made=making(closed), version=1)
    correct_attendance(later, roads.key, PRESENT, made=making(closed), version=0)
    for post, seen in ((contact, 1), (roads, 0)):
        with pytest.raises(Conflict):
            correct_attendance(
                later, post.key, Marked(Attended.PRESENT, "", "late"), made=making(closed), version=seen
            )


def test_who_comes_to_a_meeting_that_is_not_over_is_simply_marked(
    record: Record, later: Desk, contact: Post
) -> None:
    with pytest.raises(InvalidMove, match="meeting room"):
        correct_attendance(later, contact.key, PRESENT, made=making(record.meeting(DAY)), version=0)


def test_the_log_that_is_issued_again_says_it_once_with_the_reason(
    closed: Meeting, later: Desk, contact: Post
) -> None:
    the_day_after = acting_as(later, SECRETARIAT, "2023-10-05")
    refresh_aftermath(the_day_after, closed, stationery())
    issue_log(the_day_after, closed, stationery(), approved_by="Ben Adams")
    correct_attendance(later, contact.key, APOLOGIES, made=making(closed), version=1)
    second = last_version(later.session, ACTION_LOG, f"meeting:{closed.reference}")
    assert second
    assert second.number == 2
    log = as_read(later, second)
    assert isinstance(log, ActionLog)
    assert [(change.subject, change.sentences, change.reasons) for change in log.changes] == [
        (
            "Contact",
            ("Attendance changed from “present” to “sent apologies”.",),
            ("Reason: Misread from the list. Sam Secretary, 9 October 2023.",),
        )
    ]
