"""How long it takes from a second start of script/server to the first page.

    .venv/bin/python -m bench.start [--folder FOLDER] [--actions 10000] [--rounds 10]

The first start has made the set-up and the database; nothing is left to prepare. The page is the one to sign in, asked for anew
every five milliseconds until it comes.
"""

import argparse
import statistics
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bench import prepare
from bench.served import ROOT, Process, until_it_answers


def main(options: argparse.Namespace) -> None:
    """Prints the seconds of `rounds` starts."""
    with ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if not (folder / "history-head.json").exists():
            prepare.prepare(folder, options.actions)
        env = prepare.environment(folder, options.port)
        taken = [first_page(env, options.port) for _ in range(options.rounds + 1)][1:]
    print(
        f"First page after a second start: median {statistics.median(taken):.2f} s, worst {max(taken):.2f} s"
    )


def first_page(env: dict[str, str], port: int) -> float:
    """Seconds from the start of script/server to the page to sign in."""
    started = time.perf_counter()
    server = Process([ROOT / "script" / "server"], env)
    try:
        until_it_answers(server, port, "/sign-in")
        return time.perf_counter() - started
    finally:
        server.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench.start", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folder", type=Path, help="a data folder of bench.prepare")
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--port", type=int, default=8180)
    main(parser.parse_args())
