"""Who is expected at a meeting and came is kept, by two people at once too; on real databases."""

from datetime import date

import pytest

from tests.support.builders import Record, acting_as
from tracker.domain.attendance import NOT_EXPECTED, Attended, Marked
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.models.meetings import Meeting
from tracker.models.people import Post
from tracker.services.attendance import Mark, save_attendance
from tracker.services.meetings import close_meeting, start_meeting
from tracker.services.posts import hand_over_post
from tracker.store import attendance, history

E, P, A = (Marked(kind) for kind in Attended)


@pytest.fixture
def october(record: Record) -> Meeting:
    return record.meeting("2023-10-04")


@pytest.fixture
def contact(record: Record) -> Post:
    return record.post("contact")


@pytest.fixture
def estates(record: Record) -> Post:
    return record.post("estates", holder="Bea Best")


def save(
    record: Record, meeting: Meeting, *marks: tuple[Post, Marked, Marked], proposed: bool = False
) -> int:
    """Each mark is a post, what it is now, and what was seen."""
    found = [Mark(post.key, now, seen) for post, now, seen in marks]
    return save_attendance(record.desk, meeting, found, proposed=proposed)


def listed(record: Record, meeting: Meeting) -> dict[str, tuple[str, str, str]]:
    return {
        one.title: (one.attended.value, one.name, one.note)
        for one in attendance.of_meeting(record.desk.session, meeting.key)
    }


def test_a_proposed_list_is_kept_with_the_names_of_the_day(
    record: Record, october: Meeting, contact: Post, estates: Post
) -> None:
    hand_over_post(record.desk, post=contact, to=record.person("Cat Cole"), on=date(2023, 10, 1), acting=True)
    assert save(record, october, (contact, E, E), (estates, P, E), proposed=True) == 2
    assert listed(record, october) == {
        "Contact": ("expected", "Cat Cole (acting)", ""),
        "Estates": ("present", "Bea Best", ""),
    }
    assert save(record, october, (contact, E, E), (estates, P, P)) == 0, "nothing was touched"
    events = [row.event for row, _ in history.of_subject(record.desk.session, october.reference)]
    assert events.count("attendance.saved") == 1


def test_a_post_is_added_and_taken_off(
    record: Record, october: Meeting, contact: Post, estates: Post
) -> None:
    save(record, october, (contact, E, NOT_EXPECTED), (estates, NOT_EXPECTED, NOT_EXPECTED))
    assert list(listed(record, october)) == ["Contact"]
    save(record, october, (contact, NOT_EXPECTED, E))
    assert listed(record, october) == {}
    assert save(record, october, (contact, NOT_EXPECTED, E)) == 0, "someone took it off already"


def test_who_stands_in_is_named_with_for_whom(record: Record, october: Meeting, contact: Post) -> None:
    stands = Marked(Attended.PRESENT, "Dee Dunn", "until 16:00")
    save(record, october, (contact, stands, NOT_EXPECTED))
    assert listed(record, october)["Contact"] == (
        "present",
        "Dee Dunn",
        "standing in for Ann Able; until 16:00",
    )
    assert attendance.of_meeting(record.desk.session, october.key)[0].marked == stands
    save(record, october, (contact, Marked(Attended.PRESENT, "", "until 16:00"), stands))
    assert listed(record, october)["Contact"] == ("present", "Ann Able", "until 16:00")


def test_two_people_mark_different_posts_and_neither_loses(
    record: Record, october: Meeting, contact: Post, estates: Post
) -> None:
    save(record, october, (contact, E, E), (estates, E, E), proposed=True)
    save(record, october, (contact, P, E), (estates, E, E))
    save(record, october, (contact, E, E), (estates, A, E))
    assert {title: kept[0] for title, kept in listed(record, october).items()} == {
        "Contact": "present",
        "Estates": "apologies",
    }


def test_two_people_who_keep_the_proposed_list_at_once_keep_one_list(
    record: Record, october: Meeting, contact: Post, estates: Post
) -> None:
    save(record, october, (contact, P, E), (estates, NOT_EXPECTED, E), proposed=True)
    save(record, october, (contact, E, E), (estates, E, E), proposed=True)
    assert {title: kept[0] for title, kept in listed(record, october).items()} == {"Contact": "present"}


def test_where_two_people_mark_one_post_both_marks_are_told_and_nothing_is_changed(
    record: Record, october: Meeting, contact: Post, estates: Post
) -> None:
    save(record, october, (contact, E, E), (estates, E, E), proposed=True)
    save(record, october, (contact, P, E))
    with pytest.raises(Conflict) as refused:
        save(record, october, (contact, A, E), (estates, P, E))
    assert refused.value.current == {str(contact.id): P}
    assert {kept[0] for kept in listed(record, october).values()} == {"present", "expected"}
    assert save(record, october, (contact, P, E)) == 0, "both said the same"


def test_a_post_that_is_not_on_record_is_refused(record: Record, october: Meeting) -> None:
    with pytest.raises(BadInput, match="Choose the posts from the list"):
        save_attendance(record.desk, october, [Mark(999, E, NOT_EXPECTED)])


def test_closing_freezes_the_names_of_the_day_and_then_it_is_corrected_elsewhere(
    record: Record, october: Meeting, contact: Post, estates: Post
) -> None:
    stands = Marked(Attended.PRESENT, "Dee Dunn")
    save(record, october, (contact, P, E), (estates, stands, E), proposed=True)
    hand_over_post(record.desk, post=contact, to=record.person("Cat Cole"), on=date(2023, 10, 4))
    desk = acting_as(record.desk, record.desk.by, "2023-10-04")
    start_meeting(desk, october)
    close_meeting(desk, october)
    hand_over_post(record.desk, post=contact, to=record.person("Eve East"), on=date(2023, 10, 5))
    names = {title: kept[1] for title, kept in listed(record, october).items()}
    assert names == {"Contact": "Cat Cole", "Estates": "Dee Dunn"}
    with pytest.raises(InvalidMove, match="Correct the record of the meeting"):
        save(record, october, (contact, A, P))


def test_the_last_list_is_that_of_the_last_meeting_that_has_one(
    record: Record, october: Meeting, contact: Post, estates: Post
) -> None:
    may, july = record.meeting("2023-05-17"), record.meeting("2023-07-19")
    assert attendance.last_list(record.desk.session, october) == frozenset()
    save(record, may, (contact, A, NOT_EXPECTED), (estates, P, NOT_EXPECTED))
    assert attendance.last_list(record.desk.session, october) == {contact.id, estates.id}
    save(record, july, (estates, P, NOT_EXPECTED))
    assert attendance.last_list(record.desk.session, october) == {estates.id}
    estates.active = False
    record.desk.session.flush()
    assert attendance.last_list(record.desk.session, october) == frozenset()
