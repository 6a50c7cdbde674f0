"""Two scribes in one meeting room: each sees what the other does, and neither loses a word."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.scribes import LIVE, Room

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]


@pytest.fixture
def rae(open_as: Open) -> Room:
    """A second scribe, with another name than the first."""
    return Room.open(open_as("rae"))


@pytest.fixture
def sam(open_as: Open) -> Room:
    return Room.open(open_as("secretariat"))


def test_what_one_logs_the_other_sees_with_their_name_while_typing_on(sam: Room, rae: Room) -> None:
    sam.box.press_sequentially("Being typed by Sam")
    sam.page.evaluate("document.getElementById('text').setSelectionRange(5, 5)")
    rae.log("Bring the collisions by road @head-of-contact due next meeting")
    expect(sam.line("044")).to_contain_text("logged by Rae Roads")
    expect(sam.page.locator("#heard")).to_contain_text(
        "Rae Roads logged Action 044: Bring the collisions by road"
    )
    expect(sam.box).to_have_value("Being typed by Sam")
    expect(sam.box).to_be_focused()
    assert sam.page.evaluate("document.getElementById('text').selectionStart") == 5
    expect(rae.line("044")).not_to_contain_text("logged by")
    expect(sam.page.locator("[aria-current=true] .app-agenda__count")).to_contain_text("1 new")


def test_a_correction_an_undo_and_a_mark_reach_the_other(sam: Room, rae: Room) -> None:
    sam.log("Bring the figures", "Said twice")
    expect(rae.line("045")).to_be_visible()
    rae.line("045").get_by_role("button", name="Undo").click()
    expect(sam.line("045")).to_contain_text("Undone in the meeting room")
    rae.line("044").get_by_role("button", name="Outcome").click()
    expect(sam.line("044").get_by_role("button", name="Outcome")).to_have_attribute("aria-pressed", "true")
    rae.line("045").get_by_role("button", name="Put it back").click()
    expect(sam.line("045").get_by_role("button", name="Undo")).to_be_visible()


def test_a_line_that_has_the_focus_or_is_being_edited_is_left_alone_until_it_is_left(
    sam: Room, rae: Room
) -> None:
    sam.log("Bring the figures", "Count the cameras")
    expect(sam.line("045")).to_be_visible()
    sam.change("045").locator("[name=asked]").fill("In words that Sam is typing")
    rae.page.reload()
    rae.line("044").get_by_role("button", name="Commitment").click()
    rae.line("045").get_by_role("button", name="Commitment").click()
    expect(sam.line("044")).to_contain_text("commitment")
    expect(sam.line("045").locator(".app-logged__meanwhile")).to_contain_text("Someone saved a change")
    expect(sam.line("045").locator("[name=asked]")).to_have_value("In words that Sam is typing")
    expect(sam.line("045").locator("[name=asked]")).to_be_focused()


def test_who_edits_the_same_action_sees_both_texts_and_what_is_chosen_is_kept(
    sam: Room, rae: Room, check_accessible: Check
) -> None:
    sam.log("Bring the figures")
    for room, words in ((sam, "Bring the figures by hub"), (rae, "Bring the figures by hour")):
        expect(room.line("044")).to_be_visible()
        room.change("044").locator("[name=title]").fill(words)
    rae.line("044").locator("[name=title]").press("Enter")
    expect(rae.line("044").locator(".app-logged__what")).to_have_text("Bring the figures by hour")
    sam.line("044").locator("[name=title]").press("Enter")
    expect(sam.line("044")).to_contain_text("Someone saved first")
    expect(sam.line("044")).to_contain_text("Bring the figures by hub")
    expect(sam.line("044")).to_contain_text("Bring the figures by hour")
    expect(sam.line("044")).to_contain_text("Rae Roads saved")
    check_accessible(sam.page)
    sam.line("044").get_by_role("button", name="Keep mine").click()
    expect(sam.line("044").locator(".app-logged__what")).to_have_text("Bring the figures by hub")
    expect(rae.line("044").locator(".app-logged__what")).to_have_text("Bring the figures by hub")


def test_each_keeps_their_own_item_and_the_last_who_moved_is_on_the_screen(sam: Room, rae: Room) -> None:
    current = "[aria-current=true] .app-agenda__number"
    sam.page.keyboard.press("Alt+ArrowDown")
    expect(sam.page.locator(current)).to_have_text("2")
    expect(rae.page.locator("#elsewhere")).to_contain_text("The screen shows 2")
    expect(rae.page.locator(current)).to_have_text("1")
    rae.page.get_by_role("button", name="Show 1").click()
    expect(sam.page.locator("#elsewhere")).to_contain_text("The screen shows 1")
    expect(sam.page.locator(current)).to_have_text("2")
    expect(rae.page.locator("#elsewhere")).to_be_empty()
    rae.page.goto(LIVE)
    expect(rae.page.locator(current)).to_have_text("1")
    sam.page.reload()
    expect(sam.page.locator(current)).to_have_text("2")
