"""How long it takes to send mails to a mail server on this machine, with everything that the ledger keeps of each.

Run by hand from the repository's folder: `.venv/bin/python -m bench.sending [--mails 1000] [--rounds 3]`. It runs on SQLite and on
PostgreSQL and prints a table: the median of the rounds, and each.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.support.databases import PostgreSQL, migrated_sqlite, sqlite_copy
from tests.support.killed import Run
from tests.support.sink import sink


def main(mails: int, rounds: int) -> None:
    print("| Database | Mails | Seconds | Each round | Mails a second |")
    print("|---|---:|---:|---|---:|")
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
    each = ", ".join(f"{seconds:.1f}" for seconds in took)
    middle = statistics.median(took)
    print(f"| {kind} | {mails} | {middle:.1f} | {each} | {mails / middle:.0f} |")


def _round(url: str, folder: Path, mails: int) -> float:
    with sink() as server:
        run = Run(url, server, folder)
        run.write_mails(mails)
        began = time.perf_counter()
        run.finish()
        took = time.perf_counter() - began
        run.found().check(mails)
    return took


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mails", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    main(given.mails, given.rounds)
