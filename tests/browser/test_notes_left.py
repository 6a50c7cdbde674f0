"""Notes that did not arrive before the meeting was closed: told at the room's address, and put on the record by a correction."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_the_whole_loop import MEETING

pytestmark = pytest.mark.browser
LIVE = f"{MEETING}/live"


def close_the_meeting(page: Page) -> None:
    page.goto(MEETING)
    page.get_by_role("button", name="Start the meeting").first.click()
    page.goto(f"{MEETING}/close")
    page.locator("main form button").last.click()


def test_notes_that_came_too_late_are_put_on_the_record_with_a_reason(
    open_as: Open, check_accessible: Callable[[Page], None]
) -> None:
    page, other = open_as("secretariat"), open_as("secretariat")
    page.goto(LIVE)
    page.keyboard.press("Alt+n")
    page.context.set_offline(True)
    page.keyboard.type("Said before the end")
    expect(page.locator("section:not([hidden]) > form [data-note-trouble]")).to_contain_text(
        "Kept on this computer"
    )
    close_the_meeting(other)
    page.context.set_offline(False)
    page.goto(LIVE)
    told = page.locator("[data-notes-left]")
    expect(told).to_contain_text("Notes that you typed were not saved in time")
    check_accessible(page)
    told.get_by_role("link").press("Enter")
    page.get_by_role("link", name="Correct the record with it").press("Enter")
    expect(page.locator("[name=notes]")).to_have_value("Said before the end")
    page.fill("[name=reason]", "It did not arrive before the meeting was closed")
    page.get_by_role("button", name="Correct the record").press("Enter")
    expect(page.locator("main")).to_contain_text("Said before the end")
    page.goto(f"{MEETING}/notes")
    expect(page.locator("[data-note-read]").first).to_contain_text("Said before the end")
    expect(page.locator(".app-note__left")).to_have_count(0)
    page.goto(LIVE)
    expect(page.locator("h1")).to_have_text("This meeting is closed")
    expect(told).to_be_hidden()


def test_where_everything_was_saved_nothing_is_said(open_as: Open) -> None:
    page = open_as("secretariat")
    close_the_meeting(page)
    page.goto(LIVE)
    expect(page.locator("h1")).to_have_text("This meeting is closed")
    expect(page.locator("[data-notes-left]")).to_be_hidden()
