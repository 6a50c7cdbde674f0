"""The real web server, as the tests of the browser start it, and its record, which is put back between them."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.support.on_record import wait_until

ROOT = Path(__file__).resolve().parents[2]
FLASK = ROOT / ".venv" / "bin" / "flask"
DATABASE = "tracker.db"
ESTABLISHED, LEFT_BY_THE_OTHER_END = "01", "08"
"""How the kernel's table names a connection in use, and one whose browser has gone while its request still runs."""


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

    @property
    def port(self) -> int:
        return int(self.environment["TRACKER_PORT"])

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

    def come_to_rest(self) -> None:
        """Waits until nothing that was asked is still under way: a page that is gone may have sent its last words."""
        wait_until(lambda: not _connections_to(self.port), "the server has answered everybody")

    def put_back(self, record: Path) -> None:
        """The data folder becomes what `record` is, while the server runs on and nobody asks it for anything."""
        self.come_to_rest()
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif not path.name.startswith(DATABASE):
                path.unlink()
        without_database = shutil.ignore_patterns(f"{DATABASE}*")
        shutil.copytree(record, self.folder, ignore=without_database, dirs_exist_ok=True)
        with (
            closing(sqlite3.connect(record / DATABASE)) as kept,
            closing(sqlite3.connect(self.folder / DATABASE)) as used,
        ):
            kept.backup(used)  # one transaction for whoever has the database open


def environment(folder: Path, port: int) -> dict[str, str]:
    """What a server on `folder` is started with: nothing of ours from the shell, and no mail that leaves."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    return kept | {"TRACKER_DATA_DIR": str(folder), "TRACKER_PORT": str(port)}


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _connections_to(port: int) -> int:
    """How many connections to a port of this machine are open."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    states = [state for _, local, _, state, *_ in rows if local.endswith(f":{port:04X}")]
    return states.count(ESTABLISHED) + states.count(LEFT_BY_THE_OTHER_END)


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
