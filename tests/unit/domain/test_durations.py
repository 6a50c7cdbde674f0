"""Lengths of time as people write them, read into seconds and printed again."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.durations import Colon, duration_words, read_duration
from tracker.domain.errors import BadInput


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("2 hours 16 minutes", 8160),
        ("2 Hours, 16 Mins", 8160),
        ("19 min 45 s", 1185),
        ("19 minutes and 45 seconds", 1185),
        ("19m45s", 1185),
        ("19m45", 1185),
        ("19'45\"", 1185),
        ("19’45”", 1185),
        ("3:29", 209),
        ("75:30", 4530),
        ("0:05", 5),
        ("3:29.5", Decimal("209.5")),
        ("00:19:45", 1185),
        ("2:16:00", 8160),
        ("45 seconds", 45),
        ("45 sec.", 45),
        ("1h 5m", 3900),
        ("1h05", 3900),
        ("1.5 hours", 5400),
        ("1,200 s", 1200),
        ("2 days 3 hours", 183_600),
        ("1 week", 604_800),
        ("0 s", 0),
        ("  1 minute\t54 seconds ", 114),
        ("1 hour 75 minutes", 8100),
    ],
)
def test_people_write_durations_in_many_ways(typed, seconds):
    assert read_duration(typed) == seconds


@pytest.mark.parametrize(
    ("typed", "minutes", "hours"), [("3:29", 209, 12_540), ("0:45", 45, 2700), ("1:02:03", 3723, 3723)]
)
def test_two_numbers_are_minutes_and_seconds_unless_the_measure_says_hours(typed, minutes, hours):
    assert read_duration(typed) == read_duration(typed, colon=Colon.MINUTES) == minutes
    assert read_duration(typed, colon=Colon.HOURS) == hours


def test_the_hint_says_what_two_numbers_mean():
    assert "“3:29” (minutes and seconds)" in Colon.MINUTES.hint
    assert "“3:29” (hours and minutes)" in Colon.HOURS.hint


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Give how long it took"),
        ("45", "“45” has no unit. Write “45 seconds”, “45 minutes” or “45 hours”."),
        ("soon", "“soon” is not a length of time"),
        ("5 min 3 h", "not a length of time"),
        ("5 h 5 h", "not a length of time"),
        ("5 parsecs", "not a length of time"),
        ("3:75", "not a length of time"),
        ("3:2", "not a length of time"),
        ("1:75:00", "not a length of time"),
        ("1:2:3:4", "not a length of time"),
        ("-5 minutes", "not a length of time"),
        ("5 min later", "not a length of time"),
        ("999999999 weeks", "longer than a hundred years"),
        ("1e9 s", "not a length of time"),
        ("٣:٢٩", "not a length of time"),
    ],
)
def test_what_is_no_duration_gets_a_sentence_with_an_example(typed, said):
    with pytest.raises(BadInput) as refused:
        read_duration(typed, field="reading")
    assert said in str(refused.value)
    assert "“" in str(refused.value)
    assert refused.value.field == "reading"


def test_seconds_of_the_clock_do_not_fit_hours_and_minutes():
    with pytest.raises(BadInput):
        read_duration("3:29.5", colon=Colon.HOURS)


@pytest.mark.parametrize(
    ("seconds", "words", "short"),
    [
        (1185, "19 minutes 45 seconds", "19 min 45 s"),
        (8160, "2 hours 16 minutes", "2 h 16 min"),
        (3661, "1 hour 1 minute 1 second", "1 h 1 min 1 s"),
        (7205, "2 hours 5 seconds", "2 h 5 s"),
        (0, "0 seconds", "0 s"),
        (45.5, "45.5 seconds", "45.5 s"),
        (59.96, "1 minute", "1 min"),
        (60.4, "1 minute", "1 min"),
        (47 * 3600, "47 hours", "47 h"),
        (48 * 3600 + 60, "2 days 1 minute", "2 d 1 min"),
        (-65, "−1 minute 5 seconds", "−1 min 5 s"),
        (-0.01, "0 seconds", "0 s"),
        (Decimal("0.1"), "0.1 seconds", "0.1 s"),
    ],
)
def test_durations_print_as_people_write_them(seconds, words, short):
    assert duration_words(seconds) == words
    assert duration_words(seconds, short=True) == short


@settings(deadline=None)
@given(seconds=st.integers(0, 10**9), short=st.booleans(), colon=st.sampled_from(Colon))
def test_what_is_printed_reads_back_as_the_same_duration(seconds, short, colon):
    assert read_duration(duration_words(seconds, short=short), colon=colon) == seconds


@settings(deadline=None)
@given(tenths=st.integers(0, 599))
def test_tenths_under_a_minute_come_back_too(tenths):
    assert read_duration(duration_words(Decimal(tenths) / 10)) == Decimal(tenths) / 10


@settings(deadline=None)
@given(typed=st.text(alphabet="0123456789 :.,hmsdin'and-", max_size=24))
def test_anything_typed_is_either_seconds_or_a_sentence(typed):
    with suppress(BadInput):
        assert read_duration(typed) >= 0
