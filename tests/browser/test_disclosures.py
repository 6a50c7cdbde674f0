"""A request for what is held is taken down and answered: by keyboard, on a phone, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]


@pytest.mark.parametrize(("size", "scripts"), [(LAPTOP, True), (PHONE, False)])
def test_a_request_becomes_a_bundle_in_which_words_are_withheld(
    open_as: Open, check_accessible: Check, size: dict[str, int], scripts: bool
) -> None:
    page = open_as("secretariat", size=size, scripts=scripts)
    look = check_accessible if scripts else (lambda _: None)
    page.goto("/manage")
    look(page)
    page.get_by_role("link", name="Requests for what is held").press("Enter")
    expect(page.locator("h1")).to_have_text("No request is waiting for an answer")
    look(page)
    page.get_by_role("button", name="Take a request down").press("Enter")
    page.locator("#about").focus()
    page.keyboard.type("All that is held on abandoned calls.")
    page.keyboard.press("Tab")
    page.keyboard.type("of")
    look(page)
    page.get_by_role("button", name="Put it on record").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("found nearly everywhere")
    expect(page.locator("#about")).to_have_value("All that is held on abandoned calls.")
    page.locator("#terms").fill("abandoned")
    page.get_by_role("button", name="Put it on record").press("Enter")
    expect(page.locator("h1")).to_have_text("20 working days left")
    look(page)
    page.get_by_role("button", name="Go through the record").press("Enter")
    expect(page.locator("h1")).to_have_text("Disclosure bundle: version 1 is a draft")
    page.get_by_role("link", name="Withhold words from it").press("Enter")
    expect(page.locator("main")).to_contain_text("More 101 calls are being abandoned.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
