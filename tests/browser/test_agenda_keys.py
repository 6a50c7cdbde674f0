"""Going through the agenda by keyboard, faster than the server answers."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.holding import Held

pytestmark = pytest.mark.browser


def test_what_arises_is_shown_for_the_item_that_was_reached_last(open_as: Callable[..., Page]) -> None:
    page = open_as("secretariat")
    page.goto("/meetings/ppm-2023-10-04/live?item=1")
    arising = Held(page, re.compile(r"/live\?item="))
    page.locator("textarea").first.click()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    arising.let_go(0)
    arising.let_go(1)
    number = page.locator(".app-agenda__link[aria-current] .app-agenda__number").inner_text()
    expect(page.locator("#matters h2")).to_have_text(f"Matters arising under {number}")
