"""A report as one web page that needs nothing else (Jinja): style and pictures are in it, and it runs nothing.

User text only ever passes through Jinja's escaping. The style sheet is ours, and the office's colour in it is a checked setting.
"""

import base64
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tracker.domain.errors import NotFound, Unavailable
from tracker.domain.paper import Picture, Thumbnail
from tracker.domain.report_kinds import kind_of
from tracker.domain.report_record import from_record
from tracker.domain.report_words import fit
from tracker.ports import Thumbnails

SVG, PNG = "image/svg+xml", "image/png"


class ReportPages:
    """A `FormMaker` of web pages. `templates` is the folder that holds `reports/`, `brand` the office's colour as "#12344d"."""

    def __init__(
        self, templates: Path, *, brand: str = "#12344d", thumbnails: Thumbnails | None = None
    ) -> None:
        folder = templates / "reports"
        self._thumbnails = thumbnails
        self._jinja = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=lambda value: fit(value) if type(value) is str else value,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._jinja.filters["kind"] = lambda block: type(block).__name__
        self._jinja.globals.update(address=self._address, unknown_block=_unknown, brand=brand)

    def make(self, record: Mapping[str, object]) -> bytes:
        """The page, in UTF-8. The same record gives the same bytes. Raises `Unavailable` for a record that cannot be read."""
        report = from_record(record)
        paper = kind_of(report).paper(report)
        parts = [
            replace(part, anchor=part.anchor or f"part-{number}")
            for number, part in enumerate(paper.parts, start=1)
        ]
        page = self._jinja.get_template("html/page.html")
        return page.render(paper=paper, report=report, parts=parts).encode("utf-8")

    def _address(self, one: Picture | Thumbnail) -> str:
        """The whole picture as an address; "" where the picture of a page is gone."""
        if isinstance(one, Picture):
            return _data(SVG, one.svg.encode())
        try:
            return _data(PNG, self._thumbnails.of(one.sha256)) if self._thumbnails else ""
        except NotFound:
            return ""


def _data(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def _unknown(kind: str) -> NoReturn:
    raise Unavailable(f"A web page cannot be made of this report: it has no way to show its “{kind}”.")
