"""The action status report, put into words: its figures, its picture, what it asks of the meeting, and every action's story."""

from dataclasses import dataclass

from tracker.domain import report_chart, report_findings
from tracker.domain.paper import Paper
from tracker.domain.report_chart import Chart
from tracker.domain.report_findings import Ask, Count, Figure
from tracker.domain.report_sections import Section, sections
from tracker.domain.reports import ActionStatusReport

NAME = "Action status report"
READING = (
    "Overdue is counted in working days of England after the day that was agreed. Only a date that the meeting agreed to move "
    "is slippage: an action that is carried forward, or whose meeting moves, has not slipped. Assurance is the Commissioner’s "
    "judgement and stands beside the status: a completed action can leave the Commissioner not assured."
)


@dataclass(frozen=True, kw_only=True)
class StatusPaper(Paper):
    """`alternative` says what the picture shows; `total` is the sum of `counts`."""

    figures: tuple[Figure, ...]
    chart: Chart
    alternative: str
    counts: tuple[Count, ...]
    total: Count
    asks: tuple[Ask, ...]
    sections: tuple[Section, ...]


def status_paper(report: ActionStatusReport) -> StatusPaper:
    rows = report_findings.counts(report)
    return StatusPaper(
        name=NAME,
        report=report,
        title=report_findings.finding_title(report),
        subtitle=report_findings.subtitle(report),
        lead=report_findings.lead(report),
        reading=READING,
        figures=report_findings.figures(report),
        chart=report_chart.chart(rows),
        alternative=report_chart.alternative(rows),
        counts=rows,
        total=report_findings.total_count(rows),
        asks=report_findings.asks(report),
        sections=sections(report),
    )
