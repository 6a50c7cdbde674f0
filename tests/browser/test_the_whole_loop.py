"""The main job from end to end, as its people do it: log in a meeting, chase, answer, decide, report."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open, Server

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
MEETING = "/meetings/ppm-2023-10-04"


def _press(page: Page, name: str, role: str = "button") -> None:
    """Goes to a button or link and presses Enter: no mouse."""
    target = page.get_by_role(role, name=name).first  # type: ignore[arg-type]
    target.focus()
    page.keyboard.press("Enter")


def _log(page: Page, line: str, number: str) -> None:
    """Types a line into the box that has the focus, and waits until it stands in the list."""
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type(line)
    page.keyboard.press("Enter")
    expect(page.locator(f"#logged-PPM-{number}")).to_be_visible()


def owners_links(server: Server) -> dict[str, str]:
    """The owners' links in the mails that were written, by the reference that each is for."""
    found = {}
    for path in sorted((server.folder / "mail").glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = message.get_body(("plain",))
        assert body is not None
        for part in re.split(r"(?=Action \d{3})", body.get_content()):
            number, link = re.match(r"Action (\d{3})", part), re.search(r"https?://\S+/update/\S+", part)
            if number and link:
                found[f"PPM-{number[1]}"] = link[0]
    return found


def test_an_action_goes_from_the_meeting_to_its_owner_and_into_the_report(
    server: Server, open_as: Open, check_accessible: Check
) -> None:
    # 1. My work: what is overdue, what is due for the papers, what waits for a decision.
    page = open_as("secretariat")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Papers for 4 October are due in 5 working days"
    )
    assert page.locator(".app-figure__number").all_inner_texts() == ["4", "2", "2"]
    check_accessible(page)

    # 2. Open the next meeting, start it, and log three actions without the mouse.
    _press(page, "Open the meeting of 4 October")
    page.wait_for_url(f"**{MEETING}")
    check_accessible(page)
    _press(page, "Start the meeting")
    page.wait_for_url(f"**{MEETING}/live")
    check_accessible(page)
    _log(page, "Show 999 answer times by hour @head-of-contact due next meeting", "044")
    _log(page, "Set out what the live chat pilot costs due 30 November", "045")
    _log(page, "Said twice by mistake", "046")

    # 3. Each has its reference, owner and due date; one is corrected, one is void and its number is gone.
    expect(page.locator("#logged-PPM-044")).to_contain_text("Head of Contact and Response")
    expect(page.locator("#logged-PPM-045")).to_contain_text("30 November 2023")
    expect(page.locator("#logged-PPM-045")).to_contain_text("No owner yet")
    page.locator("#logged-PPM-045 .app-logged__change").focus()
    page.keyboard.press("Enter")
    page.locator("#logged-PPM-045 select[name=owner]").select_option(label="Head of Contact and Response")
    page.locator("#logged-PPM-045 input[name=due]").fill("15 December 2023")
    check_accessible(page)
    page.locator("#logged-PPM-045 input[name=due]").press("Enter")
    expect(page.locator("#logged-PPM-045")).to_contain_text("15 December 2023")
    page.goto(f"{MEETING}/actions/PPM-046/void")
    check_accessible(page)
    page.fill("[name=reason]", "It repeats Action 044")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{MEETING}/live#logged-PPM-046")
    expect(page.locator("#logged-PPM-046")).to_contain_text("It repeats Action 044")
    page.locator("#text").focus()
    _log(page, "Publish attendance times for each of the ten hubs", "047")

    # 4. The matters arising: the story of one, and what this meeting decided.
    page.goto(f"{MEETING}/matters-arising")
    check_accessible(page)
    page.goto(f"{MEETING}/matters-arising/PPM-019")
    expect(page.locator("main")).to_contain_text("date moved 3 times · original target 9 February 2021")
    check_accessible(page)
    page.get_by_label("Raise with the Chief Constable").check()
    page.get_by_label("Note").fill("No report has come in three years.")
    page.get_by_role("button", name="Save and go on").press("Enter")
    page.wait_for_url("**?decided=PPM-019")
    page.goto("/actions/PPM-019")
    expect(page.locator("main")).to_contain_text("No report has come in three years.")
    check_accessible(page)

    # 5. The reminders of the day: one mail for each owner, in the mailbox.
    said = server.flask("reminders", "send", "--on", "2023-09-20")
    assert "Sent to owner@demo.example (head-of-contact): PPM-026, PPM-024 and PPM-045" in said
    assert server.flask("reminders", "send", "--on", "2023-09-20").count("Sent to") == 0, "safe to repeat"
    admin = open_as("admin")
    admin.goto("/mailbox")
    check_accessible(admin)
    admin.get_by_role("link", name=re.compile("^2 updates")).click()
    check_accessible(admin)
    expect(admin.locator("main")).to_contain_text("owner@demo.example")

    # 6. The owner answers without an account, on a phone; the Commissioner agrees it closed.
    owner = open_as("", size=PHONE)
    owner.goto(owners_links(server)["PPM-024"])
    check_accessible(owner)
    owner.get_by_label("Green, on track").check(force=True)
    owner.locator("textarea").first.fill("The waiting times are on page 8 of the October pack.")
    owner.get_by_text("Add evidence").click()
    owner.locator("[name=evidence_document]").fill("Performance pack, October 2023")
    owner.locator("[name=evidence_page]").fill("8")
    check_accessible(owner)
    owner.get_by_role("button", name="It is done: recommend closure").click()
    owner.wait_for_load_state()
    check_accessible(owner)
    commissioner = open_as("commissioner")
    commissioner.goto("/actions/PPM-024")
    expect(commissioner.locator("main")).to_contain_text("Performance pack, October 2023")
    check_accessible(commissioner)
    commissioner.goto(f"{MEETING}/matters-arising/PPM-024")
    commissioner.get_by_label("Agreed closed – complete").check()
    commissioner.get_by_label("Assured", exact=True).check()
    commissioner.get_by_role("button", name="Save and go on").press("Enter")
    commissioner.wait_for_url("**?decided=PPM-024")
    commissioner.goto("/actions/PPM-024")
    expect(commissioner.locator("main")).to_contain_text("Closed – complete")
    owner.goto(owners_links(server)["PPM-024"])
    expect(owner.locator("main")).to_contain_text("closed")

    # 7. The action status report holds all of it.
    page.goto("/reports")
    _press(page, "Build the action status report")
    page.wait_for_url("**/reports/*")
    check_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").first.click()
    text = " ".join(
        p.extract_text() for p in pypdf.PdfReader(BytesIO(download.value.path().read_bytes())).pages
    )
    text = " ".join(text.split())
    for words in (
        "Show 999 answer times by hour",
        "15 December 2023",
        "It repeats Action 044",
        "No report has come in three years.",
        "The waiting times are on page 8 of the October pack.",
        "Performance pack, October 2023, page 8",
        "Closed – complete",
    ):
        assert words in text, words
    assert "The history verifies" in server.flask("audit", "verify")
