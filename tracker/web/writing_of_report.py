"""What the page of a report says of its written texts: where they are written, and which of its figures are another by now."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.figures_used import figures_of
from tracker.domain.report_kinds import KINDS
from tracker.domain.reports import Report
from tracker.domain.version_states import VersionState
from tracker.domain.wording import count_words
from tracker.domain.written_reports import WrittenReport
from tracker.services.linked_figures import to_look_at
from tracker.web.access import ACCESS, current_viewer
from tracker.web.requests import current_session

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting
    from tracker.models.reports import ReportVersion


def to_write(meeting: "Meeting", kinds: Collection[str] = KINDS) -> list[dict[str, str]]:
    """Those of these reports on offer for a meeting whose texts this viewer may write: {label, href}."""
    if not current_viewer().roles & ACCESS["writing.save"]:
        return []
    return [
        {
            "label": kind.title,
            "href": url_for("writing.index", reference=meeting.reference.lower(), report=kind.name),
        }
        for kind in KINDS.values()
        if kind.name in kinds and issubclass(kind.record, WrittenReport) and meeting.status in kind.offered
    ]


def written(version: "ReportVersion", meeting: "Meeting | None", report: Report) -> dict[str, Any] | None:
    """For the office, of a report that people write: {href, heading, figures: [{words, told, said}], advice}; None for all else."""
    if meeting is None or not isinstance(report, WrittenReport):
        return None
    if not current_viewer().roles & ACCESS["writing.index"]:
        return None
    figures = to_look_at(current_session(), figures_of(report))
    verb = "has" if len(figures) == 1 else "have"
    return {
        "href": url_for("writing.index", reference=meeting.reference.lower(), report=version.kind),
        "heading": f"{count_words(len(figures), 'figure', starts=True)} {verb} to be looked at"
        if figures
        else "",
        "figures": [
            {
                "words": one.words,
                "told": one.told or one.typed,
                "said": [*filter(None, (one.problem,)), *one.notes],
            }
            for one in figures
        ],
        "advice": ADVICE[version.state is VersionState.ISSUED],
    }


ADVICE = {
    True: "What is issued stays as it was: it uses the figure of its day. Where that matters, issue a correction.",
    False: "This version uses the figures of the day on which it was built. Look at the texts, then build it again.",
}
