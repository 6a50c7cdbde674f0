"""The notes beside the line in the meeting room: by keyboard alone, for the item under discussion, out of nobody's way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Open
from tests.browser.holding import Held
from tests.browser.test_the_whole_loop import MEETING

pytestmark = pytest.mark.browser
LIVE = f"{MEETING}/live"


def in_sight(page: Page, name: str) -> Locator:
    """The field of the item that the panel shows."""
    return page.locator(f"[data-note-panel] section:not([hidden]) [name={name}]")


def saved(page: Page) -> None:
    expect(page.locator("section:not([hidden]) > form [data-note-state]")).to_contain_text(
        "Saved", timeout=20_000
    )


def test_one_key_goes_between_the_box_and_the_notes_which_follow_the_agenda(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto(LIVE)
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Alt+n")
    page.keyboard.type("Said under the first item")
    page.keyboard.press("Alt+ArrowDown")
    expect(in_sight(page, "notes")).to_be_focused()
    expect(in_sight(page, "notes")).to_have_value("")
    page.keyboard.type("Said under the second")
    page.keyboard.press("Tab")
    page.keyboard.type("Decided under the second")
    saved(page)
    page.keyboard.press("Alt+n")
    expect(page.locator("#text")).to_be_focused()
    page.goto(f"{MEETING}/notes")
    expect(page.locator("[name=notes]").nth(0)).to_have_value("Said under the first item")
    expect(page.locator("[name=notes]").nth(1)).to_have_value("Said under the second")
    expect(page.locator("[name=decisions]").nth(1)).to_have_value("Decided under the second")


def test_an_answer_that_comes_late_takes_the_keyboard_from_nobody(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto(MEETING)
    page.get_by_role("button", name="Start the meeting").press("Enter")
    page.wait_for_url(f"**{LIVE}")
    page.locator("#text").fill("Said twice")
    page.locator("#text").press("Enter")
    line = page.locator("#logged-PPM-044")
    expect(line).to_be_visible()
    undo = Held(page, "**/undo")
    page.keyboard.press("Tab")
    page.keyboard.press("u")
    page.keyboard.press("Alt+n")
    page.keyboard.type("Nobody ")
    undo.let_go()
    expect(line).to_contain_text("Undone in the meeting room")
    page.keyboard.type("uncovered much")
    expect(in_sight(page, "notes")).to_have_value("Nobody uncovered much")


def test_a_single_letter_opens_the_notes_outside_text_fields_until_it_is_switched_off(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto(LIVE)
    page.locator("#text").press("w")
    expect(page.locator("#text")).to_have_value("w")
    page.locator("h1").click()
    page.keyboard.press("w")
    expect(in_sight(page, "notes")).to_be_focused()
    expect(in_sight(page, "notes")).to_have_value("")


def test_the_notes_take_neither_the_box_nor_the_list_out_of_sight(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto(LIVE)
    page.keyboard.press("Alt+n")
    in_sight(page, "notes").fill("A long note.\n" * 60)
    for place in ("#text", "#logged-heading", "[data-note-panel]"):
        box = page.locator(place).bounding_box()
        assert box
        assert 0 <= box["y"] < 600, place
    expect(in_sight(page, "decisions")).to_be_in_viewport()


def test_a_clash_in_the_room_waits_until_it_is_asked_for(
    open_as: Open, check_accessible: Callable[[Page], None]
) -> None:
    one, two = open_as("secretariat"), open_as("secretariat")
    one.goto(LIVE)
    two.goto(LIVE)
    two.keyboard.press("Alt+n")
    two.context.set_offline(True)
    two.keyboard.type("Typed by the second")
    one.keyboard.press("Alt+n")
    one.keyboard.type("Typed by the first")
    saved(one)
    two.context.set_offline(False)
    opener = two.get_by_role("button", name="Compare and choose")
    expect(opener).to_be_visible(timeout=20_000)
    expect(in_sight(two, "notes")).to_be_focused()
    opener.click()
    expect(two.locator("#note-dialog .app-conflict__words")).to_have_text(
        ["Typed by the second", "Typed by the first"]
    )
    check_accessible(two)
    two.get_by_role("button", name="Keep both, and edit").click()
    saved(two)
    expect(in_sight(one, "notes")).to_be_focused()
    one.keyboard.press("Alt+n")
    expect(in_sight(one, "notes")).to_have_value("Typed by the first\n\nTyped by the second", timeout=2_000)


def test_on_a_phone_the_notes_are_a_drawer(open_as: Open, check_accessible: Callable[[Page], None]) -> None:
    page = open_as("secretariat", size=PHONE)
    page.goto(LIVE)
    drawer = page.locator(".app-notes-panel__drawer")
    expect(in_sight(page, "notes")).not_to_be_visible()
    drawer.locator("summary").click()
    in_sight(page, "notes").fill("Typed with a thumb")
    saved(page)
    check_accessible(page)


def test_without_scripts_the_notes_of_the_item_are_a_form(open_as: Open) -> None:
    page = open_as("secretariat", scripts=False)
    page.goto(f"{LIVE}?item=3.1")
    page.locator(".app-notes-panel__drawer summary").click()
    in_sight(page, "notes").fill("Typed without scripts")
    page.get_by_role("button", name="Save notes").click()
    expect(page).to_have_url(f"{page.url.partition('/live')[0]}/live?item=3.1#notes")
    page.locator(".app-notes-panel__drawer summary").click()
    expect(in_sight(page, "notes")).to_have_value("Typed without scripts")
