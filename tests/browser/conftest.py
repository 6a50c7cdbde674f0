"""The real server with demonstration data, and Debian's Chromium: as its people use it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.served import ROOT, Server, environment, free_port
from tests.support.builders import SECRETARIAT
from tracker.config import Settings
from tracker.domain.viewers import Role
from tracker.services.users import UserWanted, create_user
from tracker.store.users import by_email
from tracker.wiring import Wiring

PASSWORD = "a-password-for-tests"
PATIENCE = 15_000
"""Milliseconds until what is expected of a page must have come: a busy machine is slow, and not wrong."""
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The same engine each: the first has no windows, and opens a page in a quarter of the time."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
DEMONSTRATION = {"TRACKER_DEMO": "1", "TRACKER_DEMO_PASSWORD": PASSWORD}


@pytest.fixture(scope="session")
def loaded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with demonstration data and a second scribe, made once: what every test begins with."""
    folder = tmp_path_factory.mktemp("loaded") / "data"
    server = Server("", folder, environment(folder, 1) | DEMONSTRATION)
    server.flask("database", "upgrade")
    server.flask("demonstration", "load")
    _add_scribe(folder, "rae", "Rae Roads")
    return folder


def _add_scribe(folder: Path, account: str, name: str) -> None:
    """Makes an account of the secretariat, with the password that all have here."""
    wiring = Wiring(Settings(data_dir=folder))
    with wiring.writing(SECRETARIAT) as desk:
        first = by_email(desk.session, "secretariat@demo.example")
        assert first
        wanted = UserWanted(f"{account}@demo.example", name, frozenset({Role.SECRETARIAT}))
        create_user(desk, wanted, password_hash=first.password)
    wiring.database.close()


@pytest.fixture(scope="session")
def running_server(loaded_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real web server with two workers, started once: it is used by one test after the other."""
    folder, port = tmp_path_factory.mktemp("served") / "data", free_port()
    shutil.copytree(loaded_folder, folder)
    running = Server(f"http://127.0.0.1:{port}", folder, environment(folder, port) | DEMONSTRATION)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture
def server(running_server: Server, loaded_folder: Path) -> Iterator[Server]:
    """The web server on the demonstration as it was loaded. A test may kill it, and start it again."""
    running_server.put_back(loaded_folder)
    said_before = running_server.log.stat().st_size
    yield running_server
    running_server.come_to_rest()
    said = running_server.log.read_bytes()[said_before:].decode()
    assert "Traceback" not in said, said


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, BROWSERS)), None)
        assert path, "Chromium is missing: script/test installs it."
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


SignedIn = Callable[[Server, str], Any]


@pytest.fixture(scope="session")
def signed_in(chromium: Browser) -> SignedIn:
    """The cookies of an account that has signed in: on the page for it, the first time that a server is asked."""
    known: dict[tuple[Path, str], Any] = {}

    def cookies(server: Server, account: str) -> Any:
        if (server.folder, account) not in known:
            context = chromium.new_context(base_url=server.address)
            page = context.new_page()
            page.goto("/sign-in")
            page.fill("[name=email]", f"{account}@demo.example")
            page.fill("[name=password]", PASSWORD)
            page.press("[name=password]", "Enter")
            page.wait_for_url(f"{server.address}/")
            known[server.folder, account] = context.cookies()
            context.close()
        return known[server.folder, account]

    return cookies


Open = Callable[..., Page]


@pytest.fixture
def open_as(chromium: Browser, server: Server, signed_in: SignedIn) -> Iterator[Open]:
    """`open_as("secretariat")`, or `open_as("rae")` for a second scribe: an empty page of someone who is signed in; `open_as("")`: of nobody."""
    contexts: list[BrowserContext] = []

    def opened(account: str, *, size: dict[str, int] = LAPTOP, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=server.address,
            viewport=size,
            java_script_enabled=scripts,
            accept_downloads=True,
            locale="en-GB",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        if account:
            context.add_cookies(signed_in(server, account))
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
        return page

    yield opened
    for context in contexts:
        context.close()


AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def check_accessible() -> Callable[[Page], None]:
    """axe-core finds nothing on the page as it stands."""
    script = AXE.read_text(encoding="utf-8")

    def check(page: Page) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        # What fades in has another contrast until it is there.
        page.evaluate(
            "Promise.all(document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < Infinity)"
            ".map(one => one.finished.catch(() => null))).then(() => null)"
        )
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(r => r.violations.map("
            "v => v.id + ': ' + v.help + ' at ' + v.nodes.map(n => n.target.join(' ')).join(', ')))",
            RULES,
        )
        assert not found, f"{page.url}: {found}"

    return check
