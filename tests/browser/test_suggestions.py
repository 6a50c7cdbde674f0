"""From a document to the log: what was found is ticked, a mistake costs nothing, and the exact words are the source."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.served import Server

Open = Callable[..., Page]
MINUTES = """# Minutes of the Harbour Board

The Clerk undertook to publish the dredging costs by 30 November 2023. The tide was high.

The pilots' rota is being redrafted.

ACTION 07/3 – Chief Constable to write to the pilots.
"""


def test_promises_of_a_document_are_ticked_corrected_and_logged(
    server: Server, open_as: Open, check_accessible: Callable[[Page], None]
) -> None:
    file = server.folder / "minutes.txt"
    file.write_text(MINUTES)
    server.flask("documents", "add", str(file))
    page = open_as("secretariat")
    page.goto("/documents")
    page.get_by_role("link", name="minutes", exact=False).first.click()
    page.get_by_role("button", name="Suggest actions").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 commitments to look at")
    check_accessible(page)
    due = page.get_by_label("Due", exact=True)
    expect(due.first).to_be_hidden()
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    expect(due.first).to_have_value("30 November 2023")
    due.first.fill("one of these days")
    page.get_by_role("button", name="Log the ticked ones").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("is not a date")
    expect(due.first).to_have_value("one of these days")
    check_accessible(page)
    due.first.fill("next meeting")
    page.get_by_role("button", name="Log the ticked ones").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 commitments to look at")
    check_accessible(page)
    page.locator(".app-suggestion__done a").click()
    expect(page.locator("main")).to_contain_text("The Clerk undertook to publish the dredging costs")
    expect(page.locator("main")).to_contain_text("The words from which this action was logged")


def test_it_works_on_a_phone_without_scripts(server: Server, open_as: Open) -> None:
    file = server.folder / "minutes.txt"
    file.write_text(MINUTES)
    server.flask("documents", "add", str(file))
    page = open_as("secretariat", size=PHONE, scripts=False)
    page.goto("/documents")
    page.get_by_role("link", name="minutes", exact=False).first.click()
    page.get_by_role("button", name="Suggest actions").click()
    page.get_by_role("checkbox").nth(2).check()
    expect(page.get_by_label("Owner", exact=True).nth(2)).to_have_value("Chief Constable")
    page.get_by_role("button", name="Log the ticked ones").click()
    expect(page.locator(".app-suggestion__done")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
