"""When a recording begins, as people type it."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import BadInput
from tracker.domain.video import elapsed
from tracker.domain.video_beginning import beginning_words, read_beginning

DAY = date(2023, 10, 4)
STARTED = datetime(2023, 10, 4, 13, 32, 50, tzinfo=UTC)
"""14:32:50 in London."""


def read(typed: str, starts: datetime | None = STARTED) -> str:
    return beginning_words(read_beginning(typed, day=DAY, starts=starts))


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("", ""),
        ("  ", ""),
        ("14:29:30", "14:29:30"),
        ("14.29.30", "14:29:30"),
        ("2:29:30 pm", "14:29:30"),
        ("2.29.30p.m.", "14:29:30"),
        ("14:29", "14:29"),
        ("2.30pm", "14:30"),
        ("1430", "14:30"),
        ("14:29:00", "14:29"),
        ("the meeting starts at 0:03:20 of the video", "14:29:30"),
        ("The meeting starts at 3:20 in the video.", "14:29:30"),
        ("0:03:20 into the video", "14:29:30"),
        ("3:20 into the recording", "14:29:30"),
        ("+3:20", "14:29:30"),
        ("3 min 20 s into the video", "14:29:30"),
        ("3 minutes and 20 seconds into the video", "14:29:30"),
        ("200 seconds in", "14:29:30"),
        ("1:03:20 into the video", "13:29:30"),
        ("1 h 3 min 20 sec into the video", "13:29:30"),
        ("0:00 into the video", "14:32:50"),
        ("02:30 into the video", "14:30:20"),
    ],
)
def test_a_beginning_is_read_as_it_is_typed(typed: str, begins: str) -> None:
    assert read(typed) == begins


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("soon", "“soon” is not a time of day. Type a time of day such as 14:29:30, or where"),
        ("14:29:61", "is not a time of day"),
        ("25:00:00", "is not a time of day"),
        ("3", "is not a time of day"),
        ("3:20", "The meeting started at 14:32, so its recording does not begin at 03:20."),
        ("3:20", "type “3:20 into the video”"),
        ("0:03:20", "type “0:03:20 into the video”"),
        ("into the video", "says no place in the video"),
        ("4:00:00 into the video", "too far into the video"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_type(typed: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(typed)
    assert sentence in str(refused.value)
    assert refused.value.field == "video_starts_at"


def test_without_the_hour_of_the_meeting_only_a_time_of_day_says_it() -> None:
    assert read("03:20", None) == "03:20"
    with pytest.raises(BadInput, match="When this meeting started is not known"):
        read("3:20 into the video", None)


@given(st.integers(0, 3 * 3600))
def test_any_place_in_the_video_reckons_back_from_the_start(seconds: int) -> None:
    begins = read_beginning(f"{elapsed(seconds)} into the video", day=DAY, starts=STARTED)
    assert begins == STARTED - timedelta(seconds=seconds)


@given(st.integers(-3 * 3600, 8 * 3600))
def test_what_is_shown_is_read_back_as_the_same(seconds: int) -> None:
    begins = STARTED + timedelta(seconds=seconds)
    assert read_beginning(beginning_words(begins), day=DAY, starts=STARTED) == begins


@given(st.text(max_size=60))
def test_any_text_gives_a_moment_or_a_sentence(typed: str) -> None:
    with suppress(BadInput):
        assert read(typed) == "" or ":" in read(typed)
