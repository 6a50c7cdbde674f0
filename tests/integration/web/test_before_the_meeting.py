"""Before a meeting: what is to be made ready, what comes next, and who has answered for the papers."""

from collections.abc import Callable

import pytest
from bs4 import Tag
from flask import Flask

from tests.integration.mails.conftest import stationery
from tests.support.before_october import MATTERS, OCTOBER, answer, told_before_october
from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.commissions import CommissionWanted
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.commissions import save_commission
from tracker.services.mails import release_mails
from tracker.services.meetings import cancel_meeting, start_meeting
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]


@pytest.fixture
def story(on_record: Record) -> Record:
    return told_before_october(on_record)


def papers(page: Page) -> Tag:
    section = page.html.select_one("#papers")
    assert section
    return section


def words_of(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def test_papers_readiness_says_who_has_answered_and_what_is_waited_for(
    sign_in: SignIn, story: Record
) -> None:
    section = papers(sign_in(Role.SECRETARIAT).get(OCTOBER))
    assert "1 of 2 owners has answered; papers are due in 5 working days." in words_of(section)
    owners = [words_of(row) for row in section.select("tbody tr")]
    assert owners == [
        "Head of roads Rae Roads Not answered PPM-002 Count the cameras Record the answer to PPM-002 Not yet",
        "Head of contact Ann Able Answered last on 12 September 2023 Nothing Not yet",
    ]
    assert section.select_one(".app-waiting__answer")["href"] == "/actions/PPM-002/update?from=ppm-2023-10-04"
    assert "Without an owner, so nobody is asked: PPM-003" in words_of(section)
    assert "the next reminder for these papers goes on 22 September 2023" in words_of(section)


def test_the_bar_of_what_is_in_says_its_figures_in_words(sign_in: SignIn, story: Record) -> None:
    section = papers(sign_in(Role.COMMISSIONER).get(OCTOBER))
    assert [words_of(item) for item in section.select(".app-legend li")] == [
        "1 answer in time",
        "2 answers still to come",
    ]
    widths = [float(rect["width"].rstrip("%")) for rect in section.select(".app-papers__bar > rect")]
    assert sum(widths) == pytest.approx(100, abs=0.01)
    assert not section.select(".app-waiting__answer"), "the Commissioner records no answers"


def test_after_the_deadline_what_is_not_there_is_not_in_and_what_comes_is_late(
    wires: Wiring, sign_in: SignIn, story: Record
) -> None:
    wires.clock.set("2023-09-29")  # type: ignore[attr-defined]
    answer(story, story.desk.session.get_one(Action, 2), "2023-09-28")
    story.desk.session.commit()
    section = papers(sign_in(Role.SECRETARIAT).get(OCTOBER))
    assert "Both owners have answered; papers were due on 27 September 2023." in words_of(section)
    assert [words_of(item) for item in section.select(".app-legend li")] == [
        "1 answer in time",
        "1 answer late",
        "1 answer not in",
    ]


def test_an_owner_is_told_of_their_own_papers_and_nobody_else_s(sign_in: SignIn, story: Record) -> None:
    from tracker.store import posts

    rae = next(person.id for person in posts.persons(story.desk.session) if person.name == "Rae Roads")
    story.desk.session.rollback()
    page = sign_in(Role.OWNER, person_id=rae).get(OCTOBER)
    assert "Papers from your posts Papers are due in 5 working days." in words_of(papers(page))
    assert "Answer to PPM-002" in words_of(papers(page))
    assert "Head of contact" not in page.text
    assert not page.html.select(".app-to-do")


def to_do(page: Page) -> dict[str, tuple[str, bool]]:
    """The words of each row of what is to do, and whether it is done."""
    return {
        words_of(row.a): (
            words_of(row.div.find_next_sibling("div")),
            bool(row.select(".app-to-do__status--done")),
        )
        for row in page.html.select(".app-to-do li")
    }


def test_what_is_to_be_made_ready_before_the_meeting_stands_first(sign_in: SignIn, story: Record) -> None:
    browser = sign_in(Role.SECRETARIAT)
    page = browser.get(OCTOBER)
    assert [heading.get_text() for heading in page.html.select("main h2")][:3] == [
        "Before the meeting",
        "Papers",
        "Matters arising",
    ]
    assert to_do(page) == {
        "Commissioning request": ("Not written yet", False),
        "Agenda": ("Not made yet", False),
        "Who is expected": ("2 posts are proposed", False),
        "Papers": ("1 of 2 owners has answered", False),
        "Matters arising": ("3 matters arise: 1 overdue", False),
    }
    add_agenda_item(story.desk, story.meeting("2023-10-04"), AgendaLine("1", "Matters arising"))
    story.desk.session.commit()
    assert to_do(browser.get(OCTOBER))["Agenda"] == ("1 heading", True)


def released_request(story: Record) -> None:
    """The commissioning request for October is written and released."""
    liaison = story.post("liaison-officer", holder="Lee Liaison")
    wanted = CommissionWanted(liaison.key, "Please.", "Burglary")
    meeting = story.meeting("2023-10-04")
    row = save_commission(story.desk, meeting, wanted, stationery(), version=0, hold=True)
    release_mails(story.desk, [row.mail_id or 0], link_days=30)
    story.desk.session.commit()


def test_what_comes_next_is_the_first_thing_to_be_done_that_is_theirs(sign_in: SignIn, story: Record) -> None:
    def following(browser: Browser) -> list[str]:
        tags = browser.get(OCTOBER).html.select(".app-to-do .app-tag")
        return [words_of(tag.find_parent("li").a) for tag in tags]

    secretariat = sign_in(Role.SECRETARIAT)
    assert following(secretariat) == ["Commissioning request"]
    released_request(story)
    assert following(secretariat) == ["Agenda"]
    assert following(sign_in(Role.COMMISSIONER)) == ["Matters arising"]
    assert following(sign_in(Role.AUDITOR)) == []
    add_agenda_item(story.desk, story.meeting("2023-10-04"), AgendaLine("1", "Matters arising"))
    story.desk.session.commit()
    assert following(secretariat) == ["Who is expected"]


def test_each_row_of_what_is_to_do_leads_to_where_it_is_done(sign_in: SignIn, story: Record) -> None:
    for role, agenda, people in (
        (Role.SECRETARIAT, f"{OCTOBER}/agenda", f"{OCTOBER}/attendance"),
        (Role.COMMISSIONER, "#agenda", "#attendance"),
    ):
        browser = sign_in(role)
        page = browser.get(OCTOBER)
        links = [link["href"] for link in page.html.select(".app-to-do a")]
        assert links == [f"{OCTOBER}/request", agenda, people, "#papers", MATTERS]
        for link in links:
            if link.startswith("#"):
                assert page.html.select_one(link)
            else:
                assert browser.get(link).status == 200


def test_at_the_meeting_what_it_raises_comes_before_what_was_made_ready(
    sign_in: SignIn, story: Record
) -> None:
    start_meeting(story.desk, story.meeting("2023-10-04"))
    story.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get(OCTOBER)
    assert [heading.get_text() for heading in page.html.select("main h2")][:6] == [
        "At the meeting",
        "Actions raised at this meeting",
        "Matters arising",
        "Agenda",
        "Attendance",
        "Papers",
    ]
    assert set(to_do(page)) == {"Who is here", "Matters arising"}


def test_after_the_meeting_nothing_is_asked_for_any_more(sign_in: SignIn, story: Record) -> None:
    page = sign_in(Role.SECRETARIAT).get("/meetings/ppm-2023-07-12")
    assert not page.html.select("#papers, .app-to-do, .app-life")
    assert "Date moved" not in page.text


def test_of_a_meeting_that_was_cancelled_only_its_agenda_is_left(sign_in: SignIn, story: Record) -> None:
    cancel_meeting(story.desk, story.meeting("2023-10-04"), version=None)
    story.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get(OCTOBER)
    assert page.heading == "The meeting of 4 October 2023 was cancelled"
    assert [heading.get_text() for heading in page.html.select(".app-beside__main h2")] == ["Agenda"]


def test_the_panel_is_told_of_no_papers(app: Flask, sign_in: SignIn, story: Record) -> None:
    page = sign_in(Role.PANEL).get(OCTOBER)
    assert not page.html.select("#papers, .app-to-do, #arising")


def test_who_may_not_put_anybody_down_is_told_only_that_nobody_is(sign_in: SignIn, story: Record) -> None:
    page = sign_in(Role.COMMISSIONER).get(OCTOBER)
    assert to_do(page)["Who is expected"] == ("Nobody is expected yet", False)
    assert "proposed" not in page.text
