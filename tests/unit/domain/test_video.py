"""The moment of a video at which something was said."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.video import begins_at, elapsed, link_at, seconds_into

HALF_PAST_TWO = datetime(2023, 10, 4, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://www.youtube.com/watch?v=abc_D-1", "https://www.youtube.com/watch?v=abc_D-1&t=3130s"),
        ("https://youtube.com/watch?v=abc", "https://youtube.com/watch?v=abc&t=3130s"),
        ("http://m.youtube.com/watch?v=abc", "http://m.youtube.com/watch?v=abc&t=3130s"),
        ("https://www.youtube.com/watch?v=abc&t=12s", "https://www.youtube.com/watch?v=abc&t=3130s"),
        ("https://www.youtube.com/watch?t=1h2m3s&v=abc", "https://www.youtube.com/watch?v=abc&t=3130s"),
        ("https://www.youtube.com/watch?v=abc#t=90", "https://www.youtube.com/watch?v=abc&t=3130s"),
        (
            "https://www.youtube.com/watch?v=abc&list=PL1&index=2&start=5",
            "https://www.youtube.com/watch?v=abc&list=PL1&index=2&t=3130s",
        ),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=3130"),
        ("https://youtu.be/abc?t=12", "https://youtu.be/abc?t=3130"),
        ("https://youtu.be/abc?si=Xy%2Bz&t=12", "https://youtu.be/abc?si=Xy%2Bz&t=3130"),
        (
            "https://www.youtube.com/live/abc?feature=share",
            "https://www.youtube.com/live/abc?feature=share&t=3130",
        ),
        ("https://www.youtube.com/embed/abc?start=7", "https://www.youtube.com/embed/abc?start=3130"),
        (
            "https://www.youtube-nocookie.com/embed/abc",
            "https://www.youtube-nocookie.com/embed/abc?start=3130",
        ),
        ("https://vimeo.com/123456789", "https://vimeo.com/123456789#t=3130s"),
        ("https://vimeo.com/123456789/0a1b2c#t=20s", "https://vimeo.com/123456789/0a1b2c#t=3130s"),
        ("https://player.vimeo.com/video/12?h=0a1b", "https://player.vimeo.com/video/12?h=0a1b#t=3130s"),
        (
            "https://www.dailymotion.com/video/x8k1?start=3",
            "https://www.dailymotion.com/video/x8k1?start=3130",
        ),
        ("https://dai.ly/x8k1", "https://dai.ly/x8k1?start=3130"),
        ("https://www.twitch.tv/videos/18?t=1h", "https://www.twitch.tv/videos/18?t=3130s"),
        ("https://media.example.org/ppm/4-october.mp4", "https://media.example.org/ppm/4-october.mp4#t=3130"),
        ("https://media.example.org/a.WEBM?key=1#t=2", "https://media.example.org/a.WEBM?key=1#t=3130"),
        ("https://media.example.org:8443/sound.mp3", "https://media.example.org:8443/sound.mp3#t=3130"),
        ("HTTPS://WWW.YouTube.COM/watch?v=abc", "https://WWW.YouTube.COM/watch?v=abc&t=3130s"),
    ],
)
def test_a_player_that_is_known_is_told_the_moment(url: str, link: str) -> None:
    assert link_at(url, 3130) == link


@pytest.mark.parametrize(
    "url",
    [
        "",
        "meeting of 4 October",
        "https://staffordshire.public-i.tv/core/portal/webcast_interactive/687",
        "https://www.example.org/watch?v=abc",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/@commissioner/streams",
        "https://www.youtube.com/playlist?list=PL1",
        "https://youtu.be/",
        "https://vimeo.com/staffordshire",
        "https://www.twitch.tv/commissioner",
        "https://youtube.com.example.org/watch?v=abc",
        "https://notyoutube.com/watch?v=abc",
    ],
)
def test_of_any_other_address_the_moment_is_not_known(url: str) -> None:
    assert link_at(url, 3130) is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)//www.youtube.com/watch?v=abc",
        "javascript://www.youtube.com/watch?v=abc",
        "data:text/html,a.mp4",
        "file:///etc/a.mp4",
        "ftp://media.example.org/a.mp4",
        "//www.youtube.com/watch?v=abc",
        "https://www.youtube.com@example.org/a.mp4",
        "https://example.org\\@www.youtube.com/watch?v=abc",
        "https://www.youtube.com/watch?v=abc\n",
        "java\nscript://www.youtube.com/watch?v=abc",
        " https://youtu.be/abc",
        "https://youtu.be:port/abc",
        "https://[youtu.be/abc",
        "https:///a.mp4",
    ],
)
def test_an_address_that_is_not_plainly_of_the_web_is_refused(url: str) -> None:
    assert link_at(url, 3130) is None


def test_a_moment_before_the_beginning_has_no_link() -> None:
    assert link_at("https://youtu.be/abc", -1) is None
    assert link_at("https://youtu.be/abc", 0) == "https://youtu.be/abc?t=0"


HOSTS = st.sampled_from(
    ["www.youtube.com", "youtu.be", "vimeo.com", "media.example.org", "dai.ly", "evil.test"]
)
PATHS = st.sampled_from(["/watch", "/live/abc", "/embed/abc", "/123", "/video/1", "/a.mp4", "/", "/a b.webm"])
TEXT = st.text(max_size=20)


@given(
    url=st.one_of(
        st.text(max_size=80),
        st.builds(
            "{}://{}{}?{}#{}".format,
            st.sampled_from(["https", "http", "javascript"]),
            HOSTS,
            PATHS,
            TEXT,
            TEXT,
        ),
    ),
    seconds=st.integers(-10, 100_000),
)
def test_any_address_gives_none_or_one_on_the_same_host_with_the_same_path(url: str, seconds: int) -> None:
    link = link_at(url, seconds)
    if link is None:
        return
    before, after = urlsplit(url), urlsplit(link)
    assert after.scheme in {"http", "https"}
    assert (after.scheme, after.netloc, after.path) == (before.scheme, before.netloc, before.path)
    assert str(seconds) in f"{after.query}#{after.fragment}"
    assert link.isprintable()
    assert link_at(link, seconds) == link, "telling it once more changes nothing"


VIDEO = st.text("abcXYZ012_-", min_size=1, max_size=11)
NAMED = st.one_of(
    VIDEO.map("https://www.youtube.com/watch?v={}".format),
    VIDEO.map("https://www.youtube.com/watch?t=9s&v={}&list=PL1".format),
    VIDEO.map("https://youtu.be/{}?si=x".format),
    VIDEO.map("https://www.youtube.com/live/{}".format),
    VIDEO.map("https://www.youtube.com/embed/{}?start=4".format),
    st.integers(1, 10**9).map("https://vimeo.com/{}".format),
    st.integers(1, 10**9).map("https://player.vimeo.com/video/{}?h=0a#t=3s".format),
    VIDEO.map("https://www.dailymotion.com/video/{}".format),
    VIDEO.map("https://media.example.org/{}.mp4".format),
)


def told_to(link: str) -> list[int]:
    """The moments that a player finds in an address, in seconds."""
    parts = urlsplit(link)
    told = [*parse_qsl(parts.query), *parse_qsl(parts.fragment)]
    return [int(value.removesuffix("s")) for name, value in told if name in {"t", "start"}]


@given(NAMED, st.integers(0, 100_000), st.integers(0, 999_999))
def test_the_address_says_the_very_second_at_which_something_was_said(
    url: str, seconds: int, microseconds: int
) -> None:
    said_at = HALF_PAST_TWO + timedelta(seconds=seconds, microseconds=microseconds)
    into = seconds_into(said_at, begins_at(None, HALF_PAST_TWO, None))
    assert into is not None
    link = link_at(url, into)
    assert link is not None
    assert told_to(link) == [seconds], "the moment, and no other"


@given(st.integers(0, 100 * 3600))
def test_the_time_into_a_video_is_said_as_players_show_it(seconds: int) -> None:
    hours, minutes, rest = (int(part) for part in elapsed(seconds).split(":"))
    assert hours * 3600 + minutes * 60 + rest == seconds
    assert minutes < 60 > rest


def test_fifty_two_minutes_and_ten_seconds() -> None:
    assert elapsed(3130) == "0:52:10"


def test_the_recording_begins_when_somebody_said_so_else_with_the_meeting() -> None:
    said, started = HALF_PAST_TWO - timedelta(minutes=3), HALF_PAST_TWO + timedelta(minutes=2)
    assert begins_at(said, started, HALF_PAST_TWO) == said
    assert begins_at(None, started, HALF_PAST_TWO) == started
    assert begins_at(None, None, HALF_PAST_TWO) == HALF_PAST_TWO
    assert begins_at(None, None, None) is None


def test_what_was_said_before_the_recording_began_is_not_in_it() -> None:
    assert seconds_into(HALF_PAST_TWO + timedelta(minutes=52, seconds=10.9), HALF_PAST_TWO) == 3130
    assert seconds_into(HALF_PAST_TWO, HALF_PAST_TWO) == 0
    assert seconds_into(HALF_PAST_TWO - timedelta(seconds=1), HALF_PAST_TWO) is None
    assert seconds_into(None, HALF_PAST_TWO) is None
    assert seconds_into(HALF_PAST_TWO, None) is None
