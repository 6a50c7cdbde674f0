"""script/server as its user meets it: one command, two processes, and every way in which they end."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tracker.config import ROOT

PATIENCE_S = 60


class Server:
    """A running script/server, with its output in files so that nothing waits for a reader."""

    def __init__(self, folder: Path, **variables: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._out, self._err = folder / "out", folder / "err"
        environment = {
            **os.environ,
            "TRACKER_DATA_DIR": str(folder / "data"),
            "TRACKER_PORT": str(self.port),
            "TRACKER_DEMO": "0",
            **variables,
        }
        with self._out.open("w") as out, self._err.open("w") as err:
            self.process = subprocess.Popen(
                [ROOT / "script" / "server"],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self._out.read_text()

    @property
    def complained(self) -> str:
        return self._err.read_text()

    def wait_until_up(self) -> "Server":
        _until(lambda: "Ctrl-C stops it" in self.said or self.process.poll() is not None)
        assert self.process.poll() is None, self.complained
        return self

    def child(self, command: str) -> int:
        """The process id of the child whose command line holds `command`."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return next(int(pid) for pid in children if command in Path(f"/proc/{pid}/cmdline").read_text())

    def end(self) -> int:
        return self.process.wait(timeout=PATIENCE_S)

    def processes(self) -> list[str]:
        """What still runs in the session that script/server began."""
        left = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == self.process.pid and fields[0] != "Z":
                left.append((folder / "cmdline").read_text().replace("\0", " "))
        return left


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def begin(**variables: str) -> Server:
        servers.append(Server(folder, **variables))
        return servers[-1]

    yield begin
    for server in servers:
        if server.process.poll() is None:
            server.process.terminate()
            server.end()


def test_it_prints_the_address_once_it_answers_and_stops_cleanly(start: Callable[..., Server]) -> None:
    server = start().wait_until_up()
    address = re.search(r"http://\S+", server.said)
    assert address is not None
    assert address.group() == f"http://127.0.0.1:{server.port}"
    with urllib.request.urlopen(f"{address.group()}/healthz", timeout=10) as answer:  # noqa: S310
        assert answer.status == 200
    # Itself, the scheduler, the web server and its two workers, of which the first to come answers already.
    _until(lambda: len(server.processes()) >= 5)
    server.process.terminate()
    assert server.end() == 0
    _until(lambda: server.processes() == [])
    assert "unexpectedly" not in server.complained


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("tracker.jobs", "The scheduler ended unexpectedly; the web server is stopped too."),
        ("script/web.py", "The web server ended unexpectedly; the scheduler is stopped too."),
    ],
)
def test_the_death_of_one_process_is_said_and_stops_the_other(
    start: Callable[..., Server], command: str, said: str
) -> None:
    server = start().wait_until_up()
    os.kill(server.child(command), signal.SIGKILL)
    assert server.end() == 1
    assert said in server.complained
    _until(lambda: server.processes() == [])


def test_nothing_is_left_when_it_is_killed_outright(start: Callable[..., Server]) -> None:
    server = start().wait_until_up()
    server.process.kill()
    server.end()
    _until(lambda: server.processes() == [])


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        (
            "TRACKER_WORKERS",
            "many",
            "TRACKER_WORKERS takes how many web processes to run, 1 to 64, not “many”.",
        ),
        ("TRACKER_PROT", "8000", "TRACKER_PROT is not a setting. The nearest is TRACKER_PORT."),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line(
    start: Callable[..., Server], variable: str, value: str, sentence: str
) -> None:
    server = start(**{variable: value})
    assert server.end() == 1
    assert server.complained == f"{sentence}\n"
    assert server.said == ""


def test_a_port_that_is_taken_is_said_in_one_line(start: Callable[..., Server]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        server = start(TRACKER_PORT=port)
        assert server.end() == 1
    assert server.complained == (
        f"Port {port} on 127.0.0.1 is taken. Stop what uses it, or set TRACKER_PORT to another.\n"
    )
