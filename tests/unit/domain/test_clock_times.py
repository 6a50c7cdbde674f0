"""Times of day as they are typed, and the moments that they are, also on the nights when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tracker.domain.clock_times import moment_at, read_clock, read_moment, when_typed
from tracker.domain.errors import BadInput
from tracker.domain.moments import Moment

NOW = datetime(2023, 9, 20, 9, 0, tzinfo=UTC)
MACHINE = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
IN_A_DEMONSTRATION = Moment(NOW, date(2023, 9, 20), MACHINE)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("1430", time(14, 30)),
        ("2.30pm", time(14, 30)),
        ("2 p.m.", time(14)),
        ("12am", time(0)),
        ("noon", time(12)),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, at: time | None) -> None:
    assert read_clock(typed) == at


@pytest.mark.parametrize("typed", ["9", "25:00", "14:60", "13pm", "after lunch", "14:30:15", "²:30"])
def test_what_is_no_time_is_told(typed: str) -> None:
    with pytest.raises(BadInput, match="is not a time of day") as refused:
        read_clock(typed)
    assert refused.value.field == "starts_at"


def test_a_time_is_that_of_london_in_summer_and_in_winter() -> None:
    assert moment_at(date(2023, 10, 4), time(14, 30)) == datetime(2023, 10, 4, 13, 30, tzinfo=UTC)
    assert moment_at(date(2023, 12, 6), time(14, 30)) == datetime(2023, 12, 6, 14, 30, tzinfo=UTC)


def test_the_hour_that_the_clocks_jump_over_does_not_exist() -> None:
    with pytest.raises(BadInput, match="clocks go forward"):
        moment_at(date(2024, 3, 31), time(1, 30))


def test_of_the_hour_that_comes_twice_the_first_is_meant() -> None:
    assert moment_at(date(2023, 10, 29), time(1, 30)) == datetime(2023, 10, 29, 0, 30, tzinfo=UTC)


def test_a_line_keeps_the_minute_at_which_it_was_typed_even_where_the_record_has_another_day() -> None:
    assert when_typed(MACHINE - timedelta(minutes=7), IN_A_DEMONSTRATION) == NOW - timedelta(minutes=7)
    assert when_typed(NOW - timedelta(hours=2), IN_A_DEMONSTRATION) == NOW - timedelta(hours=2)


def test_a_clock_that_runs_a_little_ahead_gives_the_present_moment() -> None:
    assert when_typed(MACHINE + timedelta(minutes=3), IN_A_DEMONSTRATION) == NOW


@pytest.mark.parametrize("wrong", [timedelta(days=-30), timedelta(hours=1), timedelta(days=400)])
def test_a_moment_that_cannot_be_right_is_ignored(wrong: timedelta) -> None:
    assert when_typed(MACHINE + wrong, IN_A_DEMONSTRATION) is None


@pytest.mark.parametrize("text", ["", "yesterday", "2023-10-04T14:52:00", "2023-10-04", "9" * 400])
def test_only_an_iso_time_with_its_zone_is_a_moment(text: str) -> None:
    assert read_moment(text) is None


def test_an_iso_time_is_read() -> None:
    assert read_moment("2023-10-04T14:52:00Z") == datetime(2023, 10, 4, 14, 52, tzinfo=UTC)
