"""How fast pages are, on the real server: a list of 50, one action's page, logging an action; alone and to eight clients.

    .venv/bin/python -m bench.pages [--actions 10000] [--peer FOLDER] [--postgresql] [--rounds 3] [--seconds 8]

Run by hand. Makes a data folder with that many actions in --folder (a new one each time unless it is given), starts the web server
with two workers and the scheduler, signs eight people in, and prints a table. With --peer, Roundup is measured turn by turn with
it, so that what else the machine does falls on both. Needs wrk for the requests per second.
"""

import argparse
import os
import statistics
import sys
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bench import prepare
from bench.peer import Peer
from bench.sample import POSTS
from bench.served import Process, product
from bench.visits import WRK, Load, Times, Visitor, alone, sign_in, together

JOBS = {
    "list": "list of 50, one owner's open items by due date",
    "item": "one item's page",
    "new": "new item",
}
LINE = "Bring the figures of {n} @post-05 due next meeting"


@dataclass
class Ours:
    """The product, served on `port` with `actions` actions."""

    port: int
    actions: int
    title: str = "Matters Arising"

    def sign_in(self, client: int) -> Visitor:
        return sign_in(self.port, prepare.SECRETARIAT[client - 1], prepare.PASSWORD)

    def list_path(self, owner: int) -> str:
        return f"/actions?status=live&post=post-{owner % POSTS + 1:02d}"

    def item_path(self, number: int) -> str:
        return f"/actions/PPM-{number % self.actions + 1:03d}"

    @property
    def new_path(self) -> str:
        return f"/meetings/ppm-{date.today().isoformat()}/actions"  # noqa: DTZ011

    def new_item(self, n: object, client_id: str = "") -> str:
        return f'{{"text": "{LINE.format(n=n)}", "client_id": "{client_id or uuid.uuid4()}"}}'

    def loads(self, visitors: list[Visitor], job: str) -> list[Load]:
        """What each of the clients sends for `list`, `item` or `new`."""
        found = []
        for number, visitor in enumerate(visitors):
            headers = visitor.all_headers()
            if job == "new":
                found.append(
                    Load({**headers, **JSON}, [self.new_path], "POST", self.new_item("{n}", "{uuid}"))
                )
            else:
                path = self.list_path if job == "list" else self.item_path
                found.append(Load(headers, [path(number * 101 + n * 37) for n in range(100)]))
        return found


JSON = {"Content-Type": "application/json", "Accept": "application/json"}


@dataclass
class Measured:
    """What was measured of one server, round by round."""

    times: dict[str, list[Times]] = field(default_factory=dict)
    rates: dict[str, list[float]] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)
    idle: float = 0
    afterwards: float = 0

    def median(self, job: str) -> float:
        return statistics.median(times.median for times in self.times[job])

    def p95(self, job: str) -> float:
        return statistics.median(times.p95 for times in self.times[job])

    def rate(self, job: str) -> float:
        return statistics.median(self.rates[job])


def visits(server: Ours | Peer, visitor: Visitor) -> dict[str, Callable[[int], tuple[int, str]]]:
    """One visit for each job, by its number."""
    if isinstance(server, Peer):
        new = lambda n: visitor.ask("POST", "/issue", server.new_item(n), FORM_HEADERS)  # noqa: E731
    else:
        new = lambda n: visitor.ask("POST", server.new_path, server.new_item(n), JSON)  # noqa: E731
    return {
        "list": lambda n: visitor.ask("GET", server.list_path(n * 37)),
        "item": lambda n: visitor.ask("GET", server.item_path(n * 3571)),
        "new": new,
    }


FORM_HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


def measure(server: Ours | Peer, visitors: list[Visitor], found: Measured, times: int, seconds: int) -> None:
    """One round of everything, into `found`."""
    for job, visit in visits(server, visitors[0]).items():
        found.bytes[job] = len(visit(10_000)[1].encode())
        found.times.setdefault(job, []).append(alone(visit, times))
        if WRK:
            found.rates.setdefault(job, []).append(
                together(server.port, server.loads(visitors, job), seconds)
            )


def main(options: argparse.Namespace) -> None:
    """Prepares, measures and prints."""
    ours, theirs = Measured(), Measured()
    with ExitStack() as stack:
        folder, url = stack.enter_context(prepare.data_folder(options))
        env = prepare.environment(folder, options.port, url)
        served = Ours(options.port, options.actions)
        web, scheduler = stack.enter_context(product(env))
        sides = [(served, [served.sign_in(n + 1) for n in range(prepare.CLIENTS)], ours)]
        processes = {served.title: [web, scheduler]}
        if options.peer:
            peer = Peer(options.peer.resolve(), options.port + 1, options.actions)
            processes[peer.title] = [stack.enter_context(peer.serve())]
            sides.append((peer, [peer.sign_in(n + 1) for n in range(prepare.CLIENTS)], theirs))
        for server, visitors, found in sides:
            for visit in visits(server, visitors[0]).values():
                visit(1)
            found.idle = _pss(processes[server.title])
        for _ in range(options.rounds):
            for server, visitors, found in sides:
                measure(server, visitors, found, options.times, options.seconds)
        for server, _, found in sides:
            found.afterwards = _pss(processes[server.title])
        loaded = [
            name for name in ("weasyprint", "pango", "matplotlib") if web.maps(name) or scheduler.maps(name)
        ]
    report(options, ours, theirs if options.peer else None, loaded)


def _pss(processes: list[Process]) -> float:
    return sum(process.pss() for process in processes)


def report(options: argparse.Namespace, ours: Measured, theirs: Measured | None, loaded: list[str]) -> None:
    """Prints the tables in Markdown."""
    base = "PostgreSQL" if options.postgresql else "SQLite"
    print(
        f"{options.actions:,} actions on {base}; load {os.getloadavg()[0]:.1f}; median of {options.rounds} rounds\n"
    )
    print(
        "| | KiB | alone, median | 95th | 8 clients |"
        + (" Roundup alone | Roundup, 8 clients | ratio |" if theirs else "")
    )
    print("|---|---|---|---|---|" + ("---|---|---|" if theirs else ""))
    for job, words in JOBS.items():
        rate = f"{ours.rate(job):.0f}/s" if ours.rates else "wrk is missing"
        line = f"| {words} | {ours.bytes[job] / 1024:.0f} | {ours.median(job):.1f} ms | {ours.p95(job):.1f} ms | {rate} |"
        if theirs:
            faster = f"{theirs.median(job) / ours.median(job):.1f}×, {ours.rate(job) / theirs.rate(job):.1f}×"
            line += f" {theirs.median(job):.1f} ms | {theirs.rate(job):.0f}/s | {faster} |"
        print(line)
    print(
        f"\nMemory (PSS) of web and scheduler: {ours.idle:.0f} MiB idle, {ours.afterwards:.0f} MiB afterwards"
    )
    if theirs:
        print(f"Memory (PSS) of Roundup: {theirs.idle:.0f} MiB idle, {theirs.afterwards:.0f} MiB afterwards")
    print(f"Loaded in them of WeasyPrint, Pango and Matplotlib: {', '.join(loaded) or 'none'}")


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.pages", description=(__doc__ or "").partition("\n")[0])
    prepare.add_arguments(parser, actions=10_000)
    parser.add_argument(
        "--peer", type=Path, metavar="FOLDER", help="measure Roundup too; it is made in FOLDER"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=8, help="of load, for each page and round")
    parser.add_argument("--times", type=int, default=300, help="single requests, for each page and round")
    parser.add_argument("--port", type=int, default=8170)
    options = parser.parse_args()
    if not WRK:
        print("wrk is not installed: requests per second are left out.", file=sys.stderr)
    return options


if __name__ == "__main__":
    main(asked())
