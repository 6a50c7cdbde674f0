"""Many actions at once: ticked and changed by keyboard, without scripts and on a phone; a filter is kept under a name."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]


def test_three_actions_are_given_a_revised_date_by_keyboard(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat", size=LAPTOP)
    page.goto("/actions?post=head-of-contact&status=live")
    check_accessible(page)
    page.locator("#tick-all").focus()
    page.keyboard.press("Space")
    expect(page.locator("#ticked")).to_have_text("3 ticked")
    page.locator("#tick-PPM-024").focus()
    page.keyboard.press("Space")
    expect(page.locator("#ticked")).to_have_text("2 ticked")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What should change for 2 actions?")
    page.get_by_label("Change the due date").focus()
    page.keyboard.press("Space")
    check_accessible(page)
    page.locator("#due").focus()
    page.keyboard.type("30 November 2023")
    page.locator("#due_cause").focus()
    page.keyboard.press("Space")
    page.locator("#due_decided_by").focus()
    page.keyboard.type("Commissioner")
    page.locator("#reason").focus()
    page.keyboard.type("The force asked for the new data first.")
    page.get_by_role("button", name="See what would change").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 action will change")
    expect(page.locator("main")).to_contain_text("It is a standing item")
    check_accessible(page)
    page.get_by_role("button", name="Change 1 action").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 action was changed. 1 mail is in the queue.")).to_be_visible()
    page.goto("/actions/PPM-026")
    expect(page.locator("main")).to_contain_text("The force asked for the new data first.")


def test_all_that_match_pass_to_another_without_scripts(open_as: Open) -> None:
    page = open_as("secretariat", scripts=False)
    page.goto("/actions?post=head-of-contact&status=live")
    expect(page.locator("#tick-all")).to_be_hidden()
    page.get_by_role("button", name="Change all 3 that match").click()
    expect(page.locator("#due")).to_be_visible()
    page.get_by_role("button", name="See what would change").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose what should change.")
    page.get_by_label("Change the owner").check()
    page.select_option("#post", "chief-constable")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 actions will change")
    expect(page.locator("main")).to_contain_text("Chief Constable is a chief officer.")
    page.get_by_role("button", name="Change 3 actions").click()
    expect(page.locator("body")).to_contain_text(
        "3 actions were changed. 1 mail is in the queue, 1 waits for you"
    )


def test_an_update_is_asked_for_and_a_filter_kept_on_a_phone(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat", size=PHONE)
    page.goto("/actions?overdue=1")
    check_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("label[for=tick-PPM-026]").click()
    page.get_by_role("button", name="Change those ticked").click()
    page.get_by_label("Ask for an update").check(force=True)
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("An update will be asked for on 1 action")
    check_accessible(page)
    page.get_by_role("button", name="Ask for an update on 1 action").click()
    expect(page.locator("body")).to_contain_text("An update is asked for on 1 action.")
    page.goto("/actions?overdue=1")
    page.get_by_role("link", name="Save this filter").click()
    page.get_by_label("Name").fill("Late ones")
    check_accessible(page)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".app-saved-filters")).to_contain_text("Late ones (4)")
    page.get_by_role("link", name="All saved filters").click()
    check_accessible(page)


def test_a_post_is_handed_over_after_a_look_at_what_passes(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat")
    page.goto("/posts/head-of-contact/hand-over")
    page.select_option("#who", "new")
    page.locator("summary", has_text="not on record yet").click()
    page.fill("#name", "Noor New")
    page.get_by_role("button", name="See what passes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 open actions pass to Noor New")
    check_accessible(page)
    page.get_by_role("button", name="Hand over").click()
    expect(page.locator("main")).to_contain_text("Held by Noor New")
