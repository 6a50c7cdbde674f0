"""The same work with scripts switched off: plain forms and pages."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, Open, Server
from tests.browser.test_the_whole_loop import MEETING, owners_links

pytestmark = pytest.mark.browser


def test_a_meeting_is_logged_corrected_and_decided_without_scripts(open_as: Open) -> None:
    page = open_as("secretariat", size=LAPTOP, scripts=False)
    page.goto(f"{MEETING}/live")
    page.fill("#text", "Show answer times @head-of-contact due next meeting")
    page.get_by_role("button", name="Log action").click()
    expect(page.locator("#logged-PPM-044")).to_contain_text("Head of Contact and Response")
    page.fill("#text", "Bring the plan due 31 June")
    page.get_by_role("button", name="Log action").click()
    expect(page.locator("#line-problem")).to_contain_text("31 June")
    expect(page.locator("#text")).to_have_value("Bring the plan due 31 June")
    page.locator("#logged-PPM-044 .app-logged__change").click()
    page.locator("textarea[name=title]").fill("Show answer times by hour")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator("main")).to_contain_text("Show answer times by hour")
    page.goto(f"{MEETING}/matters-arising/PPM-012")
    page.get_by_label("Revised date agreed").check()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    expect(page.get_by_label("Revised date agreed")).to_be_checked()


def test_an_owner_answers_without_scripts_and_a_get_alone_changes_nothing(
    server: Server, open_as: Open
) -> None:
    server.flask("reminders", "send", "--on", "2023-09-20")
    before = server.flask("audit", "verify")
    owner = open_as("", size=PHONE, scripts=False)
    owner.goto(owners_links(server)["PPM-024"])
    assert server.flask("audit", "verify") == before, "opening the link wrote something"
    owner.get_by_role("button", name="Send update").click()
    expect(owner.locator(".govuk-error-summary")).to_be_visible()
    owner.get_by_label("Amber, at risk").check(force=True)
    owner.locator("[name=text]").fill("The telephony report changes on 25 September.")
    owner.get_by_role("button", name="Send update").click()
    expect(owner.get_by_role("heading", level=1)).to_have_text("Update sent")
    commissioner = open_as("commissioner", scripts=False)
    commissioner.goto("/actions/PPM-024")
    expect(commissioner.locator("main")).to_contain_text("The telephony report changes on 25 September.")
