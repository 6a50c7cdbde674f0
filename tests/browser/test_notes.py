"""Notes as they are typed: saved by themselves, kept through every failure, and never written over by somebody else's."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import LAPTOP, PASSWORD, PHONE, Open, Server
from tests.browser.holding import Held
from tests.browser.test_the_whole_loop import MEETING

pytestmark = pytest.mark.browser
NOTES = f"{MEETING}/notes"
A_SAVE = re.compile(r"/notes/\d+$")
CHANGED = re.compile(r"/notes/changed\?")
NOT_SAVED = "Kept on this computer, not saved"


class Item:
    """One item on the page of all notes: the first is 0."""

    def __init__(self, page: Page, number: int = 0) -> None:
        self.form: Locator = page.locator("form[data-note]").nth(number)
        self.notes = self.form.locator("[name=notes]")
        self.decisions = self.form.locator("[name=decisions]")
        self.state = self.form.locator("[data-note-state]")
        self.trouble = self.form.locator("[data-note-trouble]")

    def is_saved(self) -> None:
        expect(self.state).to_contain_text("Saved", timeout=20_000)
        expect(self.trouble).to_be_empty()


def opened(page: Page) -> Item:
    page.goto(NOTES)
    return Item(page)


def sign_in(page: Page, account: str) -> None:
    page.goto("/sign-in")
    page.fill("[name=email]", f"{account}@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")


def test_notes_are_typed_under_two_items_by_keyboard_alone_and_save_themselves(open_as: Open) -> None:
    page = open_as("secretariat")
    first, second = opened(page), Item(page, 1)
    first.notes.focus()
    page.keyboard.type("The Chief Constable said that calls are up.")
    page.keyboard.press("Tab")
    page.keyboard.type("Bring it back.")
    for _ in range(2):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('textarea')"):
            break
    page.keyboard.type("- a table\n- by hub")
    expect(second.state).to_have_text("Saving…")
    first.is_saved()
    second.is_saved()
    page.reload()
    expect(Item(page).notes).to_have_value("The Chief Constable said that calls are up.")
    expect(Item(page).decisions).to_have_value("Bring it back.")
    expect(Item(page, 1).notes).to_have_value("- a table\n- by hub")


def test_what_is_typed_without_a_network_waits_and_is_saved_when_the_line_is_back(open_as: Open) -> None:
    page = open_as("secretariat")
    item = opened(page)
    page.context.set_offline(True)
    item.notes.fill("Said while the wifi was gone")
    expect(item.trouble).to_have_text(f"{NOT_SAVED}: no connection.")
    expect(page.locator(".app-notes__unsaved")).to_contain_text("The notes of 1 item are not saved yet")
    item.notes.press_sequentially(", and after")
    page.context.set_offline(False)
    item.is_saved()
    expect(page.locator(".app-notes__unsaved")).to_be_empty()
    page.reload()
    expect(Item(page).notes).to_have_value("Said while the wifi was gone, and after")


def test_what_was_not_saved_is_there_again_after_the_tab_was_closed(open_as: Open, server: Server) -> None:
    page = open_as("secretariat")
    item = opened(page)
    server.kill()
    item.notes.fill("Said before the tab was closed")
    expect(item.trouble).to_contain_text(NOT_SAVED)
    again = page.context.new_page()
    page.close()
    server.start()
    back = opened(again)
    expect(back.notes).to_have_value("Said before the tab was closed")
    back.is_saved()


def test_the_last_words_before_the_page_is_left_arrive(open_as: Open) -> None:
    page = open_as("secretariat")
    item = opened(page)
    item.notes.press_sequentially("Left at once")
    page.goto("/meetings")
    expect(opened(page).notes).to_have_value("Left at once")


def test_a_save_whose_answer_was_lost_is_no_conflict_with_oneself(open_as: Open) -> None:
    page = open_as("secretariat")
    item = opened(page)

    def lose_the_answer(route: Route) -> None:
        assert route.fetch().status == 200
        route.abort()

    # What is asked of the server every second and a half would say within that time that it has the words.
    page.route(CHANGED, lambda route: route.abort())
    page.route(A_SAVE, lose_the_answer, times=1)
    item.notes.fill("Committed, and never answered")
    expect(item.trouble).to_have_text(f"{NOT_SAVED}: no connection.")
    page.unroute(CHANGED)
    item.is_saved()
    next_save = Held(page, A_SAVE)
    item.notes.press_sequentially(", then typed on")
    expect(item.state).to_have_text("Saving…")
    expect(item.trouble).to_be_empty()
    next_save.let_go()
    item.is_saved()
    page.reload()
    expect(Item(page).notes).to_have_value("Committed, and never answered, then typed on")


def test_after_the_session_has_ended_it_waits_for_the_same_person(open_as: Open) -> None:
    page = open_as("secretariat")
    item = opened(page)
    page.context.clear_cookies()
    item.notes.fill("Typed after the session had ended")
    expect(item.trouble).to_contain_text("you have been signed out", timeout=20_000)
    other = page.context.new_page()
    sign_in(other, "commissioner")
    expect(item.trouble).to_contain_text("somebody else is signed in here", timeout=40_000)
    other.context.clear_cookies()
    sign_in(other, "secretariat")
    item.is_saved()
    other.goto(NOTES)
    expect(Item(other).notes).to_have_value("Typed after the session had ended")
    expect(Item(other).state).not_to_contain_text("by")


def test_the_server_is_killed_and_started_again_while_somebody_types(open_as: Open, server: Server) -> None:
    page = open_as("secretariat")
    item = opened(page)
    page.route(A_SAVE, lambda route: (route.fetch(), server.kill(), route.abort()), times=1)
    item.notes.fill("Committed as the server died")
    expect(item.trouble).to_have_text(f"{NOT_SAVED}: no connection.")
    item.notes.press_sequentially(", then typed on")
    server.start()
    item.is_saved()
    page.reload()
    expect(Item(page).notes).to_have_value("Committed as the server died, then typed on")
    assert "verifies" in server.flask("audit", "verify")


def test_what_one_person_saves_the_other_sees_within_two_seconds(open_as: Open) -> None:
    one, two = opened(open_as("secretariat")), opened(open_as("secretariat"))
    two.notes.focus()
    one.decisions.fill("Agreed by the first")
    one.is_saved()
    expect(two.decisions).to_have_value("Agreed by the first", timeout=2_000)
    two.notes.fill("Noted by the second")
    two.is_saved()
    expect(one.notes).to_have_value("Noted by the second", timeout=2_000)
    expect(one.decisions).to_have_value("Agreed by the first")


def test_a_text_in_use_is_not_changed_under_the_cursor(open_as: Open) -> None:
    one, two = opened(open_as("secretariat")), opened(open_as("secretariat"))
    two.notes.focus()
    one.notes.fill("Saved by the first")
    one.is_saved()
    expect(two.state).to_contain_text("saved a newer text")
    expect(two.notes).to_have_value("")
    two.decisions.focus()
    expect(two.notes).to_have_value("Saved by the first")


def test_two_who_type_the_same_text_see_both_and_one_chooses(
    open_as: Open, check_accessible: Callable[[Page], None]
) -> None:
    choices = {
        "Keep mine": "Typed by the second",
        "Keep theirs": "Typed by the first",
        "Keep both, and edit": "Typed by the first\n\nTyped by the second",
    }
    first, second = open_as("secretariat"), open_as("secretariat")
    first.goto(NOTES)
    second.goto(NOTES)
    second.context.set_offline(True)
    for number in range(3):
        Item(second, number).notes.fill("Typed by the second")
        Item(first, number).notes.fill("Typed by the first")
        Item(first, number).decisions.fill("Agreed by the first")
        Item(first, number).is_saved()
    second.context.set_offline(False)
    both = ["Typed by the second", "Typed by the first"] * 3
    expect(second.locator(".app-conflict__words")).to_have_text(both, timeout=20_000)
    check_accessible(second)
    for number, (choice, text) in enumerate(choices.items()):
        item = Item(second, number)
        item.form.get_by_role("button", name=choice).click()
        item.is_saved()
        expect(item.notes).to_have_value(text)
        expect(item.decisions).to_have_value("Agreed by the first")
        expect(Item(first, number).notes).to_have_value(text)


def test_what_arrives_after_the_meeting_was_closed_stays_in_sight(open_as: Open) -> None:
    page, other = open_as("secretariat"), open_as("secretariat")
    item = opened(page)
    page.context.set_offline(True)
    item.notes.fill("Typed before the end")
    expect(item.trouble).to_contain_text(NOT_SAVED)
    close_the_meeting(other)
    page.context.set_offline(False)
    expect(item.trouble).to_contain_text("only as a correction, with a reason", timeout=20_000)
    page.goto(NOTES)
    left = page.locator(".app-note__left")
    expect(left).to_contain_text("Typed before the end")
    page.reload()
    expect(left).to_contain_text("before the meeting was closed")
    left.get_by_role("button", name="Forget it").click()
    page.reload()
    expect(left).to_have_count(0)


def close_the_meeting(page: Page) -> None:
    page.goto(MEETING)
    page.get_by_role("button", name="Start the meeting").click()
    page.goto(f"{MEETING}/close")
    page.locator("main form button").last.click()


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_the_pages_are_accessible(
    open_as: Open, check_accessible: Callable[[Page], None], size: dict[str, Any]
) -> None:
    page = open_as("secretariat", size=size)
    item = opened(page)
    check_accessible(page)
    page.context.set_offline(True)
    item.notes.fill("Not saved\n- yet")
    expect(item.trouble).to_contain_text(NOT_SAVED)
    page.context.set_offline(False)
    check_accessible(page)
    item.is_saved()
    page.reload()
    page.get_by_role("link", name="Earlier versions").first.click()
    expect(page.locator("h2")).to_contain_text(["2023"])
    check_accessible(page)


def test_without_scripts_a_button_saves(open_as: Open) -> None:
    page = open_as("secretariat", scripts=False)
    page.goto(NOTES)
    page.locator("[name=notes]").nth(1).fill("Typed without scripts")
    page.get_by_role("button", name="Save notes").nth(1).click()
    expect(page.locator("[name=notes]").nth(1)).to_have_value("Typed without scripts")
