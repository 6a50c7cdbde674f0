"""The process that sets one PDF: reads a request from standard input, writes the PDF to standard output, and ends.

Run as `python -m tracker.adapters.weasyprint_child MEGABYTES`. With `--prepare FONT…` (variable fonts, as woff2) it makes no
PDF, but prepares what makes later starts quick (see `prepared`); set-up calls it so.
"""

import base64
import gc
import json
import os
import resource
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tracker.adapters import (
    pdf_archive,
    pdf_attachments,
    pdf_fonts,
    pdf_mending,
    weasyprint_parts,
    weasyprint_progress,
    weasyprint_start,
)

OUT_OF_MEMORY = 3
WEIGHTS = (400, 700)
SCHEME = "report:"
MEDIA_TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".woff2": "font/woff2",
}


def main(arguments: list[str]) -> int:
    """The exit status: 0 with a PDF on standard output, 3 when the limit of memory was too low, 1 for anything else."""
    if arguments[:1] == ["--prepare"]:
        weasyprint_start.load()
        for font in arguments[1:]:
            for weight in WEIGHTS:
                pdf_fonts.font_cut(Path(font).read_bytes(), weight)
        return 0
    _limit(int(arguments[0]))
    gc.disable()  # The process lives for a second; collecting cycles would cost a tenth of it.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What a library prints must not get into the PDF.
    try:
        request = json.load(sys.stdin.buffer)
        assets = {name: base64.b64decode(content) for name, content in request["assets"].items()}
        pdf = make(assets=assets, **{name: given for name, given in request.items() if name != "assets"})
    except MemoryError:
        return OUT_OF_MEMORY
    with answers:
        answers.write(pdf)
    return 0


def _end(status: int) -> None:
    """Ends the process without taking its heap apart, which takes a tenth of a second. Its scratch folder is its parent's."""
    sys.stderr.flush()
    os._exit(status)


def make(
    html: str,
    assets: Mapping[str, bytes],
    *,
    archive: bool = False,
    enclosed: Sequence[Mapping[str, Any]] = (),
) -> bytes:
    """`html` set by WeasyPrint as PDF/UA-1, and mended where its tags are not yet whole; for an archive as PDF/A too.

    `enclosed` are the files that go inside it, as `pdf_attachments` takes them.
    """
    weasyprint_start.load()
    weasyprint_progress.tell()
    divided = weasyprint_parts.divided(html, assets.get("report.css", b""))
    if len(divided) > 1 and not archive and not enclosed:
        return _in_parts(divided, assets)
    return _set(html, assets, archive=archive, enclosed=enclosed)


def _set(
    html: str,
    assets: Mapping[str, bytes],
    *,
    archive: bool = False,
    enclosed: Sequence[Mapping[str, Any]] = (),
) -> bytes:
    import weasyprint

    page = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=_fetcher(assets))
    options = pdf_archive.options(enclosed) if archive else {"pdf_variant": "pdf/ua-1"}
    finish = pdf_attachments.enclosing(pdf_archive.finish if archive else pdf_mending.finish, enclosed)
    return pdf_mending.with_identifier(page.write_pdf(**options, finisher=finish))


def _in_parts(pages: Sequence[str], assets: Mapping[str, bytes]) -> bytes:
    """A long page, divided: each part is set in a process of its own, and they become one file again."""
    # Imported here: pikepdf is loaded for long reports alone.
    from tracker.adapters import pdf_parts

    parts = weasyprint_parts.made(pages, lambda page: _set(page, assets))
    return pdf_parts.joined(parts, [weasyprint_parts.elsewhere(page) for page in pages])


def _fetcher(assets: Mapping[str, bytes]) -> Any:
    """What WeasyPrint asks for every address: it knows the assets by name, and opens nothing."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:
            name, _, query = url.removeprefix(SCHEME).partition("?")
            if not url.startswith(SCHEME) or name not in assets:
                raise ValueError(f"not an asset of this report: {url[:200]}")
            try:
                content = _asked_for(assets[name], query)
            except Exception as broken:  # WeasyPrint passes over an asset that fails; ours must not.
                raise FatalURLFetchingError(f"{name} cannot be used") from broken
            return URLFetcherResponse(
                url, content, {"Content-Type": MEDIA_TYPES.get(Path(name).suffix, "application/octet-stream")}
            )

    return Assets()


def _asked_for(content: bytes, query: str) -> bytes:
    """`latin.woff2?wght=700` is the variable font cut to one weight; without a query an asset is what it is."""
    return pdf_fonts.font_cut(content, int(query.removeprefix("wght="))) if query else content


def _limit(megabytes: int) -> None:
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _end(main(sys.argv[1:]))
