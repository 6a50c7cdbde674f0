"""Answers as they are given and read: kept while they are typed, read by single keys, taken down without the mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open, Server
from tests.browser.keyboard import Keyboard
from tests.browser.test_the_whole_loop import owners_links

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
WORDS = "The report changes on 25 September."


def test_what_an_owner_types_outlives_the_tab_and_is_forgotten_once_it_is_sent(
    server: Server, open_as: Open, check_accessible: Check
) -> None:
    server.flask("reminders", "send", "--on", "2023-09-20")
    link = owners_links(server)["PPM-024"]
    first = open_as("", size=PHONE)
    first.goto(link)
    check_accessible(first)
    first.get_by_label("Amber, at risk").check(force=True)
    first.locator("[name=text]").fill(WORDS)
    expect(first.locator("[data-keep-status]")).to_contain_text("Kept on this")
    context = first.context
    first.close()
    again = context.new_page()
    again.goto(link)
    expect(again.locator("[name=text]")).to_have_value(WORDS)
    expect(again.get_by_label("Amber, at risk")).to_be_checked()
    again.get_by_role("button", name="Send update").click()
    expect(again.get_by_role("heading", level=1)).to_have_text("Update sent")
    again.goto(link)
    expect(again.locator("[name=text]")).to_have_value("")
    expect(again.locator("main")).to_contain_text(WORDS)
    check_accessible(again)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_pages_of_answering_are_accessible_and_fit(
    open_as: Open, check_accessible: Check, size: dict[str, int]
) -> None:
    for account, addresses in (
        ("secretariat", ("/answers", "/actions/PPM-024/update?from=answers")),
        ("owner", ("/",)),
    ):
        page = open_as(account, size=size)
        for address in addresses:
            page.goto(address)
            check_accessible(page)
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, f"{address} must scroll sideways by {wide} pixels"


def test_answers_are_read_by_single_keys_which_can_be_switched_off(
    open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat")
    page.goto("/answers")
    answers = page.locator(".app-answer")
    waiting = answers.count()
    assert waiting >= 3
    page.keyboard.press("a")
    expect(answers).to_have_count(waiting - 1)
    expect(page.locator(".app-just")).to_contain_text("accepted")
    page.keyboard.press("u")
    expect(answers).to_have_count(waiting)
    page.keyboard.press("m")
    expect(page.locator(".app-just")).to_contain_text("for the meeting")
    page.keyboard.press("g")
    page.keyboard.type("Which hubs? And a?")
    check_accessible(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".app-just")).to_contain_text("asked again")
    expect(answers).to_have_count(waiting - 2)
    page.keyboard.press("?")
    page.locator("#letters").uncheck(force=True)
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("a")
    page.keyboard.press("m")
    expect(answers).to_have_count(waiting - 2)


def test_an_answer_is_taken_down_without_the_mouse_and_kept_when_the_tab_is_closed(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto("/answers")
    page.keyboard.press("r")
    page.keyboard.type("ppm 12")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/PPM-012/update?from=answers")
    expect(page.locator("#way")).to_be_focused()
    keyboard = Keyboard(page)
    keyboard.press("Space", "Tab")
    keyboard.type("She rang: two sites are found.")
    expect(page.locator("[data-keep-status]")).to_contain_text("Kept on this")
    context = page.context
    page.close()
    page = context.new_page()
    page.goto("/actions/PPM-012/update?from=answers")
    expect(page.locator("[name=text]")).to_have_value("She rang: two sites are found.")
    expect(page.locator("#way")).to_be_checked()
    Keyboard(page).follow("Record the answer", "/answers")
    page.goto("/actions/PPM-012")
    expect(page.locator("main")).to_contain_text("by telephone")


def test_answers_are_read_and_taken_down_without_scripts(open_as: Open) -> None:
    page = open_as("secretariat", scripts=False)
    page.goto("/answers")
    waiting = page.locator(".app-answer").count()
    page.locator("[data-accept]").first.click()
    expect(page.locator(".app-answer")).to_have_count(waiting - 1)
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(".app-answer")).to_have_count(waiting)
    page.locator(".app-answer summary").first.click()
    page.locator(".app-answer textarea").first.fill("Which hubs?")
    page.get_by_role("button", name="Send the question").first.click()
    expect(page.locator(".app-just")).to_contain_text("asked again")
    page.get_by_label("An answer came another way?").fill("PPM-012")
    page.get_by_role("button", name="Record it").click()
    page.get_by_label("In person").check(force=True)
    page.get_by_label("What was said").fill("At the door: done.")
    page.get_by_role("button", name="It is done: recommend closure").click()
    page.goto("/actions/PPM-012")
    expect(page.locator("main")).to_contain_text("in person")
