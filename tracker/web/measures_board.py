"""The dashboard of measures by priority: the latest reading of each, its signal, its small chart, and the actions that hang on it."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from flask import url_for
from markupsafe import Markup
from sqlmodel import Session

from tracker.domain.control_chart_picture import draw_small
from tracker.domain.measure_values import value_words
from tracker.domain.readings import in_force, usual_basis
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words
from tracker.store import measure_pages as pages
from tracker.store import measures as stored
from tracker.store import meetings
from tracker.web.measures_show import FEWEST_DRAWN, beside_words, latest_of, shown_area, signal_of

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.measures import Area, Measure, MeasureReading

NO_PRIORITY = "Under no priority"


SHOWS = {
    "worse": ("change for the worse", lambda card: card["signal"]["variation"] == "concern"),
    "missed": ("target not met", lambda card: any(one["met"] == "Target not met" for one in card["besides"])),
    "queried": ("queried with the force", lambda card: card["queried"]),
    "hanging": ("with actions that hang on it", lambda card: bool(card["actions"])),
}
"""What the dashboard can be narrowed to, with the words under its number."""


def board(session: Session, viewer: Viewer, show: str) -> dict[str, Any]:
    """The context of `measures/index.html`; `show` is one of `SHOWS` or nothing."""
    measures = stored.listed(session)
    areas = list(stored.areas(session))
    hanging = pages.actions_on(session, viewer, [one.key for one in measures])
    readings, beside = pages.all_readings_for(session, viewer), pages.around_all(session)
    cards = [
        _card(
            session,
            one,
            areas,
            readings.get(one.key, []),
            beside.get(one.key, pages.Around()),
            hanging.get(one.key, []),
        )
        for one in measures
    ]
    titles = {one.key: one.title for one in meetings.priorities(session)}
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    shown = SHOWS[show][1] if show in SHOWS else lambda card: True
    for key in (*titles, None):
        for one, card in zip(measures, cards, strict=True):
            if one.priority_id == key and shown(card):
                groups[titles[key] if key else NO_PRIORITY].append(card)
    return {
        "heading": _heading(cards),
        "figures": [_figure(name, cards) for name in SHOWS] if cards else [],
        "show": SHOWS[show][0] if show in SHOWS else "",
        "total": len(cards),
        # What somebody waits for stands first: what actions hang on, then what has a signal.
        "groups": [{"title": title, "cards": sorted(of, key=_rank)} for title, of in groups.items()],
        "invented": any(card["invented"] for card in cards),
    }


def _figure(name: str, cards: list[dict[str, Any]]) -> dict[str, Any]:
    words, holds = SHOWS[name]
    number = sum(holds(card) for card in cards)
    tone = "alert" if name in ("worse", "missed") else ""
    return {"number": number, "label": words, "href": url_for("measures.index", show=name), "tone": tone}


def _rank(card: dict[str, Any]) -> tuple[bool, bool, bool]:
    return (not card["actions"], not card["picture"], bool(card["ended"]) or not card["value"])


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
    session: Session,
    measure: "Measure",
    areas: "list[Area]",
    rows: "list[MeasureReading]",
    beside: pages.Around,
    actions: "list[Action]",
) -> dict[str, Any]:
    area = shown_area(areas, rows, "")
    here = [row for row in rows if row.area_id == (area.id if area else None)]
    held = stored.held(here)
    latest = latest_of(held)
    plot = pages.plot_of(session, measure, area, usual_basis(held), here, beside)
    return {
        "title": measure.title,
        "href": url_for("measures.show", code=measure.code),
        "ended": measure.ended_note if measure.ends_on else "",
        "area": area.title if area and here else "",
        "value": value_words(latest.value, measure.unit) if latest else "",
        "period": latest.period if latest else "",
        "latest_invented": bool(latest and latest.invented),
        "queried": any(one.queried for one in in_force(held)),
        "latest_queried": bool(latest and latest.queried),
        "besides": beside_words(latest, measure, beside.besides, area.id if area else None) if latest else [],
        "signal": signal_of(plot),
        # What is drawn is the program's own, its text escaped.
        "picture": Markup(draw_small(plot)) if len(plot.chart.points) >= FEWEST_DRAWN else "",  # noqa: S704
        "says": plot.says if len(plot.chart.points) >= FEWEST_DRAWN else "",
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
