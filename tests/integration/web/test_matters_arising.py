"""The matters arising, on the page of a meeting and in its round: each with its memory, its evidence and its life."""

from collections.abc import Callable

import pytest
from bs4 import Tag

from tests.support.before_october import MATTERS, OCTOBER, answer, told_before_october
from tests.support.builders import Record
from tests.support.page import Browser, Page
from tests.support.queries import queries
from tracker.domain.evidence import Locator
from tracker.domain.viewers import Role
from tracker.services.evidence import attach_web
from tracker.web.meeting_sections.arising import MOST_ROWS
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]


@pytest.fixture
def story(on_record: Record) -> Record:
    return told_before_october(on_record)


def row_of(page: Page, reference: str) -> Tag:
    link = page.html.find("a", string=reference, class_="govuk-link")
    assert link
    row = link.find_parent("li")
    assert row
    return row


@pytest.mark.parametrize("address", [OCTOBER, MATTERS])
def test_a_matter_arising_tells_its_last_update_rating_evidence_memory_and_life(
    sign_in: SignIn, story: Record, address: str
) -> None:
    row = row_of(sign_in(Role.COMMISSIONER).get(address), "PPM-001")
    text = " ".join(row.get_text().split())
    assert "“The new system counts. It has many words." in text
    assert " It…” Ann Able, 12 September 2023" in text
    assert "Amber, at risk" in text
    assert "Carried forward twice · date moved once · original target 30 June 2023" in text
    evidence = row.select_one(".app-arising__evidence a")
    assert evidence.get_text() == "October pack, page 8"
    assert evidence["href"].startswith("/actions/PPM-001/evidence/")
    strip = row.select_one(".app-life")
    assert strip["role"] == "img"
    assert strip["aria-label"] == (
        "Life of PPM-001: 4 meetings. 1 February 2023: raised. 17 May 2023: carried forward. "
        "12 July 2023: date moved. 4 October 2023: answered, this meeting."
    )


def test_a_piece_of_evidence_opens(sign_in: SignIn, story: Record) -> None:
    browser = sign_in(Role.COMMISSIONER)
    link = row_of(browser.get(OCTOBER), "PPM-001").select_one(".app-arising__evidence a")
    assert "October pack" in browser.get(str(link["href"])).text


def test_each_mark_of_a_strip_is_in_the_legend_which_stands_once(sign_in: SignIn, story: Record) -> None:
    page = sign_in(Role.SECRETARIAT).get(MATTERS)
    drawn = {use["href"] for use in page.html.select(".app-life use")}
    assert drawn == {"#life-raised", "#life-carried", "#life-moved", "#life-answered-between", "#life-here"}
    assert {f"#{symbol['id']}" for symbol in page.html.select("defs g[id]")} == drawn
    legend = [list(item.stripped_strings)[-1] for item in page.html.select(".app-life-legend li")]
    assert legend == ["Raised", "Carried forward", "Date moved", "Answered", "This meeting"]


def test_from_the_round_a_matter_leads_to_its_card_and_from_the_meeting_to_the_action(
    sign_in: SignIn, story: Record
) -> None:
    browser = sign_in(Role.COMMISSIONER)
    assert row_of(browser.get(MATTERS), "PPM-001").a["href"] == f"{MATTERS}/PPM-001"
    assert row_of(browser.get(OCTOBER), "PPM-001").a["href"] == "/actions/PPM-001"


@pytest.mark.parametrize("address", [OCTOBER, MATTERS])
def test_the_number_of_queries_does_not_depend_on_the_number_of_matters(
    wires: Wiring, sign_in: SignIn, story: Record, address: str
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    browser.get(address)

    def asked() -> int:
        with queries(wires.database.engine) as counted:
            assert browser.get(address).status == 200
        return sum(statement.startswith("SELECT") for statement in counted)

    few = asked()
    earlier = story.meeting("2023-05-18")
    for number in range(12):
        post = story.post(f"head-of-{number}", holder=f"Person {number}")
        action = story.action(f"Matter {number}", due="2023-09-26", post=post, meeting=earlier)
        answer(story, action, "2023-09-13")
        attach_web(story.desk, action, "https://example.org/more", label="More", where=Locator())
    story.desk.session.commit()
    browser.get(address)  # the closed days of the office are read again after a commit
    assert asked() == few


def test_more_matters_than_a_page_tells_are_counted_and_led_to(
    monkeypatch: pytest.MonkeyPatch, sign_in: SignIn, story: Record
) -> None:
    assert MOST_ROWS == 200
    monkeypatch.setattr("tracker.web.meeting_sections.arising.MOST_ROWS", 1)
    page = sign_in(Role.SECRETARIAT).get(MATTERS)
    assert page.heading == "3 matters arise from earlier meetings"
    assert len(page.html.select(".app-arising__item")) == 1
    assert "See all" in page.text


def test_what_nothing_is_urgent_about_is_folded_on_the_page_of_the_meeting(
    sign_in: SignIn, story: Record
) -> None:
    story.action("Say who speaks to the schools", meeting=story.meeting("2023-05-18"))
    story.desk.session.commit()
    folded = sign_in(Role.SECRETARIAT).get(OCTOBER).html.select_one("#arising details")
    assert "PPM-004" in folded.get_text()
    assert "open" not in folded.attrs


def test_after_the_meeting_each_is_seen_as_it_stood_by_the_office(sign_in: SignIn, story: Record) -> None:
    july = "/meetings/ppm-2023-07-12"
    browser = sign_in(Role.COMMISSIONER)
    link = browser.get(july).html.find("a", string="See each as it stood at the meeting")
    assert link
    assert "Bring the waiting times back" in browser.get(str(link["href"])).text
    assert "See each" not in sign_in(Role.OWNER, person_id=1).get(july).text
