"""The real server with demonstration data, and Debian's Chromium: as its people use it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLASK = ROOT / ".venv" / "bin" / "flask"
PASSWORD = "a-password-for-tests"
PATIENCE = 15_000
"""Milliseconds until what is expected of a page must have come: a busy machine is slow, and not wrong."""
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
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


@dataclass
class Server:
    """The product, running. `flask` runs one of its commands on the same record."""

    address: str
    folder: Path
    environment: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def log(self) -> Path:
        return self.folder.parent / "server.log"

    def start(self) -> None:
        """Starts the real web server with its two workers, and waits until it answers."""
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "script/web.py"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _wait_for(self.address, self.process)

    def kill(self) -> None:
        """Ends the server and its workers at once, in the middle of whatever they do."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)

    def stop(self) -> None:
        """Asks the server to end; it finishes what it does."""
        assert self.process
        self.process.terminate()
        self.process.wait(20)

    def flask(self, *arguments: str) -> str:
        done = subprocess.run(
            [FLASK, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def loaded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with demonstration data, made once; each server gets a copy."""
    folder = tmp_path_factory.mktemp("loaded") / "data"
    server = Server("", folder, _environment(folder, 1))
    server.flask("database", "upgrade")
    server.flask("demonstration", "load")
    return folder


@pytest.fixture
def server(loaded_folder: Path, tmp_path: Path) -> Iterator[Server]:
    """The real web server with two workers, on a copy of the demonstration. A test may kill it and start it again."""
    folder = tmp_path / "data"
    shutil.copytree(loaded_folder, folder)
    port = _free_port()
    running = Server(f"http://127.0.0.1:{port}", folder, _environment(folder, port))
    try:
        running.start()
        yield running
    finally:
        running.stop()
    said = running.log.read_text()
    assert "Traceback" not in said, said


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        assert path, "Chromium is missing: script/test installs it."
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


Open = Callable[..., Page]


@pytest.fixture
def open_as(chromium: Browser, server: Server) -> Iterator[Open]:
    """`open_as("secretariat")`: a page of someone who is signed in; `open_as("")`: of nobody."""
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
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
        if account:
            page.goto("/sign-in")
            page.fill("[name=email]", f"{account}@demo.example")
            page.fill("[name=password]", PASSWORD)
            page.press("[name=password]", "Enter")
            page.wait_for_url(f"{server.address}/")
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
        page.evaluate(script)
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: rules}).then(r => r.violations.map("
            "v => v.id + ': ' + v.help + ' at ' + v.nodes.map(n => n.target.join(' ')).join(', ')))",
            RULES,
        )
        assert not found, f"{page.url}: {found}"

    return check


def _environment(folder: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    return kept | {
        "TRACKER_DATA_DIR": str(folder),
        "TRACKER_PORT": str(port),
        "TRACKER_DEMO": "1",
        "TRACKER_DEMO_PASSWORD": PASSWORD,
    }


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended as it started"
        try:
            with urlopen(f"{address}/healthz", timeout=2) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail("the server did not answer within a minute")
