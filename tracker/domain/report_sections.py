"""The parts of an action status report, in the order in which a meeting needs them."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.domain.report_entries import Entry, brief_entry, entry
from tracker.domain.report_findings import NO_PRIORITY, overdue
from tracker.domain.report_gaps import Gap, grouped
from tracker.domain.reports import ActionStatusReport, ReportAction, ReportPriority
from tracker.domain.wording import count_words


@dataclass(frozen=True)
class Section:
    """One part of the report. `gaps` are numbers that no action carries."""

    key: str
    title: str
    count_words: str
    entries: tuple[Entry, ...]
    gaps: tuple[Gap, ...] = ()


def sections(report: ActionStatusReport) -> tuple[Section, ...]:
    """Overdue, longest first; what is open by priority; standing items; closed; numbers not in use. Empty parts are left out."""
    parts = (
        _overdue(report),
        *(_priority(report, priority) for priority in _priorities(report)),
        _standing(report),
        _closed(report),
        _not_in_use(report),
    )
    return tuple(part for part in parts if part.entries or part.gaps)


def _priorities(report: ActionStatusReport) -> tuple[ReportPriority, ...]:
    return (*report.priorities, ReportPriority("", NO_PRIORITY))


def _overdue(report: ActionStatusReport) -> Section:
    return _section("overdue", "Overdue", report, overdue(report))


def _priority(report: ActionStatusReport, priority: ReportPriority) -> Section:
    codes = {p.code for p in report.priorities}
    open_here = (
        action
        for action in report.actions
        if action.is_open and not action.is_overdue and not action.is_standing
        if (action.priority_code if action.priority_code in codes else "") == priority.code
    )
    found = sorted(open_here, key=lambda a: (a.due_on is None, a.due_on or report.as_at, a.reference))
    return Section(
        "priority", priority.title, count_words(len(found), "action"), tuple(entry(a) for a in found)
    )


def _standing(report: ActionStatusReport) -> Section:
    found = (action for action in report.actions if action.is_standing)
    return _section("standing", "Standing items", report, found, one="item")


def _closed(report: ActionStatusReport) -> Section:
    title = f"Closed since {report.since_words}" if report.since_words else "Closed"
    found = (a for a in report.actions if not a.is_open and a.counts and a.closed_in_period)
    return _section("closed", title, report, found)


def _not_in_use(report: ActionStatusReport) -> Section:
    found = [action for action in report.actions if not action.counts]
    words = count_words(len(found) + len(report.number_gaps), "number")
    return Section(
        "not-in-use",
        "Numbers not counted",
        words,
        tuple(brief_entry(a) for a in found),
        grouped(report.number_gaps),
    )


def _section(
    key: str, title: str, report: ActionStatusReport, found: Iterable[ReportAction], one: str = "action"
) -> Section:
    titles = {priority.code: priority.title for priority in report.priorities}
    entries = tuple(entry(a, priority_title=titles.get(a.priority_code, "")) for a in found)
    return Section(key, title, count_words(len(entries), one), entries)
