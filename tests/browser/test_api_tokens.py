"""A token is made, used and revoked: by keyboard, on a phone, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]


@pytest.mark.parametrize(("size", "scripts"), [(LAPTOP, True), (PHONE, False)])
def test_a_token_is_made_used_and_revoked(
    open_as: Open, check_accessible: Check, size: dict[str, int], scripts: bool
) -> None:
    page = open_as("admin", size=size, scripts=scripts)
    look = check_accessible if scripts else (lambda _: None)
    page.goto("/manage")
    page.get_by_role("link", name="Tokens of other programs").press("Enter")
    expect(page.locator("h1")).to_have_text("No other program may use the record")
    look(page)
    page.get_by_role("link", name="What programs can ask").press("Enter")
    expect(page.locator("h1")).to_have_text("What programs can ask")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    look(page)
    page.go_back()
    page.get_by_role("button", name="Make a token").press("Enter")
    page.locator("#name").fill("Data warehouse")
    page.get_by_role("button", name="Make the token").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("at least one thing")
    expect(page.locator("#name")).to_have_value("Data warehouse")
    look(page)
    page.get_by_label("Read actions, their updates and decisions").press("Space")
    page.get_by_role("button", name="Make the token").press("Enter")
    expect(page.locator("h1")).to_have_text("Copy the token of Data warehouse now")
    look(page)
    secret = page.locator("#token").input_value()
    assert _asks(page, secret) == 200
    page.get_by_role("link", name="Back to tokens").press("Enter")
    look(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Revoke the token of Data warehouse").press("Enter")
    look(page)
    page.get_by_role("button", name="Revoke it").press("Enter")
    expect(page.locator("main")).to_contain_text("Revoked on 20 September 2023 by")
    assert _asks(page, secret) == 401


def _asks(page: Page, secret: str) -> int:
    """What a program with this token is answered. The page’s own cookies go with it, and count for nothing."""
    return page.request.get("/api/v1/actions", headers={"Authorization": f"Bearer {secret}"}).status
