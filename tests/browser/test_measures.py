"""Measures as the secretariat uses them: a reading by keyboard, a table with a bad line, and the same without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open

pytestmark = pytest.mark.browser

MEASURE = "/measures/outcome-rate"
TABLE = "Period\tValue\tStatus\nApril 2023\t12.4%\t\nMay 2023\tabout 12\t\nMarch 2023\t13.0%\t\nJune 2023\t11.9%\tprovisional"


def test_a_reading_is_typed_by_keyboard_and_found_on_the_page(
    open_as: Open, check_accessible: Callable[[Page], None]
) -> None:
    page = open_as("secretariat", size=LAPTOP)
    page.goto("/measures")
    check_accessible(page)
    page.get_by_role("link", name="Criminal justice outcome rate").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Criminal justice outcome rate: 12%")
    check_accessible(page)
    page.get_by_role("button", name="Add a reading").press("Enter")
    page.locator("#period").focus()
    page.keyboard.type("Apirl 2023")
    page.keyboard.press("Tab")
    page.keyboard.type("12.4")
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("“Apirl 2023” is not a period")
    expect(page.locator("#value")).to_have_value("12.4")
    check_accessible(page)
    page.locator("#period").fill("April 2023")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("April 2023: 12.4% is added.")
    row = page.locator("tr", has=page.get_by_role("link", name="April 2023"))
    expect(row).to_contain_text("Down 0.7 percentage points on March 2023, from 13.1% to 12.4%.")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pasted_table_is_looked_at_before_it_is_saved(
    open_as: Open, check_accessible: Callable[[Page], None], scripts: bool
) -> None:
    page = open_as("secretariat", size=PHONE, scripts=scripts)
    page.goto(f"{MEASURE}/table")
    page.locator("#table").fill(TABLE)
    page.get_by_role("button", name="See what becomes of each line").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Three readings can be saved; 1 line cannot be read"
    )
    expect(page.locator("main")).to_contain_text("“about 12” cannot be read")
    expect(page.locator("main")).to_contain_text("Revises 13.1%; both are kept")
    expect(page.locator("#table")).to_have_value(TABLE)
    if scripts:
        check_accessible(page)
    page.get_by_role("button", name="Save 3 readings and leave out 1 line").click()
    expect(page.locator("main")).to_contain_text("Three readings are saved.")
    expect(page.get_by_role("link", name="June 2023", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="May 2023", exact=True)).to_have_count(0)


def test_invented_figures_say_so_in_the_picture_and_on_the_page(
    open_as: Open, check_accessible: Callable[[Page], None]
) -> None:
    page = open_as("panel", size=PHONE)
    page.goto("/measures/101-abandonment")
    expect(page.locator(".app-invented").first).to_contain_text("invented for the demonstration")
    expect(page.locator(".app-chart--narrow svg")).to_contain_text("INVENTED FOR THE DEMONSTRATION")
    expect(page.locator(".app-chart--wide")).to_be_hidden()
    check_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
        "the page is wider than the phone"
    )


def test_a_spreadsheet_file_shows_what_becomes_of_its_lines(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto(f"{MEASURE}/table")
    content = b'Month,Figure\nApril 2023,"12.4%"\n'
    page.locator("#file").set_input_files({"name": "rates.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="See what becomes of each line").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One reading can be saved")
    page.locator("#file").set_input_files({"name": "rates.exe", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="See what becomes of each line").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Send a CSV or an Excel file")


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_every_form_of_measures_is_accessible_and_fits(
    open_as: Open, check_accessible: Callable[[Page], None], size: dict[str, int]
) -> None:
    page = open_as("secretariat", size=size)
    for address in (
        "/measures/new",
        "/measures/areas",
        "/measures/areas/north",
        "/measures/grade-2-time",
        "/measures/grade-2-time/edit",
        "/measures/grade-2-time/definitions",
        "/measures/grade-2-time/targets",
        "/measures/grade-2-time/rebases",
        "/measures/time-to-charge?basis=quarter",
    ):
        page.goto(address)
        check_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} is too wide"
    page.goto("/measures/time-to-charge")
    page.get_by_role("link", name="Q4 2022/2023").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("109 days for Q4 2022/2023")
    check_accessible(page)
