"""The published record in the browser: read on a phone without scripts, accessible, and changed by the office's decisions."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open, Server

pytestmark = pytest.mark.browser

PUBLIC = (
    "/published",
    "/published/meetings",
    "/published/meetings/ppm-2023-05-17",
    "/published/actions",
    "/published/actions/PPM-006",
    "/published/measures",
    "/published/measures/101-abandonment",
    "/published/documents",
    "/published/documents/pack-2019-02",
    "/published/reports",
    "/published/search?q=calls",
    "/published/data",
    "/published/accessibility",
    "/published/nothing",
)
OFFICE = (
    "/publishing",
    "/publishing/action/PPM-006",
    "/publishing/action/PPM-006/withheld",
    "/publishing/checklist",
    "/publishing/meeting/PFCP-2023-10-10/together",
)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_every_public_page_is_accessible_and_fits(
    open_as: Open, check_accessible: Callable[[Page], None], size: dict[str, int]
) -> None:
    page = open_as("", size=size)
    for path in PUBLIC:
        page.goto(path)
        check_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    assert page.context.cookies() == []


def test_the_pages_of_publishing_are_accessible(
    open_as: Open, check_accessible: Callable[[Page], None]
) -> None:
    for size in (LAPTOP, PHONE):
        page = open_as("secretariat", size=size)
        for path in OFFICE:
            page.goto(path)
            check_accessible(page)


def test_someone_finds_an_overdue_action_on_a_phone_without_scripts(open_as: Open) -> None:
    page = open_as("", size=PHONE, scripts=False)
    page.goto("/published")
    page.get_by_role("navigation", name="Published record").get_by_role("link", name="Actions").click()
    page.get_by_label("Status").select_option("overdue")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 actions")
    page.locator(".app-published-list a").first.click()
    expect(page.locator("main")).to_contain_text("Overdue since")
    expect(page.locator("main")).to_contain_text("Who answers for it")


def test_an_action_is_withdrawn_and_published_again(server: Server, open_as: Open) -> None:
    office, public = open_as("commissioner"), open_as("", scripts=False)
    public.goto("/published/actions/PPM-006")
    expect(public.get_by_role("heading", level=1)).to_contain_text("Resolution Centre")
    office.goto("/actions/PPM-006")
    office.get_by_role("link", name="Publish changes or withdraw").click()
    office.get_by_label("Why").fill("A figure in it is wrong.")
    office.get_by_role("button", name="Withdraw").click()
    expect(office.locator(".govuk-error-summary")).to_contain_text("Say what the public is told")
    expect(office.get_by_label("Why")).to_have_value("A figure in it is wrong.")
    office.get_by_label("What the public is told").fill("This page is being corrected.")
    office.get_by_role("button", name="Withdraw").click()
    expect(office.locator("main")).to_contain_text("It is withdrawn. Its address says so.")
    answer = public.goto("/published/actions/PPM-006?again=1")
    assert answer
    assert answer.status == 410
    expect(public.locator("main")).to_contain_text("This page is being corrected.")
    office.get_by_label("Why").fill("It was corrected.")
    office.get_by_role("button", name="Publish", exact=True).click()
    expect(office.locator("main")).to_contain_text("It is public now.")


def test_a_meeting_is_published_with_its_papers_and_actions_without_scripts(open_as: Open) -> None:
    office = open_as("secretariat", scripts=False)
    office.goto("/publishing/meeting/PFCP-2023-10-10/together")
    office.get_by_label("The meeting PFCP-2023-10-10").check()
    office.get_by_label("Who decided this").fill("The Chief Executive")
    office.get_by_label("Why").fill("The Panel meets in public.")
    office.get_by_role("button", name="Publish what is ticked").click()
    expect(office.get_by_role("heading", level=1)).to_have_text(
        "Police, Fire and Crime Panel, 10 October 2023"
    )
    expect(office.locator("main")).to_contain_text("public now.")
    office.goto("/published/meetings/pfcp-2023-10-10")
    expect(office.get_by_role("heading", level=1)).to_contain_text("10 October 2023")
