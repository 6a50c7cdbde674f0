"""The ledger of mail in the browser: read, narrowed by keyboard, on a laptop and a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from tests.browser.conftest import LAPTOP, PHONE, Open, Server
from tracker.config import Settings
from tracker.domain.ledger import Entry
from tracker.domain.mails import MailState
from tracker.jobs.passes import SCHEDULER
from tracker.models.mail import Mail
from tracker.services.ledger import note
from tracker.services.reminders import queue_reminders
from tracker.services.sending import send_waiting
from tracker.wiring import Wiring

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]


@pytest.fixture
def returned(server: Server) -> int:
    """The day's reminders were sent, and one came back: its number."""
    wiring = Wiring(Settings(data_dir=Path(server.folder)))
    queue_reminders(lambda: wiring.writing(SCHEDULER), wiring.stationery)
    send_waiting(lambda: wiring.writing(SCHEDULER), wiring.post_office)
    with wiring.writing(SCHEDULER) as desk:
        mail = desk.session.exec(select(Mail).where(Mail.state == MailState.SENT)).first()
        assert mail
        note(desk, mail.key, Entry.BOUNCED, code="5.1.1", said="There is no such mailbox.")
        number = mail.key
    wiring.database.leave()
    return number


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_whoever_looks_for_what_came_back_finds_it(
    returned: int, open_as: Open, check_accessible: Check, size: dict[str, int]
) -> None:
    page = open_as("secretariat", size=size)
    page.goto("/ledger")
    expect(page.locator("h1")).to_contain_text("not answered")
    check_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto("/ledger?became=bounced")
    page.locator(f"a[href='/mail/{returned}']").press("Enter")
    expect(page.locator("h2", has_text="What became of it")).to_be_visible()
    expect(page.locator(".moj-timeline__title").first).to_have_text("Came back")
    check_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
