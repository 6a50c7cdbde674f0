"""The meeting room: nothing that was typed is lost, and two scribes see each other."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_the_whole_loop import MEETING
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
LIVE = f"{MEETING}/live"


def test_what_is_being_typed_is_there_again_after_the_tab_was_closed(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto(LIVE)
    page.locator("#text").fill("Half a sentence about call")
    until(page, "Object.values(localStorage).some((kept) => kept.includes('Half a sentence about call'))")
    page.reload()
    expect(page.locator("#text")).to_have_value("Half a sentence about call")


def test_an_entry_waits_while_the_line_is_down_and_is_logged_once(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto(LIVE)
    page.context.set_offline(True)
    page.locator("#text").fill("Said while the wifi was gone")
    page.keyboard.press("Enter")
    expect(page.locator("#unsent")).to_contain_text("Said while the wifi was gone")
    expect(page.locator("#text")).to_have_value("")
    page.context.set_offline(False)
    expect(page.locator("#logged-PPM-044")).to_contain_text("Said while the wifi was gone", timeout=30_000)
    page.reload()
    expect(page.locator("#logged")).to_contain_text("Said while the wifi was gone")
    expect(page.locator("#logged-PPM-045")).to_have_count(0)


def test_what_was_understood_stands_under_the_box_and_nothing_is_guessed(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto(LIVE)
    page.locator("#text").press_sequentially("Bring figures @contact due next meeting")
    expect(page.locator("#understood")).to_contain_text("next meeting")
    page.locator("#text").fill("Bring figures @nobody-of-that-name")
    page.keyboard.press("Enter")
    expect(page.locator("#line")).to_contain_text("No post fits")
    expect(page.locator("#logged-PPM-044")).to_have_count(0)


def test_two_scribes_see_what_the_other_logged(open_as: Open) -> None:
    one, two = open_as("secretariat"), open_as("secretariat")
    one.goto(LIVE)
    two.goto(LIVE)
    two.locator("#text").fill("Still being typed by the second scribe")
    one.locator("#text").fill("Logged by the first scribe")
    one.keyboard.press("Enter")
    expect(two.locator("#logged")).to_contain_text("Logged by the first scribe", timeout=30_000)
    expect(two.locator("#text")).to_have_value("Still being typed by the second scribe")


def test_the_keys_are_listed_under_the_question_mark_outside_text_fields_alone(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto(LIVE)
    page.locator("#text").press("?")
    expect(page.locator("#keys")).not_to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
