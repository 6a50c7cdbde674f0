"""Documents in the browser: several files at once with their bars, by keyboard, the reading watched as it goes, on a laptop and a phone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open, Server
from tests.support.files_to_read import PARAGRAPH, pdf, word
from tracker.config import Settings
from tracker.jobs.passes import SCHEDULER, Passes
from tracker.services.reading_documents import Library, Progress, read_version
from tracker.wiring import Wiring

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]


@pytest.fixture
def wiring(server: Server) -> Iterator[Wiring]:
    """The scheduler's side of the record: what waits is read when the test says so."""
    wiring = Wiring(Settings(data_dir=Path(server.folder)))
    yield wiring
    wiring.database.leave()


def _reads(wiring: Wiring, number: int) -> Iterator[Progress]:
    library = Library(wiring.reader, wiring.files, wiring.near_words, "browser test")
    return read_version(lambda: wiring.writing(SCHEDULER), library, number)


def test_several_files_are_added_by_keyboard_and_their_reading_is_watched(
    wiring: Wiring, open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat")
    page.goto("/documents/new")
    check_accessible(page)
    sent = (
        {"name": "pack.pdf", "mimeType": "application/pdf", "buffer": pdf(*["A page of the pack"] * 12)},
        {"name": "notes.docx", "mimeType": "", "buffer": word()},
        {"name": "cut short.pdf", "mimeType": "application/pdf", "buffer": pdf(PARAGRAPH)[:-80]},
        {"name": "slides.pptx", "mimeType": "", "buffer": b"PK\x03\x04"},
    )
    page.locator("#file").set_input_files(sent)
    page.locator("#publisher").fill("The force")
    page.locator("#publisher").press("Enter")
    heading = page.locator("#uploads-heading")
    expect(heading).to_have_text("Of 4 sent: 1 could not be added, 3 added")
    expect(heading).to_be_focused()
    expect(page.locator(".app-filing__said--refused")).to_contain_text("is none of these")
    check_accessible(page)
    page.keyboard.press("Tab")
    expect(page.locator("#uploads a", has_text="Pack")).to_be_focused()

    page.goto("/documents")
    expect(page.locator("#reading-heading")).to_have_text("3 files are being read")
    check_accessible(page)
    reading = _reads(wiring, 1)
    while next(reading).pages_read < 5:
        pass
    expect(page.locator("#progress-1")).to_contain_text("5 of 12 pages")
    expect(page.locator("#progress-1 progress")).to_have_attribute("value", "5")
    list(reading)
    Passes(wiring).reading.work()
    expect(page.locator("#reading-heading")).to_have_text("The files were read")
    expect(page.locator("#progress-3")).to_contain_text("damaged or was cut short")
    expect(page.locator("#file-3")).to_contain_text("Could not be read")
    page.locator("table a", has_text="Pack").first.press("Enter")
    expect(page.locator("h1")).to_have_text("Pack")
    check_accessible(page)
    page.get_by_role("button", name="Read it here").press("Enter")
    expect(page.locator("main")).to_contain_text("A page of the pack")


def test_on_a_phone_the_page_of_a_document_follows_its_reading(
    wiring: Wiring, open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat", size=PHONE)
    page.goto("/documents/new")
    page.locator("#file").set_input_files(
        {"name": "pack.pdf", "mimeType": "application/pdf", "buffer": pdf("One page")}
    )
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#state")).to_contain_text("Waits to be read")
    check_accessible(page)
    Passes(wiring).reading.work()
    expect(page.locator("#state")).to_contain_text("1 page")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
