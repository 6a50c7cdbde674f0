"""A meeting is closed and its mails reach their owners: by keyboard, without scripts, and when the mail server refuses."""

import re
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open, Server
from tests.browser.real_office import MEETING, MailServer, fill, scheduler
from tests.browser.served import environment, free_port
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
MAILS = f"{MEETING}/mails"
ANN, BEA = "ann.able@force.example.org", "bea.best@force.example.org"


@pytest.fixture
def post_office() -> Iterator[MailServer]:
    with MailServer().running() as running:
        yield running


@pytest.fixture(scope="module")
def filled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an office that is no demonstration, made once; each server gets a copy."""
    folder = tmp_path_factory.mktemp("filled") / "data"
    Server("", folder, environment(folder, 1)).flask("database", "upgrade")
    fill(folder)
    return folder


@pytest.fixture
def server(post_office: MailServer, filled_folder: Path, tmp_path: Path) -> Iterator[Server]:
    """The web server of that office, and its scheduler."""
    folder, port = tmp_path / "data", free_port()
    shutil.copytree(filled_folder, folder)
    given = environment(folder, port) | {"TRACKER_MAIL_URL": post_office.url}
    running = Server(f"http://127.0.0.1:{port}", folder, given)
    try:
        running.start()
        with scheduler(running.environment, tmp_path / "jobs.log"):
            yield running
    finally:
        running.stop()
    assert "Traceback" not in running.log.read_text(), running.log.read_text()


def press(page: Page, name: str | re.Pattern[str], role: str = "button") -> None:
    """Goes to a button or link and presses Enter: no mouse."""
    page.get_by_role(role, name=name).first.focus()  # type: ignore[arg-type]
    page.keyboard.press("Enter")


def log(page: Page, *lines: str) -> None:
    """Opens the meeting, starts it, and types lines into its room."""
    page.goto(MEETING)
    press(page, "Start the meeting")
    page.wait_for_url(f"**{MEETING}/live")
    for number, line in enumerate(lines, 2):
        page.locator("#text").focus()
        page.keyboard.type(line)
        page.keyboard.press("Enter")
        expect(page.locator(f"#logged-PPM-{number:03}")).to_be_visible()


def text_of_pdf(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages).split())


def test_a_meeting_is_closed_by_keyboard_and_its_mails_are_with_their_owners_while_one_looks(
    post_office: MailServer, open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat")
    log(page, "Show 999 answer times @head-of-contact due next meeting", "Name a site @head-of-estates")

    # 1. The check-list says what is left; the next meeting is not known yet.
    press(page, "End the meeting")
    page.wait_for_url(f"**{MEETING}/close")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 actions need a look before you close")
    expect(page.locator(".app-todo")).to_contain_text(["Without a date (1)", "Not reached (1)"])
    check_accessible(page)
    press(page, "Close the meeting")

    # 2. The mails are shown as they will arrive, at their full length.
    page.wait_for_url(f"**{MAILS}")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("2 mails wait for you to read and release")
    frame = page.frame_locator("iframe").first
    expect(frame.locator("h1")).to_contain_text("1 action for you")
    scrolls = "frame => frame.contentDocument.documentElement.scrollHeight > frame.clientHeight"
    expect(page.locator("iframe")).to_have_count(2)
    until(page, "() => [...document.querySelectorAll('iframe')].every(f => f.style.height > '')")
    assert not any(frame.evaluate(scrolls) for frame in page.locator("iframe").all())
    check_accessible(page)

    # 3. A note above all of them.
    page.locator("summary", has_text="Put a note above all 2 mails").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Thank you for coming.")
    press(page, re.compile("^Save the note above all 2 mails"))
    expect(page.locator("main")).to_contain_text("The note is saved.")
    expect(page.frame_locator("iframe").first.locator("body")).to_contain_text("Thank you for coming.")

    # 4. One is ticked and released, and leaves while one looks; then the other.
    page.get_by_label("Release the mail to Ann Able").focus()
    page.keyboard.press("Space")
    press(page, "Release those ticked (1)")
    expect(heading).to_have_text("1 mail waits for you to read and release")
    expect(page.locator("#sending-summary")).to_have_text("1 of 2 mails is sent")
    assert list(post_office.taken) == [ANN]
    check_accessible(page)
    press(page, "Release this mail")
    expect(page.locator("#sending-summary")).to_have_text("All mails are sent")
    expect(heading).to_have_text("The action log can be issued")
    expect(page.locator("#sending")).not_to_have_attribute("hx-get", re.compile("."))

    # 5. They arrived as they were read, with the action log as PDF.
    assert set(post_office.taken) == {ANN, BEA}
    mail = post_office.taken[BEA]
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Thank you for coming." in body.get_content()
    assert re.search(r"/update/\S{20,}", body.get_content()), "with a link that opens"
    (enclosed,) = mail.iter_attachments()
    assert enclosed.get_content_type() == "application/pdf"
    assert (enclosed.get_filename() or "").startswith("Action log, Public Performance Meeting,")
    words = text_of_pdf(enclosed.get_content())
    assert "Name a site" in words
    assert "Show 999 answer times" in words, "the log is the same for all"

    # 6. The log is issued, and all is done.
    check_accessible(page)
    press(page, "Issue the log")
    expect(page.locator("main")).to_contain_text(
        "The record is issued: the Panel can read the action log now."
    )
    expect(heading).to_contain_text("All is done for the meeting of")
    check_accessible(page)
    page.goto(MEETING)
    check_accessible(page)


def test_it_works_on_a_phone_without_scripts(post_office: MailServer, open_as: Open) -> None:
    scribe = open_as("secretariat")
    log(scribe, "Name a site @head-of-estates due 30 November")
    page = open_as("secretariat", size=PHONE, scripts=False)
    page.goto(f"{MEETING}/close")
    page.get_by_role("button", name="Close the meeting").click()
    page.get_by_role("button", name="Release this mail").click()
    expect(page.locator("h1")).to_have_text("The mail is on its way")
    for _ in range(60):
        if page.locator("#sending-summary").inner_text() == "The mail is sent":
            break
        page.wait_for_timeout(250)
        page.goto(MAILS)
    assert page.locator("#sending-summary").inner_text() == "The mail is sent"
    assert list(post_office.taken) == [BEA]
    overflow = page.locator("html").evaluate("html => html.scrollWidth - html.clientWidth")
    assert overflow == 0, "nothing is wider than the phone"


def test_a_mail_that_is_refused_is_said_while_one_looks(
    post_office: MailServer, open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat")
    log(page, "Name a site @head-of-estates due 30 November")
    page.goto(f"{MEETING}/close")
    press(page, "Close the meeting")
    post_office.refuses("550 No such person here")
    press(page, "Release this mail")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 mail was refused")
    expect(page.locator("#sending")).to_contain_text("Refused")
    check_accessible(page)
    page.get_by_role("link", name="Bea Best").click()
    check_accessible(page)
    assert post_office.taken == {}
