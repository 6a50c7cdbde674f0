"""The inspection register as sheets: the findings, the reports, and the notes on each finding."""

from dataclasses import dataclass

from tracker.domain.labels import RATING
from tracker.domain.report_inspections import InspectionRegister, RegisteredFinding, RegisteredReport
from tracker.domain.report_inspections_paper import comments_words
from tracker.domain.report_sheets import Sheet, Told, day, number, sheet, text


@dataclass(frozen=True)
class Found:
    """A finding with the report that found it."""

    report: RegisteredReport
    finding: RegisteredFinding


FINDING: tuple[Told, ...] = (
    text("Reference", "reference", lambda f: f.finding.reference, 12),
    text("Report", "report", lambda f: f.report.title, 34),
    text("Finding", "finding", lambda f: f.finding.name, 24),
    text("Stands under", "under", lambda f: f.finding.under, 22),
    text("Words of the report", "wording", lambda f: f.finding.wording, 60),
    text("Action", "action", lambda f: f.finding.title, 44),
    text("What is done", "action_taken", lambda f: f.finding.action_taken, 50),
    text("Why nothing is", "no_action_reason", lambda f: f.finding.no_action_reason, 40),
    text("Where it stands", "stands", lambda f: f.finding.stands_words, 34),
    text("Our action", "our_action", lambda f: f.finding.action_words, 22),
    text("Owner", "owner", lambda f: f.finding.owner, 30),
    day("Due on", "due_on", lambda f: f.finding.due_on),
    text("Due in the report’s words", "due_words", lambda f: f.finding.due_words, 26),
    number("Working days overdue", "working_days_overdue", lambda f: f.finding.overdue_working_days),
    text("Marking", "marking", lambda f: f.finding.marking, 20),
)
REPORT: tuple[Told, ...] = (
    text("Report", "report", lambda one: one.title, 44),
    text("Inspected by", "body", lambda one: one.body),
    text("Kind", "kind", lambda one: one.kind),
    day("Published on", "published_on", lambda one: one.published_on),
    day("Comments due on", "comments_due_on", lambda one: one.last_on),
    day("Comments published on", "comments_published_on", lambda one: one.comments_published_on),
    text("Comments", "comments", comments_words, 40),
    day("Force’s comments on", "force_comments_on", lambda one: one.force_comments_on),
    day("Sent to the inspectorate on", "sent_to_inspectorate_on", lambda one: one.sent_to_inspectorate_on),
    day(
        "Sent to the Home Secretary on",
        "sent_to_home_secretary_on",
        lambda one: one.sent_to_home_secretary_on,
    ),
    number("Findings", "findings", lambda one: len(one.findings)),
)
NOTE: tuple[Told, ...] = (
    text("Reference", "reference", lambda pair: pair[0], 12),
    day("On", "on", lambda pair: pair[1].on),
    text("Day as recorded", "on_words", lambda pair: pair[1].on_words, 24),
    text("What", "what", lambda pair: pair[1].what, 36),
    text("Rating", "rating", lambda pair: RATING[pair[1].rating] if pair[1].rating else "", 18),
    text("Text", "text", lambda pair: pair[1].text, 80),
)


def sheets(report: InspectionRegister) -> tuple[Sheet, ...]:
    """The sheet of findings comes first; that of notes is there where there are any."""
    found = [Found(one, finding) for one in report.reports for finding in one.findings]
    notes = [(one.reference, note) for one in report.findings for note in one.notes]
    told = sheet("Notes", "What was said of each finding and done about it.", NOTE, notes)
    return (
        sheet("Findings", "One row for each finding.", FINDING, found),
        sheet("Reports", "Each inspection report, with its comments.", REPORT, report.reports),
        *((told,) if told.rows else ()),
    )
