"""The parts of an action status report, in the order in which a meeting needs them."""

from collections.abc import Iterable

from tracker.domain.paper import Fact, Facts, Part
from tracker.domain.report_entries import brief_entry, entry
from tracker.domain.report_findings import NO_PRIORITY, overdue
from tracker.domain.report_gaps import grouped
from tracker.domain.reports import ActionStatusReport, ReportAction, ReportPriority
from tracker.domain.wording import count_words


def sections(report: ActionStatusReport) -> tuple[Part, ...]:
    """Overdue, longest first; what is open by priority; standing items; closed; numbers not in use. Empty parts are left out."""
    parts = (
        _overdue(report),
        *(_priority(report, priority) for priority in _priorities(report)),
        _standing(report),
        _closed(report),
        _not_in_use(report),
    )
    return tuple(part for part in parts if part.blocks)


def _priorities(report: ActionStatusReport) -> tuple[ReportPriority, ...]:
    return (*report.priorities, ReportPriority("", NO_PRIORITY))


def _overdue(report: ActionStatusReport) -> Part:
    return _section("overdue", "Overdue", report, overdue(report))


def _priority(report: ActionStatusReport, priority: ReportPriority) -> Part:
    codes = {p.code for p in report.priorities}
    open_here = (
        action
        for action in report.actions
        if action.is_open and not action.is_overdue and not action.is_standing
        if (action.priority_code if action.priority_code in codes else "") == priority.code
    )
    found = sorted(open_here, key=lambda a: (a.due_on is None, a.due_on or report.as_at, a.reference))
    return Part(
        priority.title, tuple(entry(a) for a in found), count_words(len(found), "action"), key="priority"
    )


def _standing(report: ActionStatusReport) -> Part:
    found = (action for action in report.actions if action.is_standing)
    return _section("standing", "Standing items", report, found, one="item")


def _closed(report: ActionStatusReport) -> Part:
    title = f"Closed since {report.since_words}" if report.since_words else "Closed"
    found = (a for a in report.actions if not a.is_open and a.counts and a.closed_in_period)
    return _section("closed", title, report, found)


def _not_in_use(report: ActionStatusReport) -> Part:
    found = [action for action in report.actions if not action.counts]
    words = count_words(len(found) + len(report.number_gaps), "number")
    gaps = tuple(
        Fact("Not in use", strong=f"{gap.numbers}.", texts=(gap.explanation,))
        for gap in grouped(report.number_gaps)
    )
    blocks = (*(brief_entry(a) for a in found), *((Facts(gaps),) if gaps else ()))
    return Part("Numbers not counted", blocks, words, key="not-in-use")


def _section(
    key: str, title: str, report: ActionStatusReport, found: Iterable[ReportAction], one: str = "action"
) -> Part:
    titles = {priority.code: priority.title for priority in report.priorities}
    entries = tuple(entry(a, priority_title=titles.get(a.priority_code, "")) for a in found)
    return Part(title, entries, count_words(len(entries), one), key=key)
