"""The lives of many actions at once, read from real databases."""

from datetime import date

from tests.support.builders import COMMISSIONER, OWNER, Record, acting_as
from tests.support.queries import queries
from tracker.domain.actions import Move, Rating
from tracker.domain.evidence import Locator
from tracker.domain.life import Event, Happened, Sat, life
from tracker.models.actions import Action
from tracker.services.evidence import attach_web
from tracker.services.meetings import cancel_meeting, close_meeting, start_meeting
from tracker.services.reviews import Decision, record_review
from tracker.services.updates import Said, give_update
from tracker.store.lives import OPENING, lives, sittings
from tracker.store.session import Database


def hold(record: Record, day: str) -> None:
    desk, meeting = acting_as(record.desk, record.desk.by, day), record.meeting(day)
    start_meeting(desk, meeting)
    close_meeting(desk, meeting)


def say(record: Record, action: Action, day: str, said: Said, name: str = "Ann Able") -> None:
    give_update(acting_as(record.desk, OWNER, day), action, said, by_name=name, via="link")


def test_a_life_tells_what_happened_what_was_said_last_and_what_it_rests_on(record: Record) -> None:
    may = record.meeting("2023-05-17")
    action = record.action("Bring the figures", meeting=may, on="2023-05-17")
    other = record.action("Count the cameras", meeting=may, on="2023-05-17")
    hold(record, "2023-05-17")
    say(record, action, "2023-06-01", Said("Begun", rating=Rating.AMBER))
    record_review(
        acting_as(record.desk, COMMISSIONER, "2023-06-02"),
        action,
        Decision(Move.CONTINUE),
        meeting=None,
        version=None,
    )
    say(record, action, "2023-07-01", Said("Done. " * 100, recommends_closure=True), name="Rae Roads")
    attach_web(record.desk, action, "https://example.org/pack", label="July pack", where=Locator(8))
    found = lives(record.desk.session, [action.key, other.key])

    told = found[action.key]
    assert set(told.happened) == {
        Happened(Event.RAISED, date(2023, 5, 17), may.key),
        Happened(Event.ANSWERED, date(2023, 6, 1)),
        Happened(Event.CONTINUED, date(2023, 6, 2)),
        Happened(Event.RECOMMENDED, date(2023, 7, 1)),
    }
    assert told.last
    assert (told.last.by_name, told.last.on, told.last.rating) == ("Rae Roads", date(2023, 7, 1), None)
    assert told.last.opening == ("Done. " * 100).strip()[:OPENING]
    assert [(one.label, one.page) for one in told.evidence] == [("July pack", 8)]
    assert found[other.key].happened == (Happened(Event.RAISED, date(2023, 5, 17), may.key),)
    assert found[other.key].last is None


def test_the_meetings_of_a_life_are_those_that_were_held_and_the_one_that_is_looked_at(
    record: Record,
) -> None:
    october = record.meeting("2023-10-04")
    for day in ("2023-05-17", "2023-02-01"):
        hold(record, day)
    record.meeting("2023-02-01").date_words = "February 2023"
    cancel_meeting(record.desk, record.meeting("2023-09-27"), version=None)
    record.meeting("2023-09-28")
    hold(record, "2023-12-06")
    record.meeting("2023-05-18", series="PFCP")
    assert [sat.words for sat in sittings(record.desk.session, october)] == [
        "February 2023",
        "17 May 2023",
        "4 October 2023",
    ]
    assert sittings(record.desk.session, october)[-1] == Sat(october.key, date(2023, 10, 4), "4 October 2023")


def test_a_life_has_as_many_carried_forward_as_the_record_counts(record: Record) -> None:
    october = record.meeting("2023-10-04")
    action = record.action("Bring the figures", meeting=record.meeting("2023-02-01"), on="2023-02-01")
    for day in ("2023-02-01", "2023-05-17", "2023-07-12"):
        hold(record, day)
    cells = life(
        lives(record.desk.session, [action.key])[action.key].happened, sittings(record.desk.session, october)
    )
    carried = [cell for cell in cells for mark in cell.marks if mark.event is Event.CARRIED]
    assert len(carried) == action.times_carried == 2


def test_the_lives_of_many_take_as_many_queries_as_that_of_one(database: Database, record: Record) -> None:
    keys = []
    for number in range(5):
        action = record.action(f"Matter {number}")
        say(record, action, "2023-09-01", Said("Begun"))
        keys.append(action.key)
    for some in (keys[:1], keys):
        with queries(database.engine) as asked:
            lives(record.desk.session, some)
        assert len(asked) == 4
