"""Bank holidays of England, the ones that moved or came once included."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tracker.adapters import prepared
from tracker.adapters.england import ROOT, EnglandCalendar, _kept_days
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


def test_a_year_of_which_no_days_are_kept_is_known_too() -> None:
    assert not england.is_working_day(date(1999, 12, 27))
    assert england.is_working_day(date(1999, 12, 29))


def test_the_package_is_not_loaded_for_the_years_that_are_kept() -> None:
    code = (
        "import sys; from datetime import date; from tracker.adapters.england import EnglandCalendar; "
        "assert not EnglandCalendar().is_working_day(date(2023, 5, 8)); assert 'holidays' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_kept_days_that_are_damaged_are_made_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(_kept_days.cache_clear)
    monkeypatch.setattr(prepared, "FOLDER", tmp_path)
    _kept_days.cache_clear()
    assert not england.is_working_day(date(2023, 5, 8))
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:100])
    _kept_days.cache_clear()
    assert not england.is_working_day(date(2023, 5, 8))
    assert kept.read_bytes() == whole
