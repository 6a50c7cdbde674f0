"""Who is written to while the holder of a post is away, who gets copies, who asked for one mail a week."""

from datetime import date

import pytest

from tests.support.builders import Record
from tracker.domain.errors import BadInput, Conflict
from tracker.models.people import Post
from tracker.services.absences import (
    Away,
    ask_weekly_only,
    correct_absence,
    drop_absence,
    note_absence,
    set_staff_officer,
)
from tracker.services.addressees import Addressee, Addressees
from tracker.store import addressees as stored

FIRST, LAST = date(2023, 9, 25), date(2023, 9, 29)


@pytest.fixture
def head(record: Record) -> Post:
    return record.post()


def written_to(record: Record, post: Post, day: date) -> Addressee:
    return Addressees(record.desk.session, day).of(post.key)


def test_the_delegate_is_written_to_from_the_first_day_to_the_last(record: Record, head: Post) -> None:
    note_absence(record.desk, head, Away(FIRST, LAST, record.person("Dan Deputy").id))
    days = [date(2023, 9, day) for day in (24, 25, 29, 30)]
    found = [written_to(record, head, day) for day in days]
    assert [one.name for one in found] == ["Ann Able", "Dan Deputy", "Dan Deputy", "Ann Able"]
    assert found[1].address == "dan.deputy@force.example.org"
    assert [one.away for one in found] == ["", "Ann Able", "Ann Able", ""]


def test_without_a_delegate_or_after_it_was_dropped_the_holder_is_written_to(
    record: Record, head: Post
) -> None:
    note_absence(record.desk, head, Away(FIRST, LAST))
    assert written_to(record, head, FIRST).name == "Ann Able"
    absence = note_absence(record.desk, head, Away(FIRST, LAST, record.person("Dan Deputy").id))
    assert written_to(record, head, FIRST).name == "Dan Deputy"
    drop_absence(record.desk, absence)
    assert written_to(record, head, FIRST).name == "Ann Able"


def test_an_absence_is_corrected_once_and_a_stale_form_changes_nothing(record: Record, head: Post) -> None:
    dan = record.person("Dan Deputy")
    absence = note_absence(record.desk, head, Away(FIRST, LAST, dan.id))
    seen = absence.version
    correct_absence(record.desk, absence, Away(FIRST, FIRST, dan.id), version=seen)
    assert written_to(record, head, LAST).name == "Ann Able"
    with pytest.raises(Conflict):
        correct_absence(record.desk, absence, Away(FIRST, LAST, dan.id), version=seen)


def test_a_period_that_ends_before_it_starts_is_refused(record: Record, head: Post) -> None:
    with pytest.raises(BadInput, match="The last day is before the first day"):
        note_absence(record.desk, head, Away(LAST, FIRST))
    with pytest.raises(BadInput, match="Keep the note to 200 characters; it has 201"):
        note_absence(record.desk, head, Away(FIRST, LAST, note="n" * 201))
    with pytest.raises(BadInput, match="Choose a person"):
        note_absence(record.desk, head, Away(FIRST, LAST, 4711))
    assert list(stored.absences(record.desk.session, FIRST)) == []


def test_the_staff_officer_is_named_and_no_more_once_taken_away(record: Record, head: Post) -> None:
    sid = record.person("Sid Staff")
    set_staff_officer(record.desk, head, sid, version=head.version)
    assert written_to(record, head, FIRST).staff_officer == "sid.staff@force.example.org"
    set_staff_officer(record.desk, head, None, version=None)
    assert written_to(record, head, FIRST).staff_officer == ""
    sid.email = ""
    with pytest.raises(BadInput, match="Sid Staff has no email address"):
        set_staff_officer(record.desk, head, sid, version=None)


def test_whoever_is_written_to_may_have_asked_for_one_mail_a_week(record: Record, head: Post) -> None:
    dan = record.person("Dan Deputy")
    ask_weekly_only(record.desk, dan, wanted=True)
    note_absence(record.desk, head, Away(FIRST, LAST, dan.id))
    record.desk.session.flush()
    assert written_to(record, head, FIRST).weekly_only
    assert not written_to(record, head, date(2023, 10, 2)).weekly_only
