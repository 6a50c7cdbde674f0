"""A meeting is moved and another is cancelled by keyboard: who will be told is shown first, and one mail each is owed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open

pytestmark = pytest.mark.browser
MEETING = "/meetings/ppm-2023-10-04"


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_a_meeting_is_moved_and_cancelled_and_its_owners_are_told(
    open_as: Open, check_accessible: Callable[[Page], None], size: dict[str, int]
) -> None:
    page = open_as("secretariat", size=size)
    heading = page.get_by_role("heading", level=1)
    page.goto(f"{MEETING}/edit")
    page.get_by_label("Day").first.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("18")
    page.keyboard.press("Enter")
    expect(heading).to_have_text("6 due dates move with the meeting")
    expect(page.locator("main")).to_contain_text("Who will be told: one mail each")
    check_accessible(page)
    page.get_by_label("Why is the meeting moved?").focus()
    page.keyboard.type("x" * 501)
    page.get_by_role("button", name="Move the meeting").press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("Keep the reason to 500 characters; it has 501.")
    check_accessible(page)
    page.get_by_label("Why is the meeting moved?").fill("The room is needed.")
    page.get_by_role("button", name="Move the meeting").press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("Five owners are told by mail.")

    page.goto("/mail")
    page.get_by_role("link", name="Meeting of 4 October moved").first.focus()
    page.keyboard.press("Enter")
    expect(page.frame_locator("iframe").locator("body")).to_contain_text("The room is needed.")
    check_accessible(page)

    page.goto("/meetings/ppm-2023-10-18/cancel")
    expect(heading).to_have_text("Cancel the meeting of 18 October 2023?")
    check_accessible(page)
    page.get_by_role("button", name="Cancel the meeting").press("Enter")
    expect(heading).to_have_text("The meeting of 18 October 2023 was cancelled")
