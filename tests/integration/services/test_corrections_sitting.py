"""Corrections of what a closed meeting noted, and of its agenda, on both databases."""

import pytest

from tests.support.builders import SECRETARIAT, Record, acting_as
from tests.support.sittings import DAY, close, desk_at, start, stationery
from tracker.domain.errors import BadInput, Conflict
from tracker.domain.note_changes import Texts
from tracker.models.meetings import AgendaItem, Meeting
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.correcting import Correcting
from tracker.services.corrections_sitting import correct_heading, correct_notes
from tracker.services.desk import Desk
from tracker.services.notes import save_notes
from tracker.store import corrections as stored
from tracker.store import history, notes
from tracker.store.meetings import agenda_item


@pytest.fixture
def closed(record: Record) -> Meeting:
    """A meeting with 3.1 Contact, of which something was noted and decided."""
    meeting = record.meeting(DAY)
    item = add_agenda_item(record.desk, meeting, AgendaLine("3.1", "Contact"))
    add_agenda_item(record.desk, meeting, AgendaLine("3.2", "Roads"))
    start(record.desk, meeting)
    during = desk_at(record.desk, "15:00")
    save_notes(during, meeting, item, notes="Waits are longer", decisions="Bring them back", version=0)
    close(record.desk, meeting)
    return meeting


@pytest.fixture
def later(record: Record) -> Desk:
    return acting_as(record.desk, SECRETARIAT, "2023-10-09")


@pytest.fixture
def item(record: Record, closed: Meeting) -> AgendaItem:
    return agenda_item(record.desk.session, closed.key, "3.1")


def making(meeting: Meeting, reason: str = "Misheard") -> Correcting:
    return Correcting(meeting, reason, stationery())


def test_notes_are_corrected_with_the_reason_in_the_history(
    record: Record, closed: Meeting, item: AgendaItem, later: Desk
) -> None:
    made = correct_notes(
        later, item, Texts("Waits are shorter", "Bring them back"), made=making(closed), version=1
    )
    assert (made.subject, made.what) == (
        "3.1 Contact",
        "Notes changed from “Waits are longer” to “Waits are shorter”.",
    )
    note = notes.of_meeting(record.desk.session, closed.key)[item.key]
    assert (note.notes, note.decisions, note.version) == ("Waits are shorter", "Bring them back", 2)
    row, payload = history.of_subject(record.desk.session, notes.subject(note), limit=1)[0]
    assert row.event == "notes.corrected"
    assert payload
    assert "Misheard" in payload


def test_what_was_said_of_the_meeting_as_a_whole_can_be_added_afterwards(
    closed: Meeting, later: Desk
) -> None:
    made = correct_notes(later, None, Texts("", "Meet in Leek next"), made=making(closed), version=0)
    assert (made.subject, made.what) == (
        "The meeting as a whole",
        "Decisions added: “Meet in Leek next”.",
    )


@pytest.mark.parametrize(
    ("texts", "reason", "field"),
    [
        (Texts("Shorter", ""), " ", "reason"),
        (Texts("Waits are longer", "Bring them back"), "Misheard", ""),
        (Texts("x" * 20_001, ""), "Misheard", "notes"),
    ],
)
def test_notes_that_cannot_be_corrected_stay_as_they_are(
    record: Record, closed: Meeting, item: AgendaItem, later: Desk, texts: Texts, reason: str, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        correct_notes(later, item, texts, made=making(closed, reason), version=1)
    assert refused.value.field == field
    assert not stored.of_meeting(record.desk.session, closed.key)


def test_two_who_correct_the_same_notes_are_told(closed: Meeting, item: AgendaItem, later: Desk) -> None:
    correct_notes(later, item, Texts("Theirs", ""), made=making(closed), version=1)
    with pytest.raises(Conflict) as refused:
        correct_notes(later, item, Texts("Mine", ""), made=making(closed), version=1)
    assert refused.value.current["notes"] == "Theirs"


def test_a_heading_is_corrected_with_a_reason(
    record: Record, closed: Meeting, item: AgendaItem, later: Desk
) -> None:
    line = AgendaLine("3.3", "Contact and response")
    made = correct_heading(later, item, line, made=making(closed), version=1)
    assert (made.subject, made.what) == (
        "3.3 Contact and response",
        "Number changed from 3.1 to 3.3. Heading changed from “Contact” to “Contact and response”.",
    )
    assert (item.number, item.title, item.version) == ("3.3", "Contact and response", 2)


@pytest.mark.parametrize(
    ("line", "reason", "field"),
    [
        (AgendaLine("3.2", "Contact"), "Misheard", "number"),
        (AgendaLine("3.1", " "), "Misheard", "title"),
        (AgendaLine("3.1", "Response"), "", "reason"),
        (AgendaLine("3.1", "Contact"), "Misheard", ""),
    ],
)
def test_a_heading_that_cannot_be_corrected_says_why(
    closed: Meeting, item: AgendaItem, later: Desk, line: AgendaLine, reason: str, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        correct_heading(later, item, line, made=making(closed, reason), version=1)
    assert refused.value.field == field


def test_a_stale_heading_is_a_conflict(closed: Meeting, item: AgendaItem, later: Desk) -> None:
    correct_heading(later, item, AgendaLine("3.1", "Theirs"), made=making(closed), version=1)
    with pytest.raises(Conflict):
        correct_heading(later, item, AgendaLine("3.1", "Mine"), made=making(closed), version=1)
