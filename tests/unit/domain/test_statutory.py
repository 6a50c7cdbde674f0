"""Clocks of the law: their last day, the days on which they remind, and what they say of themselves."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.adapters.england import EnglandCalendar
from tracker.domain.errors import BadInput
from tracker.domain.statutory import (
    ClockKind,
    ClockTimes,
    clock_subject,
    last_day,
    left_words,
    met_words,
    read_steps,
    share_run,
    step_owed,
    steps_text,
)

WORKED = EnglandCalendar().is_working_day
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
STEPS = st.sets(st.integers(0, 60), min_size=1, max_size=12).map(
    lambda found: tuple(sorted(found, reverse=True))
)

PUBLISHED_AND_LAST = [
    ("2023-03-01", "2023-04-25"),
    ("2023-01-01", "2023-02-25"),
    ("2023-01-05", "2023-03-01"),
    ("2023-01-06", "2023-03-02"),
    # Leap years: 29 February is one of the 56.
    ("2024-01-05", "2024-02-29"),
    ("2024-01-06", "2024-03-01"),
    ("2024-02-28", "2024-04-23"),
    ("2024-02-29", "2024-04-24"),
    ("2024-03-01", "2024-04-25"),
    ("2020-02-01", "2020-03-27"),
    ("2000-02-01", "2000-03-27"),
    # 2100 is none.
    ("2100-02-01", "2100-03-28"),
    ("2021-02-01", "2021-03-28"),
    # Over the end of a year, and over both changes of the clock.
    ("2023-11-07", "2024-01-01"),
    ("2022-12-25", "2023-02-18"),
    ("2023-12-31", "2024-02-24"),
    ("2023-03-25", "2023-05-19"),
    ("2023-10-28", "2023-12-22"),
    ("2023-09-06", "2023-10-31"),
    # One that ends on a Saturday, a Sunday, Good Friday and Christmas Day: the law extends none of them.
    ("2023-07-02", "2023-08-26"),
    ("2023-07-03", "2023-08-27"),
    ("2023-02-11", "2023-04-07"),
    ("2023-10-31", "2023-12-25"),
]


@pytest.mark.parametrize(("published", "last"), PUBLISHED_AND_LAST)
def test_comments_are_due_on_the_56th_day_the_day_of_publication_counted(published: str, last: str) -> None:
    assert last_day(ClockKind.INSPECTION_COMMENTS, date.fromisoformat(published)) == date.fromisoformat(last)


@given(DAYS)
def test_from_the_first_day_to_the_last_there_are_56(first: date) -> None:
    last = last_day(ClockKind.INSPECTION_COMMENTS, first)
    assert last
    assert (last - first).days + 1 == 56


def test_someone_else_sets_the_last_day_of_the_others() -> None:
    for kind in (ClockKind.PANEL_REPLY, ClockKind.OTHER):
        assert last_day(kind, date(2023, 3, 1)) is None


STEPS_THAT_ARE_OWED = [
    # last day, today, the step, the day on which it fell, working days left
    ("2023-10-31", "2023-10-02", None, None, None),
    ("2023-10-31", "2023-10-03", "before-20", "2023-10-03", 20),
    ("2023-10-31", "2023-10-16", "before-20", "2023-10-03", 11),
    ("2023-10-31", "2023-10-17", "before-10", "2023-10-17", 10),
    ("2023-10-31", "2023-10-21", None, None, None),  # a Saturday
    ("2023-10-31", "2023-10-31", "before-0", "2023-10-31", 0),
    ("2023-10-31", "2023-11-01", "late-1", "2023-11-01", -1),
    ("2023-10-31", "2023-11-07", "late-1", "2023-11-01", -5),
    ("2023-10-31", "2023-11-08", "late-6", "2023-11-08", -6),
    ("2023-08-26", "2023-08-25", "before-0", "2023-08-25", 0),  # ends on a Saturday before a bank holiday
    ("2023-08-26", "2023-08-29", "late-1", "2023-08-29", -1),
    ("2023-04-07", "2023-04-06", "before-0", "2023-04-06", 0),  # ends on Good Friday
    ("2023-04-07", "2023-04-11", "late-1", "2023-04-11", -1),
    ("2023-12-25", "2023-12-22", "before-0", "2023-12-22", 0),
    ("2023-12-25", "2023-12-27", "late-1", "2023-12-27", -1),
    ("2023-05-10", "2023-05-02", "before-5", "2023-05-02", 5),  # the coronation was no working day
    ("2024-02-29", "2024-02-22", "before-5", "2024-02-22", 5),
]


@pytest.mark.parametrize(("last", "today", "step", "on", "left"), STEPS_THAT_ARE_OWED)
def test_the_step_that_is_owed_on_a_day(
    last: str, today: str, step: str | None, on: str | None, left: int | None
) -> None:
    end = date.fromisoformat(last)
    times = ClockTimes(end - timedelta(days=55), end, (20, 10, 5, 0))
    owed = step_owed(times, date.fromisoformat(today), WORKED)
    found = (owed.step, str(owed.on), owed.working_days) if owed else (None, None, None)
    assert found == (step, on, left)


def test_a_step_before_the_clock_starts_falls_on_its_first_working_day() -> None:
    times = ClockTimes(date(2023, 9, 9), date(2023, 9, 15), (20, 2))
    assert step_owed(times, date(2023, 9, 8), WORKED) is None
    first = step_owed(times, date(2023, 9, 11), WORKED)
    assert first
    assert (first.step, first.on) == ("before-20", date(2023, 9, 11))


@settings(deadline=None)  # the first day of a year reads its bank holidays
@given(DAYS, st.integers(0, 200), STEPS, st.integers(-10, 300))
def test_a_reminder_never_falls_on_a_day_that_is_not_worked_nor_lies_ahead(
    first: date, length: int, steps: tuple[int, ...], later: int
) -> None:
    times, today = ClockTimes(first, first + timedelta(days=length), steps), first + timedelta(days=later)
    owed = step_owed(times, today, WORKED)
    if owed is not None:
        assert WORKED(today)
        assert WORKED(owed.on)
        assert owed.on <= today
    elif today > times.last_on:
        assert not WORKED(today), "what is late is never forgotten"


def test_steps_are_read_as_people_type_them() -> None:
    assert read_steps(" 5, 20 and 10;0 5") == (20, 10, 5, 0)
    assert read_steps(steps_text((20, 10, 0))) == (20, 10, 0)
    for typed in ("", " , ", "ten", "-1", "61", "1.5", "²", "0000010", " ".join(map(str, range(13)))):
        with pytest.raises(BadInput):
            read_steps(typed)


def test_how_far_a_clock_has_run() -> None:
    times = ClockTimes(date(2023, 3, 1), date(2023, 4, 25), (0,))
    for today, days in (
        (date(2023, 2, 1), 0),
        (date(2023, 3, 1), 1),
        (date(2023, 3, 28), 28),
        (date(2024, 1, 1), 56),
    ):
        assert share_run(times, today) == days / 56


def test_what_a_clock_says_of_itself() -> None:
    last = date(2023, 10, 31)
    for today, words in (
        (date(2023, 10, 24), "5 working days left"),
        (date(2023, 10, 30), "1 working day left"),
        (last, "the last day is today"),
        (date(2023, 11, 2), "2 working days late"),
    ):
        assert left_words(last, today, WORKED) == words
    assert left_words(date(2023, 8, 26), date(2023, 8, 25), WORKED) == "no working day left"
    assert left_words(date(2023, 8, 25), date(2023, 8, 26), WORKED) == "the last day is over"
    assert met_words(date(2023, 10, 30), last) == "Met on 30 October 2023, 1 day before the last"
    assert met_words(last, last) == "Met on 31 October 2023, on the last day"
    assert met_words(date(2023, 11, 2), last) == "Met on 2 November 2023, 2 days late"
    assert (
        clock_subject(["Comments"], last, date(2023, 11, 1))
        == "The office owes: Comments – was due 31 October 2023"
    )


def test_a_long_title_is_cut_in_the_subject_and_the_day_is_not() -> None:
    subject = clock_subject(
        ["Comments on " + "a very long report " * 9], date(2023, 10, 26), date(2023, 9, 20)
    )
    assert subject.endswith("… – due 26 October 2023")
    assert len(subject) < 120
