"""The HTML of a report, and the few files that it names, from its frozen record alone (Jinja).

Every kind is set by `templates/reports/paper/`. What is its own on paper is in the folder of its name: `report.html`, which
extends the common page, and `report.css`, which follows the common style sheet. Pictures and pages made small are blocks of the
paper: each becomes an asset of its name where the page shows it.
User text only ever passes through Jinja's escaping: the templates of reports have no `safe` filter, and what is printed in
the margins of each page travels in attributes of `body`, never inside the style sheet.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tracker.domain.errors import NotFound
from tracker.domain.paper import Picture, Thumbnail
from tracker.domain.report_kinds import kind_of
from tracker.domain.report_record import from_record
from tracker.domain.report_words import printable
from tracker.ports import Thumbnails

FONTS = {
    "latin.woff2": "atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "latin-ext.woff2": "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    "italic.woff2": "atkinson-hyperlegible-next-latin-wght-italic.woff2",
}
"""Asset names, and the files of the package @fontsource-variable/atkinson-hyperlegible-next that they are."""

EXTENDED = re.compile("[\u0100-\u02af\u1e00-\u1eff]")
"""Letters that the Latin font lacks and the extended one has, as in Welsh or Polish names: it is loaded for them alone."""
ITALIC = re.compile("<em>")

COMMON = "paper"
FACES = {"extended": (EXTENDED, "latin-ext.woff2"), "italic": (ITALIC, "italic.woff2")}
"""What is loaded only where the page needs it: the style sheet, what needs it, and its font."""
DRAFT_MARK = "draft.svg"
SCHEME = "report:"
"""Before the name of each asset: `weasyprint_child` fetches nothing else."""


class JinjaReports:
    """A `ReportRenderer`. `templates` is the folder that holds `reports/`, `fonts` the one with the woff2 files.

    `brand` is the office's colour as "#12344d". A font that is not there is left out: the page then falls back on Arial. Without
    `thumbnails`, and where the picture of a page is gone, the page's citation stands alone.
    """

    def __init__(
        self, templates: Path, fonts: Path, *, brand: str = "#12344d", thumbnails: Thumbnails | None = None
    ) -> None:
        self._folder = templates / "reports"
        self._fonts = fonts
        self._brand = brand
        self._thumbnails = thumbnails
        self._jinja = Environment(
            loader=FileSystemLoader(self._folder),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_printable,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._jinja.filters["kind"] = lambda block: type(block).__name__

    def render(self, record: Mapping[str, object]) -> tuple[str, Mapping[str, bytes]]:
        """The page and its assets by name. Raises `Unavailable` for a kind or a record that this version cannot make."""
        report = from_record(record)
        kind = kind_of(report)
        own = kind.name.replace("-", "_")
        paper = kind.paper(report)
        page = self._jinja.select_template([f"{own}/report.html", f"{COMMON}/page.html"])
        named: dict[str, bytes] = {}
        html = page.render(paper=paper, report=report, own=own, asset=self._asset(named))
        faces = [face for face, (needing, _font) in FACES.items() if needing.search(html)]
        mark = self._draft_mark() if paper.is_draft else {}
        style = self._style(own, [*faces, *(["draft"] if mark else [])])
        return html, {"report.css": style, **named, **mark, **self._typeface(faces)}

    def _draft_mark(self) -> dict[str, bytes]:
        """The word that lies across every page of a draft; `draft.css` asks for it."""
        return {DRAFT_MARK: (self._folder / COMMON / DRAFT_MARK).read_bytes()}

    def _asset(self, named: dict[str, bytes]) -> Callable[[Picture | Thumbnail], str]:
        """What a template asks for the address of a picture: those that it asks for, and no others, are put into `named`."""

        def address(one: Picture | Thumbnail) -> str:
            if one.name not in named:
                content = one.svg.encode() if isinstance(one, Picture) else self._page(one)
                if not content:
                    return ""
                named[one.name] = content
            return f"{SCHEME}{one.name}"

        return address

    def _page(self, thumbnail: Thumbnail) -> bytes:
        if self._thumbnails is None:
            return b""
        try:
            return self._thumbnails.of(thumbnail.sha256)
        except NotFound:
            return b""

    def _style(self, own: str, added: list[str]) -> bytes:
        sheets = [
            f"{COMMON}/paper.css",
            f"{own}/report.css",
            *(f"{COMMON}/{one}.css" for one in added),
        ]
        found = (self._folder / sheet for sheet in sheets)
        style = "\n".join(path.read_text("utf-8") for path in found if path.is_file())
        return style.replace("#12344d", self._brand).encode()

    def _typeface(self, faces: list[str]) -> dict[str, bytes]:
        names = ["latin.woff2", *(FACES[face][1] for face in faces)]
        paths = {name: self._fonts / FONTS[name] for name in names}
        return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


def _printable(value: object) -> object:
    """What a template puts out: texts without what cannot be printed; markup is made of such texts already."""
    return printable(value) if type(value) is str else value
