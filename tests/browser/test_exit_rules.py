"""The exit rule of a standing action: looked at before it is set, on a laptop by keyboard and on a phone without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open

pytestmark = pytest.mark.browser

TOLD = "0 of 3 months running at 1 hour or less; earliest possible: November 2023."


@pytest.mark.parametrize(("size", "scripts"), [(LAPTOP, True), (PHONE, False)])
def test_a_rule_is_looked_at_then_set_and_stands_on_the_action(
    open_as: Open, check_accessible: Callable[[Page], None], size: dict[str, int], scripts: bool
) -> None:
    page = open_as("commissioner", size=size, scripts=scripts)
    page.goto("/actions/PPM-025")
    rule = page.locator(".app-exit")
    expect(rule).to_contain_text("5 of 7 months below the average; earliest possible: September 2023.")
    expect(rule).to_contain_text("These figures were invented for the demonstration.")
    if scripts:
        check_accessible(page)
    page.get_by_role("link", name="Change the exit rule").press("Enter")
    page.get_by_label("What must be seen").select_option("target_met")
    page.get_by_label("For a target").fill("3")
    page.get_by_role("button", name="Look how it stands").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text(TOLD)
    if scripts:
        check_accessible(page)
    page.get_by_role("button", name="Set this rule").press("Enter")
    expect(page.locator(".app-exit")).to_contain_text(TOLD)
    expect(page.locator(".app-exit")).to_contain_text("target of 1 hour met for 3 months running")
