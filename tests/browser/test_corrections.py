"""A closed meeting is corrected by keyboard: every part of its record, and the log that is issued again."""

import re
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open
from tests.browser.scribes import Room
from tests.browser.test_the_whole_loop import MEETING

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
CORRECTIONS = f"{MEETING}/corrections"


def press(page: Page, role: str, name: str) -> None:
    """Goes to a link or button and presses Enter: no mouse."""
    page.get_by_role(role, name=name).first.press("Enter")  # type: ignore[arg-type]


@pytest.fixture
def closed(open_as: Open) -> Page:
    """A meeting with two actions and a decision, its record issued, on the page of its corrections."""
    page = open_as("secretariat")
    page.goto(f"{MEETING}/attendance")
    press(page, "button", "All present")
    page.goto(MEETING)
    press(page, "button", "Start the meeting")
    page.wait_for_url(f"**{MEETING}/live")
    room = Room(page)
    room.log(
        "Show 999 answer times by hour @head-of-contact due next meeting",
        "Say what the pilot costs due 30 November",
    )
    room.all_is_saved()
    page.goto(f"{MEETING}/matters-arising/PPM-012")
    page.get_by_label("Continue").check()
    press(page, "button", "Save and go on")
    page.wait_for_url("**decided=PPM-012*")
    page.goto(f"{MEETING}/close")
    page.locator("main form button").last.press("Enter")
    page.wait_for_url(f"**{MEETING}/mails")
    press(page, "button", "Issue the log")
    expect(page.locator("main")).to_contain_text("It was issued on")
    page.goto(MEETING)
    press(page, "link", "Corrections of the record")
    page.wait_for_url(f"**{CORRECTIONS}")
    return page


def correct(page: Page, reason: str, *, button: str = "Correct the record") -> None:
    """Gives the reason of the correction that is open, and sends it."""
    page.get_by_label("Reason for the correction").fill(reason)
    press(page, "button", button)
    page.wait_for_url(f"**{CORRECTIONS}")
    expect(page.locator(".app-corrections__item").first).to_contain_text(reason)


def test_an_action_is_corrected_and_the_log_is_issued_again_saying_what_changed(
    closed: Page, check_accessible: Check
) -> None:
    page = closed
    check_accessible(page)
    press(page, "link", "Correct action 044")
    check_accessible(page)
    page.get_by_label("What was asked").fill("Show 999 answer times by hour and by hub")
    press(page, "button", "Correct the record")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Give the reason")
    expect(page.get_by_label("What was asked")).to_have_value("Show 999 answer times by hour and by hub")
    check_accessible(page)
    correct(page, "Misheard in the room")
    expect(page.locator("main")).to_contain_text("Issue it again as version 2: it says what changed.")
    check_accessible(page)

    press(page, "link", "Read it and issue it")
    expect(page.locator(".app-aftermath__read")).to_contain_text("by hour and by hub")
    press(page, "button", "Issue the log again")
    expect(page.locator(".app-aftermath__log")).to_contain_text("Version 2")
    with page.expect_download() as downloading:
        pdf = page.locator(".app-aftermath__log").get_by_role("link", name=re.compile(r"^PDF\s+of"))
        pdf.evaluate("link => link.download = ''")
        pdf.click()
    said = " ".join(
        " ".join(one.extract_text() for one in pypdf.PdfReader(downloading.value.path()).pages).split()
    )
    assert "What changed since version 1" in said
    assert "Misheard in the room" in said

    page.goto("/actions/PPM-044/history")
    row = page.locator(".app-history__row").first
    expect(row.locator("del").first).to_have_text("Show 999 answer times by hour")
    expect(row.locator("ins").last).to_have_text("Show 999 answer times by hour and by hub")
    expect(row).to_contain_text("Misheard in the room")


def test_every_part_of_the_record_is_corrected_by_keyboard(closed: Page, check_accessible: Check) -> None:
    page = closed
    latest = page.locator(".app-corrections__item").first
    press(page, "link", "Correct the decision on action 012")
    check_accessible(page)
    page.get_by_label("Further assurance needed").press("Space")
    correct(page, "Left out")
    expect(latest).to_contain_text("further assurance needed")

    press(page, "link", "Correct the attendance of Head of Contact and Response")
    check_accessible(page)
    page.get_by_label("Sent apologies").press("Space")
    page.get_by_label("Note").fill("On leave")
    correct(page, "Misread from the list")
    expect(latest).to_contain_text(
        "Attendance changed from present to sent apologies. Note added: “On leave”."
    )

    press(page, "link", "Add someone who came or sent apologies")
    page.get_by_label("Post", exact=True).select_option(index=1)
    correct(page, "Came after the break")
    expect(latest).to_contain_text("Attendance changed from not expected to present.")

    press(page, "link", "Add notes of 3.1")
    check_accessible(page)
    page.get_by_label("Notes").fill("Waits are shorter")
    correct(page, "It was not typed in time")
    expect(latest).to_contain_text("Notes added: “Waits are shorter”.")

    press(page, "link", "Correct heading 3.2")
    check_accessible(page)
    page.get_by_label("Heading").fill("Response, Grade 1 and Grade 2")
    correct(page, "As printed")
    expect(latest).to_contain_text(
        "Heading changed from “Response: Grade 1 and Grade 2” to “Response, Grade 1"
    )

    press(page, "link", "Add an action that was missed")
    check_accessible(page)
    page.locator("[name=text]").fill("Count the cameras @head of contact due 30 November")
    correct(page, "Heard on the video", button="Add the action")
    expect(latest).to_contain_text("PPM-046 Added: “Count the cameras”")

    press(page, "link", "Correct action 045")
    page.locator("summary").press("Enter")
    page.get_by_label("Why it is void").fill("Only a remark")
    page.get_by_label("Why it is void").press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{CORRECTIONS}")
    expect(latest).to_contain_text("Voided: “Say what the pilot costs”")
    expect(page.locator("h1")).to_have_text("7 corrections to the record of 4 October 2023")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    check_accessible(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]


def test_what_is_typed_into_a_correction_is_there_again_after_the_tab_was_closed(closed: Page) -> None:
    page = closed
    address = page.get_by_role("link", name="Correct action 045").get_attribute("href")
    assert address
    page.goto(address)
    page.get_by_label("What was asked").fill("Say what the pilot costs a month")
    expect(page.locator("[data-keep-status]")).to_contain_text("Kept on this computer")
    again = page.context.new_page()
    page.close()
    again.goto(address)
    press(again, "button", "Bring it back")
    expect(again.get_by_label("What was asked")).to_have_value("Say what the pilot costs a month")
