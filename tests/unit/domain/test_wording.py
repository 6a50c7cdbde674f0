"""Dates, times and numbers in words, and the two nights of 2023 when the clocks change."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tracker.domain.wording import (
    clock_time,
    count_words,
    date_words,
    join_words,
    moment_words,
    number_words,
    ordinal_times,
    short_date,
    weekday_date,
)

MEETING_DAY = date(2023, 10, 4)


def test_a_date_is_said_with_its_month_in_words() -> None:
    assert date_words(MEETING_DAY) == "4 October 2023"
    assert weekday_date(MEETING_DAY) == "Wednesday 4 October 2023"


def test_a_short_date_says_the_year_only_where_it_is_not_this_one() -> None:
    assert short_date(MEETING_DAY) == "4 Oct"
    assert short_date(MEETING_DAY, date(2023, 12, 31)) == "4 Oct"
    assert short_date(MEETING_DAY, date(2024, 1, 1)) == "4 Oct 2023"


@pytest.mark.parametrize(
    ("utc", "words"),
    [
        # 26 March 2023: 00:59 is followed by 02:00.
        (datetime(2023, 3, 26, 0, 59, tzinfo=UTC), "26 March 2023 at 00:59"),
        (datetime(2023, 3, 26, 1, 0, tzinfo=UTC), "26 March 2023 at 02:00"),
        # 29 October 2023: 01:59 is followed by 01:00, and the hour is lived through twice.
        (datetime(2023, 10, 29, 0, 30, tzinfo=UTC), "29 October 2023 at 01:30"),
        (datetime(2023, 10, 29, 0, 59, tzinfo=UTC), "29 October 2023 at 01:59"),
        (datetime(2023, 10, 29, 1, 0, tzinfo=UTC), "29 October 2023 at 01:00"),
        (datetime(2023, 10, 29, 1, 30, tzinfo=UTC), "29 October 2023 at 01:30"),
        (datetime(2023, 10, 29, 2, 0, tzinfo=UTC), "29 October 2023 at 02:00"),
        # The days around them, and the turn of the day in summer.
        (datetime(2023, 3, 25, 23, 30, tzinfo=UTC), "25 March 2023 at 23:30"),
        (datetime(2023, 3, 26, 23, 30, tzinfo=UTC), "27 March 2023 at 00:30"),
        (datetime(2023, 10, 28, 23, 30, tzinfo=UTC), "29 October 2023 at 00:30"),
        (datetime(2023, 10, 29, 23, 30, tzinfo=UTC), "29 October 2023 at 23:30"),
        (datetime(2023, 10, 4, 13, 30, tzinfo=UTC), "4 October 2023 at 14:30"),
    ],
)
def test_a_moment_is_shown_on_the_clock_of_london(utc: datetime, words: str) -> None:
    assert moment_words(utc) == words
    assert words.endswith(clock_time(utc))
    elsewhere = utc.astimezone(timezone(timedelta(hours=-7)))
    assert moment_words(elsewhere) == words
    assert words.startswith(date_words(elsewhere))


def test_another_zone_shows_its_own_clock() -> None:
    assert (
        moment_words(datetime(2023, 10, 4, 22, 30, tzinfo=UTC), "Europe/Athens") == "5 October 2023 at 01:30"
    )


def test_a_moment_without_its_zone_is_refused_rather_than_guessed() -> None:
    with pytest.raises(ValueError, match="needs its zone"):
        clock_time(datetime(2023, 10, 4, 14, 30))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (count_words(0, "action"), "0 actions"),
        (count_words(1, "action"), "1 action"),
        (count_words(4, "action"), "4 actions"),
        (count_words(1200, "action"), "1,200 actions"),
        (count_words(2, "working day"), "2 working days"),
        (count_words(2, "reply"), "2 replies"),
        (count_words(2, "batch"), "2 batches"),
        (count_words(2, "person", "people"), "2 people"),
        (count_words(4, "action", starts=True), "Four actions"),
        (count_words(1, "action", starts=True), "One action"),
        (count_words(0, "action", starts=True), "No actions"),
        (count_words(11, "action", starts=True), "11 actions"),
        (number_words(10), "ten"),
        (number_words(11), "11"),
        (ordinal_times(0), "never"),
        (ordinal_times(1), "once"),
        (ordinal_times(2), "twice"),
        (ordinal_times(3), "3 times"),
        (join_words([]), ""),
        (join_words(["a"]), "a"),
        (join_words(["a", "b"]), "a and b"),
        (join_words(["a", "b", "c"]), "a, b and c"),
        (join_words(["a", "b"], "or"), "a or b"),
    ],
)
def test_numbers_and_lists_in_words(words: str, expected: str) -> None:
    assert words == expected
