"""One change to many actions: two who press the button, any selection, and as many queries for a hundred as for two."""

import threading
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlmodel import Session, col, select

from tests.integration.conftest import KEYS
from tests.integration.mails.conftest import stationery
from tests.support.builders import SECRETARIAT, Record, moment
from tests.support.queries import queries
from tracker.adapters.england import EnglandCalendar
from tracker.domain.actions import LIVE
from tracker.domain.due import Due, DueKind
from tracker.domain.errors import BadInput, Conflict
from tracker.domain.many_at_once import What
from tracker.domain.viewers import THE_OFFICE
from tracker.models.actions import Action, DueChange
from tracker.models.mail import Mail
from tracker.services import many_plan
from tracker.services.desk import Desk
from tracker.services.many_at_once import change_many, preview_many
from tracker.services.many_plan import Asking, Choice
from tracker.services.reviews import void_action
from tracker.store.action_list import Filters
from tracker.store.session import Database

EVERY = Choice(filters=Filters())
LATER = Asking(What.DUE, due=Due(DueKind.DATE, on=date(2023, 11, 30)), reason="Typed wrongly.")


def at(session: Session) -> Desk:
    return Desk(session, SECRETARIAT, moment(), EnglandCalendar(), KEYS)


def seen(session: Session, asking: Asking = LATER, choice: Choice = EVERY) -> many_plan.Changes:
    return preview_many(session, THE_OFFICE, choice, asking, moment(), stationery()).changes


@pytest.fixture
def filled(record: Record) -> Record:
    head = record.post()
    record.action("One", due="2023-10-20", post=head)
    record.action("Two", due="2023-10-25", post=record.post("head-of-crime", holder="Bea Best"))
    record.action("Three", due="standing: until it improves", post=head)
    void_action(record.desk, record.action("Four", post=head), reason="Twice.", version=None)
    record.action("Five")
    record.desk.session.commit()
    return record


def test_of_two_who_press_the_button_one_does_it_and_the_other_is_told(
    filled: Record, database: Database
) -> None:
    with database.read() as session:
        read = preview_many(session, THE_OFFICE, EVERY, LATER, moment(), stationery()).read
    came: list[str] = []
    together = threading.Barrier(2)

    def press() -> None:
        together.wait()
        with database.write() as session:
            try:
                change_many(at(session), THE_OFFICE, EVERY, LATER, read=read, stationery=stationery())
                session.commit()
                came.append("done")
            except Conflict:
                came.append("told")

    pressing = [threading.Thread(target=press) for _ in range(2)]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()
    assert sorted(came) == ["done", "told"]
    with database.read() as session:
        assert len(session.exec(select(DueChange)).all()) == 3
        assert len(session.exec(select(Mail)).all()) == 2


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    picked=some.sets(
        some.sampled_from(["PPM-001", "PPM-002", "PPM-003", "PPM-004", "PPM-005", "PPM-009"]), min_size=1
    )
)
def test_whatever_is_picked_each_changes_or_is_left_alone_and_becomes_what_was_shown(
    filled: Record, database: Database, picked: set[str]
) -> None:
    choice = Choice(references=tuple(picked))
    with database.write() as session:
        plan = preview_many(session, THE_OFFICE, choice, LATER, moment(), stationery())
        lines = [one.action.reference for one in plan.changes.lines]
        left = [one.reference for one in plan.changes.left]
        assert sorted(lines + left) == sorted(picked)
        assert all(one.why for one in plan.changes.left)
        change_many(at(session), THE_OFFICE, choice, LATER, read=plan.read, stationery=stationery())
        again = seen(session, choice=choice)
        assert again.lines == (), "done once, it is so already"
        changed = session.exec(select(Action).where(col(Action.reference).in_(lines))).all()
        assert all(one.due_on == date(2023, 11, 30) and one.status in LIVE for one in changed)
        session.rollback()


def test_a_preview_asks_as_much_of_the_database_for_many_as_for_few(
    filled: Record, database: Database
) -> None:
    with database.read() as session, queries(database.engine) as few:
        seen(session)
    head = filled.post()
    for number in range(60):
        filled.action(f"Action {number}", due="2023-10-20", post=head)
    filled.desk.session.commit()
    with database.read() as session, queries(database.engine) as many:
        assert len(seen(session).lines) == 63
    assert len(many) == len(few)


def test_more_than_a_person_can_look_through_is_refused(
    filled: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many_plan, "MOST", 4)
    with pytest.raises(BadInput, match="more than 4 actions"):
        seen(filled.desk.session)
