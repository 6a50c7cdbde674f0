"""Mail that came in, in the browser: with scripts and without, on a laptop and a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from tests.browser.conftest import LAPTOP, PHONE, Open, Server
from tests.integration.incoming.conftest import message, report
from tracker.config import Settings
from tracker.domain.mails import MailState
from tracker.jobs.receiving import MAILBOX
from tracker.models.mail import Mail
from tracker.services.incoming import take_in
from tracker.services.reminders import queue_reminders
from tracker.store.incoming import actions_of
from tracker.wiring import Wiring

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
PDF = {"Contact figures.pdf": ("application/pdf", b"%PDF-1.7 figures")}


@pytest.fixture
def answered(server: Server) -> None:
    """The day's reminders were sent; one about two actions was answered, and one came back."""
    wiring = Wiring(Settings(data_dir=Path(server.folder)))
    queue_reminders(lambda: wiring.writing(MAILBOX), wiring.stationery)
    with wiring.writing(MAILBOX) as desk:
        sent = [mail for mail in desk.session.exec(select(Mail)).all() if mail.to_address]
        for mail in sent:
            mail.state = MailState.SENT
        sent.sort(key=lambda mail: len(actions_of(desk.session, mail.key)))
        other, asked = sent[0], sent[-1]
        box, replies = wiring.letterbox, wiring.replies
        sender = f"Head <{asked.to_address}>"
        text = "The rate was 8.1 % in August.\n\nKind regards\nThe Head"
        take_in(desk, message(text, to=replies.of(asked.key), sender=sender, files=PDF), box)
        take_in(desk, report(address=other.to_address, original=f"Reply-To: {replies.of(other.key)}\n"), box)
    wiring.database.leave()


@pytest.mark.parametrize(("size", "scripts"), [(LAPTOP, True), (PHONE, True), (LAPTOP, False)])
def test_an_answer_is_accepted_for_the_action_that_it_is_about(
    answered: None, open_as: Open, check_accessible: Check, size: dict[str, int], scripts: bool
) -> None:
    page = open_as("secretariat", size=size, scripts=scripts)
    page.goto("/mail/incoming")
    expect(page.locator("h1")).to_have_text("1 mail waits for you to read")
    if scripts:
        check_accessible(page)
    page.locator(".app-letter__subject a").press("Enter")
    expect(page.locator("#text")).to_have_value("The rate was 8.1 % in August.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if scripts:
        check_accessible(page)

    page.get_by_role("button", name="Accept as an update").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose the action")
    if scripts:
        check_accessible(page)
    page.locator("#action-1").check()
    page.get_by_role("button", name="Accept as an update").press("Enter")
    expect(page.locator(".govuk-notification-banner")).to_contain_text("The mail is now an update of")
    expect(page.locator("h1")).to_have_text("Nothing that came in waits for you")


def test_an_address_that_failed_is_looked_at_and_written_to_again(
    answered: None, open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat")
    page.goto("/mail/failed-addresses")
    expect(page.locator("h1")).to_have_text("Mail to 1 address came back")
    check_accessible(page)
    page.get_by_role("button", name="Write to it again").press("Enter")
    expect(page.locator("h1")).to_have_text("No address has failed")
    check_accessible(page)
