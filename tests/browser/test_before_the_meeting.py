"""Before a meeting: its agenda is made and its people are marked without the mouse, its page is read on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open
from tests.browser.test_the_whole_loop import MEETING

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
SMALLEST_TEXT = 14


def tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until the keyboard is at `target`."""
    for _ in range(250):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard never comes to {target}")


def titles(page: Page) -> list[str]:
    return page.locator(".app-order__title").all_inner_texts()


def expect_first(page: Page, *expected: str) -> None:
    """The headings begin so, as soon as the page has come."""
    for at, title in enumerate(expected):
        expect(page.locator(".app-order__title").nth(at)).to_have_text(title)


def step(page: Page, words: str, way: str) -> Locator:
    return page.get_by_role("button", name=f"Move {words} {way}", exact=True)


def test_an_agenda_is_made_by_keyboard_alone(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat")
    page.goto(MEETING)
    tab_to(page, page.get_by_role("link", name="Agenda", exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{MEETING}/agenda")
    tab_to(page, page.get_by_label("Add a heading"))
    for heading in ("10 Estates #local", "11 Thanks"):
        page.keyboard.type(heading)
        page.keyboard.press("Enter")
    expect(page.locator(".app-order__title").last).to_have_text("Thanks")
    expect(page.get_by_label("Add a heading")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("20 headings are on the agenda")

    # The button keeps the keyboard while its heading moves, and at the end the other one takes it.
    tab_to(page, step(page, "10 Estates", "up"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("“10 Estates” is now the 18th of 20")
    expect(step(page, "10 Estates", "up")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("status").first).to_contain_text("the 17th of 20")
    assert titles(page)[-4:] == ["Estates", "People, estate and money", "Next meeting", "Thanks"]
    check_accessible(page)

    tab_to(page, page.get_by_role("link", name="Change 11 Thanks"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("[name=title]"))
    page.keyboard.press("Control+A")
    page.keyboard.type("Thanks and farewell")
    page.keyboard.press("Enter")
    expect(page.locator(".app-order__title").last).to_have_text("Thanks and farewell")


def test_a_heading_is_dragged_to_its_place_and_stays_there(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto(f"{MEETING}/agenda")
    before = titles(page)
    handle = page.locator(".app-order__handle").nth(0).bounding_box()
    target = page.locator(".app-order__item").nth(2).bounding_box()
    assert handle
    assert target
    page.mouse.move(handle["x"] + 5, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(handle["x"] + 8, handle["y"] + 30, steps=4)
    # The others make room one after the other, each in its time.
    for shift in range(100):
        page.mouse.move(target["x"] + 10, target["y"] + target["height"] - 4 - shift % 5)
        if titles(page)[2] == before[0]:
            break
    page.mouse.up()
    expect(page.get_by_role("status").first).to_contain_text(f"“1 {before[0]}” is now the 3rd of 18")
    moved = [before[1], before[2], before[0], *before[3:]]
    assert titles(page) == moved
    page.reload()
    assert titles(page) == moved


def test_without_scripts_a_heading_is_moved_by_its_buttons(open_as: Open) -> None:
    page = open_as("secretariat", scripts=False)
    page.goto(f"{MEETING}/agenda")
    before = titles(page)
    expect(page.locator(".app-order__handle").first).to_be_hidden()
    step(page, f"1 {before[0]}", "down").click()
    expect_first(page, before[1], before[0], before[2])
    step(page, f"1 {before[0]}", "down").click()
    expect_first(page, before[1], before[2], before[0])
    page.get_by_label("Add a heading").fill("10 Estates")
    page.keyboard.press("Enter")
    expect(page.locator(".app-order__title").last).to_have_text("Estates")


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_who_is_expected_and_who_came_is_marked_by_keyboard_alone(
    open_as: Open, check_accessible: Check, size: dict[str, int]
) -> None:
    page = open_as("secretariat", size=size)
    page.goto(f"{MEETING}/attendance")
    check_accessible(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("10 posts are proposed")
    first, second = page.locator("fieldset").nth(0), page.locator("fieldset").nth(1)
    tab_to(page, first.get_by_role("radio", checked=True))
    page.keyboard.press("ArrowRight")
    chosen = first.get_by_role("radio", checked=True).get_attribute("value")
    tab_to(page, second.get_by_role("radio", checked=True))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    tab_to(page, page.get_by_role("button", name="Save", exact=True))
    page.keyboard.press("Enter")
    assert chosen == "present"
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 10 is present, 1 sent apologies")
    page.goto(MEETING)
    expect(page.locator("#attendance")).to_contain_text("1 of 10 is present, 1 sent apologies")


@pytest.mark.parametrize("account", ["secretariat", "commissioner", "owner", "panel"])
def test_the_page_of_the_meeting_is_accessible_and_fits_on_a_phone(
    open_as: Open, check_accessible: Check, account: str
) -> None:
    for size in (LAPTOP, PHONE):
        page = open_as(account, size=size)
        page.goto(MEETING)
        check_accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{account} must scroll sideways by {wide} pixels"


def test_what_is_to_do_leads_by_keyboard_to_who_has_not_answered(open_as: Open) -> None:
    page = open_as("secretariat")
    page.goto(MEETING)
    tab_to(page, page.get_by_role("link", name="Papers", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Papers", exact=True)).to_be_in_viewport()
    tab_to(page, page.get_by_role("link", name="Record the answer to PPM-012"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/PPM-012/update?from=*")


def test_the_lives_of_actions_are_seen_and_heard_on_a_phone(open_as: Open, check_accessible: Check) -> None:
    page = open_as("commissioner", size=PHONE)
    page.goto(f"{MEETING}/matters-arising")
    check_accessible(page)
    strip = page.get_by_role("img", name="Life of PPM-019")
    expect(strip).to_have_accessible_name(
        "Life of PPM-019: 4 meetings. February 2020: raised. 16 February 2021: date moved. "
        "17 May 2023: date moved between meetings, date moved. 4 October 2023: this meeting."
    )
    box = strip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    # As it is drawn: a picture that was made smaller to fit would have smaller letters too.
    scale = strip.evaluate("svg => svg.getScreenCTM().a")
    sizes = strip.evaluate(
        "svg => [...svg.querySelectorAll('text')].map(t => parseFloat(getComputedStyle(t).fontSize))"
    )
    assert min(sizes) * scale >= SMALLEST_TEXT
    drawn = page.locator(".app-life use").evaluate_all(
        "all => all.filter(use => !use.getBBox().width).length"
    )
    assert drawn == 0, "a mark without its symbol"
