"""The video of a meeting: each action leads to the moment at which it was raised. Nothing is ever fetched."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tests.support.sittings import at, close, start
from tracker.domain.viewers import Role
from tracker.services.actions import Wanted, raise_action

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
YOUTUBE = "https://www.youtube.com/watch?v=abc_D-1"


@pytest.fixture
def secretary(on_record: Record, sign_in: SignIn) -> Browser:
    """A meeting that was started at 14:30 and is closed; PPM-001 was raised at 15:22:10, PPM-002 at a minute that nobody knows."""
    meeting = on_record.meeting("2023-10-04")
    start(on_record.desk, meeting)
    said_at = at("15:22").replace(second=10)
    raise_action(on_record.desk, meeting=meeting, wanted=Wanted(title="Count the calls"), typed_at=said_at)
    unknown, _ = raise_action(on_record.desk, meeting=meeting, wanted=Wanted(title="Count the cameras"))
    unknown.raised_at = None
    close(on_record.desk, meeting)
    on_record.desk.session.commit()
    return sign_in(Role.SECRETARIAT)


def give(browser: Browser, url: str, begins: str = "") -> Page:
    """Fills the form of the meeting, and sends it."""
    version = browser.get(f"{OCTOBER}/edit").value("version")
    return browser.post(OCTOBER, {"version": version, "video_url": url, "video_starts_at": begins})


def raised(browser: Browser, reference: str = "PPM-001") -> tuple[str, str, str]:
    """What the story says of when it was raised; the words of its link, and where that leads."""
    page = browser.get(f"/actions/{reference}")
    entry = page.html.select(".moj-timeline__item")[-1]
    link = entry.select_one("a")
    when = " ".join(entry.select_one(".moj-timeline__date").get_text().split())
    return when, link.get_text() if link else "", link["href"] if link else ""


def test_without_a_video_only_the_minute_is_said(secretary: Browser) -> None:
    assert raised(secretary) == ("4 October 2023, 15:22", "", "")


@pytest.mark.parametrize(
    ("url", "begins", "words", "href"),
    [
        (YOUTUBE, "", "Watch this moment, 0:52:10 into the video", f"{YOUTUBE}&t=3130s"),
        (YOUTUBE, "14:29:30", "Watch this moment, 0:52:40 into the video", f"{YOUTUBE}&t=3160s"),
        (
            YOUTUBE,
            "0:03:20 into the video",
            "Watch this moment, 0:55:30 into the video",
            f"{YOUTUBE}&t=3330s",
        ),
        (
            "https://vimeo.com/123456789",
            "",
            "Watch this moment, 0:52:10 into the video",
            "https://vimeo.com/123456789#t=3130s",
        ),
        (
            "https://council.example.org/webcast/687",
            "",
            "Watch the meeting: this is 0:52:10 into the video",
            "https://council.example.org/webcast/687",
        ),
        (YOUTUBE, "15:30", "Watch the meeting", YOUTUBE),
    ],
)
def test_an_action_leads_to_the_moment_at_which_it_was_raised(
    secretary: Browser, url: str, begins: str, words: str, href: str
) -> None:
    assert give(secretary, url, begins).status == 200
    assert raised(secretary) == ("4 October 2023, 15:22", words, href)


def test_where_the_minute_is_not_known_the_whole_video_is_linked(secretary: Browser) -> None:
    give(secretary, YOUTUBE)
    assert raised(secretary, "PPM-002")[1:] == ("Watch the meeting", YOUTUBE)


def test_the_page_of_the_meeting_leads_to_the_moments_that_can_be_opened(secretary: Browser) -> None:
    give(secretary, YOUTUBE, "14:29:30")
    page = secretary.get(OCTOBER)
    cells = [" ".join(row.get_text(" ").split()) for row in page.html.select("#raised tbody tr")]
    assert "15:22, watch this moment at which PPM-001 was raised" in cells[0]
    assert "watch" not in cells[1]
    assert [link["href"] for link in page.html.select("#raised td a")] == [f"{YOUTUBE}&t=3160s"]
    assert "The recording begins at 14:29:30" in page.text
    give(secretary, "https://council.example.org/webcast/687")
    assert "watch this moment" not in secretary.get(OCTOBER).text


def test_the_form_says_what_is_on_record_and_the_same_again_changes_nothing(secretary: Browser) -> None:
    give(secretary, YOUTUBE, "0:00:30 into the video")
    form = secretary.get(f"{OCTOBER}/edit")
    assert (form.value("video_url"), form.value("video_starts_at")) == (YOUTUBE, "14:29:30")
    give(secretary, form.value("video_url"), form.value("video_starts_at"))
    assert secretary.get(f"{OCTOBER}/edit").value("video_starts_at") == "14:29:30"
    give(secretary, YOUTUBE, "")
    assert secretary.get(f"{OCTOBER}/edit").value("video_starts_at") == ""


@pytest.mark.parametrize(
    ("url", "begins", "field", "sentence"),
    [
        ("javascript:alert(1)", "", "video_url", "starting with https://"),
        ("file:///etc/passwd", "", "video_url", "starting with https://"),
        (YOUTUBE, "soon", "video_starts_at", "is not a time of day"),
        (YOUTUBE, "03:20", "video_starts_at", "into the video"),
    ],
)
def test_what_cannot_be_taken_keeps_what_was_typed(
    secretary: Browser, url: str, begins: str, field: str, sentence: str
) -> None:
    page = give(secretary, url, begins)
    assert page.status == 422
    assert sentence in page.html.find(id=f"{field}-error").get_text()
    assert (page.value("video_url"), page.value("video_starts_at")) == (url, begins)
    assert raised(secretary)[1:] == ("", "")


def test_before_a_meeting_starts_its_recording_is_not_asked_for(on_record: Record, sign_in: SignIn) -> None:
    on_record.meeting("2023-10-04")
    on_record.desk.session.commit()
    form = sign_in(Role.SECRETARIAT).get(f"{OCTOBER}/edit")
    assert form.html.find(attrs={"name": "video_url"})
    assert not form.html.find(attrs={"name": "video_starts_at"})
