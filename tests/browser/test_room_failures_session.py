"""The meeting room when the session ends: lines wait for the person who typed them, and for nobody else."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Server
from tests.browser.scribes import LIVE, Room, new_scribe, sign_in
from tests.support.on_record import logged_at

pytestmark = pytest.mark.browser


def test_after_the_session_is_gone_lines_wait_until_the_same_person_signs_in_again(
    server: Server, open_as: Open
) -> None:
    page = open_as("secretariat")
    room = Room.open(page)
    page.context.clear_cookies()
    room.log("Said after the session had ended", "And this too")
    expect(room.trouble).to_contain_text("You have been signed out. 2 waiting to be sent", timeout=20_000)
    expect(room.waiting.locator("li")).to_have_count(2)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in again").click()
    tab = opened.value
    tab.fill("[name=email]", "secretariat@demo.example")
    tab.fill("[name=password]", "a-password-for-tests")
    tab.press("[name=password]", "Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("You are signed in again")
    tab.close()
    room.all_is_saved()
    expect(room.trouble).to_be_empty()
    assert logged_at(server.folder) == ["Said after the session had ended", "And this too"]
    room.log("And the page goes on as before")
    expect(room.line("046")).to_contain_text("And the page goes on as before")


def test_signing_out_in_another_tab_is_noticed_without_anything_being_sent(open_as: Open) -> None:
    page = open_as("secretariat")
    room = Room.open(page)
    room.box.fill("Being typed")
    _sign_out(page)
    expect(room.trouble).to_contain_text("You have been signed out", timeout=20_000)
    expect(room.box).to_have_value("Being typed")
    expect(room.box).to_be_focused()
    tab = page.context.new_page()
    sign_in(tab, "secretariat@demo.example")
    tab.close()
    expect(room.trouble).to_be_empty(timeout=20_000)


def test_what_one_person_typed_is_never_sent_by_another_who_signs_in_there(
    server: Server, open_as: Open
) -> None:
    page = open_as("secretariat")
    rae = new_scribe(server, open_as(""), "Rae Roads")
    room = Room.open(page)
    page.context.clear_cookies()
    room.log("Only the one who typed it may send this")
    expect(room.trouble).to_contain_text("You have been signed out", timeout=20_000)
    other = page.context.new_page()
    sign_in(other, rae)
    expect(room.trouble).to_contain_text("Someone else is signed in here now", timeout=20_000)
    expect(room.trouble).to_contain_text("The 1 line that Demonstration secretariat typed is not sent")
    theirs = Room.open(other)
    expect(theirs.trouble).to_contain_text("1 line that Demonstration secretariat typed here waits")
    expect(theirs.waiting).to_be_hidden()
    theirs.log("Typed by Rae herself")
    theirs.all_is_saved()
    assert logged_at(server.folder) == ["Typed by Rae herself"]
    _sign_out(other)
    sign_in(other, "secretariat@demo.example")
    room.all_is_saved()
    assert logged_at(server.folder) == ["Typed by Rae herself", "Only the one who typed it may send this"]


def test_the_server_itself_refuses_a_line_that_somebody_else_typed(server: Server, open_as: Open) -> None:
    page = open_as("secretariat")
    Room.open(page)
    status = page.evaluate(
        """async () => (await fetch(document.querySelector('[data-live]').dataset.log, {
            method: 'POST',
            headers: {Accept: 'application/json', 'X-CSRFToken': document.querySelector('meta[name=csrf-token]').content},
            body: new URLSearchParams({text: 'Not mine', client_id: crypto.randomUUID(), viewer: '999'})
        })).status"""
    )
    assert status == 403
    assert logged_at(server.folder) == []


def _sign_out(page: Page) -> None:
    tab = page.context.new_page()
    tab.goto(LIVE)
    tab.get_by_role("button", name="Sign out").click()
    tab.wait_for_url("**/sign-in")
    tab.close()
