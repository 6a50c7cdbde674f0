"""Raising actions: numbers, due dates and repeats."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.builders import SECRETARIAT, Record, moment
from tracker.adapters.england import EnglandCalendar
from tracker.domain.due import DueKind
from tracker.domain.errors import BadInput
from tracker.services.actions import Wanted, raise_action
from tracker.services.desk import Desk
from tracker.services.reviews import void_action
from tracker.store.meetings import by_reference
from tracker.store.session import Database


def test_actions_are_numbered_once_for_each_series(record: Record) -> None:
    first, second = record.action("Bring the figures"), record.action("Show attendance")
    assert (first.reference, second.reference) == ("PPM-001", "PPM-002")


def test_a_void_number_is_never_used_again(record: Record) -> None:
    void = record.action("Logged in error")
    void_action(record.desk, void, reason="Said twice", version=None)
    assert record.action("The next one").number == void.number + 1


def test_next_meeting_means_the_one_after_the_meeting_at_which_it_was_said(record: Record) -> None:
    may, october = record.meeting("2023-05-17"), record.meeting("2023-10-04")
    action = record.action(due="next meeting", meeting=may, on="2023-05-17")
    assert (action.due_kind, action.due_meeting_id) == (DueKind.MEETING, october.id)
    assert action.due_on == october.papers_due


def test_next_meeting_waits_for_one_that_is_not_scheduled_yet(record: Record) -> None:
    action = record.action(due="next meeting", meeting=record.meeting("2023-05-17"))
    assert (action.due_kind, action.due_on) == (DueKind.NEXT_MEETING, None)
    january = record.meeting("2024-01-31")
    assert (action.due_meeting_id, action.due_on, action.times_moved) == (january.id, january.papers_due, 0)


def test_a_date_in_the_past_is_refused_and_uses_no_number(record: Record) -> None:
    with pytest.raises(BadInput, match="in the past"):
        record.action(due="2023-09-19")
    assert record.action().number == 1


def test_the_same_client_id_again_is_the_same_action(record: Record) -> None:
    meeting, wanted = record.meeting(), Wanted(title="Bring the figures")
    first, made = raise_action(record.desk, meeting=meeting, wanted=wanted, client_id="b7a1")
    again, made_again = raise_action(record.desk, meeting=meeting, wanted=wanted, client_id="b7a1")
    assert (made, made_again, again.id) == (True, False, first.id)


def test_scribes_who_log_at_once_never_get_the_same_number(database: Database, record: Record) -> None:
    reference = record.meeting().reference
    record.desk.session.commit()

    def log(number: int) -> str:
        with database.write() as session:
            desk = Desk(session, SECRETARIAT, moment(), EnglandCalendar(), record.desk.keys)
            meeting = by_reference(session, reference)
            action, _ = raise_action(desk, meeting=meeting, wanted=Wanted(title=f"Entry {number}"))
            session.commit()
            return action.reference

    with ThreadPoolExecutor(8) as scribes:
        given = list(scribes.map(log, range(40)))
    assert sorted(given) == [f"PPM-{number:03d}" for number in range(1, 41)]
