"""What a report says of whole actions (`ReportAction`), as sheets: the actions, their updates, decisions, dates and evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.labels import CLOSURE, KIND, RATING
from tracker.domain.report_sheets import Sheet, Told, day, number, sheet, text
from tracker.domain.report_words import capital
from tracker.domain.reports import (
    ReportAction,
    ReportEvent,
    ReportEvidence,
    ReportMove,
    ReportReview,
    ReportUpdate,
)


@dataclass(frozen=True)
class Filed:
    """An action, with the title of its priority."""

    action: ReportAction
    priority: str


def _update(filed: Filed) -> ReportUpdate | None:
    return filed.action.last_update


def _review(filed: Filed) -> ReportReview | None:
    return filed.action.last_review


ACTION: tuple[Told, ...] = (
    text("Reference", "reference", lambda f: f.action.reference, 12),
    text("Action", "title", lambda f: f.action.title, 44),
    text("What was asked", "asked", lambda f: f.action.asked, 50),
    text("Kind", "kind", lambda f: KIND[f.action.kind], 14),
    text("Status", "status", lambda f: f.action.status_words, 20),
    text("Closed as", "closure", lambda f: CLOSURE[f.action.closure] if f.action.closure else ""),
    text("Owner", "owner", lambda f: f.action.owner, 30),
    text("About the owner", "owner_note", lambda f: f.action.owner_note),
    text("Priority", "priority", lambda f: f.priority, 30),
    text("Raised", "raised", lambda f: f.action.raised_words, 26),
    day("Due on", "due_on", lambda f: f.action.due_on),
    text("Due", "due", lambda f: f.action.due_words, 30),
    day("Original target", "original_due_on", lambda f: f.action.original_due_on),
    number("Times moved", "times_moved", lambda f: f.action.times_moved),
    number("Days moved", "days_moved", lambda f: f.action.moved_days),
    number("Times carried forward", "times_carried_forward", lambda f: f.action.times_carried),
    number("Working days overdue", "working_days_overdue", lambda f: f.action.overdue_working_days),
    text("Rating", "rating", lambda f: _rating(_update(f)), 18),
    day("Last update on", "last_update_on", lambda f: _on(_update(f))),
    text("Last update by", "last_update_by", lambda f: u.by if (u := _update(f)) else "", 24),
    text("Last update", "last_update", lambda f: u.text if (u := _update(f)) else "", 60),
    text("Last decision", "last_decision", lambda f: r.outcome_words if (r := _review(f)) else "", 28),
    text("Decided", "last_decision_at", lambda f: r.on_words if (r := _review(f)) else "", 24),
    text("Reason", "last_decision_reason", lambda f: r.reason if (r := _review(f)) else "", 40),
    text("Assurance", "assurance", lambda f: capital(r.assurance_words) if (r := _review(f)) else "", 24),
    text("Ends when", "exit_rule", lambda f: f.action.exit_rule, 40),
    text("Closed", "closed", lambda f: f.action.closed_words, 24),
    text("Follows", "follows", lambda f: f.action.parent, 14),
    text("Led to", "led_to", lambda f: ", ".join(f.action.children), 18),
    text("Notes", "notes", lambda f: "\n".join(f.action.notes), 40),
    text("Marking", "marking", lambda f: f.action.marking, 20),
)
EVENT: tuple[Told, ...] = (
    text("Reference", "reference", lambda pair: pair[0], 12),
    day("On", "on", lambda pair: pair[1].on),
    text("Day as recorded", "on_words", lambda pair: pair[1].on_words, 26),
    text("What", "what", lambda pair: pair[1].what, 36),
    text("Rating", "rating", lambda pair: RATING[pair[1].rating] if pair[1].rating else "", 18),
    text("Text", "text", lambda pair: pair[1].text, 80),
)
MOVE: tuple[Told, ...] = (
    text("Reference", "reference", lambda pair: pair[0], 12),
    day("On", "on", lambda pair: pair[1].on),
    text("Due before", "due_before", lambda pair: pair[1].before_words, 30),
    text("Due after", "due_after", lambda pair: pair[1].after_words, 30),
    text("Cause", "cause", lambda pair: pair[1].cause_words, 26),
    text("Reason", "reason", lambda pair: pair[1].reason, 50),
)
EVIDENCE: tuple[Told, ...] = (
    text("Reference", "reference", lambda pair: pair[0], 12),
    text("Evidence", "evidence", lambda pair: pair[1].label, 50),
    text("Where", "where", lambda pair: pair[1].where, 20),
    text("Quoted", "quoted", lambda pair: pair[1].quote, 70),
    text("Held by the office", "held", lambda pair: "Yes" if pair[1].held else "No", 12),
)


def action_sheets(actions: tuple[ReportAction, ...], priorities: dict[str, str]) -> tuple[Sheet, ...]:
    """`priorities` are titles by code. The sheet of actions comes first; of the others those that have a row."""
    filed = (Filed(action, priorities.get(action.priority_code, "")) for action in actions)
    others = (
        sheet(
            "Updates and decisions", "What was said and decided, by action and day.", EVENT, _events(actions)
        ),
        sheet("Dates moved", "Each change of a due date, and why.", MOVE, _moves(actions)),
        sheet("Evidence", "What each action rests on.", EVIDENCE, _evidence(actions)),
    )
    first = sheet("Actions", "One row for each action of the report.", ACTION, filed)
    return (first, *(one for one in others if one.rows))


def _events(actions: tuple[ReportAction, ...]) -> Iterator[tuple[str, ReportEvent]]:
    return ((action.reference, event) for action in actions for event in action.story)


def _moves(actions: tuple[ReportAction, ...]) -> Iterator[tuple[str, ReportMove]]:
    return ((action.reference, move) for action in actions for move in action.moves)


def _evidence(actions: tuple[ReportAction, ...]) -> Iterator[tuple[str, ReportEvidence]]:
    return ((action.reference, evidence) for action in actions for evidence in action.evidence)


def _rating(update: ReportUpdate | None) -> str:
    return RATING[update.rating] if update and update.rating else ""


def _on(update: ReportUpdate | None) -> date | None:
    """The day of an update; None where it is not known."""
    return update.on if update and not update.on_words else None
