"""The action status report, put into words: its figures, its picture, what it asks of the meeting, and every action's story."""

from tracker.domain import report_chart, report_chart_picture, report_findings
from tracker.domain.paper import Cell, Column, Paper, Part, Picture, Table
from tracker.domain.report_decisions import decisions
from tracker.domain.report_findings import Count
from tracker.domain.report_sections import sections
from tracker.domain.reports import ActionStatusReport

NAME = "Action status report"
READING = (
    "Overdue is counted in working days of England after the day that was agreed. Only a date that the meeting agreed to move "
    "is slippage: an action that is carried forward, or whose meeting moves, has not slipped. Assurance is the Commissioner’s "
    "judgement and stands beside the status: a completed action can leave the Commissioner not assured."
)
STANDS = "Where the actions stand, by priority"
COLUMNS = (
    Column("Priority", 40),
    Column("Overdue", 12, "number"),
    Column("In time", 12, "number"),
    Column("Standing", 12, "number"),
    Column("Closed", 12, "number"),
    Column("All", 12, "number"),
)


def status_paper(report: ActionStatusReport) -> Paper:
    asked = decisions(report)
    return Paper(
        name=NAME,
        report=report,
        title=report_findings.finding_title(report),
        subtitle=report_findings.subtitle(report),
        lead=report_findings.lead(report),
        reading=READING,
        figures=report_findings.figures(report),
        parts=(stands(report), *((asked,) if asked else ()), *sections(report)),
    )


def stands(report: ActionStatusReport) -> Part:
    """The one picture, and the same figures as a table."""
    rows = report_findings.counts(report)
    says = report_chart.alternative(rows)
    picture = Picture(report_chart_picture.draw(report_chart.chart(rows), says), says)
    every = (*(_row(row) for row in rows), _row(report_findings.total_count(rows), sums=True))
    table = Table("figures-table", f"{STANDS}: the same figures as a table", COLUMNS, every)
    return Part(STANDS, (picture, table), key="picture", together=True)


def _row(row: Count, *, sums: bool = False) -> tuple[Cell, ...]:
    numbers = (row.overdue, row.in_time, row.standing, row.closed, row.total)
    cells = (Cell(strong=str(n)) if sums else Cell(texts=(str(n),)) for n in numbers)
    return (Cell(texts=(row.title,)), *cells)
