"""Withholding words in the browser: by keyboard, by selecting them, on a phone and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
TITLE = "actions/PPM-042/title"


def _public_version(page: Page) -> str:
    """The address of the redactions of a status report for the public, cut through the pages."""
    page.goto("/meetings/ppm-2023-10-04")
    page.get_by_role("button", name="Build the action status report").click()
    page.get_by_role("button", name="for the public").click()
    page.get_by_role("link", name="Withhold words from it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is withheld from this version")
    return page.url


def test_words_are_withheld_and_given_back_by_keyboard(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat")
    _public_version(page)
    check_accessible(page)
    page.locator("#q").fill("Stafford police station")
    page.locator("#q").press("Enter")
    page.locator(f'[data-redact-choose="{TITLE}"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-redact-heading]")).to_be_focused()
    expect(page.locator("[data-redact-heading]")).to_contain_text("Action 042")
    page.keyboard.press("Tab")
    page.keyboard.type("stafford police")
    page.keyboard.press("Tab")
    page.locator("#reason").select_option("foi-31")
    page.locator("#note").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Words are withheld")
    expect(page.locator(".app-redact__mark").first).to_have_text("[withheld: section 31]")
    check_accessible(page)
    page.get_by_role("button", name="Give it back").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is withheld from this version")


def test_what_is_selected_is_what_will_be_withheld_and_grows_to_whole_words(open_as: Open) -> None:
    page = open_as("secretariat")
    here = _public_version(page)
    page.goto(f"{here}?q=Stafford")
    page.evaluate(
        """(path) => {
            const text = document.querySelector(`[data-redact-path="${path}"]`).firstChild
            const start = text.data.indexOf('Stafford')
            document.getSelection().setBaseAndExtent(text, start + 2, text, start + 5)
            document.dispatchEvent(new MouseEvent('mouseup'))
        }""",
        TITLE,
    )
    expect(page.locator("#words")).to_have_value("Stafford")
    expect(page.locator("[data-redact-form] [name=path]")).to_have_value(TITLE)


def test_it_fits_a_phone(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat")
    here = _public_version(page)
    page.set_viewport_size(PHONE)
    page.goto(f"{here}?field={TITLE}")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    check_accessible(page)
