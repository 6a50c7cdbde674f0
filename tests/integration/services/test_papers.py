"""What is owed for the papers of a meeting, read from real databases."""

from dataclasses import replace
from datetime import date

from tests.support.builders import OWNER, Record, acting_as, moment
from tests.support.queries import queries
from tracker.domain.papers import Standing
from tracker.domain.viewers import THE_OFFICE, Role, Viewer
from tracker.models.actions import Action
from tracker.services.meetings import close_meeting, start_meeting
from tracker.services.updates import Said, give_update
from tracker.store import papers
from tracker.store.session import Database

TODAY = date(2023, 9, 20)


def answer(record: Record, action: Action, day: str, **said: bool) -> None:
    give_update(
        acting_as(record.desk, OWNER, day), action, Said("Done so far", **said), by_name="Ann", via="link"
    )


def held_in_may(record: Record) -> None:
    may = record.meeting("2023-05-17")
    desk = acting_as(record.desk, record.desk.by, "2023-05-17")
    start_meeting(desk, may)
    close_meeting(desk, may)


def owed(record: Record, viewer: Viewer = THE_OFFICE, day: date = TODAY) -> dict[str, Standing]:
    found = papers.owed(record.desk.session, viewer, record.meeting("2023-10-04"), day)
    return {one.action.title: one.answered.standing for one in found}


def test_what_is_owed_is_answered_by_an_update_or_a_recommendation_since_the_meeting_before(
    record: Record,
) -> None:
    record.meeting("2023-10-04")
    post = record.post()
    for title, due in (
        ("Due here", "next meeting"),
        ("Answered", "next meeting"),
        ("Finished", "2023-09-13"),
        ("Every time", "standing: until it rises"),
        ("Much later", "2024-03-31"),
        ("Some day", ""),
    ):
        action = record.action(title, due=due, post=post, on="2023-05-17")
        if title == "Every time":
            answer(record, action, "2023-05-17")
    held_in_may(record)
    for title, said in (("Answered", {}), ("Finished", {"recommends_closure": True})):
        action = next(
            a.action
            for a in papers.owed(record.desk.session, THE_OFFICE, record.meeting(), TODAY)
            if a.action.title == title
        )
        answer(record, record.desk.session.get_one(Action, action.id), "2023-09-12", **said)
    assert owed(record) == {
        "Finished": Standing.IN_TIME,
        "Due here": Standing.TO_COME,
        "Answered": Standing.IN_TIME,
        "Every time": Standing.TO_COME,
    }
    assert owed(record, day=date(2023, 9, 28))["Due here"] is Standing.MISSING


def test_an_answer_on_the_evening_of_the_meeting_before_counts_where_its_hours_are_known(
    record: Record,
) -> None:
    record.meeting("2023-10-04")
    action = record.action("Due here", due="next meeting", post=record.post(), on="2023-05-17")
    held_in_may(record)  # it ended at 10:00
    answer(record, action, "2023-05-17")
    assert owed(record)["Due here"] is Standing.TO_COME
    evening = replace(record.desk, by=OWNER, moment=moment("2023-05-17", "18:00"))
    give_update(evening, action, Said("Here it is"), by_name="Ann", via="link")
    assert owed(record)["Due here"] is Standing.IN_TIME


def test_an_owner_is_told_of_their_own_posts_alone(record: Record) -> None:
    record.meeting("2023-10-04")
    mine, theirs = record.post(), record.post("estates", holder="Bea Best")
    record.action("Mine", due="next meeting", post=mine)
    record.action("Theirs", due="next meeting", post=theirs)
    ann = Viewer("Ann", frozenset({Role.OWNER}), post_ids=frozenset({mine.key}))
    assert set(owed(record, ann)) == {"Mine"}
    assert owed(record, Viewer("Panel", frozenset({Role.PANEL}))) == {}


def test_the_number_of_queries_does_not_grow_with_the_number_of_actions(
    record: Record, database: Database
) -> None:
    record.meeting("2023-10-04")
    post, counts = record.post(), []
    for _ in range(2):
        for number in range(4):
            answer(record, record.action(f"Item {number}", due="next meeting", post=post), "2023-09-12")
        record.desk.session.flush()
        with queries(database.engine) as asked:
            owed(record)
        counts.append(len(asked))
    assert counts[0] == counts[1]
