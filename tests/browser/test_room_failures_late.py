"""The meeting room when the meeting was closed meanwhile: what was typed before that is kept, what was typed after is told."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Server
from tests.browser.scribes import LIVE, Room, hold_back, let_through
from tests.browser.test_the_whole_loop import MEETING
from tests.support.on_record import logged_at

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]


def _close_the_meeting(page: Page) -> None:
    """By the meeting's own address, as the form of its page does; where that leads is another page's affair."""
    answer = page.evaluate(
        """async (address) => (await fetch(address, {
            method: 'POST',
            redirect: 'manual',
            headers: {'X-CSRFToken': document.querySelector('meta[name=csrf-token]').content}
        })).type""",
        f"{MEETING}/close",
    )
    assert answer == "opaqueredirect"


def _start(page: Page) -> Room:
    page.goto(LIVE)
    page.get_by_role("button", name="Start the meeting").click()
    page.wait_for_url(f"**{LIVE}")
    return Room(page)


def test_what_was_typed_before_the_meeting_was_closed_is_kept_for_the_secretariat(
    server: Server, open_as: Open, check_accessible: Check
) -> None:
    room, other = _start(open_as("secretariat")), open_as("secretariat")
    other.goto(MEETING)
    hold_back(room.page.context)
    room.log("Typed before the end", "Bring it @nobody-there")
    expect(room.waiting.locator("li")).to_have_count(2)
    _close_the_meeting(other)
    expect(room.page.locator("#over")).to_contain_text("This meeting is closed", timeout=20_000)
    let_through(room.page.context)
    expect(room.waiting).to_be_hidden(timeout=20_000)
    expect(room.page.locator("#over")).to_contain_text("2 lines are kept")
    check_accessible(room.page)
    assert logged_at(server.folder) == []
    other.goto(MEETING)
    expect(other.locator("main")).to_contain_text("2 lines")


def test_what_is_typed_after_the_meeting_was_closed_is_told_and_stays_in_the_browser(
    server: Server, open_as: Open, check_accessible: Check
) -> None:
    room, other = _start(open_as("secretariat")), open_as("secretariat")
    other.goto(MEETING)
    _close_the_meeting(other)
    room.log("Typed after the end")
    expect(room.page.locator("#line-problem")).to_contain_text("before this was typed", timeout=20_000)
    expect(room.box).to_have_value("Typed after the end")
    expect(room.page.get_by_text("End the meeting")).to_be_hidden()
    room.page.reload()
    expect(room.page.locator("#draft")).to_contain_text("Typed after the end")
    check_accessible(room.page)
    room.page.get_by_role("button", name="Discard it").click()
    room.page.reload()
    expect(room.page.get_by_role("heading", level=1)).to_have_text("This meeting is closed")
    expect(room.page.locator("#draft")).to_be_hidden()
    assert logged_at(server.folder) == []


def test_the_rooms_address_after_closing_still_sends_what_waits_in_this_browser(
    server: Server, open_as: Open, check_accessible: Check
) -> None:
    room, other = _start(open_as("secretariat")), open_as("secretariat")
    other.goto(MEETING)
    hold_back(room.page.context)
    page = room.page.context.new_page()
    # Between two tries: a request that is held back gets through when its tab goes.
    with room.page.expect_event("requestfailed", lambda request: request.url.endswith("/actions")):
        room.log("Typed before the end, and the tab was closed")
    room.page.close()
    _close_the_meeting(other)
    page.goto(LIVE)
    expect(page.get_by_role("heading", level=1)).to_have_text("This meeting is closed")
    expect(page.locator("#unsent")).to_contain_text("Typed before the end, and the tab was closed")
    check_accessible(page)
    let_through(page.context)
    expect(page.locator("#arrived")).to_contain_text("the secretariat can take it in", timeout=20_000)
    expect(page.locator("#unsent")).to_be_hidden()
    check_accessible(page)
    page.get_by_role("button", name="Open the meeting’s page").click()
    page.wait_for_url(f"**{MEETING}")
    assert logged_at(server.folder) == []
