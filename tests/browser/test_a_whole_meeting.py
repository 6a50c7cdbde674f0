"""A whole meeting, from its agenda to the log that is issued: by keyboard alone, and with scripts switched off."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Server
from tests.browser.keyboard import Keyboard
from tests.browser.real_office import scheduler
from tests.browser.test_the_whole_loop import MEETING

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
CONTACT = "Show 999 answer times by hour"
PROMISE = "Set out what the live chat pilot costs"
NOTE = "The Chief Constable explained the rise in calls."


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages).split())


def mails(server: Server) -> list[EmailMessage]:
    """What was handed to the mailbox."""
    files = sorted((server.folder / "mail").glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def the_log(page: Page) -> str:
    """The action log as the page hands it out."""
    address = page.locator("a", has_text="PDF").first.get_attribute("href")
    assert address
    return words_of(page.request.get(address).body())


def test_a_whole_meeting_by_keyboard_alone(
    server: Server, open_as: Open, check_accessible: Check, tmp_path: Path
) -> None:
    page = open_as("secretariat")
    hands = Keyboard(page)

    # 1. Before the meeting: a heading is added and put in its place.
    page.goto("/")
    hands.follow("Open the meeting of 4 October", MEETING)
    hands.follow("Agenda", f"{MEETING}/agenda")
    hands.reach("Add a heading")
    hands.type("3.6 Rural crime #local")
    hands.press("Enter")
    expect(page.locator("#agenda-order")).to_contain_text("Rural crime")
    hands.reach("Move 3.6 Rural crime up")
    hands.press("Enter")
    expect(page.locator("#agenda-said")).not_to_be_empty()
    check_accessible(page)

    # 2. Who is there.
    page.goto(MEETING)
    hands.follow("Who is expected", f"{MEETING}/attendance")
    page.locator("input[type=radio]:checked").first.wait_for(state="attached")
    hands.reach("Expected")
    hands.press("ArrowRight")
    check_accessible(page)
    hands.reach("Save")
    with page.expect_navigation():
        hands.press("Enter")

    # 3. In the room: the line, the marks, the item, the notes.
    page.goto(MEETING)
    hands.follow("Start the meeting", f"{MEETING}/live")
    expect(page.locator("#text")).to_be_focused()
    hands.press("Alt+ArrowDown", "Alt+ArrowDown")
    hands.type(f"{CONTACT} @head-of-contact due next meeting")
    hands.press("Enter")
    expect(page.locator("#logged-PPM-044")).to_contain_text("Head of Contact and Response")
    hands.type(f"{PROMISE} @head-of-contact due 30 Nov")
    hands.press("Enter")
    expect(page.locator("#logged-PPM-045")).to_contain_text("30 November 2023")
    hands.type("Said twice by mistake")
    hands.press("Enter")
    expect(page.locator("#logged-PPM-046")).to_be_visible()
    hands.press("Tab", "u")
    expect(page.locator("#logged-PPM-046")).to_contain_text("Undone in the meeting room")
    hands.press("Alt+n")
    hands.type(NOTE)
    expect(page.locator("[data-note-of]:visible")).to_contain_text("Saved", timeout=20_000)
    hands.press("Alt+n")
    expect(page.locator("#text")).to_be_focused()
    check_accessible(page)

    # 4. The matters arising: one is decided, one is deferred.
    page.goto(f"{MEETING}/matters-arising")
    hands.reach("Go through them")
    hands.press("Enter")
    page.wait_for_url("**/matters-arising/PPM-*")
    expect(page.locator(".app-decision--figures")).to_be_visible()
    first = page.url
    hands.press("1", "n")
    hands.type("Bring it again.")
    hands.press("Control+Enter")
    page.wait_for_url(lambda address: address != first)
    second = page.url
    hands.press("7", "Control+Enter")
    page.wait_for_url(lambda address: address != second)
    check_accessible(page)

    # 5. The meeting is closed, after a look at what is left.
    page.goto(f"{MEETING}/live")
    hands.follow("End the meeting", f"{MEETING}/close")
    check_accessible(page)
    hands.reach("Close the meeting")
    hands.press("Enter")
    page.wait_for_url(f"**{MEETING}/mails")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("1 mail waits for you to read and release")
    check_accessible(page)

    # 6. The mail is released and leaves, with the log; then the log is issued.
    with scheduler(server.environment, tmp_path / "jobs.log"):
        hands.reach("Release this mail")
        hands.press("Enter")
        expect(page.locator("#sending-summary")).to_have_text("The mail is sent", timeout=60_000)
    enclosed = [part for mail in mails(server) for part in mail.iter_attachments()]
    (log,) = [part for part in enclosed if part.get_content_type() == "application/pdf"]
    assert CONTACT in words_of(log.get_content())
    (days,) = [part for part in enclosed if part.get_content_type() == "text/calendar"]
    assert "Action 044" in days.get_content()
    hands.reach("Issue the log")
    hands.press("Enter")
    expect(heading).to_contain_text("All is done for the meeting of 4 October 2023")
    check_accessible(page)
    issued = the_log(page)
    for said in (CONTACT, PROMISE, "Undone in the meeting room", "Bring it again."):
        assert said in issued


def test_a_whole_meeting_without_scripts(server: Server, open_as: Open) -> None:
    page = open_as("secretariat", scripts=False)

    def press(name: str) -> None:
        page.get_by_role("button", name=name).first.click()

    page.goto(f"{MEETING}/agenda")
    page.get_by_label("Add a heading").fill("3.6 Rural crime #local")
    press("Add")
    press("Move 3.6 Rural crime up")
    expect(page.locator("#agenda-order")).to_contain_text("Rural crime")
    page.goto(f"{MEETING}/attendance")
    page.get_by_label("Present").first.check(force=True)
    press("Save")
    page.goto(MEETING)
    press("Start the meeting")
    page.get_by_role("link", name=re.compile("Contact and response")).or_(
        page.get_by_role("button", name=re.compile("Contact and response"))
    ).first.click()
    page.get_by_label("What was asked").fill(f"{CONTACT} @head-of-contact due next meeting")
    press("Log action")
    expect(page.locator("#logged-PPM-044")).to_contain_text("Head of Contact and Response")
    page.goto(f"{MEETING}/notes")
    page.get_by_label("Notes").nth(1).fill(NOTE)
    page.get_by_role("button", name="Save").nth(1).click()
    expect(page.locator("main")).to_contain_text(NOTE)
    page.goto(f"{MEETING}/matters-arising")
    press("Go through them")
    page.get_by_label("Continue").check()
    press("Save and go on")
    page.goto(f"{MEETING}/close")
    press("Close the meeting")
    expect(page.locator("h1")).to_have_text("1 mail waits for you to read and release")
    press("Release this mail")
    press("Issue the log")
    assert CONTACT in the_log(page)
