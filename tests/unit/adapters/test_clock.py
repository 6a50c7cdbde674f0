"""The demonstration's clock: another day, the same time of day, running on."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tracker.adapters import clock
from tracker.adapters.clock import DemonstrationClock, SystemClock


@pytest.fixture
def machine_says(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`machine_says("2026-11-21T14:30")`: what the machine's clock answers, in UTC."""

    def set_to(words: str) -> datetime:
        now = datetime.fromisoformat(words).replace(tzinfo=UTC)

        class Stopped(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
                return now

        monkeypatch.setattr(clock, "datetime", Stopped)
        return now

    return set_to


def test_the_demonstration_runs_on_day_by_day_from_its_first_day(machine_says: Any) -> None:
    running = DemonstrationClock("Europe/London", loaded_on=date(2026, 11, 21), demo_date=date(2023, 9, 20))
    machine_says("2026-11-21T09:00")
    assert running.moment().today == date(2023, 9, 20)
    machine_says("2026-12-05T09:00")
    assert running.moment().today == date(2023, 10, 4)


def test_the_time_of_day_is_kept_across_a_change_of_the_clocks(machine_says: Any) -> None:
    running = DemonstrationClock("Europe/London", loaded_on=date(2026, 11, 21), demo_date=date(2023, 9, 20))
    machine_says("2026-11-21T14:30")
    assert running.moment().now == datetime(2023, 9, 20, 13, 30, tzinfo=UTC), "half past two in summer time"


def test_sign_ins_links_and_limits_keep_the_machines_time(machine_says: Any) -> None:
    now = machine_says("2026-11-21T14:30")
    running = DemonstrationClock("Europe/London", loaded_on=date(2026, 11, 21), demo_date=date(2023, 9, 20))
    assert running.moment().machine == now


def test_without_a_demonstration_the_record_keeps_the_machines_time(machine_says: Any) -> None:
    now = machine_says("2026-06-30T23:30")
    moment = SystemClock("Europe/London").moment()
    assert (moment.now, moment.machine, moment.today) == (now, now, date(2026, 7, 1))
