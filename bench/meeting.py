"""A meeting with twenty scribes, on the real server: how long logging, an unchanged refresh and the live page take.

    .venv/bin/python -m bench.meeting [--actions 100000] [--postgresql] [--entries 2000] [--pause 2]

Run by hand. Prepares a record as bench.pages does, starts the web server with two workers and the scheduler, and signs twenty people
in. Each of them first only looks, as a browser does: one refresh every 1.2 seconds, for --quiet seconds; then, in the same rhythm and for as
long, each asks for a small static file, which tells what the server, the network and the waking of the machine take without the product. Then each logs its share of
--entries, one line every --pause seconds, and goes on refreshing; every twentieth line it opens the live page anew. Afterwards each
entry is looked for in the database: none may be missing, and no number may stand there twice. The clients run on the same machine.
"""

import argparse
import json
import random
import re
import statistics
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from urllib.parse import quote

import sqlalchemy as sa

from bench import prepare
from bench.served import product
from bench.visits import Visitor, sign_in

REFRESH_SECONDS = 1.2
"""How often a browser asks whether something is new."""
SMALL_FILE = "/static/search_key.js"
AIMS = {
    "logging an action": 60,
    "an unchanged refresh": 8,
    "a small file": None,
    "a changed refresh": None,
    "the live page": 120,
}
LINES = (
    "Bring the 101 abandonment figures by hour {n} @post-05 due next meeting",
    "Show Grade 2 attendance by hub {n} @post-11 every meeting until it improves",
    "Write to the Home Office about recruitment {n} @post-23 due in 6 weeks",
    "Vehicle crime trends {n} for the last 13 months due end of the month",
)
SEED = 20
WARMING, AT_A_STRETCH = 50, 300
"""Refreshes that are asked one after the other, and how many before them are not counted."""
AS_JSON = {"Content-Type": "application/json", "Accept": "application/json"}


@dataclass
class Taken:
    """Milliseconds by what was done, of one scribe; and the reference that each entry was answered with."""

    times: dict[str, list[float]] = field(default_factory=dict)
    logged: dict[str, str] = field(default_factory=dict)

    def note(self, what: str, seconds: float) -> None:
        self.times.setdefault(what, []).append(seconds * 1000)


@dataclass
class Scribe:
    """One browser in the room: what it types and how it refreshes its list."""

    visitor: Visitor
    address: str
    dice: random.Random
    version: str = ""
    taken: Taken = field(default_factory=Taken)

    def open_room(self) -> None:
        with timed(self.taken, "the live page"):
            status, page = self.visitor.ask("GET", f"{self.address}/live")
        found = re.search(r'data-version="([^"]+)"', page)
        if status != 200 or found is None:
            raise SystemExit(f"The live page was answered with {status}.")
        self.version = found[1]

    def refresh(self) -> None:
        started = time.perf_counter()
        path = f"{self.address}/logged?version={quote(self.version)}"
        status, page = self.visitor.ask("GET", path, headers={"HX-Request": "true"})
        changed = status != 204
        self.taken.note(
            "a changed refresh" if changed else "an unchanged refresh", time.perf_counter() - started
        )
        if changed:
            found = re.search(r'data-version="([^"]+)"', page)
            if status != 200 or found is None:
                raise SystemExit(f"A refresh was answered with {status}.")
            self.version = found[1]

    def fetch_small_file(self) -> None:
        with timed(self.taken, "a small file"):
            status, _ = self.visitor.ask("GET", SMALL_FILE)
        if status != 200:
            raise SystemExit(f"A small file was answered with {status}.")

    def log(self, n: int) -> None:
        client_id, line = str(uuid.uuid4()), self.dice.choice(LINES).format(n=n)
        body = {"text": line, "client_id": client_id}
        with timed(self.taken, "logging an action"):
            status, answer = self.visitor.ask("POST", f"{self.address}/actions", json.dumps(body), AS_JSON)
        found = re.search(r'"reference":\s*"([^"]+)"', answer)
        if status != 201 or found is None:
            raise SystemExit(f"A line was answered with {status}:\n{answer[:400]}")
        self.taken.logged[client_id] = found[1]


@contextmanager
def timed(taken: Taken, what: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    taken.note(what, time.perf_counter() - started)


def look(scribe: Scribe, until: float, work: Callable[[Scribe], None]) -> None:
    """Asks for something in the rhythm in which a browser refreshes, until then."""
    time.sleep(scribe.dice.uniform(0, REFRESH_SECONDS))
    while time.monotonic() < until:
        work(scribe)
        time.sleep(REFRESH_SECONDS)


def one_after_the_other(scribe: Scribe) -> Taken:
    """What a refresh takes where nothing has time to fall asleep between two: neither a process nor the processor."""
    for _ in range(WARMING + AT_A_STRETCH):
        scribe.refresh()
    taken = Taken({what: times[WARMING:] for what, times in scribe.taken.times.items()})
    scribe.taken = Taken()
    return taken


def take_minutes(scribe: Scribe, entries: int, pause: float) -> None:
    """Logs `entries` lines, and refreshes meanwhile."""
    due = time.monotonic() + scribe.dice.uniform(0, pause)
    refresh_due = time.monotonic() + scribe.dice.uniform(0, REFRESH_SECONDS)
    for n in range(entries):
        while (wait := min(due, refresh_due) - time.monotonic()) > 0 or refresh_due < due:
            time.sleep(max(0.0, wait))
            if refresh_due <= due:
                scribe.refresh()
                refresh_due = time.monotonic() + REFRESH_SECONDS
        scribe.log(n)
        due += pause
        if n % 20 == 10:
            scribe.open_room()


def together(scribes: list[Scribe], work: Callable[[Scribe], None]) -> None:
    """All scribes at once, each in a thread. What one of them raises ends the run."""
    failed: list[BaseException] = []

    def run(scribe: Scribe) -> None:
        try:
            work(scribe)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(scribe,)) for scribe in scribes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def check(url: str, logged: dict[str, str], before: int) -> str:
    """What became of the entries, in words. Raises when one is missing or a number stands there twice."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT client_id, reference, number FROM actions")).all()
    engine.dispose()
    kept = {row.client_id: row.reference for row in rows if row.client_id}
    missing = [entry for entry, reference in logged.items() if kept.get(entry) != reference]
    numbers = [row.number for row in rows]
    if missing or len(numbers) != len(set(numbers)) or len(rows) != before + len(logged):
        raise SystemExit(
            f"{len(missing)} entries are missing, {len(numbers) - len(set(numbers))} numbers stand there twice, "
            f"{len(rows) - before} of {len(logged)} were added."
        )
    return f"{len(logged):,} entries: none is missing, no number stands there twice."


def count(url: str) -> int:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        found: int = connection.execute(sa.text("SELECT count(*) FROM actions")).scalar_one()
    engine.dispose()
    return found


def main(options: argparse.Namespace) -> None:
    """Prepares, lets them work, and prints."""
    with ExitStack() as stack:
        folder, url = stack.enter_context(prepare.data_folder(options))
        database = url or f"sqlite:///{folder}/tracker.db"
        stack.enter_context(product(prepare.environment(folder, options.port, url)))
        address = f"/meetings/ppm-{date.today().isoformat()}"  # noqa: DTZ011
        scribes = [
            Scribe(sign_in(options.port, email, prepare.PASSWORD), address, random.Random(SEED + n))  # noqa: S311
            for n, email in enumerate(prepare.SECRETARIAT)
        ]
        for scribe in scribes:
            scribe.open_room()
            scribe.taken = Taken()
        before = count(database)
        awake = one_after_the_other(scribes[0])
        for work in (Scribe.refresh, Scribe.fetch_small_file):
            until = time.monotonic() + options.quiet
            together(scribes, partial(look, until=until, work=work))
        quiet = merged(scribes)
        for scribe in scribes:
            scribe.taken = Taken()
        share = options.entries // len(scribes)
        together(scribes, lambda scribe: take_minutes(scribe, share, options.pause))
        busy = merged(scribes)
        verdict = check(database, busy.logged, before)
    report(options, awake, quiet, busy, verdict)


def merged(scribes: list[Scribe]) -> Taken:
    whole = Taken()
    for scribe in scribes:
        whole.logged.update(scribe.taken.logged)
        for what, times in scribe.taken.times.items():
            whole.times.setdefault(what, []).extend(times)
    return whole


def report(options: argparse.Namespace, awake: Taken, quiet: Taken, busy: Taken, verdict: str) -> None:
    """Prints the table in Markdown."""
    base = "PostgreSQL" if options.postgresql else "SQLite"
    rate = len(prepare.SECRETARIAT) / options.pause
    print(f"{options.actions:,} actions on {base}; 20 scribes, {rate:.0f} lines a second between them\n")
    print("| | aim, 95th | times | median | 95th | worst |\n|---|---|---|---|---|---|")
    for when, taken in (("one after the other", awake), ("nobody types", quiet), ("while all type", busy)):
        for what, aim in AIMS.items():
            if what not in taken.times:
                continue
            times = sorted(taken.times[what])
            p95 = times[int(len(times) * 0.95)]
            aimed = f"{aim} ms" if aim else "none set"
            middle = statistics.median(times)
            print(
                f"| {what}, {when} | {aimed} | {len(times):,} | {middle:.1f} ms | {p95:.1f} ms | {times[-1]:.0f} ms |"
            )
    print(f"\n{verdict}")


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.meeting", description=(__doc__ or "").partition("\n")[0])
    prepare.add_arguments(parser, actions=100_000)
    parser.add_argument("--entries", type=int, default=2_000)
    parser.add_argument("--pause", type=float, default=2.0, help="seconds between two lines of one scribe")
    parser.add_argument("--quiet", type=float, default=30.0, help="seconds in which they only look")
    parser.add_argument("--port", type=int, default=8171)
    return parser.parse_args()


if __name__ == "__main__":
    main(asked())
