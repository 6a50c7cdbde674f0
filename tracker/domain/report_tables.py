"""A report as a workbook: sheets of typed cells, for the forms that are sorted and counted (Excel, CSV).

They are made of the frozen report as its readers get it, so what is taken out of it is in none of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.domain import report_findings
from tracker.domain import report_table_inspections as inspections
from tracker.domain import report_table_sittings as sittings
from tracker.domain.paper import Paper
from tracker.domain.report_inspections import InspectionRegister
from tracker.domain.report_matters import ChairsList
from tracker.domain.report_owner import OwnersReport
from tracker.domain.report_panel import PanelUpdate
from tracker.domain.report_response import CommissionersResponse
from tracker.domain.report_sheets import Sheet, Told, Value, day, number, sheet, text
from tracker.domain.report_sitting import ActionLog, Minutes, SittingReport
from tracker.domain.report_table_actions import action_sheets
from tracker.domain.reports import ActionStatusReport, Report, ReportChange

WHAT_IS_ASKED: tuple[Told, ...] = (
    text("Reference", "reference", lambda one: one.reference, 12),
    text("Action", "title", lambda one: one.title, 44),
    day("First asked on", "first_on", lambda one: one.first_on),
    day("Last asked on", "last_on", lambda one: one.last_on),
    number("Times", "times", lambda one: one.times),
)
ASKED: tuple[Told, ...] = (
    text("Reference", "reference", lambda one: one.reference, 12),
    text("What it is", "kind", lambda one: one.kind),
    text("In the Panel’s words", "wording", lambda one: one.wording, 60),
    text("Asked", "asked", lambda one: one.asked_words, 30),
    text("Reply by", "reply_by", lambda one: one.reply_words, 30),
    text("Reply", "reply", lambda one: one.reply, 60),
    text("Our action", "our_action", lambda one: one.stands_words, 22),
    text("Marking", "marking", lambda one: one.marking, 20),
)
COUNTED: tuple[Told, ...] = (
    text("Priority", "priority", lambda row: row.title, 44),
    number("Overdue", "overdue", lambda row: row.overdue),
    number("In time", "in_time", lambda row: row.in_time),
    number("Standing", "standing", lambda row: row.standing),
    number("Closed", "closed", lambda row: row.closed),
    number("All", "all", lambda row: row.total),
)
CHANGE: tuple[Told, ...] = (
    text("What", "what", lambda pair: pair[0].subject, 24),
    text("What changed", "change", lambda pair: pair[1], 80),
    text("Reasons", "reasons", lambda pair: "\n".join(pair[0].reasons), 50),
)
WITHHELD: tuple[Told, ...] = (
    text("Reason", "reason", lambda one: one.reason, 40),
    text("What it is about", "about", lambda one: one.about, 50),
    number("Times", "times", lambda one: one.times),
)
NAMED: tuple[Told, ...] = (
    text("Fact", "fact", lambda pair: pair[0], 26),
    text("Value", "value", lambda pair: pair[1], 90),
)


@dataclass(frozen=True)
class Workbook:
    """`lines` is the one sheet that a CSV holds: a line for each action of the report, with the same columns in every report of
    its kind."""

    title: str
    sheets: tuple[Sheet, ...]
    lines: Sheet


def workbook(paper: Paper) -> Workbook:
    """The sheets of the paper's report. Raises `KeyError` for a kind that lists no actions."""
    report = paper.report
    of_kind, lines = TABLES[type(report)](report)
    summary = _summary(paper)
    rest = (
        _changes(report.changes),
        sheet("Withheld", "What is left out of this version.", WITHHELD, report.withheld),
    )
    every = (_about(paper), *summary, *of_kind, *(one for one in rest if one.rows))
    return Workbook(paper.document_title, every, lines)


def _about(paper: Paper) -> Sheet:
    report = paper.report
    facts = [
        ("Report", paper.name),
        ("About", paper.meeting),
        ("Finding", paper.title),
        ("In short", paper.lead),
        ("Version", paper.version_words),
        ("State", "" if paper.working else paper.state_words),
        *((fact.label, " ".join(fact.texts)) for fact in paper.about if fact.label != "Version"),
        ("Record frozen", report.generated_words),
        ("History", f"{paper.history_words} {report.history_head}" if paper.history_words else ""),
    ]
    return sheet("About", "What this report is.", NAMED, (pair for pair in facts if pair[1]))


def _summary(paper: Paper) -> tuple[Sheet, ...]:
    """The figures at the top of the paper; of the status report the count by priority."""
    report = paper.report
    if isinstance(report, ActionStatusReport):
        rows = report_findings.counts(report)
        lines = (*rows, report_findings.total_count(rows))
        return (sheet("Summary", "How many actions stand how, by priority.", COUNTED, lines),)
    if not paper.figures:
        return ()
    told = (
        text("What", "what", lambda one: one.label, 44),
        number("Number", "number", lambda one: one.number),
    )
    return (sheet("Summary", "The figures of the report.", told, paper.figures),)


def _changes(changes: tuple[ReportChange, ...]) -> Sheet:
    lines = ((change, sentence) for change in changes for sentence in change.sentences)
    return sheet("Changes", "What is not as it was in the version issued before.", CHANGE, lines)


Made = tuple[tuple[Sheet, ...], Sheet]


def _of_status(report: ActionStatusReport) -> Made:
    found = action_sheets(report.actions, {one.code: one.title for one in report.priorities})
    gaps = (
        text("Number", "number", lambda gap: gap.number_words),
        text("Why", "why", lambda gap: gap.explanation, 70),
    )
    unused = sheet(
        "Numbers not in use", "Numbers that no action of the report carries.", gaps, report.number_gaps
    )
    return (*found, *((unused,) if unused.rows else ())), found[0]


def _of_owner(report: OwnersReport) -> Made:
    found = action_sheets(report.actions, {})
    asked = sheet(
        "Not answered", "What was asked by mail and not answered.", WHAT_IS_ASKED, report.unanswered
    )
    return (*found, *((asked,) if asked.rows else ())), found[0]


def _of_panel(report: PanelUpdate) -> Made:
    found = action_sheets(report.actions, {one.code: one.title for one in report.priorities})
    asked = sheet("Asked by the Panel", "What the Panel asked, and the replies.", ASKED, report.asks)
    return (*found, *((asked,) if asked.rows else ())), found[0]


def _of_response(report: CommissionersResponse) -> Made:
    raised = sheet("Actions raised", "What the meeting asked for.", sittings.RAISED, report.raised)
    return (raised,), raised


def _of_chairs_list(report: ChairsList) -> Made:
    matters = sheet("Matters arising", "In the order of the meeting.", sittings.MATTER, report.matters)
    return (matters,), matters


def _of_sitting(report: SittingReport) -> Made:
    raised = sheet("Actions raised", "What the meeting asked for.", sittings.RAISED, report.raised)
    decided = sheet("Decisions", "What was decided on earlier actions.", sittings.DECIDED, report.decisions)
    found = [raised, decided]
    if isinstance(report, ActionLog):
        found.append(
            sheet("Carried forward", "What stays open after the meeting.", sittings.CARRIED, report.carried)
        )
    lines = _one_under_the_other(tuple(found))
    if isinstance(report, Minutes):
        found.append(sheet("Minutes", "What was written down, by agenda item.", sittings.ITEM, report.items))
    found.append(sheet("Attendance", "Who was there.", sittings.ATTENDANCE, report.attendance))
    return tuple(found), lines


def _one_under_the_other(sheets: tuple[Sheet, ...]) -> Sheet:
    """One sheet with a line for each of theirs, which says what list it is from; it has every column of any of them."""
    columns = {column.key: column for one in sheets for column in one.columns}
    rows: list[tuple[Value, ...]] = []
    for one in sheets:
        places = {column.key: place for place, column in enumerate(one.columns)}
        rows += [
            (one.title, *(row[places[key]] if key in places else None for key in columns)) for row in one.rows
        ]
    first = text("List", "list", lambda _: "").column
    return Sheet("Actions", "", (first, *columns.values()), tuple(rows))


def _of_register(report: InspectionRegister) -> Made:
    found = inspections.sheets(report)
    return found, found[0]


TABLES: Mapping[type[Report], Callable[[Any], Made]] = {
    ActionStatusReport: _of_status,
    ActionLog: _of_sitting,
    Minutes: _of_sitting,
    ChairsList: _of_chairs_list,
    OwnersReport: _of_owner,
    PanelUpdate: _of_panel,
    CommissionersResponse: _of_response,
    InspectionRegister: _of_register,
}
"""The kinds that list actions, and what their sheets are."""
