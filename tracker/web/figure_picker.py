"""The readings that can be put into a text, with what is typed for each."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from tracker.domain.linked_figures import PRINT_WORDS, KeptReading, Print, looked_up, typed_for
from tracker.domain.readings import in_force
from tracker.store import linked_figures as stored
from tracker.store import measures

MOST = 24
"""Readings that are offered: the latest ones. Any other period can be typed."""


def picker(session: Session, asked: Mapping[str, str]) -> dict[str, Any]:
    """What can be chosen, and the readings of what was: {measures, areas, prints, measure, area, printed, title, rows}."""
    code, area = asked.get("measure", ""), asked.get("area", "")
    printed = Print(asked["printed"]) if asked.get("printed") in list(Print) else Print.AS_REPORTED
    return {
        "measures": [{"value": one.code, "label": one.title} for one in measures.listed(session)],
        "areas": [{"value": one.code, "label": one.title} for one in measures.areas(session)[1:]],
        "prints": [{"value": one.value, "label": words} for one, words in PRINT_WORDS.items()],
        "measure": code,
        "area": area,
        "printed": printed.value,
        "rows": _rows(session, code, area, printed) if code else [],
    }


def _rows(session: Session, code: str, area: str, printed: Print) -> list[dict[str, Any]]:
    """Only what can be looked up again by what is typed for it."""
    known = stored.kept(session, [code])
    measure = known.get(code)
    if measure is None:
        return []
    of_area = [one for one in measure.readings if (one.area == area if area else one.force)]
    holding = {one.number for one in in_force(one.held for one in of_area)}
    latest = sorted(
        (one for one in of_area if one.held.number in holding), key=lambda one: one.held.ends_on, reverse=True
    )
    found: list[dict[str, Any]] = []
    for one in latest[:MOST]:
        typed = typed_for(code, _period(one), area, printed)
        figure = looked_up(typed[1:-1], known)
        if figure.reading == one.held.number:
            found.append({"typed": typed, "figure": figure, "period": one.held.period})
    return found


def _period(reading: KeptReading) -> str:
    """The period as it was printed, without what would end it: a comma parts the area from it."""
    return reading.held.period.replace(",", "")
