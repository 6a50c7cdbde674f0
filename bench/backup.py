"""A backup while twenty scribes log actions on the real server: does the restored record hold what was answered before it began?

    .venv/bin/python -m bench.backup [--actions 10000] [--postgresql] [--seconds 10] [--files 200]

Run by hand. Prepares a record as bench.pages does, with `--files` stored files of a megabyte, starts the web server with two workers and the
scheduler, and signs twenty people in, who log one line after the other. Meanwhile `flask backup create` runs in a process of its
own; when it has ended, its file is restored twice, into a new database of each kind. Every line that was answered before the
command began must be there, and the history must verify. Prints a table, and ends with an error where the answer is no.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa

from bench import prepare
from bench.meeting import SEED, Scribe, together
from bench.served import ROOT, product
from bench.visits import sign_in
from tests.support.databases import PostgreSQL
from tracker.adapters.disk import DiskFiles

FLASK = ROOT / ".venv" / "bin" / "flask"


def main(options: argparse.Namespace) -> None:
    """Prepares, lets them work, and prints."""
    with ExitStack() as stack:
        folder, url = stack.enter_context(prepare.data_folder(options))
        add_files(folder, url or f"sqlite:///{folder}/tracker.db", options.files)
        env = prepare.environment(folder, options.port, url)
        target = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "backup.zip"
        stack.enter_context(product(env))
        address = f"/meetings/ppm-{date.today().isoformat()}"  # noqa: DTZ011
        scribes = [
            Scribe(sign_in(options.port, email, prepare.PASSWORD), address, random.Random(SEED + n))  # noqa: S311
            for n, email in enumerate(prepare.SECRETARIAT)
        ]
        known, took = back_up_meanwhile(scribes, target, env, options.seconds)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        logged = sum(len(scribe.taken.logged) for scribe in scribes)
        kind = "PostgreSQL" if options.postgresql else "SQLite"
        size = target.stat().st_size / 1_000_000
        print(
            f"{options.actions:,} actions on {kind}, {options.files} files of 1 MB; 20 scribes logged {logged:,} lines.\n"
        )
        print(
            f"The backup of {size:,.0f} MB took {took:.1f} s; the largest process of the bench so far had {peak:.0f} MiB.\n"
        )
        print("| Restored into | Answered before it began | Missing | Seconds |\n|---|---:|---:|---:|")
        # Not inside another folder: PostgreSQL runs as an account of its own, which must be able to enter it.
        own = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True)
        )
        server = PostgreSQL(Path(own))
        stack.callback(server.stop)
        worst = max(
            restore(target, known, "SQLite", ""), restore(target, known, "PostgreSQL", server.empty())
        )
    if worst:
        sys.exit(1)


def add_files(folder: Path, url: str, count: int) -> None:
    """Stores files that nothing compresses, and names them on record."""
    files, chance = DiskFiles(folder / "files"), random.Random(SEED)  # noqa: S311
    rows = [
        {"sha": files.keep(chance.randbytes(1_000_000)), "name": f"file-{n}.bin", "at": datetime.now(UTC)}
        for n in range(count)
    ]
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    insert = sa.text(
        "INSERT INTO stored_files (sha256, name, media_type, size, added_at, added_by)"
        " VALUES (:sha, :name, 'application/octet-stream', 1000000, :at, 'The sample')"
    ).bindparams(sa.bindparam("at", type_=sa.DateTime(timezone=True)))
    with engine.begin() as connection:
        connection.execute(insert, rows)
    engine.dispose()


def back_up_meanwhile(
    scribes: list[Scribe], target: Path, env: Mapping[str, str], seconds: float
) -> tuple[set[str], float]:
    """What was answered before the backup began, and how many seconds that took. They write before, meanwhile and after."""
    stop = threading.Event()

    def write(scribe: Scribe) -> None:
        n = 0
        while not stop.is_set():
            scribe.log(n)
            n += 1

    working = threading.Thread(target=together, args=(scribes, write))
    working.start()
    time.sleep(seconds)
    known = {entry for scribe in scribes for entry in list(scribe.taken.logged)}
    started = time.perf_counter()
    run(["backup", "create", str(target)], env)
    took = time.perf_counter() - started
    time.sleep(1)
    stop.set()
    working.join()
    return known, took


def restore(backup: Path, known: set[str], kind: str, url: str) -> int:
    """Restores into a new data folder, and prints what is missing of `known`. Returns how many."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        started = time.perf_counter()
        env = prepare.environment(folder, 8000, url)
        run(["backup", "restore", str(backup)], env)
        took = time.perf_counter() - started
        run(["audit", "verify"], env)
        engine = sa.create_engine(url or f"sqlite:///{folder}/tracker.db", poolclass=sa.NullPool)
        with engine.connect() as connection:
            kept = set(connection.execute(sa.text("SELECT client_id FROM actions")).scalars())
        engine.dispose()
    missing = len(known - kept)
    print(f"| {kind} | {len(known):,} | {missing} | {took:.1f} |")
    return missing


def run(words: list[str], env: Mapping[str, str]) -> None:
    done = subprocess.run([FLASK, *words], env={**env}, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"flask {' '.join(words)} ended with {done.returncode}:\n{done.stderr}")


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.backup", description=(__doc__ or "").partition("\n")[0])
    prepare.add_arguments(parser, actions=10_000)
    parser.add_argument("--port", type=int, default=8117)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--files", type=int, default=200)
    return parser.parse_args()


if __name__ == "__main__":
    os.environ.pop("TRACKER_DATABASE_URL", None)
    main(asked())
