"""Going through the agenda by keyboard, faster than the server answers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser


def test_what_arises_is_shown_for_the_item_that_was_reached_last(open_as: Callable[..., Page]) -> None:
    page = open_as("secretariat")
    page.goto("/meetings/ppm-2023-10-04/live?item=1")
    asked: list[Route] = []

    def answer(route: Route) -> None:
        asked.append(route)
        if len(asked) != 2:
            route.continue_()

    page.route(lambda address: "/live?item=" in address, answer)
    page.locator("textarea").first.click()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_timeout(500)
    asked[1].continue_()
    number = page.locator(".app-agenda__link[aria-current] .app-agenda__number").inner_text()
    expect(page.locator("#matters h2")).to_have_text(f"Matters arising under {number}")
