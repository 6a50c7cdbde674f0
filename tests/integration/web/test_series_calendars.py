"""The private calendar of a series: its meetings and papers deadlines, for whoever has the address."""

from collections.abc import Callable
from datetime import date

import pytest
from icalendar import Calendar

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.meetings import MeetingStatus
from tracker.domain.viewers import Role

SignIn = Callable[..., Browser]
PAGE = "/series/ppm/calendar"


@pytest.fixture(autouse=True)
def on_file(on_record: Record) -> Record:
    """A meeting to come, one that was held, and one that was cancelled."""
    for day, status in (("2023-10-04", "scheduled"), ("2023-05-17", "held"), ("2023-11-08", "cancelled")):
        on_record.meeting(day).status = MeetingStatus(status)
    on_record.desk.session.commit()
    return on_record


def made(browser: Browser) -> str:
    address = browser.post(PAGE).html.select_one("#address")
    assert address is not None
    return address.get_text().partition("//")[2].partition("/")[2]


def events(visitor: Browser, address: str) -> dict[str, object]:
    answer = visitor.client.get(f"/{address}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in answer.headers
    return {
        f"{event['summary']}, {event['dtstart'].dt}": event
        for event in Calendar.from_ical(answer.data).walk("VEVENT")
    }


def test_it_shows_the_meetings_and_when_their_papers_are_due(
    sign_in: SignIn, visitor: Browser, on_file: Record
) -> None:
    found = events(visitor, made(sign_in(Role.SECRETARIAT)))
    papers = [event for title, event in found.items() if title.startswith("Papers due")]
    due = on_file.meeting("2023-10-04").papers_due
    assert [event["dtstart"].dt for event in papers if event["status"] == "CONFIRMED"] == [due]  # type: ignore[index]
    sat = {
        event["dtstart"].dt: event["status"]
        for title, event in found.items()
        if not title.startswith("Papers")
    }  # type: ignore[index]
    days = {day if type(day) is date else day.date(): str(status) for day, status in sat.items()}
    assert days == {
        date(2023, 5, 17): "CONFIRMED",
        date(2023, 10, 4): "CONFIRMED",
        date(2023, 11, 8): "CANCELLED",
    }


def test_an_address_that_was_renewed_or_taken_back_opens_nothing(sign_in: SignIn, visitor: Browser) -> None:
    secretariat = sign_in(Role.SECRETARIAT)
    first = made(secretariat)
    second = made(secretariat)
    assert visitor.client.get(f"/{first}").status_code == 410
    assert visitor.client.get(f"/{second}").status_code == 200
    secretariat.post(f"{PAGE}/take-back")
    assert visitor.client.get(f"/{second}").status_code == 410
    assert visitor.client.get("/calendar/series/1-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.ics").status_code == 410


def test_the_address_of_a_post_does_not_open_a_series(sign_in: SignIn, visitor: Browser) -> None:
    token = made(sign_in(Role.SECRETARIAT)).rpartition("/")[2]
    assert visitor.client.get(f"/calendar/{token}").status_code == 410


def test_the_commissioner_sees_the_address_and_cannot_change_it(sign_in: SignIn) -> None:
    made(sign_in(Role.SECRETARIAT))
    commissioner = sign_in(Role.COMMISSIONER)
    page = commissioner.get(PAGE)
    assert page.html.select_one("#address") is not None
    assert "Take the address back" not in page.text
    assert commissioner.client.post(PAGE).status_code in {400, 403}


def test_an_owner_is_not_shown_it(sign_in: SignIn) -> None:
    owner = sign_in(Role.OWNER)
    assert owner.client.get(PAGE).status_code == 403
    assert "See them in your own calendar" not in owner.get("/meetings").text


def test_the_list_of_meetings_leads_to_it(sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/meetings")
    assert page.html.select_one(f"a[href='{PAGE}']") is not None
