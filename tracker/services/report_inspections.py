"""Puts inspection reports and what they found into the plain values of the inspection register."""

from datetime import date

from tracker.domain import labels
from tracker.domain.actions import Status
from tracker.domain.inspection_steps import STEP_WORDS
from tracker.domain.inspections import finding_words, state_words
from tracker.domain.references import spoken
from tracker.domain.report_inspections import InspectionRegister, RegisteredFinding, RegisteredReport
from tracker.domain.reports import Report, ReportEvent
from tracker.domain.statutory import ClockKind, last_day
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.workdays import working_days_between
from tracker.models.actions import Update
from tracker.models.inspections import InspectionReport, InspectionStep
from tracker.services.desk import Desk
from tracker.services.report_story import ACCEPTED
from tracker.services.report_subjects import Inspections
from tracker.store import inspections as stored
from tracker.store import stories
from tracker.store.inspections import FindingRow


def compose_register(desk: Desk, about: Inspections, head: Report) -> InspectionRegister:
    """The register of one report, or of all: those on which comments are owed first."""
    found = [about.report] if about.report else list(stored.listed(desk.session))
    found.sort(key=lambda one: one.comments_published_on is not None)
    return InspectionRegister(**vars(head), reports=tuple(_report(desk, one) for one in found))


def _report(desk: Desk, report: InspectionReport) -> RegisteredReport:
    rows = stored.findings(desk.session, THE_OFFICE, report.key)
    updates = stories.all_updates(desk.session, [row.action.key for row in rows])
    names = {row.finding.key: finding_words(row.finding.kind, row.finding.number) for row in rows}
    clock = stored.clock_of(desk.session, report)
    last_on = clock.last_on if clock else last_day(ClockKind.INSPECTION_COMMENTS, report.published_on)
    return RegisteredReport(
        code=report.code,
        title=report.title,
        body=report.body,
        kind=report.kind,
        published_on=report.published_on,
        last_on=last_on or report.published_on,
        address=report.url,
        comments_published_on=report.comments_published_on,
        comments_address=report.comments_url,
        force_comments_on=report.force_comments_on,
        sent_to_inspectorate_on=report.sent_to_inspectorate_on,
        sent_to_home_secretary_on=report.sent_to_home_secretary_on,
        findings=tuple(
            _finding(
                desk, report, row, names.get(row.finding.parent_id or 0, ""), updates.get(row.action.key, [])
            )
            for row in rows
        ),
    )


def _finding(
    desk: Desk, report: InspectionReport, row: FindingRow, under: str, updates: list[Update]
) -> RegisteredFinding:
    finding, action, today = row.finding, row.action, desk.moment.today
    days = {"submitted_on": finding.submitted_on, "closed_on": finding.closed_on}
    return RegisteredFinding(
        reference=action.reference,
        number_words=spoken(action.reference),
        kind=finding.kind,
        name=finding_words(finding.kind, finding.number),
        wording=finding.wording,
        title=action.title,
        state=finding.state,
        stands_words=state_words(finding.state, report.body, **days),
        action_words=labels.status_words(action.status, action.closure, action.kind),
        owner=row.owner,
        due_on=action.due_on,
        due_words=finding.due_words,
        overdue_working_days=_late(desk, action.due_on, today)
        if action.status is not Status.CLOSED
        else None,
        under=under,
        action_taken=finding.action_taken,
        no_action_reason=finding.no_action_reason,
        notes=_notes(updates, row),
    )


def _late(desk: Desk, due_on: date | None, today: date) -> int | None:
    if due_on is None or due_on >= today:
        return None
    return working_days_between(due_on, today, desk.calendar.is_working_day)


def _notes(updates: list[Update], row: FindingRow) -> tuple[ReportEvent, ...]:
    """What was said of it and done about it, the earliest first."""
    told = [_said(one) for one in updates] + [_done(one) for one in row.steps]
    return tuple(sorted(told, key=lambda one: one.on))


def _said(update: Update) -> ReportEvent:
    return ReportEvent(
        on=update.given_on,
        on_words=update.given_words,
        what=update.by_name or "update",
        text=update.body,
        rating=update.rating,
        is_accepted=update.reading in ACCEPTED,
    )


def _done(step: InspectionStep) -> ReportEvent:
    by = f" by {step.done_by}" if step.done_by else ""
    return ReportEvent(
        on=step.done_on, on_words="", what=f"{STEP_WORDS[step.what].lower()}{by}", text=step.note
    )
