"""The agenda of a meeting: headings are added, corrected, taken off, put in order, numbered and kept as a template; on real databases."""

import pytest

from tests.support.builders import SECRETARIAT, Record, acting_as
from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotFound
from tracker.models.meetings import AgendaItem, Meeting, Priority, PrioritySet
from tracker.models.sitting import RoomPosition
from tracker.services import meetings as meeting_service
from tracker.services.agenda import (
    AgendaLine,
    add_agenda_item,
    correct_agenda_item,
    remove_agenda_item,
)
from tracker.services.agenda_order import number_agenda_again, put_agenda_item, step_agenda_item
from tracker.services.agenda_template import copy_agenda, keep_as_template, start_from_template
from tracker.services.notes import save_notes
from tracker.store import agenda as headings
from tracker.store import history, meetings, notes


@pytest.fixture
def october(record: Record) -> Meeting:
    return record.meeting("2023-10-04")


def add(record: Record, meeting: Meeting, *lines: str) -> list[AgendaItem]:
    """Headings such as "3.1 Contact"."""
    return [add_agenda_item(record.desk, meeting, AgendaLine(*line.split(" ", 1))) for line in lines]


def listed(record: Record, meeting: Meeting) -> list[str]:
    return [
        f"{item.number} {item.title}".strip() for item in meetings.agenda(record.desk.session, meeting.key)
    ]


def test_the_agenda_grows_at_its_end_and_each_number_stands_there_once(
    record: Record, october: Meeting
) -> None:
    add(record, october, "1 Matters arising", "2   Contact   and response ")
    assert listed(record, october) == ["1 Matters arising", "2 Contact and response"]


@pytest.mark.parametrize(
    ("number", "title", "field"),
    [
        ("1", " ", "title"),
        ("1", "Roads", "number"),
        ("1.2.3.4.5.6.7", "Roads", "number"),
        ("9", "x" * 201, "title"),
    ],
)
def test_a_heading_that_cannot_be_taken_is_told(
    record: Record, october: Meeting, number: str, title: str, field: str
) -> None:
    add(record, october, "1 Matters arising")
    with pytest.raises(BadInput) as refused:
        add_agenda_item(record.desk, october, AgendaLine(number, title))
    assert refused.value.field == field
    assert listed(record, october) == ["1 Matters arising"]


def test_a_heading_is_corrected_and_keeps_its_own_number(record: Record, october: Meeting) -> None:
    one, two = add(record, october, "1 Matters arising", "2 Roads")
    correct_agenda_item(record.desk, october, two, AgendaLine("2", "Road safety"), version=two.version)
    assert (two.title, two.version) == ("Road safety", 2)
    with pytest.raises(BadInput, match="There is an item 1"):
        correct_agenda_item(record.desk, october, two, AgendaLine("1", "Road safety"), version=2)
    correct_agenda_item(record.desk, october, one, AgendaLine("1", "Matters arising"), version=1)
    assert one.version == 1, "nothing was changed"
    row, _ = history.of_subject(record.desk.session, headings.subject(two))[0]
    assert row.event == "agenda.corrected"


def test_a_stale_correction_of_a_heading_is_told_what_is_there_now(record: Record, october: Meeting) -> None:
    (item,) = add(record, october, "2 Roads")
    correct_agenda_item(record.desk, october, item, AgendaLine("2", "Road safety"), version=1)
    with pytest.raises(Conflict) as refused:
        correct_agenda_item(record.desk, october, item, AgendaLine("2", "Speeding"), version=1)
    assert (refused.value.current["title"], refused.value.version, item.title) == (
        "Road safety",
        2,
        "Road safety",
    )


def test_a_heading_on_which_nothing_rests_is_taken_off(record: Record, october: Meeting) -> None:
    one, two = add(record, october, "1 Matters arising", "2 Roads")
    save_notes(record.desk, october, two, notes="typed, then", decisions="", version=0)
    save_notes(record.desk, october, two, notes="", decisions="", version=1)
    record.desk.session.add(
        RoomPosition(meeting_id=october.key, agenda_item_id=two.key, since=record.desk.moment.now)
    )
    record.desk.session.flush()
    remove_agenda_item(record.desk, october, two)
    assert listed(record, october) == ["1 Matters arising"]
    with pytest.raises(NotFound):
        headings.item(record.desk.session, october, 999)
    assert record.desk.session.get_one(RoomPosition, october.key).agenda_item_id is None
    assert headings.item(record.desk.session, october, one.key) is one


def test_what_rests_on_a_heading_keeps_it_there_or_moves_with_its_words(
    record: Record, october: Meeting
) -> None:
    roads, speed = add(record, october, "1 Roads", "2 Speeding")
    action = record.action("Count the cameras", meeting=october)
    action.agenda_item_id = speed.key
    save_notes(record.desk, october, roads, notes="Deaths fell.", decisions="", version=0)
    save_notes(record.desk, october, speed, notes="Fines rose.", decisions="Write to the council", version=0)
    resting = headings.resting(record.desk.session, speed.key)
    assert (list(resting.actions), resting.noted) == ([action.reference], True)
    with pytest.raises(BadInput) as refused:
        remove_agenda_item(record.desk, october, speed)
    assert refused.value.field == "to"
    with pytest.raises(BadInput):
        remove_agenda_item(record.desk, october, speed, to=speed)
    version = action.version
    remove_agenda_item(record.desk, october, speed, to=roads)
    assert (action.agenda_item_id, action.version) == (roads.id, version + 1)
    kept = notes.of_meeting(record.desk.session, october.key)[roads.key]
    assert (kept.notes, kept.decisions) == ("Deaths fell.\n\nFines rose.", "Write to the council")
    assert listed(record, october) == ["1 Roads"]
    events = [row.event for row, _ in history.of_subject(record.desk.session, action.reference)]
    assert events[0] == "action.corrected"


def test_what_rests_on_a_heading_does_not_move_to_another_meetings(record: Record, october: Meeting) -> None:
    (speed,) = add(record, october, "2 Speeding")
    (elsewhere,) = add(record, record.meeting("2023-12-06"), "1 Roads")
    with pytest.raises(BadInput, match="another heading of this agenda"):
        remove_agenda_item(record.desk, october, speed, to=elsewhere)


def test_headings_move_a_step_at_a_time_or_to_where_they_are_put(record: Record, october: Meeting) -> None:
    one, two, three = add(record, october, "1 One", "2 Two", "3 Three")
    assert step_agenda_item(record.desk, october, three, "up") == 2
    assert listed(record, october) == ["1 One", "3 Three", "2 Two"]
    assert step_agenda_item(record.desk, october, one, "up") == 1, "it stands first already"
    assert step_agenda_item(record.desk, october, one, "down") == 2
    assert listed(record, october) == ["3 Three", "1 One", "2 Two"]
    assert put_agenda_item(record.desk, october, two, after=None) == 1
    assert put_agenda_item(record.desk, october, three, after=one) == 3
    assert listed(record, october) == ["2 Two", "1 One", "3 Three"]
    (elsewhere,) = add(record, record.meeting("2023-12-06"), "1 Roads")
    with pytest.raises(BadInput):
        put_agenda_item(record.desk, october, two, after=elsewhere)
    assert {item.version for item in (one, two, three)} == {1}, "a form that is open stays good"


def test_a_move_that_moves_nothing_is_not_in_the_history(record: Record, october: Meeting) -> None:
    one, _ = add(record, october, "1 One", "2 Two")
    step_agenda_item(record.desk, october, one, "down")
    step_agenda_item(record.desk, october, one, "down")
    events = [row.event for row, _ in history.of_subject(record.desk.session, october.reference)]
    assert events.count("agenda.moved") == 1


def test_an_agenda_is_numbered_again_as_it_stands_until_the_meeting_starts(
    record: Record, october: Meeting
) -> None:
    add(record, october, "1 Matters arising", "3.1 Contact", "3.4 Roads", " Hubs", "9 Next meeting")
    assert number_agenda_again(record.desk, october) == 2
    assert listed(record, october) == [
        "1 Matters arising",
        "3.1 Contact",
        "3.2 Roads",
        "3.3 Hubs",
        "9 Next meeting",
    ]
    assert number_agenda_again(record.desk, october) == 0
    meeting_service.start_meeting(record.desk, october)
    with pytest.raises(InvalidMove, match="numbers are being spoken of"):
        number_agenda_again(record.desk, october)


def test_an_agenda_starts_from_the_last_one_that_there_is(record: Record, october: Meeting) -> None:
    may, july = record.meeting("2023-05-17"), record.meeting("2023-07-19")
    add(record, may, "3.1 Contact and response")
    assert meetings.last_agenda_before(record.desk.session, october) == may, f"{july.reference} has none"
    copied = copy_agenda(record.desk, october, may)
    assert [(i.number, i.title) for i in copied] == [("3.1", "Contact and response")]
    with pytest.raises(BadInput, match="has an agenda already"):
        copy_agenda(record.desk, october, may)


def test_a_series_keeps_a_template_and_a_new_one_takes_its_place(record: Record, october: Meeting) -> None:
    december = record.meeting("2023-12-06")
    with pytest.raises(BadInput, match="no template yet"):
        start_from_template(record.desk, december)
    with pytest.raises(BadInput, match="no headings yet"):
        keep_as_template(record.desk, october)
    one, two = add(record, october, "1 One", "2 Two")
    keep_as_template(record.desk, october)
    step_agenda_item(record.desk, october, two, "up")
    remove_agenda_item(record.desk, october, one)
    assert keep_as_template(record.desk, october) == 1
    start_from_template(record.desk, december)
    assert listed(record, december) == ["2 Two"]


def test_a_priority_of_an_old_plan_becomes_that_of_the_same_code_in_the_plan_of_the_day(
    record: Record, october: Meeting
) -> None:
    from datetime import date

    session = record.desk.session
    old = PrioritySet(title="2017", starts_on=date(2017, 1, 1), ends_on=date(2021, 12, 31))
    new = PrioritySet(title="2021", starts_on=date(2022, 1, 1), ends_on=date(2024, 12, 31))
    session.add_all([old, new])
    session.flush()
    made = {
        (plan.title, code): Priority(priority_set_id=plan.key, code=code, title=code)
        for plan, code in ((old, "local"), (old, "gone"), (new, "local"))
    }
    session.add_all(made.values())
    session.flush()
    before = record.meeting("2021-02-16")
    for number, code in (("1", "local"), ("2", "gone")):
        add_agenda_item(record.desk, before, AgendaLine(number, code, made["2017", code].key))
    copied = copy_agenda(record.desk, october, before)
    assert [item.priority_id for item in copied] == [made["2021", "local"].id, None]


def test_the_agenda_of_a_meeting_that_is_over_stays_as_it_was(record: Record, october: Meeting) -> None:
    one, two = add(record, october, "1 One", "2 Two")
    meeting_service.start_meeting(record.desk, october)
    add(record, october, "3 Said while people talk")
    desk = acting_as(record.desk, SECRETARIAT, "2023-10-04")
    meeting_service.close_meeting(desk, october)
    for change in (
        lambda: add(record, october, "4 Late thoughts"),
        lambda: correct_agenda_item(desk, october, one, AgendaLine("1", "Uno"), version=None),
        lambda: remove_agenda_item(desk, october, two),
        lambda: step_agenda_item(desk, october, one, "down"),
        lambda: number_agenda_again(desk, october),
    ):
        with pytest.raises(InvalidMove, match="its agenda cannot be changed"):
            change()
    assert listed(record, october) == ["1 One", "2 Two", "3 Said while people talk"]
