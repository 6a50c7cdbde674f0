"""Writing a text of a report: by keyboard with its preview, a figure picked, two writers, two versions compared; and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser
TEXTS = "/meetings/ppm-2023-10-04/writing/panel-update"
PAPERS = f"{TEXTS}/background-papers"


def text_of(page: Page) -> str:
    return page.input_value("#body")


def test_a_text_is_written_by_keyboard_previewed_and_saved(
    open_as: Open, check_accessible: Callable[[Page], None]
) -> None:
    page = open_as("secretariat")
    hands = Keyboard(page)
    page.goto(TEXTS)
    check_accessible(page)
    hands.follow("Background papers", "/background-papers")
    hands.reach("The text")
    hands.type("Papers")
    hands.press("Control+Shift+H", "End", "Enter", "Enter")
    hands.type("The ")
    hands.press("Control+B")
    hands.type("Plan")
    hands.press("End")
    hands.type(" <b>of</b> 2021")
    expect(page.locator("[data-written] h3")).to_have_text("Papers")
    expect(page.locator("[data-written] p strong")).to_have_text("Plan")
    expect(page.locator("[data-written] p")).to_have_text("The Plan <b>of</b> 2021")
    assert text_of(page) == "# Papers\n\nThe **Plan** <b>of</b> 2021"
    check_accessible(page)
    hands.press("Control+S")
    page.wait_for_url(f"**{TEXTS}#text-background-papers")
    expect(page.locator("#text-background-papers")).to_contain_text("Papers The Plan <b>of</b> 2021")
    page.goto(PAPERS)
    expect(page.get_by_text("You typed something here before")).to_have_count(0)


def test_the_buttons_are_one_stop_of_tab_and_set_lines(open_as: Open) -> None:
    page = open_as("secretariat")
    hands = Keyboard(page)
    page.goto(PAPERS)
    page.focus("#body")
    hands.type("one\ntwo")
    hands.press("Control+A", "Alt+F10", "ArrowRight", "ArrowRight", "ArrowRight")
    expect(page.get_by_role("button", name="List", exact=True)).to_be_focused()
    hands.press("Enter")
    assert text_of(page) == "- one\n- two"
    hands.press("Control+Shift+7")
    assert text_of(page) == "1. one\n2. two"
    hands.press("Control+Shift+7")
    assert text_of(page) == "one\ntwo"
    hands.press("Control+Z")
    assert text_of(page) == "1. one\n2. two"
    hands.press("Shift+Tab", "Shift+Tab")
    assert not page.evaluate("document.activeElement.matches('.app-toolbar__button')")


def test_a_figure_is_picked_and_goes_in_where_the_caret_was(
    open_as: Open, check_accessible: Callable[[Page], None]
) -> None:
    page = open_as("secretariat")
    hands = Keyboard(page)
    page.goto(PAPERS)
    page.focus("#body")
    hands.type("It was  in August.")
    hands.press(*["ArrowLeft"] * len(" in August."))
    hands.press("Control+Shift+F")
    expect(page.get_by_label("Measure", exact=True)).to_be_focused()
    page.get_by_label("Measure", exact=True).select_option("101-abandonment")
    page.get_by_label("Printed").select_option("whole")
    insert = page.get_by_role("button", name="for August 2023")
    expect(insert).to_have_attribute("data-figure", "{101-abandonment August 2023, whole}")
    check_accessible(page)
    insert.press("Enter")
    expect(page.locator("#body")).to_be_focused()
    assert text_of(page) == "It was {101-abandonment August 2023, whole} in August."
    expect(page.locator("[data-written] p")).to_have_text("It was 10% (invented) in August.")
    expect(page.locator(".app-linked")).to_contain_text("101 abandonment rate, August 2023")


def test_what_was_typed_is_there_again_after_the_tab_was_closed(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto(PAPERS)
    page.locator("#body").press_sequentially("Not saved yet")
    expect(page.locator("[data-keep-status]")).to_contain_text("Kept on this computer")
    again = page.context.new_page()
    page.close()
    again.goto(PAPERS)
    expect(again.locator("#body")).to_have_value("Not saved yet")
    expect(again.locator("[data-written] p")).to_have_text("Not saved yet")


def test_two_writers_get_both_texts_and_the_versions_are_compared(
    open_as: Open, check_accessible: Callable[[Page], None]
) -> None:
    sam, rae = open_as("secretariat"), open_as("rae")
    for page in (sam, rae):
        page.goto(PAPERS)
    sam.fill("#body", "The rate rose in May.")
    sam.get_by_role("button", name="Save").click()
    sam.wait_for_url("**#text-background-papers")
    rae.fill("#body", "The rate fell in May.")
    rae.get_by_role("button", name="Save").click()
    expect(rae.get_by_role("heading", name="Someone saved first")).to_be_focused()
    expect(rae.locator(".app-conflict")).to_contain_text("The rate rose in May.")
    expect(rae.locator(".app-conflict")).to_contain_text("The rate fell in May.")
    check_accessible(rae)
    rae.get_by_text("Write it from both").click()
    rae.get_by_role("group").get_by_label("The text").fill("The rate fell in May.\n\nBoth looked.")
    rae.get_by_role("button", name="Save this text").click()
    rae.wait_for_url("**#text-background-papers")
    rae.goto(PAPERS)
    expect(rae.locator("#body")).to_have_value("The rate fell in May.\n\nBoth looked.")
    expect(rae.get_by_text("You typed something here before")).to_have_count(0)
    rae.goto(f"{PAPERS}/versions")
    expect(rae.locator(".app-changes")).to_contain_text("[removed: rose]")
    expect(rae.locator(".app-changes")).to_contain_text("[added: fell]")
    check_accessible(rae)
    rae.get_by_role("button", name="Take back version 1 as the newest").press("Enter")
    expect(rae.get_by_role("heading", name="3 versions of this text")).to_be_visible()
    rae.goto(PAPERS)
    expect(rae.locator("#body")).to_have_value("The rate rose in May.")


def test_without_scripts_a_text_is_previewed_then_saved(open_as: Open) -> None:
    page = open_as("secretariat", scripts=False)
    page.goto(PAPERS)
    expect(page.locator("[role=toolbar]")).to_be_hidden()
    page.fill("#body", "- **one**\n- {101-abandonment August 2023}")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("[data-written] li strong")).to_have_text("one")
    expect(page.get_by_text("It is not saved yet")).to_be_visible()
    page.get_by_text("Put in a figure that stays linked").click()
    page.get_by_label("Measure", exact=True).select_option("101-abandonment")
    page.get_by_role("button", name="Show its readings").click()
    expect(page.get_by_text("{101-abandonment July 2023}")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#text-background-papers")).to_contain_text("Written")


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_nothing_runs_over_the_side_of_the_page(
    open_as: Open, check_accessible: Callable[[Page], None], size: dict[str, int]
) -> None:
    page = open_as("secretariat", size=size)
    for address in (TEXTS, f"{TEXTS}/priority:local", f"{TEXTS}/priority:local/versions?show=1"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        check_accessible(page)
