"""Mails whose senders are killed with SIGKILL at random moments: is each sent, and does the ledger admit every time?

Run by hand from the repository's folder: `.venv/bin/python -m bench.faults [--mails 1000] [--kills 100] [--seed 1]`. It runs on
SQLite and on PostgreSQL, prints a table, and ends with an error where the answer is no.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.support.databases import PostgreSQL, migrated_sqlite
from tests.support.killed import Found, Run
from tests.support.sink import sink


def main(mails: int, kills: int, seed: int) -> None:
    print(
        "| Database | Mails | Senders killed | Came | Came twice or more | Not admitted by the ledger | Seconds |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        folder = Path(name)
        (folder / "sqlite").mkdir()
        template = migrated_sqlite(folder / "sqlite")
        _row("SQLite", f"sqlite:///{template}", folder, mails, kills, seed)
        # Not inside the folder: PostgreSQL runs as another account, which must be able to enter its own.
        with tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as own:
            server = PostgreSQL(Path(own))
            try:
                _row("PostgreSQL", server.fresh(), folder, mails, kills, seed)
            finally:
                server.stop()


def _row(kind: str, url: str, folder: Path, mails: int, kills: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (moments, no secrets)
    with sink() as server:
        run = Run(url, server, folder)
        run.write_mails(mails)
        began = time.perf_counter()
        killed = run.kill_some(kills, mails, chance)
        run.finish()
        run.finish()
        took = time.perf_counter() - began
        found = run.found()
    not_admitted = sum(1 for one, times in found.came.items() if times > found.admitted[one])
    print(
        f"| {kind} | {mails} | {killed} | {len(found.came)} | {found.twice} | {not_admitted} | {took:.1f} |"
    )
    _judge(found, mails)


def _judge(found: Found, mails: int) -> None:
    try:
        found.check(mails)
    except AssertionError as error:
        print(error)
        sys.exit(1)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mails", type=int, default=1000)
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    main(given.mails, given.kills, given.seed)
