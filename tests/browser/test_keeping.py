"""A name is purged, and an action is disposed of by two people: by keyboard, on a phone, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]


@pytest.mark.parametrize(
    ("size", "scripts", "word"), [(LAPTOP, True, "satisfaction"), (PHONE, False, "disparities")]
)
def test_a_word_is_purged(
    open_as: Open, check_accessible: Check, size: dict[str, int], scripts: bool, word: str
) -> None:
    page = open_as("admin", size=size, scripts=scripts)
    look = check_accessible if scripts else (lambda _: None)
    page.goto("/purge")
    look(page)
    page.locator("#words").fill("ab")
    page.get_by_role("button", name="Look where they are").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("too short")
    page.locator("#words").fill(word)
    page.locator("#reason").fill("Typed by mistake")
    page.get_by_role("button", name="Look where they are").press("Enter")
    expect(page.locator("h1")).to_contain_text("these words")
    assert word not in page.url
    look(page)
    total = page.locator("#number-hint").inner_text().split("All of them are ")[1].split(".")[0]
    page.locator("#number").fill("0")
    page.get_by_role("button", name="Take them out for good").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("type that number")
    page.locator("#number").fill(total)
    page.get_by_role("button", name="Take them out for good").press("Enter")
    expect(page.locator("h1")).to_contain_text("Taken out")
    assert word not in page.locator("main").inner_text().lower()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    look(page)


def test_two_people_dispose_of_an_action(open_as: Open, check_accessible: Check) -> None:
    admin = open_as("admin", size=LAPTOP, scripts=True)
    admin.goto("/retention/actions")
    check_accessible(admin)
    admin.locator("#years").fill("1")
    admin.get_by_role("button", name="the rule").press("Enter")
    expect(admin.locator("h1")).to_contain_text("due")
    for reference in ("PPM-016", "PPM-015"):
        admin.locator(f"input[value={reference}]").check(force=True)
    admin.locator("#reason").fill("Their years are over")
    admin.get_by_role("button", name="Propose what is ticked").press("Enter")
    expect(admin.locator("h1")).to_have_text("2 proposals wait for a second person")
    expect(admin.locator("main")).to_contain_text("You proposed this, so another person decides.")
    check_accessible(admin)
    page = open_as("commissioner", size=PHONE, scripts=True)
    page.goto("/retention")
    check_accessible(page)
    first = page.locator(".app-disposal").first
    first.get_by_label("Refuse: it stays on the list").check(force=True)
    first.get_by_role("button", name="Decide").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Give the reason")
    check_accessible(page)
    first.get_by_label("Reason").fill("Still asked about")
    first.get_by_role("button", name="Decide").press("Enter")
    expect(page.locator("h1")).to_have_text("1 proposal waits for a second person")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_document_leads_to_the_purge_of_its_file_on_a_phone(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat", size=PHONE)
    page.goto("/documents/new")
    page.set_input_files(
        "[name=file]", {"name": "wrong.txt", "mimeType": "text/plain", "buffer": b"The wrong file"}
    )
    page.locator("[name=title]").fill("Wrong pack")
    page.locator("main form button").last.click()
    page.wait_for_url("**/documents/wrong-pack")
    admin = open_as("admin", size=PHONE)
    admin.goto("/documents/wrong-pack")
    admin.get_by_role("link", name="The wrong file? Purge it").click()
    expect(admin.locator("h1")).to_have_text("Destroy this file?")
    check_accessible(admin)
    assert admin.evaluate("document.documentElement.scrollWidth <= innerWidth")
