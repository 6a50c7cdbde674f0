"""An import is taken back as a whole: the record is as before, or nothing is changed and the reason is said."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, SQLModel, select

from tests.support.builders import Record
from tests.support.imports import taken_in
from tracker.domain.actions import Status
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.import_rows import LogDue, LogRow, LogStatus, LogUpdate
from tracker.domain.imports import ImportState
from tracker.models.actions import Action
from tracker.models.meetings import NumberGap
from tracker.services.audit import verify_history
from tracker.services.chasing import plan
from tracker.services.desk import Desk
from tracker.services.import_undoing import take_back
from tracker.services.updates import Said, give_update

ROWS = [
    LogRow(
        2,
        "Bring the figures",
        reference="Action 006",
        owner="Ann Able",
        due=date(2023, 8, 1),
        due_kind=LogDue.DATE,
        original_due=date(2023, 7, 1),
        updates=(LogUpdate("Being drawn.", date(2023, 7, 20), rating="red"),),
    ),
    LogRow(3, "Another", reference="23/04-1"),
]
ITS_OWN = {
    "history",
    "history_payloads",
    "history_head",
    "imports",
    "import_rows",
    "import_shapes",
    "stored_files",
    "leases",
}


def everything(session: Session) -> dict[str, list[Any]]:
    """Every row of the record, but for what says that there was an import."""
    session.flush()
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name not in ITS_OWN]
    return {table.name: sorted(map(repr, session.connection().execute(table.select()))) for table in tables}


def test_what_was_new_is_gone_and_its_numbers_are_explained_and_never_given_again(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    record.post()
    series = record.series()
    before = everything(desk.session)
    one = taken_in(desk, series, ROWS, tmp_path)
    assert everything(desk.session) != before
    take_back(desk, one, reason="It was the log of another year.")
    after = everything(desk.session)
    gaps = desk.session.exec(select(NumberGap).order_by(NumberGap.number)).all()
    assert [gap.number for gap in gaps] == [6, 7]
    assert gaps[0].explanation == (
        "Taken in from “log.csv” and taken back on 20 September 2023. It was the log of another year."
    )
    assert series.next_number == 8
    for name in ("number_gaps", "meeting_series"):
        before.pop(name), after.pop(name)
    assert after == before
    assert one.state is ImportState.TAKEN_BACK


def test_the_same_log_can_be_taken_in_again_under_its_own_numbers(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    take_back(desk, taken_in(desk, record.series(), ROWS, tmp_path), reason="A column was wrong.")
    taken_in(desk, record.series(), ROWS, tmp_path)
    found = desk.session.exec(select(Action.reference, Action.own_reference).order_by(Action.number)).all()
    assert found == [("PPM-006", "Action 006"), ("PPM-008", "23/04-1")]
    assert [gap.number for gap in desk.session.exec(select(NumberGap))] == [7]


def test_what_was_changed_is_as_it_was(desk: Desk, record: Record, tmp_path: Path) -> None:
    record.post()
    other = record.post("head-of-it", holder="Bo Best")
    taken_in(desk, record.series(), ROWS, tmp_path)
    before = everything(desk.session)
    later = LogRow(
        2,
        ROWS[0].title,
        reference="6",
        owner="Bo Best",
        due=date(2023, 12, 1),
        due_kind=LogDue.DATE,
        original_due=date(2023, 7, 1),
        status=LogStatus.COMPLETE,
        closed_on=date(2023, 9, 1),
        updates=(LogUpdate("Done.", date(2023, 9, 1), rating="green"),),
    )
    one = taken_in(desk, record.series(), [later], tmp_path)
    action = desk.session.exec(select(Action).where(Action.reference == "PPM-006")).one()
    assert (action.status, action.post_id, action.times_moved) == (Status.CLOSED, other.key, 2)
    take_back(desk, one, reason="The wrong file.")
    after = everything(desk.session)
    assert action.version > 1
    action.version = 1
    assert everything(desk.session) == before, "and besides its version, which only rises"
    assert after.keys() == before.keys()


def test_it_is_refused_by_name_where_something_has_happened_since(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    one = taken_in(desk, record.series(), ROWS, tmp_path)
    action = desk.session.exec(select(Action).where(Action.reference == "PPM-006")).one()
    give_update(desk, action, Said("Something new."), by_name="Ann Able", via="account")
    before = everything(desk.session)
    with pytest.raises(InvalidMove, match=r"something has happened since to PPM-006\. Nothing was changed"):
        take_back(desk, one, reason="The wrong file.")
    assert everything(desk.session) == before


def test_a_later_import_is_taken_back_first(desk: Desk, record: Record, tmp_path: Path) -> None:
    first = taken_in(desk, record.series(), ROWS, tmp_path)
    later = LogRow(2, ROWS[0].title, reference="6", updates=(LogUpdate("Done.", date(2023, 9, 1)),))
    second = taken_in(desk, record.series(), [later], tmp_path)
    with pytest.raises(InvalidMove, match="PPM-006"):
        take_back(desk, first, reason="The wrong file.")
    take_back(desk, second, reason="The wrong file.")
    with pytest.raises(InvalidMove, match="PPM-006"):
        take_back(desk, first, reason="The wrong file.")


def test_it_needs_a_reason(desk: Desk, record: Record, tmp_path: Path) -> None:
    one = taken_in(desk, record.series(), ROWS, tmp_path)
    with pytest.raises(BadInput, match="Give the reason"):
        take_back(desk, one, reason=" ")


def test_owners_are_left_in_peace_for_five_working_days(desk: Desk, record: Record, tmp_path: Path) -> None:
    record.post()
    one = taken_in(desk, record.series(), ROWS, tmp_path)
    assert one.chase_from == date(2023, 9, 27)
    working = desk.calendar.is_working_day
    assert plan(desk.session, date(2023, 9, 21), working) == []
    assert plan(desk.session, date(2023, 9, 26), working) == []
    (mail,) = plan(desk.session, date(2023, 9, 27), working)
    assert [item.action.reference for item in mail.items] == ["PPM-006"]


def test_the_history_verifies_after_an_import_and_its_taking_back(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    one = taken_in(desk, record.series(), ROWS, tmp_path)
    take_back(desk, one, reason="The wrong file.")
    verify_history(desk.session, desk.keys.history, kept=None)
