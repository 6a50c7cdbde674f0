"""A line that was typed in time and arrived too late: from the queue of the browser onto the record, or set aside."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open, Server
from tests.browser.scribes import LIVE, Room, hold_back, let_through
from tests.browser.test_the_whole_loop import MEETING
from tests.support.on_record import logged_at

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
LATE = f"{MEETING}/late-lines"


def press(page: Page, role: str, name: str) -> None:
    """Goes to a link or button and presses Enter: no mouse."""
    page.get_by_role(role, name=name).first.press("Enter")  # type: ignore[arg-type]


@pytest.fixture
def secretary(open_as: Open) -> Page:
    """The secretariat on the meeting's page, after two lines of a scribe arrived when it was closed."""
    scribe, page = open_as("secretariat"), open_as("secretariat")
    scribe.goto(MEETING)
    press(scribe, "button", "Start the meeting")
    scribe.wait_for_url(f"**{LIVE}")
    room = Room(scribe)
    hold_back(scribe.context)
    room.log("Count the cameras @head-of-contact due next meeting", "Said twice by mistake")
    expect(room.waiting.locator("li")).to_have_count(2)
    page.goto(f"{MEETING}/close")
    page.locator("main form button").last.press("Enter")
    page.wait_for_url(f"**{MEETING}/mails")
    let_through(scribe.context)
    expect(scribe.locator("#over")).to_contain_text("2 lines are kept", timeout=20_000)
    page.goto(MEETING)
    return page


def test_a_late_line_is_taken_in_or_set_aside_with_a_reason(
    server: Server, secretary: Page, check_accessible: Check
) -> None:
    page = secretary
    assert logged_at(server.folder) == []
    page.locator(f"main a[href$='{LATE}']").first.press("Enter")
    expect(page.locator("h1")).to_have_text("2 lines arrived after the meeting was closed")
    expect(page.locator("#line-1")).to_contain_text("Head of Contact and Response")
    check_accessible(page)

    page.locator("#reason-1").fill("")
    press(page, "button", "Take it in")
    expect(page.locator("#reason-1-error")).to_contain_text("Give the reason")
    check_accessible(page)
    page.locator("#reason-1").fill("The line was down")
    press(page, "button", "Take it in")
    expect(page.locator("h1")).to_have_text("1 line arrived after the meeting was closed")
    assert logged_at(server.folder) == ["Count the cameras"]

    page.locator("#line-2 summary").press("Enter")
    page.locator("#aside-2").fill("The first scribe has it")
    page.locator("#line-2").get_by_role("button", name="Set it aside").press("Enter")
    expect(page.locator("h1")).to_have_text("No late line waits")
    settled = page.locator(".app-corrections__item")
    expect(settled.filter(has_text="Count the cameras")).to_contain_text("Taken in as PPM-044")
    expect(settled.filter(has_text="Said twice")).to_contain_text("Reason: The first scribe has it")
    check_accessible(page)

    press(page, "link", "PPM-044")
    expect(page.locator("main")).to_contain_text("Head of Contact and Response")
    page.goto(f"{MEETING}/corrections")
    expect(page.locator(".app-corrections__item").first).to_contain_text("Reason: The line was down")
    page.goto(f"{MEETING}/mails")
    expect(page.locator(".app-aftermath__read")).to_contain_text("Count the cameras")


def test_the_line_is_mended_before_it_is_taken_in(secretary: Page, check_accessible: Check) -> None:
    page = secretary
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(LATE)
    check_accessible(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
    page.locator("#text-2").fill("Count the vans due 30 November")
    expect(page.locator("#line-2")).to_contain_text("30 November 2023")
    page.locator("#reason-2").fill("Mistyped in the room")
    page.locator("#line-2").get_by_role("button", name="Take it in").press("Enter")
    item = page.locator(".app-corrections__item").filter(has_text="Said twice by mistake")
    expect(item).to_contain_text("Taken in as PPM-044")
    press(page, "link", "PPM-044")
    expect(page.locator("h1")).to_contain_text("Count the vans")
