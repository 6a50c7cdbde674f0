"""The office's closed days, and the calendar that knows them."""

from datetime import date

import pytest
from sqlmodel import Session

from tests.support.builders import SECRETARIAT, Record
from tracker.adapters.england import EnglandCalendar
from tracker.adapters.office_calendar import ClosedDays, OfficeCalendar
from tracker.domain.errors import BadInput
from tracker.domain.workdays import working_day_after
from tracker.services.closed_days import close_office, open_office
from tracker.services.desk import Desk
from tracker.store import closed_days
from tracker.wiring import Wiring

FRIDAY = date(2023, 12, 29)


def listed(session: Session) -> list[tuple[date, str]]:
    return [(closed.day, closed.note) for closed in closed_days.listed(session, date(2023, 9, 20))]


def test_a_day_is_closed_with_its_note_and_opened_again(desk: Desk) -> None:
    close_office(desk, FRIDAY, note=" Between the  years ")
    close_office(desk, date(2023, 12, 27))
    assert listed(desk.session) == [(date(2023, 12, 27), ""), (FRIDAY, "Between the years")]
    open_office(desk, FRIDAY)
    open_office(desk, FRIDAY)
    assert closed_days.days(desk.session) == {date(2023, 12, 27)}


@pytest.mark.parametrize(
    ("day", "note", "sentence"),
    [
        (date(2023, 9, 19), "", "in the past"),
        (date(2023, 12, 25), "", "Monday 25 December 2023 is a weekend or a bank holiday"),
        (date(2023, 9, 23), "", "closed anyway"),
        (date(2023, 12, 28), "", "Thursday 28 December 2023 is among the closed days already."),
        (FRIDAY, "n" * 201, "Keep the note to 200 characters; it has 201."),
    ],
)
def test_a_day_that_need_not_be_closed_is_refused(desk: Desk, day: date, note: str, sentence: str) -> None:
    close_office(desk, date(2023, 12, 28))
    with pytest.raises(BadInput, match=sentence):
        close_office(desk, day, note=note)


def test_a_closed_day_is_no_working_day_and_is_not_counted() -> None:
    england = EnglandCalendar()
    office = OfficeCalendar(england, frozenset({FRIDAY}))
    assert england.is_working_day(FRIDAY)
    assert not office.is_working_day(FRIDAY)
    assert working_day_after(date(2023, 12, 28), 1, office.is_working_day) == date(2024, 1, 2)
    assert office == OfficeCalendar(england, frozenset({FRIDAY}))
    assert office != OfficeCalendar(england, frozenset())


def test_the_calendar_of_pages_and_desks_knows_a_closed_day_as_soon_as_it_is_kept(
    wires: Wiring, on_record: Record
) -> None:
    assert wires.calendar.is_working_day(FRIDAY)
    close_office(on_record.desk, FRIDAY)
    assert wires.calendar.is_working_day(FRIDAY), "not before it is committed"
    on_record.desk.session.commit()
    assert not wires.calendar.is_working_day(FRIDAY)
    with wires.writing(SECRETARIAT) as desk:
        assert not desk.calendar.is_working_day(FRIDAY)
        open_office(desk, FRIDAY)
    assert wires.calendar.is_working_day(FRIDAY)


def test_the_days_are_read_once_while_they_are_fresh() -> None:
    reads: list[frozenset[date]] = []
    days = ClosedDays(lambda: reads.append(frozenset()) or frozenset())
    for _ in range(3):
        days.days()
    assert len(reads) == 1
    days.forget()
    days.days()
    assert len(reads) == 2
