"""How long one control chart takes, from the figures to the picture, beside Matplotlib drawing the same points in the same run.

Run by hand from the repository's folder: `.venv/bin/python -m bench.chart [--points 60] [--rounds 200] [--peer FOLDER]`. The aim is
under 60 ms for the picture. The peer is installed once into a virtual environment in FOLDER, and draws in a process of its own that
is loaded and warm before anything is measured; both draw in turn, so that what else the machine does falls on both.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tracker.adapters.resvg import ResvgPictures
from tracker.domain.control_chart_picture import draw, draw_small
from tracker.domain.control_chart_plot import Mark, Plot
from tracker.domain.control_charts import Chart, Improvement, Point, evaluate
from tracker.domain.measures import Unit

AIM = 60
MAIL = 600
"""The width of a picture in a mail; the port makes half as many pixels again of it."""
PEER = "matplotlib==3.11.2"
SCRIPT = Path(__file__).with_name("chart_peer.py")
FONTS = Path(__file__).parents[1] / "static" / "fonts"


def main() -> None:
    parser = argparse.ArgumentParser(description="How long one control chart takes.")
    parser.add_argument("--points", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--peer", type=Path, help="the folder in which Matplotlib is or will be installed")
    options = parser.parse_args()
    figures = [round(10 + (at * 7919 % 23) / 10 + at / 40, 1) for at in range(options.points)]
    png = ResvgPictures(FONTS).png
    drawn = draw(_plot(_judged(figures)))
    for_mail = draw(_plot(_judged(figures)), width=MAIL)
    ours: dict[str, Callable[[], object]] = {
        "judging the figures": lambda: _judged(figures),
        "judging and drawing (SVG)": lambda: draw(_plot(_judged(figures))),
        "the small picture (SVG)": lambda: draw_small(_plot(_judged(figures))),
        "PNG for mail, 900 pixels wide": lambda: png(for_mail),
    }
    peer = _Peer(options.peer, figures) if options.peer else None
    times: dict[str, list[float]] = {name: [] for name in (*ours, "Matplotlib, SVG", "Matplotlib, PNG")}
    for work in ours.values():
        work()
    for _ in range(options.rounds):
        for name, work in ours.items():
            started = time.perf_counter()
            work()
            times[name].append((time.perf_counter() - started) * 1000)
        if peer:
            for kind in ("svg", "png"):
                times[f"Matplotlib, {kind.upper()}"].append(peer.draw(kind) * 1000)
    print(
        f"{options.points} points, {options.rounds} rounds, aim {AIM} ms; {len(drawn) / 1000:.0f} kB of SVG"
    )
    for name, taken in times.items():
        if taken:
            print(f"{name}: median {statistics.median(taken):.1f} ms, 95th {_percentile(taken):.1f} ms")
    if peer:
        for mine, theirs in (("judging and drawing (SVG)", "SVG"), ("PNG for mail, 900 pixels wide", "PNG")):
            ratio = statistics.median(times[f"Matplotlib, {theirs}"]) / statistics.median(times[mine])
            print(f"The peer takes {ratio:.1f} times as long for {theirs}.")
        print(peer.stop())


def _judged(figures: list[float]) -> Chart:
    points = [Point(_month(at), figure) for at, figure in enumerate(figures)]
    return evaluate(points, improvement=Improvement.DECREASE, target=8, rebases=[_month(len(points) // 2)])


def _plot(chart: Chart) -> Plot:
    half = chart.points[len(chart.points) // 2].at
    return Plot("101 abandonment rate", chart, Unit.PERCENT, rebases=(Mark(half, "New operating model"),))


def _month(number: int) -> date:
    return date(2015 + number // 12, number % 12 + 1, 1)


class _Peer:
    """Matplotlib in a process that answers each "svg" or "png" with the seconds that it took."""

    def __init__(self, folder: Path, figures: list[float]) -> None:
        python = folder / "venv" / "bin" / "python"
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", PEER], check=True)
        command = [python, SCRIPT, *map(str, figures)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._loaded = self._answer()

    def draw(self, kind: str) -> float:
        assert self._process.stdin  # noqa: S101
        self._process.stdin.write(f"{kind}\n")
        self._process.stdin.flush()
        return float(self._answer())

    def stop(self) -> str:
        """Ends it, and says what it took to load."""
        self._process.communicate()
        return self._loaded

    def _answer(self) -> str:
        assert self._process.stdout  # noqa: S101
        return self._process.stdout.readline().strip()


def _percentile(taken: list[float]) -> float:
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))]


if __name__ == "__main__":
    main()
