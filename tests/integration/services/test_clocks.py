"""The dates that the office owes: started, corrected and met, each with its history. On both databases."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.builders import Record
from tracker.domain.errors import BadInput, Conflict, NotFound
from tracker.domain.statutory import ClockKind, ClockWanted
from tracker.models.people import Post
from tracker.services.clocks import correct_clock, meet_clock, start_clock, subject_of
from tracker.services.reviews import void_action
from tracker.store import clocks as stored
from tracker.store import history


@pytest.fixture
def post(record: Record) -> Post:
    return record.post("chief-executive", holder="Cey Exec")


def wanted(post: Post) -> ClockWanted:
    return ClockWanted(
        ClockKind.INSPECTION_COMMENTS,
        "Comments on  the report on custody",
        post.key,
        date(2023, 9, 6),
        None,
        "20, 10, 5 and 0",
        " The Chief Constable is invited first. ",
    )


def test_the_law_sets_the_last_day_of_comments_on_a_report(record: Record, post: Post) -> None:
    clock = start_clock(record.desk, replace(wanted(post), last_on=date(2030, 1, 1)))
    assert (clock.starts_on, clock.last_on, clock.steps) == (
        date(2023, 9, 6),
        date(2023, 10, 31),
        "20,10,5,0",
    )
    assert (clock.title, clock.note) == (
        "Comments on the report on custody",
        "The Chief Constable is invited first.",
    )


def test_someone_else_sets_the_last_day_of_a_reply_to_the_panel(record: Record, post: Post) -> None:
    reply = replace(wanted(post), kind=ClockKind.PANEL_REPLY)
    with pytest.raises(BadInput) as caught:
        start_clock(record.desk, reply)
    assert caught.value.field == "last_on"
    clock = start_clock(record.desk, replace(reply, last_on=date(2023, 11, 3)))
    assert clock.last_on == date(2023, 11, 3)


def test_what_makes_no_sense_is_told_at_its_field(record: Record, post: Post) -> None:
    good = replace(wanted(post), kind=ClockKind.OTHER, last_on=date(2023, 11, 3))
    for field, bad in (
        ("title", replace(good, title="  ")),
        ("title", replace(good, title="x" * 201)),
        ("note", replace(good, note="x" * 1001)),
        ("post", replace(good, post_id=None)),
        ("post", replace(good, post_id=999_999)),
        ("starts_on", replace(good, starts_on=None)),
        ("last_on", replace(good, last_on=date(2023, 9, 5))),
        ("steps", replace(good, steps="")),
        ("steps", replace(good, steps="ten")),
        ("steps", replace(good, steps="61")),
    ):
        with pytest.raises(BadInput) as caught:
            start_clock(record.desk, bad)
        assert caught.value.field == field
    assert stored.listed(record.desk.session) == []


def test_it_is_met_and_runs_again(record: Record, post: Post) -> None:
    clock = start_clock(record.desk, wanted(post))
    for day in (date(2023, 9, 21), date(2023, 9, 5)):
        with pytest.raises(BadInput) as caught:
            meet_clock(record.desk, clock, day, version=clock.version)
        assert caught.value.field == "met_on"
    meet_clock(record.desk, clock, date(2023, 9, 20), version=clock.version)
    assert stored.running(record.desk.session) == []
    meet_clock(record.desk, clock, None, version=clock.version)
    assert stored.running(record.desk.session) == [clock]
    events = [row.event for row, _ in history.of_subject(record.desk.session, subject_of(clock))]
    assert events == ["clock.runs_again", "clock.met", "clock.started"]


def test_nobody_writes_over_what_another_saved_first(record: Record, post: Post) -> None:
    clock = start_clock(record.desk, wanted(post))
    seen = clock.version
    correct_clock(record.desk, clock, replace(wanted(post), title="Another"), version=seen)
    with pytest.raises(Conflict) as caught:
        correct_clock(record.desk, clock, wanted(post), version=seen)
    assert caught.value.current["title"] == "Another"
    with pytest.raises(Conflict):
        meet_clock(record.desk, clock, date(2023, 9, 20), version=seen)
    assert clock.met_on is None


def test_those_that_run_stand_first_by_their_last_day(record: Record, post: Post) -> None:
    later = start_clock(record.desk, replace(wanted(post), starts_on=date(2023, 9, 13)))
    sooner = start_clock(record.desk, wanted(post))
    met = start_clock(record.desk, replace(wanted(post), starts_on=date(2023, 8, 1)))
    meet_clock(record.desk, met, date(2023, 9, 20), version=None)
    assert [row.clock for row in stored.listed(record.desk.session)] == [sooner, later, met]
    with pytest.raises(NotFound):
        stored.by_number(record.desk.session, 999_999)


def test_a_clock_belongs_to_an_open_action_as_its_reference_is_typed(record: Record, post: Post) -> None:
    action = record.action("Answer the report", post=post)
    clock = start_clock(record.desk, replace(wanted(post), action="action 1"))
    assert clock.action_id == action.key
    assert [one.reference for one in stored.listed(record.desk.session)] == ["PPM-001"]
    correct_clock(record.desk, clock, wanted(post), version=1)
    assert clock.action_id is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("custody", "is not the reference"), ("PPM-9", "no such action"), ("PPM-1", "is closed")],
)
def test_an_action_that_is_not_there_or_closed_is_refused(
    record: Record, post: Post, typed: str, sentence: str
) -> None:
    action = record.action("Answer the report", post=post)
    void_action(record.desk, action, reason="Twice", version=None)
    with pytest.raises(BadInput, match=sentence) as caught:
        start_clock(record.desk, replace(wanted(post), action=typed))
    assert caught.value.field == "action"


def test_a_clock_keeps_its_action_when_that_is_closed(record: Record, post: Post) -> None:
    action = record.action("Answer the report", post=post)
    clock = start_clock(record.desk, replace(wanted(post), action="PPM-001"))
    void_action(record.desk, action, reason="Twice", version=None)
    correct_clock(record.desk, clock, replace(wanted(post), action="PPM-001", note="Other"), version=1)
    assert clock.action_id == action.key
