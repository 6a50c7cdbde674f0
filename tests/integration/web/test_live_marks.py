"""A line of the running list is undone, put back and marked in its place, or on the page without scripts."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.viewers import Role
from tracker.services.agenda import AgendaLine, add_agenda_item

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
ONE = f"{OCTOBER}/actions/PPM-001"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def scribe(sign_in: SignIn, on_record: Record) -> Browser:
    october = on_record.meeting("2023-10-04")
    add_agenda_item(on_record.desk, october, AgendaLine("3.1", "Contact and response"))
    on_record.action("Bring the waiting times back", meeting=october, due="2023-11-30")
    on_record.desk.session.commit()
    return sign_in(Role.SECRETARIAT)


def press(scribe: Browser, does: str, *, version: int, htmx: bool = True) -> Page:
    return scribe.post(f"{ONE}/{does}", {"version": str(version)}, headers=HTMX if htmx else {})


def test_a_line_is_undone_and_put_back_in_its_place(scribe: Browser) -> None:
    undone = press(scribe, "undo", version=1)
    assert undone.status == 200
    assert "Undone in the meeting room" in undone.text
    assert [button["data-does"] for button in undone.html.select("button")] == ["put-back"]
    back = press(scribe, "put-back", version=int(undone.html.li["data-entry"]))
    assert back.status == 200
    assert "due 30 November 2023" in back.text
    assert "Undone" not in back.text


def test_without_scripts_the_room_comes_back_and_says_what_was_done(scribe: Browser) -> None:
    assert (
        "Action 001 is undone. Its number is not used again."
        in press(scribe, "undo", version=1, htmx=False).text
    )
    assert "Action 001 is back as it was." in press(scribe, "put-back", version=2, htmx=False).text


def test_a_mark_is_pressed_and_taken_back(scribe: Browser) -> None:
    marked = press(scribe, "kind/commitment", version=1)
    pressed = {button["data-does"]: button["aria-pressed"] for button in marked.html.select("[aria-pressed]")}
    assert pressed == {"commitment": "true", "outcome": "false"}
    assert marked.html.select_one("[data-does=commitment]")["formaction"] == f"{ONE}/kind/action"
    plain = press(scribe, "kind/action", version=2)
    assert not plain.html.select("[aria-pressed=true]")


def test_who_is_too_late_sees_the_line_as_it_stands_and_why(scribe: Browser) -> None:
    press(scribe, "kind/commitment", version=1)
    late = press(scribe, "undo", version=1)
    assert late.status == 409
    assert "changed action 001 at" in late.text
    assert late.html.select_one("[data-does=commitment]")["aria-pressed"] == "true"
    page = press(scribe, "undo", version=1, htmx=False)
    assert page.status == 409
    assert "changed action 001 at" in page.html.select_one(".govuk-error-summary").get_text()


@pytest.mark.parametrize("does", ["undo", "put-back", "kind/outcome"])
def test_nothing_is_done_to_a_line_without_saying_which_version_it_was(scribe: Browser, does: str) -> None:
    assert scribe.post(f"{ONE}/{does}", headers=HTMX).status == 409


def test_there_are_no_other_marks(scribe: Browser) -> None:
    assert scribe.post(f"{ONE}/kind/standing", {"version": "1"}).status == 404


def test_the_item_under_discussion_moves_the_screen_and_comes_back_to_the_room(scribe: Browser) -> None:
    page = scribe.post(f"{OCTOBER}/live/item", {"item": "3.1"})
    assert page.html.select_one("[aria-current=true]")["data-item"] == "3.1"
    assert page.html.select_one("[data-item='3.1'] .app-agenda__screen")
    refused = scribe.post(f"{OCTOBER}/live/item", {"item": "9.9"})
    assert refused.status == 422
    assert "There is no item 9.9 on this agenda" in refused.text
