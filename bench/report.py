"""How long the action status report of 40 actions takes as a PDF, beside headless Chromium printing the same HTML.

Run by hand from the repository's folder: `.venv/bin/python -m bench.report [ROUNDS]`. Both are measured as whole processes, turn
by turn, so that what else the machine does falls on both. Chromium is the distribution's own (CHROMIUM names another); it gets
the same page, style sheet, picture and typeface as files, and an empty profile of its own for each run.
"""

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.support.report_sample import report
from tracker.adapters.report_html import JinjaReports
from tracker.adapters.weasyprint import WeasyPrintPdf
from tracker.domain.report_record import to_record

ROOT = Path(__file__).parents[1]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
FLAGS = (
    *(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--no-pdf-header-footer",
    ),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def main(rounds: int) -> None:
    """Prints the figures of `rounds` rounds, in seconds."""
    pages = JinjaReports(ROOT / "templates", ROOT / "static" / "fonts")
    started = time.perf_counter()
    html, assets = pages.render(to_record(report()))
    print(f"HTML from the record: {time.perf_counter() - started:.2f} s, {len(html) / 1000:.0f} kB")
    maker = WeasyPrintPdf()
    print(f"PDF: {len(maker.make(html, assets)) / 1000:.0f} kB, {_largest_process():.0f} MiB for its process")
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        page = _as_files(Path(folder), html, assets)
        _chromium(page)
        for _ in range(rounds):
            ours.append(_seconds(lambda: maker.make(html, assets)))
            theirs.append(_seconds(lambda: _chromium(page)))
    print(_line("WeasyPrint, in its process", ours))
    print(_line("headless Chromium", theirs))
    faster = sum(one < other for one, other in zip(ours, theirs, strict=True))
    print(f"WeasyPrint was the faster in {faster} of {rounds} rounds")


def _as_files(folder: Path, html: str, assets: Mapping[str, bytes]) -> Path:
    """The page with its assets beside it, named as a browser names them."""
    for name, content in assets.items():
        (folder / name).write_bytes(
            _addresses(content.decode()).encode() if name.endswith(".css") else content
        )
    page = folder / "report.html"
    page.write_text(_addresses(html), "utf-8")
    return page


def _addresses(text: str) -> str:
    return re.sub(r"report:([\w.-]+)(\?wght=\d+)?", r"\1", text)


def _chromium(page: Path) -> None:
    profile = page.parent / "profile"
    shutil.rmtree(profile, ignore_errors=True)
    out = page.parent / "chromium.pdf"
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={out}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    if not out.read_bytes().startswith(b"%PDF-"):
        raise SystemExit("Chromium made no PDF.")


def _largest_process() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _line(name: str, times: list[float]) -> str:
    return (
        f"{name}: median {statistics.median(times):.2f} s, best {min(times):.2f} s, worst {max(times):.2f} s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
