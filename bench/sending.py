"""How long it takes to send mails to a mail server on this machine, with everything that the ledger keeps of each.

Run by hand from the repository's folder: `.venv/bin/python -m bench.sending [--mails 1000] [--rounds 3]`. It runs on SQLite and on
PostgreSQL and prints a table: the median of the rounds, and each. The time of the processor is the sender's own: on a machine that
does much else at once, it says more than the clock.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.support.databases import PostgreSQL, migrated_sqlite, sqlite_copy
from tests.support.killed import Run
from tests.support.sink import sink


def main(mails: int, rounds: int) -> None:
    print("| Database | Mails | Seconds | Each round | Mails a second | Processor, seconds |")
    print("|---|---:|---:|---|---:|---:|")
    with tempfile.TemporaryDirectory(prefix="sending-") as name:
        folder = Path(name)
        (folder / "sqlite").mkdir()
        template = migrated_sqlite(folder / "sqlite")
        numbers = iter(range(rounds))
        _row("SQLite", lambda: sqlite_copy(template, folder / f"{next(numbers)}.db"), folder, mails, rounds)
        # Not inside the folder: PostgreSQL runs as another account, which must be able to enter its own.
        with tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as own:
            server = PostgreSQL(Path(own))
            try:
                _row("PostgreSQL", server.fresh, folder, mails, rounds)
            finally:
                server.stop()


def _row(kind: str, fresh: Callable[[], str], folder: Path, mails: int, rounds: int) -> None:
    took = [_round(fresh(), folder, mails) for _ in range(rounds)]
    each = ", ".join(f"{seconds:.1f}" for seconds, _ in took)
    middle = statistics.median(seconds for seconds, _ in took)
    busy = statistics.median(processor for _, processor in took)
    print(f"| {kind} | {mails} | {middle:.1f} | {each} | {mails / middle:.0f} | {busy:.1f} |", flush=True)


def _round(url: str, folder: Path, mails: int) -> tuple[float, float]:
    """How long it took by the clock, and how long the sender's processor was busy, both in seconds."""
    with sink() as server:
        run = Run(url, server, folder)
        run.write_mails(mails)
        began, busy = time.perf_counter(), _processor()
        run.finish()
        took, busy = time.perf_counter() - began, _processor() - busy
        run.found().check(mails)
    return took, busy


def _processor() -> float:
    """Of the processes that came to their end: the senders."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mails", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    main(given.mails, given.rounds)
