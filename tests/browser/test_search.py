"""Search in the browser: the key to it, the words around what was found, the page of a document, by keyboard and without scripts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open, Server
from tests.support.searched import a_document, a_version
from tracker.config import Settings
from tracker.jobs.passes import SCHEDULER
from tracker.wiring import Wiring

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]


@pytest.fixture
def paper(server: Server) -> None:
    """A paper with two pages."""
    wiring = Wiring(Settings(data_dir=Path(server.folder)))
    with wiring.writing(SCHEDULER) as desk:
        document = a_document(desk.session, "found-pack", "Performance pack, May 2023")
        a_version(desk.session, document, 1, "Contents", "The zebra crossing rate <b>rose</b> to 12.7 %.")
    wiring.database.leave()


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_whoever_looks_for_words_opens_the_page_that_says_them(
    paper: None, open_as: Open, check_accessible: Check, size: dict[str, int]
) -> None:
    page = open_as("secretariat", size=size)
    page.goto("/actions")
    if size == PHONE:
        page.get_by_role("button", name="Menu").click()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("zebra rates")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("1 page for “zebra rates”")
    expect(page.locator("mark")).to_have_text(["zebra", "rate"])
    check_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("/")
    expect(page.locator("#words")).to_be_focused()
    page.locator(".app-find__title").press("Enter")
    expect(page).to_have_url(re.compile("/documents/found-pack/1/pages/2"))
    expect(page.locator("main")).to_contain_text("zebra crossing")


def test_search_works_without_scripts(paper: None, open_as: Open) -> None:
    page = open_as("secretariat", scripts=False)
    page.goto("/actions")
    page.locator("#search").fill("zebra")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("1 page for “zebra”")


def test_where_nothing_is_found_the_page_says_what_to_try(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat")
    page.goto("/search")
    expect(page.locator("h2", has_text="How to search")).to_be_visible()
    check_accessible(page)
    page.locator("#words").fill('"no such words"')
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Nothing found")
    expect(page.locator("main")).to_contain_text("Take the quotation marks away")
    check_accessible(page)
    page.locator("#words").fill("?!")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("There is no word or number")
    check_accessible(page)


def test_the_key_is_a_letter_like_any_other_where_it_is_typed_or_switched_off(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto("/search")
    page.locator("#words").click()
    page.keyboard.type("2018/19")
    expect(page.locator("#words")).to_have_value("2018/19")
    page.evaluate("localStorage.setItem('keys:single-letter', 'off')")
    page.goto("/actions")
    page.keyboard.press("/")
    expect(page.locator("#search")).not_to_be_focused()
