"""An existing log is taken in by four steps: with the keyboard, on a phone, without scripts, and back again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.served import Server
from tracker.config import Settings
from tracker.jobs.importing import Importing
from tracker.jobs.passes import SCHEDULER
from tracker.wiring import Wiring

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
LOG = (
    "Staffordshire Commissioner action log\n\n"
    "Action No,Minute ref,Action,Lead,Target date,Status,Progress\n"
    "101,3.1,Bring the abandonment figures back,Chief Constable,01/08/23,On-going,01/07/23 Being drawn.\n"
    "23/04-1,4.2,Share the survey questions,CFO/ACC (Ops),by Easter,Complete,\n"
    "101,5.1,Quite another thing,Chief Constable,,Open,\n"
)


@pytest.fixture
def work(server: Server) -> Iterator[Callable[[], None]]:
    """The scheduler's side of it: what waits is done when the test says so."""
    wiring = Wiring(Settings(data_dir=server.folder))
    yield Importing(wiring, lambda: wiring.writing(SCHEDULER)).work
    wiring.database.close()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def press(page: Page, name: str) -> None:
    """Reaches the button with the keyboard, and presses it."""
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


def log_file(folder: Path) -> Path:
    file = folder / "log.csv"
    file.write_text(LOG, "utf-8")
    return file


def test_a_log_is_taken_in_with_the_keyboard_and_taken_back(
    open_as: Open, work: Callable[[], None], tmp_path: Path, check_accessible: Callable[[Page], None]
) -> None:
    page = open_as("secretariat")
    page.goto("/manage")
    page.get_by_role("link", name="Import an existing log").click()
    check_accessible(page)
    page.get_by_role("button", name="Choose a file").click()
    check_accessible(page)
    page.set_input_files("#file", log_file(tmp_path))
    page.locator("#series").select_option("PPM")
    press(page, "Read the file")
    heading(page, "The file is being read")
    check_accessible(page)
    work()
    heading(page, "About 3 actions were found in 1 table")
    check_accessible(page)
    page.get_by_label("Column B, Minute ref: taken for").select_option("other")
    press(page, "Save and continue")
    heading(page, "The file is being read")
    work()
    heading(page, "About 3 actions were found in 1 table")
    expect(page.get_by_label("Column B, Minute ref: taken for")).to_have_value("other")
    press(page, "Save and continue")
    heading(page, "1 owner of 2 has to be matched with a post")
    check_accessible(page)
    press(page, "Save and continue")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose a post for “CFO/ACC (Ops)”")
    check_accessible(page)
    press(page, "Keep the words of the rest")
    heading(page, "The file is being read")
    work()
    heading(page, "2 actions will be added, 1 cannot be taken")
    check_accessible(page)
    page.get_by_role("link", name="What was understood").click()
    heading(page, "About 3 actions were found in 1 table")
    page.get_by_role("link", name="Every row").click()
    page.get_by_role("checkbox").nth(2).focus()
    page.keyboard.press("Space")
    press(page, "Leave out the ticked rows")
    heading(page, "2 actions will be added")
    press(page, "Add 2 actions")
    heading(page, "The actions are being written")
    work()
    heading(page, "2 actions were added")
    check_accessible(page)
    page.get_by_role("link", name="PPM-101").click()
    expect(page.locator("main")).to_contain_text("From the office’s own log")
    check_accessible(page)
    page.go_back()
    page.get_by_role("link", name="Take this import back").click()
    check_accessible(page)
    page.get_by_label("Why is it taken back?").fill("It was last year’s log.")
    press(page, "Take it back")
    heading(page, "This import was taken back")
    check_accessible(page)


def test_it_works_on_a_phone_without_scripts(open_as: Open, work: Callable[[], None], tmp_path: Path) -> None:
    page = open_as("secretariat", size=PHONE, scripts=False)
    page.goto("/imports/new")
    page.set_input_files("#file", log_file(tmp_path))
    page.locator("#series").select_option("PPM")
    page.get_by_role("button", name="Read the file").click()
    work()
    page.get_by_role("link", name="Load this page again").click()
    heading(page, "About 3 actions were found in 1 table")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Keep the words of the rest").click()
    work()
    page.get_by_role("link", name="Load this page again").click()
    heading(page, "2 actions will be added, 1 cannot be taken")
    page.get_by_role("button", name="Add 2 actions").click()
    work()
    page.get_by_role("link", name="Load this page again").click()
    heading(page, "2 actions were added")
