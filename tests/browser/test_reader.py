"""A document is read, searched and quoted: by keyboard, on a phone and without scripts; and what rests on it is removed with a reason."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.served import Server
from tests.browser.waiting import until
from tests.support.files_to_read import pdf

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
Check = Callable[[Page], None]
SAID = "Abandoned calls to 101 are increasing and will be brought back to the next meeting."
PAGES = ("Foreword of the Chief Constable.", SAID, "")
CITED = "Public Performance Meeting report, 27 September 2023, page 2"
HERE = "/documents/report/1/pages"
ACTION = "/actions/PPM-024"


@pytest.fixture
def report(server: Server, tmp_path: Path) -> Callable[..., None]:
    """Adds the report, or a new version of it; it is read at once."""

    def add(*pages: str, **given: str) -> None:
        file = tmp_path / f"report-{len(list(tmp_path.iterdir()))}.pdf"
        file.write_bytes(pdf(*pages))
        options = [part for name, value in given.items() for part in (f"--{name.replace('_', '-')}", value)]
        server.flask("documents", "add", str(file), *options)

    add(*PAGES, code="report", title="Public Performance Meeting report", date="2023-09-27")
    return add


def quoted(page: Page) -> str:
    return page.evaluate("document.getSelection().toString()")


def test_words_are_found_selected_and_used_by_keyboard(
    report: Callable[..., None], open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat")
    page.goto(f"{HERE}/1")
    page.keyboard.press("n")
    expect(page.locator("h1")).to_have_text("Page 2 of 3")
    page.wait_for_load_state()  # its keys are there from then on
    page.keyboard.press("f")
    page.keyboard.type("abandoned")
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_have_text("Abandoned")
    expect(page.locator(".app-reader-found")).to_contain_text("Found 1 time on 1 page, 1 of them here")
    page.wait_for_load_state()
    check_accessible(page)
    page.locator("h1").click()
    page.keyboard.press("j")
    for _ in range(3):
        page.keyboard.press("Control+Shift+ArrowRight")
    assert quoted(page).strip().startswith("Abandoned calls to 101")
    expect(page.locator("#bubble")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator("#use-heading")).to_be_focused()
    page.wait_for_load_state()
    expect(page.locator("#citation")).to_contain_text(CITED)
    check_accessible(page)
    page.locator("#action").focus()
    page.keyboard.type("PPM-024")
    page.keyboard.press("Tab")
    page.keyboard.type("That it got worse")
    page.keyboard.press("Enter")
    expect(page.locator("#used")).to_be_visible()
    expect(page.locator(".app-reader__chosen").first).to_contain_text("Abandoned")
    page.goto(ACTION)
    card = page.locator(".app-evidence", has_text="That it got worse")
    card.locator("img").scroll_into_view_if_needed()
    until(page, "[...document.querySelectorAll('.app-evidence img')].every(one => one.naturalWidth > 0)")
    check_accessible(page)


def test_a_new_version_is_compared_and_what_it_took_away_is_removed_with_a_reason(
    report: Callable[..., None], open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat")
    page.goto(f"{HERE}/2/use?kind=words&paragraph=1&action=PPM-024")
    page.click("text=Use it as evidence")
    expect(page.locator("#used")).to_be_visible()
    report(PAGES[0], SAID.replace("increasing", "falling"), version_of="report")
    page.goto("/")
    page.click("text=Compare and decide")
    expect(page.locator("blockquote")).to_have_text([SAID, SAID.replace("increasing", "falling")])
    check_accessible(page)
    page.click("text=Unlink it")
    page.click("text=Remove it")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Say why it is removed")
    check_accessible(page)
    page.fill("#reason", "The new version says the opposite.")
    page.click("text=Remove it")
    removed = page.locator(".app-evidence--removed")
    expect(removed).to_contain_text("Reason: The new version says the opposite.")
    check_accessible(page)
    page.goto("/changed-evidence")
    expect(page.locator("h1")).to_have_text("No evidence has changed")


def test_without_scripts_and_on_a_phone_a_paragraph_is_ticked_and_the_text_comes_first(
    report: Callable[..., None], open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat", size=PHONE, scripts=False)
    page.goto(f"{HERE}/2")
    text, picture = (
        page.locator(".app-reader__text").bounding_box(),
        page.locator(".app-reader__picture").bounding_box(),
    )
    assert text is not None
    assert picture is not None
    assert text["y"] + text["height"] < picture["y"]
    assert picture["width"] <= PHONE["width"]
    page.get_by_label("Choose paragraph 1").check()
    page.click("text=Use the ticked paragraphs")
    expect(page.locator("#citation")).to_contain_text(CITED)
    page.fill("#action", "how long people wait")
    page.click("text=Use it as evidence")
    expect(page.locator(".govuk-notification-banner")).to_contain_text("This is evidence for Action 024 now")
    page.goto(f"{HERE}/3")
    expect(page.locator("main")).to_contain_text("This page has no text")
    seen = open_as("secretariat", size=PHONE)
    seen.goto(f"{HERE}/3")
    check_accessible(seen)
