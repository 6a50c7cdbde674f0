"""The dashboard of measures by priority: the latest reading of each, its signal, its small chart, and the actions that hang on it."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from flask import url_for
from markupsafe import Markup
from sqlmodel import Session

from tracker.domain.control_chart_picture import draw_small
from tracker.domain.measure_values import value_words
from tracker.domain.readings import usual_basis
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words
from tracker.store import measure_pages as pages
from tracker.store import measures as stored
from tracker.store import meetings
from tracker.web.measures_show import beside_words, latest_of, shown_area, signal_of

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.measures import Area, Measure

NO_PRIORITY = "Under no priority"


def board(session: Session, viewer: Viewer) -> dict[str, Any]:
    """The context of `measures/index.html`."""
    measures = stored.listed(session)
    areas = list(stored.areas(session))
    hanging = pages.actions_on(session, viewer, [one.key for one in measures])
    cards = [_card(session, viewer, one, areas, hanging.get(one.key, [])) for one in measures]
    titles = {one.key: one.title for one in meetings.priorities(session)}
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for key in (*titles, None):
        for one, card in zip(measures, cards, strict=True):
            if one.priority_id == key:
                groups[titles[key] if key else NO_PRIORITY].append(card)
    return {
        "heading": _heading(cards),
        "groups": [{"title": title, "cards": of} for title, of in groups.items()],
        "invented": any(card["invented"] for card in cards),
    }


def _heading(cards: list[dict[str, Any]]) -> str:
    """What a person wants to know first: is something getting worse, or a target missed?"""
    if not cards:
        return "No measure is defined"
    worse = sum(card["signal"]["variation"] == "concern" for card in cards)
    if worse:
        return f"{count_words(worse, 'measure', starts=True)} {'shows' if worse == 1 else 'show'} a change for the worse"
    missed = sum(any(one["met"] == "Target not met" for one in card["besides"]) for card in cards)
    if missed:
        return f"{count_words(missed, 'measure', starts=True)} {'does' if missed == 1 else 'do'} not meet the target"
    return "No measure shows a change for the worse"


def _card(
    session: Session, viewer: Viewer, measure: "Measure", areas: "list[Area]", actions: "list[Action]"
) -> dict[str, Any]:
    rows = pages.readings_for(session, viewer, measure.key)
    area = shown_area(areas, rows, "")
    here = [row for row in rows if row.area_id == (area.id if area else None)]
    held = stored.held(here)
    latest = latest_of(held)
    plot = pages.plot_of(session, measure, area, usual_basis(held), here)
    return {
        "title": measure.title,
        "href": url_for("measures.show", code=measure.code),
        "ended": measure.ended_note if measure.ends_on else "",
        "area": area.title if area and here else "",
        "value": value_words(latest.value, measure.unit) if latest else "",
        "period": latest.period if latest else "",
        "latest_invented": bool(latest and latest.invented),
        "queried": any(one.queried for one in held),
        "besides": beside_words(
            latest, measure, stored.set_beside(session, measure.key), area.id if area else None
        )
        if latest
        else [],
        "signal": signal_of(plot),
        # Two points make no picture that says anything. What is drawn is the program's own, its text escaped.
        "picture": Markup(draw_small(plot)) if len(plot.chart.points) > 2 else "",  # noqa: S704
        "says": plot.says if len(plot.chart.points) > 2 else "",
        "invented": plot.invented,
        "actions": [
            {
                "reference": one.reference,
                "title": one.title,
                "href": url_for("actions.show", reference=one.reference),
            }
            for one in actions
        ],
    }
