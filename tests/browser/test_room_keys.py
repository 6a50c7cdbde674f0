"""The keys of the meeting room, and what a screen reader is told: each state is checked with axe-core."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open
from tests.browser.scribes import LIVE, Room, hold_back

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]


@pytest.fixture
def room(open_as: Open) -> Room:
    return Room.open(open_as("secretariat"))


def test_the_cheat_sheet_comes_and_goes_with_a_key_while_one_types(
    room: Room, check_accessible: Check
) -> None:
    keys, sheet = room.page.keyboard, room.page.locator("#sheet")
    room.box.press_sequentially("Bring the figures")
    keys.press("Alt+k")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("@dcc")
    expect(sheet).to_contain_text("Deputy Chief Constable")
    expect(room.heard).to_have_text("The cheat sheet is shown beside the box.")
    check_accessible(room.page)
    keys.type(" by hour")
    expect(room.box).to_have_value("Bring the figures by hour")
    keys.press("Alt+k")
    expect(sheet).to_be_hidden()
    expect(room.page.locator("#arising")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_the_cheat_sheet_is_a_link_below_the_box(
    open_as: Open, scripts: bool, check_accessible: Check
) -> None:
    page = open_as("secretariat", size=PHONE, scripts=scripts)
    page.goto(LIVE)
    agenda, box = page.locator("#agenda-list").bounding_box(), page.locator("#text").bounding_box()
    assert agenda
    assert box
    assert box["y"] < agenda["y"], "the box comes first"
    if scripts:
        assert box["y"] + box["height"] < PHONE["height"] / 2, "nothing large stands above it"
    page.locator("#line").get_by_role("link", name="Cheat sheet").click()
    expect(page.get_by_role("heading", name="What you can type")).to_be_in_viewport()
    if scripts:
        check_accessible(page)
    page.get_by_role("link", name="Back to the box").click()
    expect(page.locator("#text")).to_be_in_viewport()


def test_two_fitting_owners_are_asked_about_and_chosen_without_the_mouse(
    room: Room, check_accessible: Check
) -> None:
    keys = room.page.keyboard
    room.box.press_sequentially("Explain the rise @acc, in writing")
    expect(room.page.locator("[data-insert]")).to_have_count(2)
    check_accessible(room.page)
    keys.press("Enter")
    expect(room.page.get_by_role("alert").filter(has_text="fits more than one post")).to_be_visible()
    expect(room.box).to_have_value("Explain the rise @acc, in writing")
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.press("Enter")
    expect(room.box).to_have_value("Explain the rise @acc-public-protection, in writing")
    expect(room.page.locator("#understood")).to_contain_text("Assistant Chief Constable (Public Protection)")
    keys.press("Enter")
    expect(room.line("044")).to_contain_text("Assistant Chief Constable (Public Protection)")


def test_escape_asks_before_it_clears_and_arrow_up_brings_back(room: Room) -> None:
    keys = room.page.keyboard
    room.box.press_sequentially("Half a thought")
    keys.press("Escape")
    expect(room.saved).to_contain_text("Press Escape again")
    expect(room.box).to_have_value("Half a thought")
    keys.type("s")
    keys.press("Escape")
    expect(room.saved).to_contain_text("Press Escape again")
    expect(room.box).to_have_value("Half a thoughts")
    keys.press("Escape")
    expect(room.box).to_have_value("")
    keys.press("ArrowUp")
    expect(room.box).to_have_value("Half a thoughts")


def test_details_open_with_ctrl_enter_and_what_was_saved_is_not_kept_in_the_browser(
    room: Room, check_accessible: Check
) -> None:
    keys = room.page.keyboard
    room.box.press_sequentially("Bring the figures")
    keys.press("Control+Enter")
    expect(room.line("044").locator("[name=asked]")).to_be_focused()
    check_accessible(room.page)
    keys.type("By hour, for each hub")
    expect(room.line("044").locator("[data-keep-status]")).to_contain_text("Kept on this computer")
    keys.press("Enter")
    expect(room.box).to_be_focused()
    expect(room.heard).to_have_text("The change is saved.")
    assert room.page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('kept:'))") == []
    keys.press("ArrowUp")
    expect(room.line("044").locator("[name=title]")).to_be_focused()
    expect(room.line("044").locator("[name=asked]")).to_have_value("By hour, for each hub")


def test_alt_and_the_arrows_are_left_to_a_list_of_choices(room: Room) -> None:
    room.log("Bring the figures")
    room.change("044").locator("[name=owner]").focus()
    room.page.keyboard.press("Alt+ArrowDown")
    room.page.keyboard.press("Escape")
    expect(room.page.locator("[aria-current=true] .app-agenda__number")).to_have_text("1")


def test_a_field_that_was_refused_has_the_focus(room: Room, check_accessible: Check) -> None:
    room.log("Bring the figures")
    form = room.change("044")
    form.locator("[name=due]").fill("31 June")
    form.locator("[name=due]").press("Enter")
    expect(form).to_contain_text("There is no “31 June” in the calendar")
    expect(form.locator("[name=due]")).to_be_focused()
    check_accessible(room.page)


def test_single_letters_work_outside_text_alone_and_stay_off_once_switched_off(
    room: Room, check_accessible: Check
) -> None:
    keys, now = room.page.keyboard, room.page.locator("[aria-current=true] .app-agenda__number")
    keys.type("n?")
    expect(room.box).to_have_value("n?")
    expect(now).to_have_text("1")
    _leave_the_box(room.page)
    keys.press("n")
    expect(now).to_have_text("2")
    keys.press("?")
    expect(room.page.get_by_role("dialog", name="Keys of this page")).to_be_visible()
    check_accessible(room.page)
    room.page.get_by_label("Single-letter keys").uncheck()
    keys.press("Escape")
    room.page.reload()
    _leave_the_box(room.page)
    keys.press("n")
    keys.press("?")
    expect(room.page.locator("#keys")).to_be_hidden()
    expect(now).to_have_text("2")
    keys.press("Alt+ArrowDown")
    expect(now).to_have_text("3.1")


def test_a_screen_reader_hears_what_is_newly_understood_and_what_was_logged(room: Room) -> None:
    room.box.press_sequentially("Bring the figures @dcc")
    expect(room.heard).to_have_text("Owner Deputy Chief Constable")
    room.box.press_sequentially(" due 30 November")
    expect(room.heard).to_have_text("Due 30 November 2023")
    room.page.keyboard.press("Enter")
    expect(room.heard).to_have_text("Action 044 is logged.")


def test_a_line_that_waits_is_in_sight_on_a_phone_too(open_as: Open, check_accessible: Check) -> None:
    room = Room.open(open_as("secretariat", size=PHONE))
    hold_back(room.page.context)
    room.box.fill("Said while the line was down")
    room.page.get_by_role("button", name="Log action").click()
    expect(room.saved).to_have_text("1 waiting to be sent")
    expect(room.waiting).to_be_in_viewport()
    expect(room.box).to_be_focused()
    check_accessible(room.page)


def test_a_long_queue_shows_what_was_typed_last_and_scrolls_with_the_keyboard(
    room: Room, check_accessible: Check
) -> None:
    hold_back(room.page.context)
    room.log(*(f"Said while the line was down {number}" for number in range(1, 13)))
    expect(room.saved).to_have_text("12 waiting to be sent")
    expect(room.waiting.get_by_text("Said while the line was down 12")).to_be_in_viewport()
    check_accessible(room.page)


def _leave_the_box(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
