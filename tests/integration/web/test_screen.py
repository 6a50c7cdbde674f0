"""The screen for the room: what it shows in each state of a meeting, to whom, and how little an unchanged one costs."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record, due
from tests.support.page import Browser, Page
from tests.support.sittings import close, desk_at, start
from tracker.domain.actions import Move
from tracker.domain.evidence import Locator
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.models.evidence import Document
from tracker.services.actions import Wanted, raise_action
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.evidence import attach_document
from tracker.services.meetings import cancel_meeting
from tracker.services.reviews import Decision, record_review
from tracker.services.room import move_to_item, undo_action

SignIn = Callable[..., Browser]
SCREEN = "/meetings/ppm-2023-10-04/screen"
AGENDA = (("1", "Matters arising"), ("3.1", "Contact and response"), ("3.2", "Roads"))


class Room:
    """The meeting of 4 October and what its scribe does, each step saved."""

    def __init__(self, record: Record) -> None:
        self.record, self.session = record, record.desk.session
        self.meeting = record.meeting("2023-10-04")
        lines = [AgendaLine(number, title) for number, title in AGENDA]
        self.items = {line.number: add_agenda_item(record.desk, self.meeting, line) for line in lines}
        self.before = record.action("Repeat callers", due="2023-10-31", on="2023-09-01")
        self.session.commit()

    def start(self) -> None:
        start(self.record.desk, self.meeting)
        self.session.commit()

    def close(self) -> None:
        close(self.record.desk, self.meeting)
        self.session.commit()

    def discuss(self, number: str, at: str = "14:40") -> None:
        move_to_item(desk_at(self.record.desk, at), self.meeting, self.items[number].key)
        self.session.commit()

    def log(self, title: str, item: str, at: str = "14:45") -> Action:
        post = self.record.post("head-of-contact")
        wanted = Wanted(
            title=title, post_id=post.key, due=due("2023-11-30"), agenda_item_id=self.items[item].key
        )
        action, _ = raise_action(desk_at(self.record.desk, at), meeting=self.meeting, wanted=wanted)
        self.session.commit()
        return action


@pytest.fixture
def room(on_record: Record) -> Room:
    return Room(on_record)


@pytest.fixture
def screen(room: Room, sign_in: SignIn) -> Browser:
    return sign_in(Role.SECRETARIAT)


def large(page: Page) -> str:
    article = page.html.select_one("[data-reference]")
    return " ".join(article.get_text(" ").split()) if article else ""


def version(page: Page) -> str:
    return page.html.select_one("#screen")["hx-vals"].split('"')[3]


def fragment(browser: Browser, seen: str) -> Page:
    return browser.get(SCREEN, query_string={"version": seen}, headers={"HX-Request": "true"})


def test_before_the_meeting_it_shows_when_where_and_the_agenda(screen: Browser) -> None:
    page = screen.get(SCREEN)
    assert page.heading == "Wednesday 4 October 2023 at 14:30"
    assert "Oak Room" in page.text
    assert "3.1 Contact and response" in page.text
    assert "1 matter arising" in page.html.footer.get_text()


def test_once_it_runs_it_shows_the_agenda_until_an_item_is_under_discussion(
    room: Room, screen: Browser
) -> None:
    room.start()
    page = screen.get(SCREEN)
    assert page.heading == "The meeting has started"
    assert "3.2 Roads" in page.text
    assert "started 14:30" in page.html.header.get_text()


def test_an_item_under_which_nothing_was_logged_stands_there_with_the_one_after_it(
    room: Room, screen: Browser
) -> None:
    room.start()
    room.discuss("3.1")
    page = screen.get(SCREEN)
    assert page.text == "Item 3.1 Contact and response Next: 3.2 Roads"
    room.discuss("3.2")
    assert screen.get(SCREEN).text == "Item 3.2 Roads"


def test_what_was_just_logged_stands_large_with_its_owner_and_date(room: Room, screen: Browser) -> None:
    room.start()
    room.discuss("3.1")
    room.log("Show 999 answer times by hour", "3.1", at="14:45")
    room.log("Count the calls", "3.1", at="14:50")
    page = screen.get(SCREEN)
    assert page.heading == "3.1 Contact and response"
    assert large(page) == "Action 003 Count the calls Head of contact , due 30 November 2023"
    below = page.html.select("[data-fit] li")
    assert [" ".join(line.get_text(" ").split())[:40] for line in below] == [
        "Action 002 Show 999 answer times by hour"
    ]


def test_what_the_scribe_takes_back_leaves_the_screen(room: Room, screen: Browser) -> None:
    room.start()
    room.discuss("3.1")
    action = room.log("Said twice by mistake", "3.1")
    undo_action(room.record.desk, action, version=action.version)
    room.session.commit()
    page = screen.get(SCREEN)
    assert "Said twice" not in page.text
    assert "0 actions logged" in page.html.footer.get_text()


def test_at_the_matters_arising_it_shows_what_comes_now_and_what_was_decided_last(
    room: Room, screen: Browser
) -> None:
    room.start()
    room.discuss("1")
    assert screen.get(SCREEN).text == (
        "1 Matters arising 0 of 1 decided Next: Action 001 Repeat callers No owner yet , due 31 October 2023"
    )
    record_review(
        desk_at(room.record.desk, "14:41"),
        room.before,
        Decision(Move.CONTINUE, decided_by="The Commissioner"),
        meeting=room.meeting,
        version=room.before.version,
    )
    room.session.commit()
    page = screen.get(SCREEN)
    assert (
        page.text
        == "1 Matters arising 1 of 1 decided Decided last Action 001 Repeat callers Continue and 0 more"
    )
    assert page.html.select_one("[data-more]").has_attr("hidden")


def test_once_it_is_over_it_says_so_and_lists_what_was_logged(room: Room, screen: Browser) -> None:
    room.start()
    room.log("Count the calls", "3.1")
    room.close()
    page = screen.get(SCREEN)
    assert page.heading == "The meeting has ended"
    assert "1 action logged" in page.text
    assert "Action 002 Count the calls" in page.text


def test_a_cancelled_meeting_is_said_to_be_cancelled(room: Room, screen: Browser) -> None:
    cancel_meeting(room.record.desk, room.meeting, version=room.meeting.version)
    room.session.commit()
    page = screen.get(SCREEN)
    assert page.text == "This meeting was cancelled"


def test_an_unchanged_screen_costs_a_204_and_each_change_brings_another_version(
    room: Room, screen: Browser
) -> None:
    seen = version(screen.get(SCREEN))
    steps: list[Callable[[], object]] = [
        room.start,
        lambda: room.discuss("3.1"),
        lambda: room.log("Count the calls", "3.1"),
        lambda: room.discuss("3.2", at="14:55"),
        room.close,
    ]
    for step in steps:
        unchanged = fragment(screen, seen)
        assert (unchanged.status, unchanged.html.get_text()) == (204, "")
        step()
        changed = fragment(screen, seen)
        assert changed.status == 200
        assert not changed.html.find("html"), "the changing part, not the page"
        assert version(changed) != seen
        seen = version(changed)


def test_what_somebody_typed_is_text_and_never_markup(room: Room, screen: Browser) -> None:
    room.start()
    room.discuss("3.1")
    room.log("<b>Loud</b> <script>alert(1)</script>", "3.1")
    page = screen.get(SCREEN)
    assert "<b>Loud</b> <script>alert(1)</script>" in large(page)
    assert all(script.get("src") for script in page.html.find_all("script"))


def test_it_has_no_controls_and_leads_nowhere(room: Room, screen: Browser) -> None:
    room.start()
    room.log("Count the calls", "3.1")
    assert not screen.get(SCREEN).html.select("a, button, input, form, select, textarea, [tabindex]")


def test_without_scripts_it_asks_for_itself_again(screen: Browser) -> None:
    again = screen.get(SCREEN).html.select_one("noscript meta[http-equiv=refresh]")
    assert again["content"] == "4"


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.COMMISSIONER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_the_office_may_see_it(room: Room, sign_in: SignIn, role: Role) -> None:
    assert sign_in(role).get(SCREEN).status == 200


@pytest.mark.parametrize("role", [Role.OWNER, Role.PANEL])
def test_others_may_not(room: Room, sign_in: SignIn, role: Role) -> None:
    assert sign_in(role).get(SCREEN).status == 403


def test_nobody_sees_it_without_signing_in(room: Room, visitor: Browser) -> None:
    assert "/sign-in" in visitor.client.get(SCREEN).location


def test_a_meeting_that_is_not_there_is_not_found(screen: Browser) -> None:
    assert screen.get("/meetings/ppm-2031-01-01/screen").status == 404


def test_the_title_of_what_is_sensitive_is_not_shown_to_the_room(room: Room, sign_in: SignIn) -> None:
    room.start()
    logged = room.log("Move the witness", "3.1")
    paper = Document(code="a-paper", title="A paper", marking="OFFICIAL-SENSITIVE")
    room.session.add(paper)
    room.session.flush()
    for action in (room.before, logged):
        attach_document(room.record.desk, action, "A paper", where=Locator())
    room.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    assert "Move the witness" not in browser.get(SCREEN).text
    room.discuss("1", at="14:50")
    page = browser.get(SCREEN)
    assert "Next: Action 001 Not shown here: OFFICIAL-SENSITIVE" in page.text
    assert "Repeat callers" not in page.text
    record_review(
        room.record.desk,
        room.before,
        Decision(Move.CONTINUE, decided_by="Us"),
        meeting=room.meeting,
        version=None,
    )
    room.session.commit()
    assert "Repeat callers" not in browser.get(SCREEN).text
