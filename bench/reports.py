"""How long reports take as PDF, from the frozen record to the bytes, beside headless Chromium printing the same HTML in the same run.

Run by hand from the repository's folder: `.venv/bin/python -m bench.reports [ROUNDS]`. Three sizes of the action status report: 40
actions as the tests have them; 400 and 1,000 with everything (pages of evidence made small, charts, moves of dates, what was said before).
Both programs are measured turn by turn as whole processes, in seconds by the clock and of processor time: the second is what
counts where the machine is shared. The product's side includes reading the record and making the HTML, which Chromium gets ready
made. Memory is the most that any one process of the product held.
"""

import ctypes
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.chromium import ROOT, as_files, largest_process, print_page
from tests.support.report_pages import DrawnPages
from tests.support.report_sample import report
from tests.support.report_sample_rich import rich_report
from tracker.adapters.report_html import JinjaReports
from tracker.adapters.weasyprint import WeasyPrintPdf
from tracker.domain.report_record import record_text
from tracker.domain.reports import ActionStatusReport

SIZES = (40, 400, 1000)
SUBREAPER = 36
"""`PR_SET_CHILD_SUBREAPER`: what a browser leaves behind becomes a child of this process, so that its time is counted too."""


@dataclass
class Taken:
    """Seconds of each round: by the clock, and of processor time."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def add(self, work: Callable[[], object]) -> None:
        began, used = time.perf_counter(), _used()
        work()
        self.clock.append(time.perf_counter() - began)
        _wait_for_the_rest()
        self.processor.append(_used() - used)

    def words(self) -> str:
        clock, processor = statistics.median(self.clock), statistics.median(self.processor)
        return f"{clock:6.2f} s by the clock, {processor:6.2f} s of processor time"


def main(rounds: int) -> None:
    """Prints what each size takes."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    pages = JinjaReports(ROOT / "templates", ROOT / "static" / "fonts", thumbnails=DrawnPages())
    maker = WeasyPrintPdf(seconds=600)
    texts = {size: record_text(_report(size)) for size in SIZES}
    # Before any browser runs, and the smallest first: the system keeps only the highest figure of all processes that have ended.
    for size, text in texts.items():
        made = maker.make(*pages.render(json.loads(text)))
        print(
            f"{size} actions: {len(made) / 1000:,.0f} kB, {largest_process():.0f} MB for its largest process",
            flush=True,
        )
    for size, text in texts.items():
        _measure(size, text, pages, maker, rounds if size == SIZES[0] else max(1, rounds // 3))


def _measure(size: int, text: str, pages: JinjaReports, maker: WeasyPrintPdf, rounds: int) -> None:
    ours, theirs = Taken(), Taken()
    with tempfile.TemporaryDirectory() as folder:
        page = as_files(Path(folder), *pages.render(json.loads(text)))
        for _ in range(rounds):
            ours.add(lambda: maker.make(*pages.render(json.loads(text))))
            theirs.add(lambda: print_page(page))
    ratio = statistics.median(ours.clock) / statistics.median(theirs.clock)
    print(f"{size} actions, median of {rounds}:")
    print(f"  from the record  {ours.words()}")
    print(
        f"  Chromium         {theirs.words()}; by the clock the product took {ratio:.1f} times as long",
        flush=True,
    )


def _report(size: int) -> ActionStatusReport:
    return report() if size == SIZES[0] else rich_report(size)


def _wait_for_the_rest() -> None:
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _used() -> float:
    """Processor time of this process and of its children that have ended."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
