"""An action that a file carries from sheet to sheet: the last row is taken, and nothing said before is lost."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.imports import MATCHER, an_import
from tracker.adapters.progress_files import ProgressFiles
from tracker.domain.errors import InvalidMove
from tracker.domain.import_rows import LogDue, LogRow, LogStatus, LogUpdate
from tracker.domain.imports import Fate
from tracker.models.actions import Action, DueChange, Update
from tracker.models.imports import Import, ImportRow
from tracker.services.desk import Desk
from tracker.services.import_carried import carried_rows, take_last
from tracker.services.import_writing import write_rows
from tracker.store import imports as stored


def _row(sheet: str, day: date, said: str, *, title: str = "Bring the figures", **more: LogStatus) -> LogRow:
    update = LogUpdate(said, day)
    text = day.isoformat()
    return LogRow(
        3, title, sheet=sheet, reference="PPM-041", meeting=sheet, due=day, due_text=text,
        due_kind=LogDue.DATE, updates=(update,), **more,
    )  # fmt: skip


JANUARY, FEBRUARY = date(2023, 1, 31), date(2023, 2, 28)
ROWS = [
    _row("Jan 23", JANUARY, "Being drawn."),
    _row("Feb 23", FEBRUARY, "Here they are.", status=LogStatus.COMPLETE),
]


def _fates(desk: Desk, one: Import) -> list[Fate]:
    query = select(ImportRow.fate).where(ImportRow.import_id == one.key).order_by(ImportRow.position)
    return list(desk.session.exec(query))


def test_the_last_row_is_taken_with_what_the_earlier_ones_say(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    one = an_import(desk, record.series(), ROWS, tmp_path)
    assert _fates(desk, one) == [Fate.NEW, Fate.UNREADABLE]
    assert take_last(desk, one, matcher=MATCHER) == 1
    assert _fates(desk, one) == [Fate.LEFT_OUT, Fate.NEW]
    write_rows(desk, one, MATCHER, ProgressFiles(tmp_path / "progress"))
    action = desk.session.exec(select(Action)).one()
    assert (action.reference, action.status.value, action.origin) == ("PPM-041", "closed", "Jan 23")
    assert (action.due_on, action.original_due_on) == (FEBRUARY, JANUARY)
    said = desk.session.exec(select(Update.body).order_by(Update.id)).all()
    assert list(said) == ["Being drawn.", "Here they are."]
    assert desk.session.exec(select(DueChange.before_on)).one() == JANUARY


def test_rows_that_ask_for_something_else_are_settled_by_a_person(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    other = _row("Feb 23", FEBRUARY, "Here.", title="Write to the councils")
    one = an_import(desk, record.series(), [ROWS[0], other], tmp_path)
    assert carried_rows(desk.session, one) == []
    with pytest.raises(InvalidMove):
        take_last(desk, one, matcher=MATCHER)


def test_it_is_remembered_by_nobody(desk: Desk, record: Record, tmp_path: Path) -> None:
    one = an_import(desk, record.series(), ROWS, tmp_path)
    take_last(desk, one, matcher=MATCHER)
    desk.session.flush()
    assert stored.places_left_out(desk.session, one.key) == set()
