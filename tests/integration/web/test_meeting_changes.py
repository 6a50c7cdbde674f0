"""Scheduling, moving, starting and cancelling a meeting, as the secretariat does it. Closing: test_closing.py."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.october import NO_SUCH_DAY, OCTOBER, day, with_an_action
from tests.support.page import Browser
from tracker.domain.viewers import Role

SignIn = Callable[..., Browser]


@pytest.fixture
def record(on_record: Record) -> Record:
    return with_an_action(on_record)


@pytest.fixture
def secretariat(sign_in: SignIn, record: Record) -> Browser:
    return sign_in(Role.SECRETARIAT)


def test_a_meeting_is_scheduled_and_its_papers_deadline_reckoned(secretariat: Browser) -> None:
    typed = {"series": "PPM", "starts_on": day("6", "12", "2023"), "starts_at": "2.30pm", "venue": "Elm Room"}
    page = secretariat.post("/meetings", typed)
    assert page.status == 200
    assert "Its papers are due on 29 November 2023." in page.text
    assert "Wednesday 6 December 2023 at 14:30" in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        *NO_SUCH_DAY,
        ({"starts_on": day("4", "10", "2023")}, "on that day already"),
        ({"starts_on": day("31", "3", "2024"), "starts_at": "01:30"}, "clocks go forward"),
        ({"papers_due": day("7", "12", "2023")}, "after the meeting"),
        ({"video_url": "ftp://example.org"}, "starting with https://"),
        ({"starts_on": ["6"]}, "is not in the calendar"),
    ],
)
def test_a_form_that_cannot_be_taken_names_the_field_and_keeps_what_was_typed(
    secretariat: Browser, typed: dict[str, object], sentence: str
) -> None:
    given = {"series": "PPM", "starts_on": day("6", "12", "2023"), "venue": "Elm Room", **typed}
    page = secretariat.post("/meetings", given)
    assert page.status == 422
    assert any(sentence in error for error in page.errors), page.errors
    assert page.value("venue") == "Elm Room"
    assert page.html.title.get_text().startswith("Error: ")
    target = page.html.select_one(".govuk-error-summary a")["href"].removeprefix("#")
    assert page.html.find(id=target).name in {"input", "select"}


def test_what_hangs_on_a_meeting_is_shown_before_it_moves(secretariat: Browser) -> None:
    form = secretariat.get(f"{OCTOBER}/edit")
    typed = {"version": form.value("version"), "starts_on": day("18", "10", "2023"), "starts_at": "14:30"}
    check = secretariat.post(OCTOBER, typed)
    assert check.heading == "1 due date moves with the meeting"
    assert "27 September 2023" in check.text
    assert "11 October 2023" in check.text
    assert secretariat.get(OCTOBER).status == 200, "nothing has moved yet"
    hidden = {i["name"]: i["value"] for i in check.html.select("main form input[type=hidden]")}
    page = secretariat.post(OCTOBER, {**hidden, "seen": "1"})
    assert "the due date of 1 action with it" in page.text
    assert secretariat.get(OCTOBER).status == 404
    assert "papers by 11 October 2023" in secretariat.get("/meetings/ppm-2023-10-18").text


def test_one_may_go_back_from_there_with_what_was_typed(secretariat: Browser) -> None:
    version = secretariat.get(f"{OCTOBER}/edit").value("version")
    page = secretariat.post(OCTOBER, {"version": version, "starts_on": "18 October 2023", "again": "1"})
    assert (page.status, page.heading) == (200, "Change the meeting of 4 October 2023")
    assert [i["value"] for i in page.html.find_all(attrs={"name": "starts_on"})] == ["18", "10", "2023"]


def test_where_nothing_moves_it_is_saved_at_once(secretariat: Browser) -> None:
    version = secretariat.get(f"{OCTOBER}/edit").value("version")
    page = secretariat.post(OCTOBER, {"version": version, "venue": "Elm Room"})
    assert "The meeting is changed." in page.text
    assert "Elm Room" in page.text


def test_a_second_save_shows_both_texts_side_by_side_and_loses_neither(secretariat: Browser) -> None:
    version = secretariat.get(f"{OCTOBER}/edit").value("version")
    secretariat.post(OCTOBER, {"version": version, "venue": "Elm Room"})
    page = secretariat.post(OCTOBER, {"version": version, "venue": "Ash Room"})
    assert page.status == 409
    assert "You typed Ash Room" in page.text
    assert "Secretariat saved Elm Room" in page.text
    fresh = page.value("version")
    mine = {"version": fresh, "venue": "Ash Room", "merged_venue": "Elm and Ash"}
    assert "Elm Room" in secretariat.post(OCTOBER, {**mine, "resolution": "theirs"}).text
    assert "Elm and Ash" in secretariat.post(OCTOBER, {**mine, "resolution": "merge"}).text


def test_a_form_without_its_version_is_a_stale_one(secretariat: Browser) -> None:
    assert secretariat.post(OCTOBER, {"venue": "Ash Room"}).status == 409


def test_a_meeting_starts_and_leads_to_its_room(secretariat: Browser) -> None:
    page = secretariat.post(f"{OCTOBER}/start")
    assert page.heading.startswith("4 October 2023, in session since 10:00")
    again = secretariat.post(f"{OCTOBER}/start")
    assert again.status == 409
    assert "in session, so it cannot be started" in again.text


def test_a_meeting_is_cancelled_after_one_question(secretariat: Browser) -> None:
    page = secretariat.get(f"{OCTOBER}/cancel")
    assert page.heading == "Cancel the meeting of 4 October 2023?"
    assert "PPM-001" in page.text
    assert "once one is scheduled" in page.text
    stale = secretariat.post(f"{OCTOBER}/cancel", {"version": "99"})
    assert stale.status == 409
    assert "look at it again" in stale.text
    done = secretariat.post(f"{OCTOBER}/cancel", {"version": page.value("version")})
    assert done.heading == "The meeting of 4 October 2023 was cancelled"
    assert secretariat.get(f"{OCTOBER}/edit").status == 409


def test_after_a_meeting_only_its_video_is_asked_for(secretariat: Browser) -> None:
    secretariat.post(f"{OCTOBER}/start")
    secretariat.post(f"{OCTOBER}/close")
    form = secretariat.get(f"{OCTOBER}/edit")
    names = {i.get("name") for i in form.html.select("main form input")} - {"csrf_token", "version"}
    assert names == {"video_url", "captions_url", "video_starts_at"}
    video, captions = "https://video.example.org/4", "https://video.example.org/4.vtt"
    told = {"version": form.value("version"), "video_url": video, "captions_url": captions}
    page = secretariat.post(OCTOBER, told)
    assert page.html.find("a", href=video)
    assert page.html.find("a", href=captions)
    told = {"version": secretariat.get(f"{OCTOBER}/edit").value("version"), "captions_url": "4.vtt"}
    assert secretariat.post(OCTOBER, told).html.find(id="captions_url-error")
