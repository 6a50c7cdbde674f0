"""The page from which the record goes out: by keyboard, on a laptop and a phone, with scripts and without."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Open

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]


@pytest.mark.parametrize(("size", "scripts"), [(LAPTOP, True), (PHONE, True), (PHONE, False)])
def test_the_record_is_taken_out_as_json(
    open_as: Open, check_accessible: Check, size: dict[str, int], scripts: bool
) -> None:
    page = open_as("secretariat", size=size, scripts=scripts)
    page.goto("/manage")
    page.get_by_role("link", name="Export").press("Enter")
    expect(page.locator("h1")).to_contain_text("32 actions")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if scripts:
        check_accessible(page)
    page.get_by_label("JSON document").press("Space")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Export").press("Enter")
    assert waiting.value.suggested_filename == "record-2023-09-20.json"
    assert len(json.loads(Path(waiting.value.path()).read_text("utf-8"))["actions"]) == 32


def test_what_was_not_chosen_is_asked_for(open_as: Open, check_accessible: Check) -> None:
    page = open_as("admin")
    page.goto("/export")
    page.get_by_role("button", name="Export").press("Enter")
    page.get_by_role("link", name="Choose what to export.").press("Enter")
    expect(page.get_by_label("Excel workbook")).to_be_focused()
    check_accessible(page)
