"""The screen for the room, as it stands on a wall: it follows the scribe, survives a lost line, and all of it can be read."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open
from tests.browser.scribes import Room, sign_in
from tests.browser.test_the_whole_loop import MEETING
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
SCREEN = f"{MEETING}/screen"
WALL = {"width": 1920, "height": 1080}
WALLS = [WALL, {"width": 1366, "height": 768}, {"width": 3840, "height": 2160}]
TWO_SECONDS = 2_000
LONG = (
    "Provide a written breakdown of every Grade 1 attendance which took longer than the published target, by hub and by "
    "hour of the day, with the reason recorded at the time, what has since been done about it, and how the public will be "
    "told, for each of the three response hubs and for the ten that are to take their place from the summer onwards"
)

OVERFLOWS = """() => {
  const wide = innerWidth, high = innerHeight
  const seen = (element) => element.offsetParent !== null
  const cut = [...document.querySelectorAll('#screen p, #screen h1, #screen h2, #screen li, #screen time')]
    .filter(seen).filter((element) => {
      const box = element.getBoundingClientRect()
      return box.right > wide + 1 || box.bottom > high + 1 || box.left < -1 || box.top < -1
    })
  const main = document.querySelector('main'), foot = document.querySelector('footer').getBoundingClientRect()
  const under = [...main.querySelectorAll('p, h1, h2')].filter(seen).filter((e) => e.getBoundingClientRect().bottom > foot.top + 1)
  const page = document.scrollingElement
  return {
    cut: [...cut, ...under].map((element) => element.textContent.slice(0, 40)),
    scrolls: page.scrollWidth > wide || page.scrollHeight > high || main.scrollHeight > main.clientHeight + 1,
  }
}"""
SMALLEST = """() => {
  const sizes = [...document.querySelectorAll('#screen *')]
    .filter((e) => e.offsetParent !== null && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
    .map((e) => parseFloat(getComputedStyle(e).fontSize))
  return Math.min(...sizes) / innerHeight
}"""


def is_legible(page: Page) -> None:
    """At each size of wall nothing is cut off or runs over its neighbour, and no letter is under a fortieth of the height."""
    for wall in WALLS:
        page.set_viewport_size(wall)  # type: ignore[arg-type]
        page.evaluate("document.fonts.ready")
        fits(page, wall)
        assert page.evaluate(SMALLEST) > 1 / 40, wall
    page.set_viewport_size(WALL)  # type: ignore[arg-type]


def fits(page: Page, where: object) -> None:
    """Nothing is cut and nothing scrolls, once the page has taken in its new size."""
    with suppress(AssertionError):
        until(page, f"() => {{ const o = ({OVERFLOWS})(); return !o.cut.length && !o.scrolls }}")
    assert page.evaluate(OVERFLOWS) == {"cut": [], "scrolls": False}, where


@pytest.fixture
def scribe(open_as: Open) -> Room:
    page = open_as("secretariat")
    page.goto(MEETING)
    page.get_by_role("button", name="Start the meeting").first.press("Enter")
    page.wait_for_url(f"**{MEETING}/live")
    return Room(page)


@pytest.fixture
def wall(open_as: Open, scribe: Room) -> Page:
    page = open_as("commissioner", size=WALL)
    page.goto(SCREEN)
    return page


def test_it_follows_the_scribe_within_two_seconds(scribe: Room, wall: Page) -> None:
    expect(wall.locator("h1")).to_have_text("The meeting has started")
    scribe.page.keyboard.press("Alt+ArrowDown")
    expect(wall.locator("h1")).to_have_text(
        "Chief Constable's introduction and key measures", timeout=TWO_SECONDS
    )
    scribe.log("Show 999 answer times by hour @head-of-contact due next meeting")
    scribe.all_is_saved()
    expect(wall.locator("[data-reference]")).to_contain_text(
        "Show 999 answer times by hour", timeout=TWO_SECONDS
    )
    expect(wall.locator("[data-reference]")).to_contain_text("Head of Contact and Response, due next meeting")


def test_it_keeps_what_it_shows_while_the_line_is_lost_and_says_so(scribe: Room, wall: Page) -> None:
    scribe.page.keyboard.press("Alt+ArrowDown")
    scribe.log("Count the calls")
    expect(wall.locator("[data-reference]")).to_contain_text("Count the calls")
    wall.context.set_offline(True)
    expect(wall.get_by_role("status")).to_contain_text("No connection. This is how it stood at")
    scribe.log("Count the cameras")
    scribe.all_is_saved()
    expect(wall.locator("[data-reference]")).to_contain_text("Count the calls")
    wall.context.set_offline(False)
    expect(wall.locator("[data-reference]")).to_contain_text("Count the cameras")
    expect(wall.locator("#lost")).to_be_empty()


def test_when_the_session_ends_it_keeps_what_it_shows_and_says_so(wall: Page) -> None:
    wall.context.clear_cookies()
    expect(wall.get_by_role("status")).to_contain_text("Signed out. This is how it stood at")
    expect(wall.locator("h1")).to_have_text("The meeting has started")
    other_tab = wall.context.new_page()
    sign_in(other_tab, "commissioner@demo.example")
    expect(wall.locator("#lost")).to_be_empty()


def test_nothing_on_it_can_be_pressed_or_reached(scribe: Room, wall: Page, check_accessible: Check) -> None:
    scribe.page.keyboard.press("Alt+ArrowDown")
    scribe.log("Count the calls", "Count the cameras")
    expect(wall.locator("[data-fit] li")).to_have_count(1)
    check_accessible(wall)
    wall.keyboard.press("Tab")
    assert wall.evaluate("document.activeElement === document.body")


def test_forty_actions_and_long_titles_stay_on_the_wall(
    scribe: Room, wall: Page, check_accessible: Check
) -> None:
    is_legible(wall)
    scribe.page.keyboard.press("Alt+ArrowDown")
    is_legible(wall)
    scribe.log(
        *(f"Count the cameras at hub {number}" for number in range(1, 39)), LONG, f"Again: {LONG[:200]}"
    )
    scribe.all_is_saved()
    expect(wall.locator("[data-reference]")).to_contain_text("Again: Provide")
    is_legible(wall)
    shown = wall.locator("[data-fit] li:visible").count()
    assert shown >= 1
    expect(wall.locator("[data-more]")).to_have_text(f"and {39 - shown} more")
    check_accessible(wall)
    wall.set_viewport_size(PHONE)  # type: ignore[arg-type]
    fits(wall, "in a hand")


def test_without_scripts_it_fits_and_counts_what_is_left_out(scribe: Room, open_as: Open) -> None:
    scribe.page.keyboard.press("Alt+ArrowDown")
    scribe.log(*(f"Count the cameras at hub {number}" for number in range(1, 8)))
    scribe.all_is_saved()
    page = open_as("commissioner", size=WALL, scripts=False)
    page.goto(SCREEN)
    expect(page.locator("[data-reference]")).to_contain_text("Count the cameras at hub 7")
    expect(page.locator("[data-fit] li:visible")).to_have_count(2)
    expect(page.locator("[data-more]")).to_have_text("and 4 more")
