"""Bank holidays of England, the ones that moved or came once included."""

from datetime import date

import pytest

from tracker.adapters.england import EnglandCalendar
from tracker.domain.workdays import working_day_before

england = EnglandCalendar()


@pytest.mark.parametrize(
    "day",
    [
        date(2023, 10, 7),
        date(2023, 10, 8),
        date(2023, 4, 7),
        date(2023, 4, 10),
        date(2020, 5, 8),
        date(2021, 12, 27),
        date(2021, 12, 28),
        date(2022, 1, 3),
        date(2022, 6, 2),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 1, 2),
        date(2023, 5, 8),
        date(2023, 8, 28),
        date(2027, 12, 28),
    ],
)
def test_weekends_and_bank_holidays_are_not_worked(day: date) -> None:
    assert not england.is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2023, 10, 4),
        date(2021, 12, 24),
        date(2021, 12, 29),
        date(2020, 5, 4),
        date(2022, 5, 30),
        date(2023, 8, 7),
        date(2023, 1, 3),
        date(2024, 3, 18),
    ],
)
def test_ordinary_days_are_worked_also_those_that_are_holidays_elsewhere_in_the_kingdom(day: date) -> None:
    assert england.is_working_day(day)


def test_papers_for_4_october_2023_are_due_on_27_september() -> None:
    assert working_day_before(date(2023, 10, 4), 5, england.is_working_day) == date(2023, 9, 27)


def test_nothing_is_built_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[int] = []
    monkeypatch.setattr(
        "tracker.adapters.england._bank_holidays", lambda year: built.append(year) or frozenset()
    )
    calendar = EnglandCalendar()
    assert built == []
    calendar.is_working_day(date(2023, 10, 7))
    assert built == []
    calendar.is_working_day(date(2023, 10, 4))
    calendar.is_working_day(date(2023, 10, 5))
    assert built == [2023]
