"""A report is built, sent to the force, approved, issued and corrected: by keyboard, and with scripts switched off."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
Check = Callable[[Page], None]
MEETING = "/meetings/ppm-2023-05-17"


def press(page: Page, name: str | re.Pattern[str], role: str = "button") -> None:
    """Goes to a button or link and presses Enter: no mouse."""
    page.get_by_role(role, name=name).first.focus()  # type: ignore[arg-type]
    page.keyboard.press("Enter")


def unfold(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).focus()
    page.keyboard.press("Enter")


def said(page: Page, *words: str) -> None:
    """The page that came says so; it has loaded."""
    for one in words:
        expect(page.locator("main")).to_contain_text(one)
    page.wait_for_load_state()


def built(page: Page, kind: str = "action log") -> str:
    """Builds a report from the page of the meeting; returns its address."""
    page.goto(MEETING)
    press(page, f"Build the {kind}")
    page.wait_for_url(re.compile(r"/reports/\d+$"))
    return page.url


def test_a_report_is_signed_off_approved_issued_and_corrected_by_keyboard(
    open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat")
    here = built(page)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Action log: version 1 is a draft")
    check_accessible(page)

    # 1. It is sent to the force: the mail is read before it leaves.
    unfold(page, "Send it to the force for sign-off")
    press(page, "Write the mail")
    said(page, "Choose the post that is asked.")
    check_accessible(page)
    page.get_by_label("Who is asked").focus()
    page.keyboard.type("Chief Const")
    page.get_by_label("Besides (if anything)").fill("It quotes what you said of 101 calls.")
    press(page, "Write the mail")
    said(page, "The mail is held", "Waiting for an answer")
    check_accessible(page)
    press(page, re.compile("^Read its mail and release it"), "link")
    frame = page.frame_locator("iframe").first
    expect(frame.locator("body")).to_contain_text("It quotes what you said of 101 calls.")
    press(page, "Release")
    expect(page.get_by_role("button", name="Release")).to_have_count(0)
    page.wait_for_load_state()
    page.goto(here)
    expect(page.get_by_role("link", name=re.compile("^The mail"))).to_be_visible()

    # 2. Nobody issues it by mistake while the force has not answered.
    unfold(page, "without the force’s word")
    press(page, "Approve and issue version 1")
    said(page, "The force has not answered yet.")
    check_accessible(page)

    # 3. The answer is written down, and the Commissioner approves it by their own name.
    page.goto(here)
    unfold(page, "Record the answer")
    page.get_by_label("Dissemination is authorised").focus()
    page.keyboard.press("Space")
    page.get_by_label("Who answered").fill("Ann Able")
    press(page, "Save the answer")
    said(page, "The answer is on record.", "Authorised")
    commissioner = open_as("commissioner")
    commissioner.goto(here)
    expect(commissioner.get_by_label("Approved by")).to_have_count(0)
    press(commissioner, "Approve it, issue it later")
    expect(commissioner.locator("h1")).to_have_text("Action log: version 1 is approved, not yet issued")
    check_accessible(commissioner)

    # 4. It is issued: the Panel reads it, and nobody changes it.
    page.goto(here)
    press(page, "Issue version 1")
    said(page, "Version 1 is issued: the Panel can read it now.")
    expect(heading).to_contain_text("version 1 was issued on")
    check_accessible(page)
    panel = open_as("panel")
    panel.goto("/reports")
    expect(panel.locator("h1")).to_have_text("1 report is issued")
    check_accessible(panel)

    # 5. A correction is the next version, and says what was wrong.
    press(page, "Build version 2")
    expect(heading).to_have_text("Action log: version 2 is a draft")
    press(page, "Approve and issue version 2")
    said(page, "Say what was wrong in version 1.")
    check_accessible(page)
    page.get_by_label("What was wrong in version 1").fill("The place of the meeting was wrong.")
    press(page, "Approve and issue version 2")
    said(page, "Version 2 is issued", "What it corrects", "The place of the meeting was wrong.")
    check_accessible(page)


def test_versions_for_each_audience_stand_side_by_side(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat")
    built(page)
    press(page, "Cut a version for the public")
    said(page, "Version 1 for the public is cut from the same record.")
    rows = page.locator("#cuts tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("For the meeting")
    expect(rows.nth(1)).to_contain_text("this one")
    check_accessible(page)
    page.goto("/reports")
    expect(page.locator("h1")).to_have_text("2 reports are not issued yet")
    check_accessible(page)


def test_what_is_issued_for_the_public_is_published_next(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat")
    page.goto("/reports")
    check_accessible(page)
    press(page, "Build the minutes")
    said(page, "Version 1 of the minutes is built, as a draft.")
    press(page, "Cut a version for the public")
    said(page, "Version 1 for the public is cut from the same record.")
    page.get_by_label("Approved by").fill("Ben Adams")
    press(page, "Approve and issue version 1")
    said(page, "It is issued, and not public yet")
    check_accessible(page)
    press(page, "Publish version 1")
    expect(page.locator("h1")).to_have_text("Minutes, version 1")
    said(page, "The files of this version are not made yet.")
    check_accessible(page)
    press(page, "The version in the office", "link")
    said(page, "It is issued, and not public yet")


def test_it_works_on_a_phone_without_scripts(open_as: Open) -> None:
    page = open_as("secretariat", size=PHONE, scripts=False)
    page.goto(MEETING)
    page.get_by_role("button", name="Build the action log").click()
    page.get_by_label("Approved by").fill("Ben Adams")
    page.get_by_role("button", name="Approve and issue version 1").click()
    expect(page.locator("main")).to_contain_text("Version 1 is issued")
    overflow = page.locator("html").evaluate("html => html.scrollWidth - html.clientWidth")
    assert overflow == 0, "nothing is wider than the phone"
