"""What an action status report finds: its title, its figures, and its one picture's counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from tracker.domain.paper import Figure
from tracker.domain.reports import ActionStatusReport, ReportAction
from tracker.domain.wording import count_words, number_words

NO_PRIORITY = "No priority recorded"


@dataclass(frozen=True)
class Count:
    """How the actions of one priority stand. Every action that counts is in exactly one of the four."""

    title: str
    overdue: int
    in_time: int
    standing: int
    closed: int

    @property
    def total(self) -> int:
        return self.overdue + self.in_time + self.standing + self.closed


class OfActions(Protocol):
    """A report that tells of actions."""

    @property
    def actions(self) -> tuple[ReportAction, ...]: ...


def overdue(report: OfActions) -> tuple[ReportAction, ...]:
    """The overdue actions, the longest overdue first."""
    found = (action for action in report.actions if action.is_overdue)
    return tuple(sorted(found, key=lambda a: (-(a.overdue_working_days or 0), a.reference)))


def finding_title(report: ActionStatusReport) -> str:
    """The finding, as the report's title: "Four actions are overdue; three can be closed"."""
    live = [action for action in report.actions if action.is_open]
    late, ready = len(overdue(report)), sum(action.is_recommended for action in live)
    if not live:
        return "No actions are open"
    first = are(late, "action", "overdue") if late else "No actions are overdue"
    if ready:
        return f"{first}; {number_words(ready)} can be closed"
    return first if late else f"{first}; {number_words(len(live))} {'is' if len(live) == 1 else 'are'} open"


def subtitle(report: ActionStatusReport) -> str:
    """What the paper is, under its title."""
    day = report.meeting_words.partition(",")[0]
    return f"Action status report for the {report.series_title} of {day}"


def figures(report: OfActions) -> tuple[Figure, ...]:
    """The four figures at the top. "Recommended for closure" is a part of the open actions, not beside them."""
    live = [action for action in report.actions if action.is_open]
    late = sum(action.is_overdue for action in live)
    standing = sum(action.is_standing for action in live)
    return (
        Figure("overdue", late, "overdue"),
        Figure("in-time", len(live) - late - standing, "open and in time"),
        Figure("ready", sum(action.is_recommended for action in live), "recommended for closure"),
        Figure("standing", standing, "standing item" if standing == 1 else "standing items"),
    )


def counts(report: ActionStatusReport) -> tuple[Count, ...]:
    """How the actions stand by priority, in the order of the Plan; without a priority last, and only if there are any."""
    known = {priority.code for priority in report.priorities}
    rows = [
        _count(priority.title, (a for a in report.actions if a.priority_code == priority.code))
        for priority in report.priorities
    ]
    rest = _count(NO_PRIORITY, (a for a in report.actions if a.priority_code not in known))
    return (*rows, rest) if rest.total else tuple(rows)


def total_count(rows: Iterable[Count]) -> Count:
    """All rows together."""
    every = tuple(rows)
    return Count(
        "All",
        sum(row.overdue for row in every),
        sum(row.in_time for row in every),
        sum(row.standing for row in every),
        sum(row.closed for row in every),
    )


def lead(report: ActionStatusReport) -> str:
    """The sentences under the title: how many are open, which is the latest, what was closed."""
    live = sum(action.is_open for action in report.actions)
    late = overdue(report)
    closed = sum(not a.is_open and a.counts and a.closed_in_period for a in report.actions)
    said = [f"{are(live, 'action', 'open')}."] if live else []
    if late:
        days = count_words(late[0].overdue_working_days or 0, "working day")
        said.append(f"The longest overdue is {late[0].number_words}, by {days}.")
    if report.since_words:
        actions = count_words(closed, "action", starts=True)
        said.append(f"{actions} {'was' if closed == 1 else 'were'} closed since {report.since_words}.")
    return " ".join(said)


def _count(title: str, actions: Iterable[ReportAction]) -> Count:
    counted = [action for action in actions if action.counts]
    live = [action for action in counted if action.is_open]
    late = sum(action.is_overdue for action in live)
    standing = sum(action.is_standing for action in live)
    closed = sum(not a.is_open and a.closed_in_period for a in counted)
    return Count(title, late, len(live) - late - standing, standing, closed)


def are(number: int, noun: str, what: str) -> str:
    """ "Four actions are overdue", "One action is overdue" """
    return f"{count_words(number, noun, starts=True)} {'is' if number == 1 else 'are'} {what}"
