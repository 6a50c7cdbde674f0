"""What an action status report asks of the meeting: to decide, action by action and with the reason, and to hear why others are late."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tracker.domain.paper import Block, Fact, Facts, Link, Part
from tracker.domain.report_findings import are, overdue
from tracker.domain.report_words import capital, stopped
from tracker.domain.reports import ActionStatusReport, ReportAction
from tracker.domain.wording import count_words

TITLE = "What needs a decision"


@dataclass(frozen=True)
class Ask:
    """Something that the meeting is asked to decide: what, of how many, and of each action the reason."""

    title: str
    count_words: str
    actions: tuple[ReportAction, ...]
    reason: Callable[[ReportAction], str]


def asks(report: ActionStatusReport) -> tuple[Ask, ...]:
    """What waits for a decision. An action is named once: where its owner asks to close it, no other question is put."""
    left = sorted((one for one in report.actions if one.is_open), key=lambda one: one.reference)
    found = []
    for title, words, wanted, reason in _QUESTIONS:
        here = tuple(one for one in left if wanted(one))
        left = [one for one in left if one not in here]
        if here:
            found.append(Ask(title, words(len(here)), here, reason))
    return tuple(found)


def decisions(report: ActionStatusReport) -> Part | None:
    """The part of the paper; None where nothing waits."""
    late = overdue(report)
    parts: list[Block] = [_part(ask) for ask in asks(report)]
    if late:
        named = Fact("Hear why", texts=(f"{are(len(late), 'action', 'overdue')}:",), links=links_to(late))
        parts.insert(0, Facts((named,)))
    return Part(TITLE, tuple(parts), key="decisions") if parts else None


def anchor_of(action: ReportAction) -> str:
    """What a link to the action names: "action-006"."""
    return action.number_words.replace(" ", "-").lower()


def links_to(actions: Iterable[ReportAction]) -> tuple[Link, ...]:
    return tuple(Link(one.number_words, f"#{anchor_of(one)}") for one in actions)


def _part(ask: Ask) -> Part:
    told = tuple(
        Fact(
            one.number_words,
            strong=stopped(one.title),
            texts=(text,) if (text := ask.reason(one)) else (),
            to=f"#{anchor_of(one)}",
        )
        for one in ask.actions
    )
    return Part(ask.title, (Facts(told),), ask.count_words, key="ask", together=len(told) <= 6)


def _closing(action: ReportAction) -> str:
    said = "The owner says that it is done."
    return said if action.evidence else f"{said} Nothing is attached to show it."


def _more_time(action: ReportAction) -> str:
    now = f"; it is due {action.due_words}" if action.due_words else ""
    return f"The owner asks for time until {action.more_time_words}{now}."


_QUESTIONS: tuple[
    tuple[str, Callable[[int], str], Callable[[ReportAction], bool], Callable[[ReportAction], str]], ...
] = (
    (
        "Agree to close",
        lambda number: f"{count_words(number, 'action')}, recommended by the owner",
        lambda one: one.is_recommended,
        _closing,
    ),
    (
        "Decide whether it ends",
        lambda number: f"{count_words(number, 'standing item')}, ready by the exit rule",
        lambda one: bool(one.ready_words),
        lambda one: stopped(capital(one.ready_words)),
    ),
    (
        "Agree or refuse more time",
        lambda number: count_words(number, "action"),
        lambda one: bool(one.more_time_words),
        _more_time,
    ),
    (
        "Set a date",
        lambda number: f"{count_words(number, 'action')} without one",
        lambda one: one.is_undated,
        lambda one: "",
    ),
)
"""Each question in the order in which it is put: its title, what it says of so many, which actions it is about, and of each the reason."""
