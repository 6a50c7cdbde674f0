"""Servers that a benchmark starts on loopback, and how much memory their processes take."""

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 30


class Process:
    """One process of its own group, stopped with everything that it started."""

    def __init__(self, command: Sequence[str | Path], env: Mapping[str, str], cwd: Path = ROOT) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the process)
        self._process = subprocess.Popen(
            [str(part) for part in command],
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.pid = self._process.pid

    def check(self) -> None:
        """Raises with what the process said, where it has ended."""
        if self._process.poll() is not None:
            raise SystemExit(f"A server ended with status {self._process.returncode}:\n{self.said()}")

    def said(self) -> str:
        self._said.seek(0)
        return self._said.read().decode(errors="replace")

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(self.pid, signal.SIGKILL)
                self._process.wait()
        self._said.close()

    def family(self) -> list[int]:
        """The process and all that descend from it."""
        found, unseen = [], [self.pid]
        while unseen:
            pid = unseen.pop()
            found.append(pid)
            try:
                unseen += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
            except FileNotFoundError:
                continue
        return found

    def pss(self) -> float:
        """Proportional set size of the family, in MiB: shared pages count once, spread over those that share them."""
        return sum(_pss_kib(pid) for pid in self.family()) / 1024

    def maps(self, name: str) -> bool:
        """True when any of the family has loaded a file with `name` in its path."""
        return any(name in Path(f"/proc/{pid}/maps").read_text() for pid in self.family())


@contextmanager
def product(env: Mapping[str, str]) -> Iterator[tuple[Process, Process]]:
    """The web server with its workers, and the scheduler, as script/server starts them, once they answer."""
    own = {**env, "MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "1048576"}
    web = Process([sys.executable, ROOT / "script" / "web.py"], own)
    scheduler = Process([sys.executable, "-m", "tracker.jobs"], own)
    try:
        until_it_answers(web, int(env["TRACKER_PORT"]), "/healthz")
        yield web, scheduler
    finally:
        scheduler.stop()
        web.stop()


def until_it_answers(server: Process, port: int, path: str) -> float:
    """Waits for the first answer that is no error, and returns the seconds that it took."""
    started = time.perf_counter()
    while time.perf_counter() - started < PATIENCE_SECONDS:
        server.check()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path)
            if connection.getresponse().status < 400:
                return time.perf_counter() - started
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.005)
    raise SystemExit(f"Nothing answered on port {port}:\n{server.said()}")


def _pss_kib(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
