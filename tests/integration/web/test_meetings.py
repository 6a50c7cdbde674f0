"""The list of meetings and the page of one: who sees what, what it says, and its agenda."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.support.builders import COMMISSIONER, Record, acting_as
from tests.support.page import Browser
from tracker.domain.actions import Move
from tracker.domain.viewers import Role
from tracker.services import meetings as service
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.reviews import Decision, record_review, void_action

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"


@pytest.fixture
def series(on_record: Record) -> Record:
    """Two meetings; an owner's action, one of another post, one without an owner; all from the first."""
    record = on_record
    may, october = record.meeting("2023-05-17"), record.meeting("2023-10-04")
    contact, roads = record.post("head-of-contact"), record.post("head-of-roads", holder="Rae Roads")
    record.action("Bring the waiting times back", due="next meeting", post=contact)
    record.action("Count the cameras", due="2023-09-18", post=roads, on="2023-05-17")
    record.action("Say who speaks to the schools")
    record.action("Show attendance", due="standing: until it rises", post=roads)
    then = acting_as(record.desk, record.desk.by, "2023-05-17")
    service.start_meeting(then, may)
    service.close_meeting(then, may)
    add_agenda_item(record.desk, october, AgendaLine("3.1", "Contact and response"))
    record.desk.session.commit()
    return record


def test_the_list_says_when_the_next_meeting_is_and_puts_what_comes_first(
    sign_in: SignIn, series: Record
) -> None:
    page = sign_in(Role.SECRETARIAT).get("/meetings")
    assert page.heading == "The next meeting is on Wednesday 4 October 2023"
    links = [a["href"] for a in page.html.select("main tbody a")]
    assert links == [OCTOBER, "/meetings/ppm-2023-05-17"]
    first, second = page.html.select("main tbody")
    assert "27 September 2023" in first.get_text()
    assert "Scheduled" in first.get_text()
    assert second.select_one('[data-label="Actions raised"]').get_text() == "4"


def test_without_meetings_the_list_says_what_to_do(sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/meetings")
    assert page.heading == "No meeting is planned yet"
    assert "Schedule a meeting" in page.text


def test_each_open_action_stands_once_among_the_matters_arising(sign_in: SignIn, series: Record) -> None:
    page = sign_in(Role.COMMISSIONER).get(OCTOBER)
    assert page.heading == "Papers are due in 5 working days"
    groups = [h.get_text(" ", strip=True) for h in page.html.select("#arising h3")]
    assert groups == [
        "Due at this meeting (1)",
        "Overdue (1)",
        "Standing items (1)",
        "Everything else that is open (1)",
    ]
    named = [a.get_text() for a in page.html.select(".app-arising__what a")]
    assert named == ["PPM-001", "PPM-002", "PPM-004", "PPM-003"]
    assert "papers by 27 September 2023" in page.text


def test_the_list_remembers_what_slipped(app: Flask, sign_in: SignIn, series: Record) -> None:
    from tracker.domain.viewers import THE_OFFICE
    from tracker.store import actions

    action = actions.by_reference(series.desk.session, THE_OFFICE, "PPM-002")
    later = Decision(Move.REVISED_DATE, reason="The cameras came late", revised_to=series.desk.moment.today)
    record_review(acting_as(series.desk, COMMISSIONER), action, later, meeting=None, version=None)
    series.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get(OCTOBER)
    assert "Date moved once · original target 18 September 2023" in page.text


def test_a_meeting_that_was_held_says_what_it_raised_and_decided(sign_in: SignIn, series: Record) -> None:
    may = series.meeting("2023-05-17")
    void = series.action("Logged twice", meeting=series.meeting("2023-12-06"))
    void.raised_meeting_id = may.id
    void_action(series.desk, void, reason="The same as 001", version=None)
    series.desk.session.commit()
    page = sign_in(Role.AUDITOR).get("/meetings/ppm-2023-05-17")
    assert page.heading == "Held on 17 May 2023: 4 actions raised"
    assert len(page.html.select("main table tbody tr")) == 5, "a void number is explained"
    assert "No decisions of this meeting are on record." in page.text


def test_a_panel_member_sees_date_place_and_agenda_and_no_action(sign_in: SignIn, series: Record) -> None:
    browser = sign_in(Role.PANEL)
    page = browser.get(OCTOBER)
    assert page.heading == "The meeting is on Wednesday 4 October 2023 at 14:30"
    assert "Oak Room" in page.text
    assert "Contact and response" in page.text
    assert "PPM-00" not in page.text
    assert "Papers" not in page.text
    assert not page.html.select("main form, main .govuk-button")
    assert browser.get("/meetings/ppm-2023-05-17").heading == "Held on 17 May 2023"
    assert "Actions raised" not in browser.get("/meetings").text


def test_an_owner_sees_the_actions_of_their_posts_alone(sign_in: SignIn, series: Record) -> None:
    from tracker.store import posts

    rae = next(p.id for p in posts.persons(series.desk.session) if p.name == "Rae Roads")
    series.desk.session.rollback()
    browser = sign_in(Role.OWNER, person_id=rae)
    page = browser.get(OCTOBER)
    named = {a.get_text() for a in page.html.select(".app-arising__what a")}
    assert named == {"PPM-002", "PPM-004"}
    held = browser.get("/meetings/ppm-2023-05-17")
    assert held.heading == "Held on 17 May 2023", "how many there were is not theirs to know"
    assert "PPM-001" not in held.text
    assert "PPM-003" not in held.text
    counts = [td.get_text() for td in browser.get("/meetings").html.select('[data-label="Actions raised"]')]
    assert counts == ["None", "2"]


def test_a_meeting_that_is_not_there_is_not_found(sign_in: SignIn, series: Record) -> None:
    assert sign_in(Role.SECRETARIAT).get("/meetings/ppm-1999-01-01").status == 404


def test_nobody_but_the_secretariat_is_offered_what_only_they_may_do(sign_in: SignIn, series: Record) -> None:
    page = sign_in(Role.COMMISSIONER).get(OCTOBER)
    labels = {b.get_text(strip=True) for b in page.html.select("main .govuk-button, main .app-doing li")}
    assert "Review matters arising" in labels
    assert not {"Open the meeting room", "Start the meeting", "Change the agenda"} & labels
    assert "Cancel the meeting" not in page.text


def test_what_else_can_be_done_stands_beside_the_meeting_by_when_it_is_done(
    sign_in: SignIn, series: Record
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    groups = [h.get_text() for h in browser.get(OCTOBER).html.select(".app-doing h2")]
    assert groups[0] == "Before"
    assert "Afterwards" not in groups
    groups = [h.get_text() for h in browser.get("/meetings/ppm-2023-05-17").html.select(".app-doing h2")]
    assert groups[-1] == "Afterwards"
    assert "Before" not in groups
