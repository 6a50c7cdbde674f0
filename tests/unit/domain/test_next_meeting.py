"""The proposal for the next meeting: the series' own habit, on a day that is worked and free."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from tracker.domain.next_meeting import proposed_day, usual_weeks

MAY, JULY, OCTOBER = date(2023, 5, 17), date(2023, 7, 19), date(2023, 10, 4)


def weekdays(day: date) -> bool:
    return day.weekday() < 5


def test_it_is_as_long_after_as_the_last_gaps_on_the_same_weekday() -> None:
    assert usual_weeks([MAY, JULY, OCTOBER]) == 10
    proposed = proposed_day([MAY, JULY, OCTOBER], today=OCTOBER, is_working_day=weekdays)
    assert proposed == date(2023, 12, 13)
    assert proposed.weekday() == OCTOBER.weekday()


def test_one_odd_gap_does_not_bend_the_habit() -> None:
    days = [OCTOBER - timedelta(weeks=weeks) for weeks in (126, 26, 20, 13, 6, 0)]
    assert usual_weeks(days) == 7


def test_only_the_last_five_gaps_count() -> None:
    yearly = [OCTOBER - timedelta(weeks=52 * years + 30) for years in range(1, 9)]
    monthly = [OCTOBER - timedelta(weeks=4 * months) for months in range(6)]
    assert usual_weeks([*yearly, *monthly]) == 4


def test_the_first_meeting_of_a_series_tells_no_habit() -> None:
    assert proposed_day([OCTOBER], today=OCTOBER, is_working_day=weekdays) is None


def test_a_holiday_and_a_day_that_is_taken_are_passed_over_by_whole_weeks() -> None:
    holiday, taken = date(2023, 12, 13), date(2023, 12, 20)
    proposed = proposed_day(
        [MAY, JULY, OCTOBER],
        today=OCTOBER,
        taken={taken},
        is_working_day=lambda day: weekdays(day) and day != holiday,
    )
    assert proposed == date(2023, 12, 27)


def test_a_meeting_that_is_closed_late_gets_a_day_still_to_come() -> None:
    late = date(2024, 3, 6)
    proposed = proposed_day([MAY, JULY, OCTOBER], today=late, is_working_day=weekdays)
    assert proposed == date(2024, 3, 13)


@given(
    gaps=some.lists(some.integers(1, 900), min_size=1, max_size=8),
    later=some.integers(0, 2000),
    closed=some.sets(some.dates(date(2020, 1, 1), date(2060, 1, 1)), max_size=20),
)
def test_a_proposal_is_worked_free_to_come_and_on_the_weekday(
    gaps: list[int], later: int, closed: set[date]
) -> None:
    days = [date(2020, 1, 1)]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    today = days[-1] + timedelta(days=later)
    proposed = proposed_day(days, today=today, taken=closed, is_working_day=lambda _: True)
    assert proposed is not None
    assert proposed > max(today, days[-1])
    assert proposed.weekday() == days[-1].weekday()
    assert proposed not in closed
    if later == 0 and not closed:
        weeks = usual_weeks(days)
        assert weeks is not None
        assert proposed == days[-1] + timedelta(weeks=weeks)
