"""An inspection report is added and its findings pasted by keyboard; the pages of inspections and of the Panel for everyone."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
FOUND = "Cause of concern 1: Calls wait.\nRecommendation 1: By 31 December 2023, the force should answer.\n"
WHERE = "/inspections/2023-call-handling"


def add_report(page: Page) -> None:
    page.goto("/inspections/new")
    hands = Keyboard(page)
    page.locator("#title").focus()
    hands.type("Call handling")
    page.locator("#published_on").focus()
    hands.type("6 9 2023")
    page.locator("#post").focus()
    hands.press("ArrowDown")
    page.get_by_role("button", name="Add the report").focus()
    hands.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("are due in 29 working days")


def test_a_report_is_added_pasted_and_checked_by_keyboard(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat", size=LAPTOP)
    page.goto("/inspections")
    expect(page.get_by_role("heading", level=1)).to_have_text("No inspection report is on record")
    check_accessible(page)
    add_report(page)
    check_accessible(page)
    hands = Keyboard(page)
    hands.follow("Add what it found", "/findings")
    check_accessible(page)
    hands.reach("Paste the list")
    page.keyboard.insert_text(FOUND)
    hands.reach("Show what is understood")
    hands.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check these 2 findings")
    check_accessible(page)
    page.locator("#title-0").focus()
    hands.press("Control+a")
    hands.type("Answer calls sooner")
    page.get_by_role("button", name="Put them on record").focus()
    hands.press("Enter")
    expect(page.locator(".app-finding__action").first).to_have_text("INS-001 Answer calls sooner")
    expect(page.locator("main")).to_contain_text("Recommendation 1 under cause of concern 1")
    check_accessible(page)
    page.goto("/actions/INS-002")
    check_accessible(page)
    for form in ("/actions/INS-002/finding", "/actions/INS-002/finding/submitted", f"{WHERE}/edit"):
        page.goto(form)
        check_accessible(page)


def test_on_a_phone_the_steps_stand_one_under_the_other(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat", size=PHONE)
    add_report(page)
    tops = [one.bounding_box() for one in page.locator(".app-owed__step").all()]
    assert all(one and two and two["y"] > one["y"] for one, two in pairwise(tops))
    for address in (
        WHERE,
        f"{WHERE}/comments",
        f"{WHERE}/asking",
        f"{WHERE}/steps/published",
        "/inspections",
    ):
        page.goto(address)
        check_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_comments_are_shown_as_readers_will_see_them_while_they_are_typed(open_as: Open) -> None:
    page = open_as("secretariat", size=LAPTOP)
    add_report(page)
    page.goto(f"{WHERE}/comments")
    page.locator("#body").fill("## What is done\n\nIt is **done**.")
    expect(page.locator("#preview-text strong")).to_have_text("done")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("body")).to_contain_text("The comments are saved.")


def test_what_the_panel_asked_is_logged_on_a_phone(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat", size=PHONE)
    page.goto("/panel")
    check_accessible(page)
    page.get_by_role("button", name="Log what the Panel asked").click()
    check_accessible(page)
    page.locator("#wording").fill("How long do callers wait?")
    page.locator("#title").fill("Say how long callers wait")
    page.locator("#reply_by").fill("31 10 2023")
    page.select_option("#post", index=1)
    page.get_by_role("button", name="Put it on record").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 reply to the Panel is due")
    check_accessible(page)
    page.get_by_role("link", name="Note the reply").click()
    check_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
