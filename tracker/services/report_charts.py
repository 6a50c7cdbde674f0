"""Freezes how a standing item stands by the measure that it ends by: its chart, how far it is, and whether it is ready."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from tracker.domain.actions import LIVE, Kind
from tracker.domain.frozen_chart import FrozenChart, frozen_chart
from tracker.domain.viewers import NOBODY
from tracker.domain.wording import date_words
from tracker.models.actions import Action
from tracker.models.measures import ExitRule
from tracker.store import exit_rules


@dataclass(frozen=True)
class Measured:
    """How a standing item stands by its measure; `ready_words` are "" until its exit rule is met, and again once it was decided to keep it."""

    chart: FrozenChart | None
    progress_words: str
    ready_words: str


NOT_MEASURED = Measured(None, "", "")


def measured(session: Session, action: Action, rule: ExitRule | None, today: date) -> Measured:
    """Only readings that anyone may see are in it: those of papers marked above OFFICIAL stay out of every report."""
    if rule is None or action.status not in LIVE or action.kind is not Kind.STANDING:
        return NOT_MEASURED
    seen = exit_rules.seen(session, rule, today, NOBODY)
    progress = f"{seen.words}. {seen.progress}"
    ready = ""
    if rule.ready_on and not rule.kept_on:
        ready = f"the exit rule has been met since {date_words(rule.ready_on)}: {progress}"
    chart = frozen_chart(seen.plot, seen.measure.fix_after) if seen.plot.chart.points else None
    return Measured(chart, progress, ready)
