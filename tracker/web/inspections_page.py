"""What the pages of inspection reports show: how far each is, its findings in words, and what is missing."""

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import url_for
from sqlmodel import Session

from tracker.domain import labels
from tracker.domain.actions import LIVE
from tracker.domain.inspection_steps import COMMENTS, COMMENTS_SLOT, STEP_WORDS, Progress, heading, steps
from tracker.domain.inspections import (
    KIND_WORDS,
    KINDS_WORDS,
    FindingState,
    finding_words,
    state_words,
)
from tracker.domain.statutory import ClockKind, last_day
from tracker.domain.subjects import about_inspection
from tracker.domain.viewers import THE_OFFICE, Viewer
from tracker.domain.wording import count_words, date_words, join_words
from tracker.domain.workdays import IsWorkingDay
from tracker.store import inspections as stored
from tracker.store import writing
from tracker.web.due_words import late_words

if TYPE_CHECKING:
    from tracker.models.inspections import InspectionReport, InspectionStep
    from tracker.store.inspections import FindingRow, Tally

Row = dict[str, Any]
TONES = {FindingState.OPEN: "blue", FindingState.SUBMITTED: "amber", FindingState.CLOSED: "green"}
WHERE = {
    "invited": "inspections.asking",
    "force_commented": "inspections.step",
    "written": "inspections.write",
    "published": "inspections.step",
    "sent_to_inspectorate": "inspections.step",
    "sent_to_home_secretary": "inspections.step",
}
"""Which page each step of the picture is done on."""


def progress_of(session: Session, report: "InspectionReport") -> Progress:
    """How far the comments on a report are."""
    clock = stored.clock_of(session, report)
    text = writing.find(session, COMMENTS, about_inspection(report.code), COMMENTS_SLOT)
    return _progress(report, clock.last_on if clock else None, is_written=bool(text and text.current))


def _progress(report: "InspectionReport", last_on: date | None, *, is_written: bool) -> Progress:
    return Progress(
        published_on=report.published_on,
        last_on=last_on
        or last_day(ClockKind.INSPECTION_COMMENTS, report.published_on)
        or report.published_on,
        invited_on=report.invited_on,
        force_comments_on=report.force_comments_on,
        is_written=is_written,
        comments_published_on=report.comments_published_on,
        sent_to_inspectorate_on=report.sent_to_inspectorate_on,
        sent_to_home_secretary_on=report.sent_to_home_secretary_on,
    )


def step_rows(report: "InspectionReport", progress: Progress) -> list[Row]:
    """The picture of the steps, each with where it is done."""
    return [
        {
            "words": one.words,
            "when": one.when,
            "stage": one.stage.value,
            "href": _where(report, one.key) if one.key in WHERE else "",
        }
        for one in steps(progress)
    ]


def _where(report: "InspectionReport", key: str) -> str:
    what = {"what": key} if WHERE[key] == "inspections.step" else {}
    return url_for(WHERE[key], code=report.code, **what)


def listed(session: Session, today: date, is_working_day: IsWorkingDay) -> list[Row]:
    """Every report: those on which comments are still owed first, the soonest at the top; then the others."""
    clocks, tallies = stored.clocks(session), stored.tallies(session)
    rows = []
    for report in stored.listed(session):
        clock = clocks.get(report.key)
        progress = _progress(report, clock.last_on if clock else None, is_written=False)
        words = heading(progress, today, is_working_day).replace("Comments on this report", "Comments")
        rows.append(
            {
                "title": report.title,
                "href": url_for("inspections.show", code=report.code),
                "what": ", ".join(filter(None, (report.body, report.kind))),
                "published": date_words(report.published_on),
                "words": words,
                "owed": progress.comments_published_on is None,
                "late": progress.comments_published_on is None and progress.last_on < today,
                "last_on": progress.last_on,
                "found": found_words(tallies.get(report.key, [])),
                "open": sum(
                    t.count for t in tallies.get(report.key, []) if t.state is not FindingState.CLOSED
                ),
            }
        )
    return sorted(rows, key=lambda row: (not row["owed"], row["last_on"] if row["owed"] else date.max))


def list_heading(rows: list[Row]) -> str:
    """ "Comments on 2 inspection reports are owed", "14 findings of inspections are open" """
    owed = sum(row["owed"] for row in rows)
    if owed:
        return f"Comments on {count_words(owed, 'inspection report')} are owed"
    open_ = sum(row["open"] for row in rows)
    if open_:
        return f"{count_words(open_, 'finding', starts=True)} of inspections {'is' if open_ == 1 else 'are'} open"
    return "No finding of an inspection is open" if rows else "No inspection report is on record"


def found_words(tallies: "list[Tally]") -> str:
    """ "1 cause of concern, open; 4 recommendations: 2 open, 1 submitted for closure, 1 closed" """
    said = []
    for kind in reversed(KIND_WORDS):
        of_kind = [one for one in tallies if one.kind is kind]
        total = sum(one.count for one in of_kind)
        if not total:
            continue
        name = count_words(total, KIND_WORDS[kind], KINDS_WORDS[kind])
        states = {state: sum(one.count for one in of_kind if one.state is state) for state in FindingState}
        parts = [f"{n} {_state(state)}" for state, n in states.items() if n]
        only = next((_state(state) for state, n in states.items() if n == total), "")
        said.append(f"{name}, {only}" if only and total == 1 else f"{name}: {join_words(parts)}")
    return "; ".join(said)


def _state(state: FindingState) -> str:
    return {"open": "open", "submitted": "submitted for closure", "closed": "closed"}[state.value]


def finding_rows(session: Session, viewer: Viewer, report: "InspectionReport", today: date) -> list[Row]:
    """What the report found, in its order; what stands under a cause of concern is told as that."""
    rows = stored.findings(session, viewer, report.key)
    names = {row.finding.key: finding_words(row.finding.kind, row.finding.number) for row in rows}
    return [
        finding_row(row, report, today) | {"under": names.get(row.finding.parent_id or 0, "")} for row in rows
    ]


def finding_row(row: "FindingRow", report: "InspectionReport", today: date) -> Row:
    finding, action = row.finding, row.action
    live = action.status in LIVE
    late = live and action.due_on is not None and action.due_on < today
    return {
        "reference": action.reference,
        "name": finding_words(finding.kind, finding.number),
        "wording": finding.wording,
        "title": action.title,
        "owner": row.owner,
        "state": state_words(
            finding.state, report.body, submitted_on=finding.submitted_on, closed_on=finding.closed_on
        ),
        "tone": TONES[finding.state],
        "action_words": labels.status_words(action.status, action.closure, action.kind),
        "due": date_words(action.due_on) if action.due_on else finding.due_words,
        "late": f"Overdue by {late_words(action.due_on, today)}" if late and action.due_on else "",
        "answer": finding.action_taken or finding.no_action_reason,
        "answer_is_reason": bool(finding.no_action_reason and not finding.action_taken),
        "is_answered": bool(finding.action_taken or finding.no_action_reason),
        "steps": [step_row(one) for one in row.steps],
    }


def step_row(step: "InspectionStep") -> Row:
    """ "Sent back on 2 November 2023 by HMICFRS: Too early." """
    by = f" by {step.done_by}" if step.done_by else ""
    return {"words": f"{STEP_WORDS[step.what]} on {date_words(step.done_on)}{by}", "note": step.note}


def facts(session: Session, report: "InspectionReport") -> list[Row]:
    """What stands beside the findings."""
    document = stored.document_of(session, report)
    rows: list[Row] = [
        {"name": "Inspected by", "value": report.body},
        {"name": "Kind", "value": report.kind or "Not said"},
        {"name": "Published", "value": date_words(report.published_on)},
    ]
    if document:
        where = url_for("documents.show", code=document.code)
        rows.append({"name": "Document", "value": document.title, "href": where})
    if report.note:
        rows.append({"name": "Note", "value": report.note})
    return rows


def owed(session: Session, report: "InspectionReport", progress: Progress) -> Row:
    """What the law asks of the comments, as far as it is missing."""
    rows = stored.findings(session, THE_OFFICE, report.key)
    lacking = [row for row in rows if not (row.finding.action_taken or row.finding.no_action_reason)]
    return {
        "last_on": progress.last_on,
        "lacking": [
            {"reference": row.action.reference, "name": finding_words(row.finding.kind, row.finding.number)}
            for row in lacking
        ],
    }


def missing(session: Session) -> int:
    """How many findings that are not closed say neither what is done nor why nothing is."""
    return sum(
        row.finding.state is not FindingState.CLOSED
        and not (row.finding.action_taken or row.finding.no_action_reason)
        for report in stored.listed(session)
        for row in stored.findings(session, THE_OFFICE, report.key)
    )
