"""Headless Chromium printing the HTML of a report, as the peer that WeasyPrint is measured beside.

Chromium is the distribution's own (CHROMIUM names another); it gets the same page, style sheet, pictures and typeface as files, and an
empty profile of its own for each run.
"""

import os
import re
import resource
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

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


def as_files(folder: Path, html: str, assets: Mapping[str, bytes]) -> Path:
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


def print_page(page: Path) -> None:
    """Prints the page to a PDF beside it."""
    profile = page.parent / "profile"
    shutil.rmtree(profile, ignore_errors=True)
    out = page.parent / "chromium.pdf"
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={out}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    if not out.read_bytes().startswith(b"%PDF-"):
        raise SystemExit("Chromium made no PDF.")


def largest_process() -> float:
    """The most memory that any process held which this one started and waited for, in MiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
