"""The database puts matters arising in the order of the rule in `domain/round_of_matters.py`, and reads no more than is shown."""

from datetime import date
from itertools import product

import pytest
from sqlmodel import Session, col, select

from tests.support.builders import Record
from tracker.domain.actions import LIVE, Closure, Kind, Move, Status
from tracker.domain.due import DueKind
from tracker.domain.reading import Reading
from tracker.domain.round_of_matters import Group, in_order
from tracker.domain.viewers import THE_OFFICE
from tracker.models.actions import Action, Review, Update
from tracker.models.meetings import Meeting
from tracker.store import matters

TODAY = date(2023, 9, 20)
DUE = ("here", "late", "later", "undated")
KINDS = (Kind.ACTION, Kind.STANDING)
STATUSES = (Status.OPEN, Status.RECOMMENDED, Status.CLOSED)
BEFORE = ((), (Move.DEFERRED,), (Move.DEFERRED, Move.CONTINUE), (Move.CONTINUE, Move.DEFERRED))
HERE = ((), (Move.CONTINUE,), (Move.DEFERRED,))


@pytest.fixture
def october(record: Record) -> Meeting:
    """A meeting with an action for each way of being a matter arising, or none."""
    session, may, june = record.desk.session, record.meeting("2023-05-17"), record.meeting("2023-06-21")
    october = record.meeting("2023-10-04")
    for number, (due, kind, status, before, here) in enumerate(
        product(DUE, KINDS, STATUSES, BEFORE, HERE), 1
    ):
        action = Action(
            series_id=october.series_id,
            number=number,
            reference=f"PPM-{number:03d}",
            title=f"{due}, {kind}, {status}",
            kind=kind,
            status=status,
            closure=Closure.COMPLETE if status is Status.CLOSED else None,
            raised_meeting_id=may.id,
            raised_on=may.starts_on,
            due_kind=DueKind.MEETING if due == "here" else DueKind.NONE if due == "undated" else DueKind.DATE,
            due_meeting_id=october.id if due == "here" else None,
            due_on={"here": date(2023, 9, 27), "late": date(2023, 9, 1), "later": date(2024, 1, 1)}.get(due),
        )
        session.add(action)
        session.flush()
        decided = [(june, move) for move in before] + [(october, move) for move in here]
        session.add_all(
            Review(action_id=action.key, meeting_id=at.id, decided_on=at.starts_on, outcome=move)
            for at, move in decided
        )
        if number % 7 == 0:
            # Answered after June, and so after all that was decided before; October decides on some of them.
            session.add(
                Update(
                    action_id=action.key, given_on=date(2023, 7, 1), reading=Reading.FOR_MEETING, body="Hm."
                )
            )
    session.flush()
    return october


def test_the_database_and_the_rule_put_them_in_the_same_order(record: Record, october: Meeting) -> None:
    session = record.desk.session
    rows = matters.arising(session, THE_OFFICE, october)
    decisions, deferred = matters.decided(session, october.key), matters.deferred(session, october)
    proposed = matters.proposed(session, october)
    by_rule = [
        m.reference
        for m in in_order(matters.in_the_round(rows, decisions, october, TODAY, deferred, proposed))
    ]
    first = matters.first_in_the_round(session, THE_OFFICE, october, TODAY, most=len(by_rule))
    assert [row.reference for row in first] == by_rule
    few = matters.first_in_the_round(session, THE_OFFICE, october, TODAY, most=8)
    assert [row.reference for row in few] == by_rule[:8]
    assert matters.progress(session, THE_OFFICE, october) == (len(decisions), len(by_rule))


def test_under_an_agenda_item_only_what_was_raised_there_counts(record: Record, october: Meeting) -> None:
    session = record.desk.session
    assert matters.first_in_the_round(session, THE_OFFICE, october, TODAY, most=8, items={1}) == []
    assert matters.progress(session, THE_OFFICE, october, {1}) == (0, 0)


def test_what_is_open_is_counted_up_to_a_thousand_and_one(
    record: Record, october: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matters, "MOST_COUNTED", 10)
    session = record.desk.session
    closed_here = len(matters.arising(session, THE_OFFICE, october)) - _open(session)
    assert matters.progress(session, THE_OFFICE, october)[1] == closed_here + 11


def _open(session: Session) -> int:
    return len(session.exec(select(Action.id).where(col(Action.status).in_(LIVE))).all())


def test_an_answer_that_was_proposed_stands_first_until_something_is_decided_elsewhere(
    record: Record,
) -> None:
    session, may, june = record.desk.session, record.meeting("2023-05-17"), record.meeting("2023-06-21")
    late = record.action("Late", due="2023-06-01", on="2023-05-17", meeting=may)
    talked = record.action("Talked about", due="2024-01-01", on="2023-05-17", meeting=may)
    session.add(
        Update(action_id=talked.key, given_on=date(2023, 6, 1), reading=Reading.FOR_MEETING, body="Hm.")
    )
    session.flush()

    def first() -> tuple[str, Group]:
        rows = matters.arising(session, THE_OFFICE, june)
        proposed = matters.proposed(session, june)
        matter = in_order(matters.in_the_round(rows, {}, june, date(2023, 6, 21), (), proposed))[0]
        return matter.reference, matter.group

    assert first() == (talked.reference, Group.PROPOSED)
    session.add(
        Review(action_id=talked.key, meeting_id=june.id, decided_on=june.starts_on, outcome=Move.CONTINUE)
    )
    session.flush()
    assert first() == (talked.reference, Group.PROPOSED), "what this meeting decided keeps its place"
    session.add(Review(action_id=talked.key, decided_on=date(2023, 6, 2), outcome=Move.CONTINUE))
    session.flush()
    assert first() == (late.reference, Group.OVERDUE)
