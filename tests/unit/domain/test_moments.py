"""What day it is for the record, also on the two nights when the clocks change."""

from datetime import UTC, date, datetime

import pytest

from tracker.domain.moments import Moment


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        ("2023-03-26T00:30", "2023-03-26"),
        ("2023-03-26T23:30", "2023-03-27"),
        ("2023-10-28T23:30", "2023-10-29"),
        ("2023-10-29T00:30", "2023-10-29"),
        ("2023-10-29T01:30", "2023-10-29"),
        ("2023-10-29T23:30", "2023-10-29"),
        ("2023-12-31T23:59", "2023-12-31"),
        ("2023-06-30T22:59", "2023-06-30"),
        ("2023-06-30T23:00", "2023-07-01"),
    ],
)
def test_today_is_the_day_in_london_and_the_time_is_kept_in_utc(utc: str, day: str) -> None:
    now = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    moment = Moment.at(now)
    assert (moment.today, moment.now) == (date.fromisoformat(day), now)


def test_the_machine_keeps_its_own_time() -> None:
    machine = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    moment = Moment.at(datetime(2023, 9, 20, 9, 0, tzinfo=UTC), machine=machine)
    assert (moment.machine, moment.today) == (machine, date(2023, 9, 20))
