"""The page of what was found: what it says, who finds what, and where it leads."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tests.support.searched import NOW, a_document, a_version, an_action_with_a_story
from tracker.domain.evidence import EvidenceKind
from tracker.domain.searching import FIRST, PAGE_SIZE
from tracker.domain.viewers import Role
from tracker.models.evidence import Evidence
from tracker.models.meetings import AgendaItem
from tracker.models.people import Person
from tracker.models.sitting import AgendaNote

SignIn = Callable[..., Browser]


@pytest.fixture
def record(on_record: Record) -> Record:
    """An action of the head of contact with its story, one of another post, a note, and a paper with two pages."""
    session, head = on_record.desk.session, on_record.post("head-of-contact", holder="Ann Able")
    an_action_with_a_story(on_record, post=head)
    on_record.action("Explain abandoned vehicles", post=on_record.post("head-of-roads", holder=None))
    meeting = on_record.meeting("2023-05-17")
    item = AgendaItem(meeting_id=meeting.key, number="3.1", title="Contact and response")
    session.add(item)
    session.flush()
    session.add(
        AgendaNote(
            meeting_id=meeting.key,
            agenda_item_id=item.key,
            notes="Why is abandonment up?",
            saved_at=NOW,
            saved_by="",
        )
    )
    paper = a_document(session, title="Performance pack, May 2023", published_on=date(2023, 5, 12))
    a_version(session, paper, 1, "Contents", "101 abandonment <b>rose</b> to 12.7 %.")
    session.commit()
    return on_record


def ann(record: Record) -> int:
    """The head of contact."""
    number = record.desk.session.exec(select(Person).where(Person.name == "Ann Able")).one().key
    record.desk.session.commit()
    return number


def links(page: Page) -> list[str]:
    return [str(link["href"]) for link in page.html.select(".app-find__title")]


def marked(page: Page) -> list[str]:
    return [mark.get_text() for mark in page.html.select("mark")]


def test_the_heading_says_what_was_found_and_each_find_leads_to_its_place(
    record: Record, sign_in: SignIn
) -> None:
    page = sign_in(Role.SECRETARIAT).get("/search?q=abandonment")
    assert page.heading == ("2 actions, 1 update, 1 decision, 1 meeting note and 1 page for “abandonment”")
    assert links(page)[:2] == ["/actions/PPM-001", "/actions/PPM-002"]
    assert links(page)[2].startswith("/actions/PPM-001#update-")
    assert links(page)[3].startswith("/actions/PPM-001#review-")
    assert links(page)[4] == "/meetings/ppm-2023-05-17/notes#item-1"
    assert links(page)[5] == "/documents/pack/1/pages/2?find=abandonment"
    assert {word.lower() for word in marked(page)} == {"abandonment", "abandoned"}


def test_every_find_leads_to_what_is_there(record: Record, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    for link in links(browser.get("/search?q=abandonment")):
        address, _, anchor = link.partition("#")
        if address.startswith("/documents"):
            continue
        there = browser.get(address)
        assert there.status == 200
        assert not anchor or there.html.find(id=anchor) is not None, link


def test_nothing_of_a_text_becomes_markup(record: Record, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/search?q=12.7")
    [words] = page.html.select(".app-find__words")
    assert words.decode_contents() == (
        '101 abandonment &lt;b&gt;rose&lt;/b&gt; to <mark class="app-found">12.7</mark> %.'
    )
    page = sign_in(Role.COMMISSIONER).get("/search?q=%3Ci%3Ex%22")
    assert page.heading == 'Nothing found for “<i>x"”'


def test_an_owner_finds_what_was_said_of_their_own_actions_and_nothing_else(
    record: Record, sign_in: SignIn
) -> None:
    browser = sign_in(Role.OWNER, person_id=ann(record))
    assert (
        browser.get("/search?q=abandonment").heading == "1 action, 1 update and 1 decision for “abandonment”"
    )
    for guess in ("vehicles", "%22Explain+abandoned+vehicles%22", "PPM-002", "12.7", "%22why+is%22"):
        page = browser.get(f"/search?q={guess}")
        assert page.heading.startswith("Nothing found"), guess
        assert links(page) == []
        assert "Performance pack" not in page.text


@pytest.mark.parametrize(("marking", "found"), [("OFFICIAL", 1), ("OFFICIAL-SENSITIVE", 0)])
def test_an_owner_finds_a_paper_that_their_action_rests_on_unless_it_is_sensitive(
    record: Record, sign_in: SignIn, marking: str, found: int
) -> None:
    session = record.desk.session
    paper = a_document(session, "other", "Another paper", marking=marking)
    a_version(session, paper, 1, "Vehicles were abandoned by the road.")
    session.add(
        Evidence(
            action_id=1,
            kind=EvidenceKind.DOCUMENT,
            document_id=paper.key,
            label="x",
            added_on=date(2023, 9, 20),
            added_by="",
        )
    )
    session.commit()
    assert len(links(sign_in(Role.OWNER, person_id=ann(record)).get("/search?q=roads"))) == found
    assert len(links(sign_in(Role.SECRETARIAT).get("/search?q=by+the+road"))) == 1


def test_the_panel_has_no_search(record: Record, sign_in: SignIn) -> None:
    browser = sign_in(Role.PANEL)
    assert browser.get("/search?q=abandonment").status == 403
    assert browser.get("/reports").html.find("input", attrs={"name": "q"}) is None


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ("post=head-of-roads", "1 action"),
        ("kind=page", "1 page"),
        ("document=pack", "1 page"),
        ("meeting=ppm-2023-05-17", "2 actions, 1 update and 1 meeting note"),
        ("series=PPM&kind=action", "2 actions"),
        ("since=2023-05-12&until=2023-05-12", "1 page"),
        ("until=2023-05-17", "2 actions, 1 meeting note and 1 page"),
        ("kind=zebra&page=x", "2 actions, 1 update, 1 decision, 1 meeting note and 1 page"),
    ],
)
def test_a_filter_leaves_what_fits_it(record: Record, sign_in: SignIn, narrowed: str, found: str) -> None:
    page = sign_in(Role.SECRETARIAT).get(f"/search?q=abandonment&{narrowed}")
    assert page.heading == f"{found} for “abandonment”"


def test_a_day_that_is_none_is_named_and_kept(record: Record, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/search?q=abandonment&since=32+May")
    assert page.errors == ["“32 May” is not a day. Give one such as 2023-10-04."]
    assert page.value("since") == "32 May"
    assert links(page)


def test_many_are_shown_a_few_at_first_and_then_page_by_page(record: Record, sign_in: SignIn) -> None:
    for number in range(PAGE_SIZE + 3):
        record.action(f"Burglary {number}")
    record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    first = browser.get("/search?q=burglary")
    assert first.heading == "23 actions for “burglary”"
    assert len(links(first)) == FIRST
    more = first.html.find("a", string="See all 23 actions")
    every = browser.get(str(more["href"]))  # type: ignore[index]
    rest = browser.get(str(every.html.select_one("a[rel=next]")["href"]))  # type: ignore[index]
    assert len(links(every)) == PAGE_SIZE
    assert len(set(links(every) + links(rest))) == PAGE_SIZE + 3
    assert "There is no such page." in browser.get("/search?q=burglary&kind=action&page=9").text


def test_what_says_it_in_its_title_comes_first(record: Record, sign_in: SignIn) -> None:
    record.action("Antisocial behaviour", asked="Why do abandoned vehicles stay?")
    record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get("/search?q=abandoned+vehicles")
    assert links(page) == ["/actions/PPM-002", "/actions/PPM-003"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "How to search"),
        ("%3F%21", "There is no word or number in what you typed. Type at least one."),
        ("-abandonment", "A minus leaves out what has a word."),
        ("zebra+%22grade+2%22", "Take the quotation marks away"),
        ("zebra+-horse", "Take the minus away."),
        ("zebra&post=head-of-roads", "Take the filter away"),
        ("abandonment&kind=document", "There are none of this kind."),
    ],
)
def test_where_nothing_is_found_the_page_says_what_to_try(
    record: Record, sign_in: SignIn, typed: str, said: str
) -> None:
    assert said in sign_in(Role.SECRETARIAT).get(f"/search?q={typed}").text


def test_the_box_is_on_every_page_of_those_who_may_search(record: Record, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    for address in ("/", "/actions", "/actions/PPM-001", "/meetings"):
        [box] = browser.get(address).html.select("header form[action='/search'] input[name=q]")
        assert box["aria-keyshortcuts"] == "/"
