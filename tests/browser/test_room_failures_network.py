"""The meeting room when the network or the server fails: every line arrives, in its order, once, with its minute."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Server
from tests.browser.scribes import LIVE, Room, hold_back, let_through, sign_in
from tests.support.on_record import logged_at, wait_until
from tests.support.severing import Severing

pytestmark = pytest.mark.browser
THREE = ["Said first while the line was down", "Said second", "Said third"]


def test_three_lines_typed_while_the_network_is_cut_arrive_in_order_and_once_with_their_minutes(
    server: Server, open_as: Open
) -> None:
    page = open_as("secretariat")
    page.clock.install(time=datetime.now(UTC) - timedelta(minutes=20))
    room = Room.open(page)
    page.context.set_offline(True)
    for line in THREE:
        room.log(line)
        page.clock.fast_forward("02:00")
    expect(room.saved).to_have_text("3 waiting to be sent")
    expect(room.trouble).to_contain_text("No connection")
    expect(room.waiting.locator("li")).to_have_text(THREE)
    expect(room.box).to_have_value("")
    page.context.set_offline(False)
    page.clock.resume()
    room.all_is_saved()
    assert logged_at(server.folder) == THREE
    minutes = [room.line(f"04{n}").locator("time").inner_text() for n in (4, 5, 6)]
    first, second, third = (datetime.strptime(minute, "%H:%M") for minute in minutes)  # noqa: DTZ007
    assert (second - first, third - second) == (timedelta(minutes=2),) * 2, "each keeps its minute"


def test_the_tab_warns_before_it_is_closed_on_waiting_lines_and_opening_it_again_finds_them(
    server: Server, open_as: Open
) -> None:
    page = open_as("secretariat")
    room = Room.open(page)
    hold_back(page.context)
    room.log("Said before the tab was closed")
    expect(room.waiting).to_contain_text("Said before the tab was closed")
    room.box.fill("Half a sen")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    # Between two tries: a request that is held back gets through when its tab goes.
    page.wait_for_event("requestfailed", lambda request: request.url.endswith("/actions"))
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    again = Room.open(page.context.new_page())
    expect(again.waiting).to_contain_text("Said before the tab was closed")
    expect(again.box).to_have_value("Half a sen")
    assert logged_at(server.folder) == []
    let_through(page.context)
    expect(again.saved).to_contain_text("Everything saved", timeout=20_000)
    assert logged_at(server.folder) == ["Said before the tab was closed"]
    expect(again.box).to_have_value("Half a sen")


def test_two_tabs_of_one_scribe_share_what_waits_and_log_each_line_once(
    server: Server, open_as: Open
) -> None:
    one = Room.open(open_as("secretariat"))
    two = Room.open(one.page.context.new_page())
    hold_back(one.page.context)
    one.log("Typed in the first tab")
    expect(one.waiting).to_contain_text("Typed in the first tab")
    two.log("Typed in the second tab")
    expect(two.waiting.locator("li")).to_have_count(2)
    let_through(one.page.context)
    for room in (one, two):
        room.all_is_saved()
    assert sorted(logged_at(server.folder)) == ["Typed in the first tab", "Typed in the second tab"]


@pytest.fixture
def severing(server: Server) -> Iterator[Severing]:
    proxy = Severing(int(server.environment["TRACKER_PORT"]))
    yield proxy
    proxy.close()


def test_a_server_that_is_killed_between_request_and_answer_has_logged_the_line_once(
    server: Server, severing: Severing, open_as: Open
) -> None:
    room = _through(severing, open_as("secretariat"))
    room.log("Logged before")
    expect(room.line("044")).to_be_visible()

    def kill_once_it_is_on_record() -> None:
        wait_until(lambda: "Killed in between" in logged_at(server.folder), "the row is in the database")
        server.kill()

    severing.sever(b"POST /meetings/ppm-2023-10-04/actions ", kill_once_it_is_on_record)
    room.log("Killed in between")
    wait_until(severing.severed.is_set, "the connection is cut")
    room.log("Typed while the server was dead")
    expect(room.saved).to_have_text("2 waiting to be sent", timeout=20_000)
    server.start()
    room.all_is_saved()
    assert logged_at(server.folder) == [
        "Logged before",
        "Killed in between",
        "Typed while the server was dead",
    ]
    expect(room.line("046")).to_contain_text("Typed while the server was dead")
    assert "The history verifies" in server.flask("audit", "verify")


def test_a_server_that_is_killed_before_it_wrote_the_line_gets_it_again(
    server: Server, severing: Severing, open_as: Open
) -> None:
    room = _through(severing, open_as("secretariat"))
    server.kill()
    room.log("Typed to nobody")
    expect(room.saved).to_have_text("1 waiting to be sent", timeout=20_000)
    server.start()
    room.all_is_saved()
    assert logged_at(server.folder) == ["Typed to nobody"]


def _through(severing: Severing, page: Page) -> Room:
    """The room of someone who reaches the server through the proxy."""
    context = page.context.browser.new_context(base_url=f"http://127.0.0.1:{severing.port}")  # type: ignore[union-attr]
    page.on("close", lambda _: context.close())
    fresh = context.new_page()
    sign_in(fresh, "secretariat@demo.example")
    fresh.goto(LIVE)
    return Room(fresh)
