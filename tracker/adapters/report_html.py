"""The HTML of a report, and the few files that it names, from its frozen record alone (Jinja).

User text only ever passes through Jinja's escaping: the templates of reports have no `safe` filter, and what is printed in
the margins of each page travels in attributes of `body`, never inside the style sheet.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tracker.domain import report_chart, report_findings
from tracker.domain.errors import Unavailable
from tracker.domain.report_record import KIND, from_record
from tracker.domain.report_sections import sections
from tracker.domain.reports import ActionStatusReport, Issue
from tracker.domain.wording import date_words

FONTS = {
    "latin.woff2": "atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "latin-ext.woff2": "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
}
"""Asset names, and the files of the package @fontsource-variable/atkinson-hyperlegible-next that they are."""

EXTENDED = re.compile("[\u0100-\u02af\u1e00-\u1eff]")
"""Letters that the Latin font lacks and the extended one has, as in Welsh or Polish names: it is loaded for them alone."""

STATE_WORDS = {
    Issue.DRAFT: "Draft, not yet approved",
    Issue.APPROVED: "Approved, not yet issued",
    Issue.ISSUED: "Issued",
}


class JinjaReports:
    """A `ReportRenderer`. `templates` is the folder that holds `reports/`, `fonts` the one with the woff2 files.

    `brand` is the office's colour as "#12344d". A font that is not there is left out: the page then falls back on Arial.
    """

    def __init__(self, templates: Path, fonts: Path, *, brand: str = "#12344d") -> None:
        self._folder = templates / "reports"
        self._fonts = fonts
        self._brand = brand
        self._jinja = Environment(
            loader=FileSystemLoader(self._folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(self, kind: str, record: Mapping[str, object]) -> tuple[str, Mapping[str, bytes]]:
        """The page and its assets by name. Raises `Unavailable` for a kind or a record that this version cannot make."""
        if kind != KIND:
            raise Unavailable(
                f"There is no report of the kind “{kind}”. The kind that can be made is “{KIND}”."
            )
        report = from_record(record)
        rows = report_findings.counts(report)
        html = self._jinja.get_template("action_status/report.html").render(
            self._words(report),
            report=report,
            figures=report_findings.figures(report),
            asks=report_findings.asks(report),
            counts=rows,
            total=report_findings.total_count(rows),
            alternative=report_chart.alternative(rows),
            sections=sections(report),
        )
        return html, self._assets(rows, extended=bool(EXTENDED.search(html)))

    def _words(self, report: ActionStatusReport) -> dict[str, str]:
        day, _, place = report.meeting_words.partition(", ")
        meeting = f"{report.series_title}, {day}"
        state = "" if report.state is Issue.ISSUED else f" ({report.state.value})"
        return {
            "title": report_findings.finding_title(report),
            "subtitle": report_findings.subtitle(report),
            "place": place,
            "version": f"Version {report.version}, as at {date_words(report.as_at)}",
            "lead": report_findings.lead(report),
            "document_title": f"Action status report: {meeting}",
            "keywords": f"actions, matters arising, {report.series_title}, {report.marking}",
            "marking": report.marking,
            "meeting": meeting,
            "foot": f"Action status report, version {report.version}{state}, {date_words(report.as_at)}",
            "state_words": STATE_WORDS[report.state],
        }

    def _assets(self, rows: tuple[report_findings.Count, ...], *, extended: bool) -> dict[str, bytes]:
        picture = self._jinja.get_template("action_status/chart.svg").render(
            chart=report_chart.chart(rows), bar_height=report_chart.BAR
        )
        style = self._sheet("report.css") + (self._sheet("extended.css") if extended else "")
        fonts = {
            name: self._fonts / file for name, file in FONTS.items() if extended or name == "latin.woff2"
        }
        return {
            "report.css": style.replace("#12344d", self._brand).encode(),
            "chart.svg": picture.encode(),
            **{name: path.read_bytes() for name, path in fonts.items() if path.is_file()},
        }

    def _sheet(self, name: str) -> str:
        return (self._folder / "action_status" / name).read_text("utf-8")
