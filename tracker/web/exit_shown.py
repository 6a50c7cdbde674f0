"""How an exit rule stands, for the pages that show it: as it is now, and as it was frozen with a review."""

from typing import TYPE_CHECKING, Any

from flask import url_for
from sqlmodel import Session

from tracker.domain.actions import LIVE
from tracker.domain.frozen import KnownExit
from tracker.domain.frozen_chart import chart_of_exit, plot_of
from tracker.domain.references import spoken
from tracker.domain.viewers import Viewer
from tracker.domain.wording import date_words
from tracker.store import exit_rules
from tracker.web.access import ACCESS, current_viewer
from tracker.web.measures_show import chart_shown
from tracker.web.requests import current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.measures import ExitRule

Shown = dict[str, Any]


def exit_of(action: "Action") -> Shown | None:
    """The exit rule of an action as it stands now, for `exit_rules/_standing.html`; None without one."""
    session, viewer = current_session(), current_viewer()
    row = exit_rules.of_action(session, action.key)
    if row is None:
        return None
    seen = exit_rules.seen(session, row, current_moment().today, viewer)
    links = [{"text": f"Open {seen.measure.title}", "href": url_for("measures.show", code=seen.measure.code)}]
    if may_change(viewer) and action.status in LIVE:
        href = url_for("exit_rules.edit", reference=action.reference)
        links.append({"text": "Change the exit rule", "href": href})
        if row.ready_on and not row.kept_on:
            links.append({"text": "Keep it although met", "href": f"{href}#keep-heading"})
    return {**shown(seen), "state": _state(row, action), "links": links}


def shown(seen: exit_rules.Seen) -> Shown:
    """A rule that is kept, or only thought of."""
    return {
        "words": seen.words,
        "progress": seen.progress,
        "met": seen.standing.met,
        "says": seen.plot.says,
        "invented": seen.plot.invented,
        "chart": chart_shown(seen.plot) if seen.plot.chart.points else None,
        "state": "",
        "links": [],
    }


def frozen(known: KnownExit | None) -> Shown | None:
    """What was known of the rule at a meeting, with the chart as it stood."""
    if known is None:
        return None
    plot = plot_of(chart_of_exit(known))
    return {
        "words": known.words,
        "progress": known.progress,
        "met": known.met,
        "says": plot.says,
        "invented": known.invented,
        "chart": chart_shown(plot) if known.points else None,
        "state": "",
        "links": [],
    }


def ended_by_measure(session: Session, viewer: Viewer) -> list[Shown]:
    """Rows for My work: what its measure makes ready for a decision, and what was closed on a signal that is lost since."""
    ready = [
        _notice(action, "has met its exit rule and is ready for a decision.", "Look and decide")
        for _, action in exit_rules.ready(session, viewer)
    ]
    lost = [
        _notice(action, "was closed on its exit rule, and the signal is lost since.", "Look at it")
        for _, action in exit_rules.lost(session, viewer)
    ]
    return [*ready, *lost]


def _notice(action: "Action", what: str, link: str) -> Shown:
    href = url_for("actions.show", reference=action.reference)
    return {"text": f"{spoken(action.reference)} {what}", "href": href, "link_text": link, "tone": ""}


def may_change(viewer: Viewer) -> bool:
    return bool(viewer.roles & ACCESS["exit_rules.edit"])


def _state(row: "ExitRule", action: "Action") -> str:
    if row.lost_on and action.status not in LIVE:
        return f"The signal on which it was closed is lost since {date_words(row.lost_on)}."
    if row.kept_on:
        return f"Kept although met, since {date_words(row.kept_on)}: {row.kept_reason}"
    if row.ready_on and action.status in LIVE:
        return f"Ready for a decision since {date_words(row.ready_on)}."
    return ""
