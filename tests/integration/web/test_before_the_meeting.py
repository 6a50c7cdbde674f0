"""Before a meeting: what is to be made ready, who has answered for the papers, and each matter arising with its memory."""

from collections.abc import Callable

import pytest
from bs4 import Tag
from flask import Flask

from tests.support.builders import COMMISSIONER, OWNER, Record, acting_as
from tests.support.page import Browser, Page
from tests.support.queries import queries
from tracker.domain.actions import Move, Rating
from tracker.domain.evidence import Locator
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.evidence import attach_web
from tracker.services.meetings import close_meeting, start_meeting
from tracker.services.reviews import Decision, record_review
from tracker.services.updates import Said, give_update
from tracker.web.meeting_sections.arising import MOST_ROWS
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
MATTERS = f"{OCTOBER}/matters-arising"


def sit(record: Record, day: str) -> None:
    """The meeting of that day is held."""
    desk, meeting = acting_as(record.desk, record.desk.by, day), record.meeting(day)
    start_meeting(desk, meeting)
    close_meeting(desk, meeting)


def answer(
    record: Record, action: Action, day: str, text: str = "Half of it is done", **said: object
) -> None:
    give_update(
        acting_as(record.desk, OWNER, day), action, Said(text, **said), by_name="Ann Able", via="link"
    )  # type: ignore[arg-type]


@pytest.fixture
def story(on_record: Record) -> Record:
    """An action of February that was carried forward in May and again in July with a new date, answered since, with evidence;
    one of May that waits for its owner; one that nobody owns."""
    record = on_record
    for day in ("2023-02-01", "2023-05-17", "2023-07-12", "2023-10-04"):
        record.meeting(day)
    contact, roads = record.post("head-of-contact"), record.post("head-of-roads", holder="Rae Roads")
    first = record.action(
        "Bring the waiting times back",
        due="2023-06-30",
        post=contact,
        meeting=record.meeting("2023-02-01"),
        on="2023-02-01",
    )
    sit(record, "2023-02-01")
    record.action("Count the cameras", due="2023-08-31", post=roads, on="2023-05-17")
    record.action("Show attendance", due="standing: until it rises", on="2023-05-17")
    sit(record, "2023-05-17")
    july = acting_as(record.desk, COMMISSIONER, "2023-07-12")
    start_meeting(acting_as(record.desk, record.desk.by, "2023-07-12"), record.meeting("2023-07-12"))
    later = Decision(
        Move.REVISED_DATE, reason="The system changed", revised_to=record.meeting("2023-10-04").papers_due
    )
    record_review(july, first, later, meeting=record.meeting("2023-07-12"), version=None)
    close_meeting(acting_as(record.desk, record.desk.by, "2023-07-12"), record.meeting("2023-07-12"))
    answer(
        record,
        first,
        "2023-09-12",
        "The new system counts. " + "It has many words. " * 20,
        rating=Rating.AMBER,
    )
    attach_web(record.desk, first, "https://example.org/pack", label="October pack", where=Locator(8))
    record.desk.session.commit()
    return record


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
    assert section.select_one(".app-waiting__answer")["href"] == "/actions/PPM-002/update"
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
        "Agenda": ("Not made yet", False),
        "Who is expected": ("2 posts are proposed", False),
        "Papers": ("1 of 2 owners has answered", False),
        "Matters arising": ("3 matters arise: 1 overdue", False),
    }
    add_agenda_item(story.desk, story.meeting("2023-10-04"), AgendaLine("1", "Matters arising"))
    story.desk.session.commit()
    assert to_do(browser.get(OCTOBER))["Agenda"] == ("1 heading", True)


def test_what_comes_next_is_the_first_thing_to_be_done_that_is_theirs(sign_in: SignIn, story: Record) -> None:
    def following(browser: Browser) -> list[str]:
        tags = browser.get(OCTOBER).html.select(".app-to-do .app-tag")
        return [words_of(tag.find_parent("li").a) for tag in tags]

    secretariat = sign_in(Role.SECRETARIAT)
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
        assert links == [agenda, people, "#papers", MATTERS]
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


def test_the_panel_is_told_of_no_papers(app: Flask, sign_in: SignIn, story: Record) -> None:
    page = sign_in(Role.PANEL).get(OCTOBER)
    assert not page.html.select("#papers, .app-to-do, #arising")


def test_who_may_not_put_anybody_down_is_told_only_that_nobody_is(sign_in: SignIn, story: Record) -> None:
    page = sign_in(Role.COMMISSIONER).get(OCTOBER)
    assert to_do(page)["Who is expected"] == ("Nobody is expected yet", False)
    assert "proposed" not in page.text
