"""The page of a private calendar, in the browser: by keyboard, on a laptop and a phone, with scripts and without."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]


@pytest.mark.parametrize(("size", "scripts"), [(LAPTOP, True), (PHONE, True), (PHONE, False)])
def test_an_address_is_made_and_taken_back(
    open_as: Open, check_accessible: Check, size: dict[str, int], scripts: bool
) -> None:
    page = open_as("secretariat", size=size, scripts=scripts)
    page.goto("/posts/head-of-contact")
    page.get_by_role("link", name="See what is due in a calendar").press("Enter")
    expect(page.locator("h1")).to_have_text("See what is due in a calendar")
    if scripts:
        check_accessible(page)
    page.get_by_role("button", name="Make a calendar address").press("Enter")
    expect(page.locator("#address")).to_contain_text("/calendar/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if scripts:
        check_accessible(page)

    address = urlsplit(page.locator("#address").inner_text()).path
    stranger = open_as("").request
    assert Calendar.from_ical(stranger.get(address).body()).name == "VCALENDAR"
    page.get_by_role("button", name="Take the address back").press("Enter")
    expect(page.get_by_role("button", name="Make a calendar address")).to_be_visible()
    assert stranger.get(address).status == 410
