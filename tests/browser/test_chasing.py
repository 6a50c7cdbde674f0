"""What the secretariat does so that others are chased: by keyboard alone, on a phone, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
POLICY = "/series/ppm/chasing"


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_the_plan_a_policy_and_a_closed_day_are_worked_by_keyboard_alone(
    open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat", size=LAPTOP)
    hands = Keyboard(page)
    page.goto("/chasing")
    check_accessible(page)
    hands.follow("Public Performance Meeting", POLICY)
    check_accessible(page)
    hands.reach("Then the post above that too")
    hands.press("Control+a", "Delete")
    hands.reach("See what would go out")
    hands.press("Enter")
    expect(page.locator("#preview-heading")).to_contain_text("Not saved yet.")
    expect(page.locator("#preview")).to_contain_text("Staffordshire Commissioner")
    check_accessible(page)
    hands.reach("Save the policy")
    hands.press("Enter")
    expect(page.locator("main")).to_contain_text("is saved")
    page.goto(POLICY)
    expect(page.get_by_label("Then the post above that too")).to_have_value("")

    page.goto("/chasing")
    hands.follow("Closed days of the office", "/closed-days")
    check_accessible(page)
    hands.reach("Day")
    hands.type("27 September 2023")
    hands.press("Enter")
    expect(page.locator("h1")).to_have_text("The office is closed on 1 day to come")
    check_accessible(page)
    hands.reach("Remove Wednesday 27 September 2023")
    hands.press("Enter")
    expect(page.locator("h1")).to_have_text("Closed days of the office")


def test_a_request_to_the_force_is_written_held_and_released_by_keyboard_on_a_phone(
    open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat", size=PHONE)
    hands = Keyboard(page)
    page.goto("/meetings/ppm-2023-10-04/request")
    expect(page.get_by_label("New requests")).to_contain_text("Triage of 101 calls")
    check_accessible(page)
    assert fits(page)
    hands.reach("New requests")
    hands.press("Control+End", "Enter")
    hands.type("Burglary by hub since April")
    hands.reach("Save, and hold it for release")
    hands.press("Enter")
    expect(page.locator("#mail-heading")).to_have_text("The mail that is held")
    mail = page.frame_locator(".app-held__frame")
    expect(mail.locator("body")).to_contain_text("Burglary by hub since April")
    check_accessible(page)
    assert fits(page)
    hands.reach("Release it")
    hands.press("Enter")
    expect(page.locator("main")).to_contain_text("1 mail is released")


def test_a_date_that_the_office_owes_is_added_and_met_without_scripts(
    open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat", scripts=False)
    hands = Keyboard(page)
    page.goto("/clocks/new")
    page.get_by_label("Written reply to the Panel").check()
    page.get_by_label("Title").fill("Reply on reserves")
    page.get_by_label("Who is reminded").select_option(label="Chief Executive")
    page.get_by_label("First day").fill("18 9 2023")
    page.get_by_label("Last day", exact=True).fill("31 2 2023")
    hands.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Reply on reserves")
    page.get_by_label("Last day", exact=True).fill("18 10 2023")
    hands.press("Enter")
    expect(page.locator(".app-clock")).to_have_count(2)
    expect(page.locator(".app-clock").first).to_contain_text("20 working days left")
    page.get_by_role("link", name="Reply on reserves").press("Enter")
    page.get_by_label("The day on which it went out").fill("20 9 2023")
    hands.press("Enter")
    expect(page.locator(".app-clock--met")).to_contain_text("28 days before the last")

    for size in (LAPTOP, PHONE):
        seen = open_as("secretariat", size=size)
        for address in ("/clocks", "/clocks/1", "/clocks/new"):
            seen.goto(address)
            check_accessible(seen)
            assert fits(seen)
