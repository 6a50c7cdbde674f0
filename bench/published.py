"""How many requests a second the public's pages answer from two workers, beside a file that the same workers hand out from the disk.

    .venv/bin/python -m bench.published [--port 8600] [--clients 8] [--rounds 3] [--seconds 5]

Run by hand; needs wrk. Loads the demonstration into a folder of its own, serves it, asks for each page once, and then measures
page and file turn by turn, so that what else the machine does falls on both. `ratio` is the page's rate as a part of the file's.
"""

import argparse
import http.client
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from bench.prepare import environment
from bench.served import ROOT, product
from bench.visits import WRK, Load, Visitor, together

PAGES = {
    "first page": "/published",
    "an action": "/published/actions/PPM-006",
    "list of actions": "/published/actions",
    "a meeting": "/published/meetings/ppm-2023-05-17",
    "actions as JSON": "/published/data/actions.json",
    "known already (304)": "/published",
}
FILE = "/static/images/favicon.svg"
AIM = 500
GZIP = {"Accept-Encoding": "gzip"}


def main(options: argparse.Namespace) -> None:
    """Prepares, measures and prints."""
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder), options.port) | {"TRACKER_DEMO": "1"}
        for command in (("database", "upgrade"), ("demonstration", "load")):
            flask = [ROOT / ".venv" / "bin" / "flask", *command]
            subprocess.run(flask, env=env, cwd=ROOT, check=True, capture_output=True)
        with product(env | {"TRACKER_DEMO": "0"}) as (web, _scheduler):
            visitor = Visitor(options.port)
            rates: dict[str, list[float]] = {name: [] for name in PAGES}
            files: list[float] = []
            cold = {name: _timed(visitor, path) for name, path in PAGES.items()}
            headers = dict.fromkeys(PAGES, GZIP)
            headers["known already (304)"] = GZIP | {"If-None-Match": _etag(options.port)}
            for _ in range(options.rounds):
                files.append(_rate(options, FILE, GZIP))
                for name, path in PAGES.items():
                    rates[name].append(_rate(options, path, headers[name]))
            memory = web.pss()
    file = statistics.median(files)
    print(f"{options.clients} clients, {options.rounds} rounds of {options.seconds} s, two workers")
    print(f"{'file of 309 bytes from the disk':32}{file:8.0f} a second")
    for name, found in rates.items():
        rate = statistics.median(found)
        met = "met" if rate >= AIM else "MISSED"
        print(
            f"{name:32}{rate:8.0f} a second  ratio {rate / file:4.1f}  first time {cold[name]:4.0f} ms  aim of {AIM}: {met}"
        )
    print(f"memory of the web server afterwards: {memory:.0f} MiB")


def _rate(options: argparse.Namespace, path: str, headers: dict[str, str]) -> float:
    return together(options.port, [Load(headers, [path])] * options.clients, options.seconds)


def _timed(visitor: Visitor, path: str) -> float:
    """Milliseconds until a page that was not asked for before is there."""
    started = time.perf_counter()
    status, text = visitor.ask("GET", path)
    if status != 200:
        raise SystemExit(f"{path} was answered with {status}:\n{text[:400]}")
    return (time.perf_counter() - started) * 1000


def _etag(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/published")
    etag = connection.getresponse().headers["ETag"]
    connection.close()
    return etag


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--port", type=int, default=8600)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5)
    chosen = parser.parse_args()
    if not WRK:
        raise SystemExit("This needs wrk: apt-get install wrk.")
    main(chosen)
