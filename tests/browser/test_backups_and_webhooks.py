"""The administrator's pages of backups and webhooks: by keyboard, on a laptop and a phone, with scripts and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
WAYS = [(LAPTOP, True), (PHONE, True), (PHONE, False)]


@pytest.mark.parametrize(("size", "scripts"), WAYS)
def test_a_backup_is_asked_for(
    open_as: Open, check_accessible: Check, size: dict[str, int], scripts: bool
) -> None:
    page = open_as("admin", size=size, scripts=scripts)
    page.goto("/manage")
    page.get_by_role("link", name="Backups").press("Enter")
    expect(page.locator("h1")).to_have_text("No backup was ever made")
    page.get_by_role("button", name="Make a backup now").press("Enter")
    expect(page.get_by_role("status").filter(has_text="A backup is being made.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if scripts:
        check_accessible(page)


@pytest.mark.parametrize(("size", "scripts"), WAYS)
def test_an_address_is_added_and_tested(
    open_as: Open, check_accessible: Check, size: dict[str, int], scripts: bool
) -> None:
    page = open_as("admin", size=size, scripts=scripts)
    page.goto("/webhooks/new")
    page.get_by_label("Address").fill("https://127.0.0.1/in")
    page.get_by_label("An action is closed").press("Space")
    page.get_by_role("button", name="Add the address").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("private network")
    if scripts:
        check_accessible(page)
    page.get_by_label("Address").fill("https://events.office.example/actions")
    page.get_by_role("button", name="Add the address").press("Enter")
    expect(page.locator("#secret")).to_contain_text("whsec_")
    if scripts:
        check_accessible(page)
    page.get_by_role("button", name="I have copied it").press("Enter")
    page.get_by_role("button", name="Send a test").press("Enter")
    expect(page.locator("table")).to_contain_text("Waiting")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if scripts:
        check_accessible(page)
        page.goto("/webhooks")
        check_accessible(page)
