"""What the page of one measure shows: its chart and what it says, its readings, and all that stands beside them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask import url_for
from markupsafe import Markup
from sqlmodel import Session

from tracker.domain.chart_words import ASSURANCE, RULE, VARIATION
from tracker.domain.comparisons import (
    BESIDE_WORDS,
    basis_words,
    beside,
    comparisons,
    met_words,
    rank_words,
)
from tracker.domain.control_chart_icons import assurance_icon, variation_icon
from tracker.domain.control_chart_picture import NARROW, draw
from tracker.domain.control_chart_plot import Plot
from tracker.domain.control_charts import ENOUGH
from tracker.domain.figures import figure_words
from tracker.domain.measure_values import value_words
from tracker.domain.measures import AgainstKind, Basis, Better
from tracker.domain.readings import CHARTED, Entering, Held, entering, in_force, usual_basis
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words
from tracker.store import measure_pages as pages
from tracker.store import measures as stored
from tracker.store import meetings

if TYPE_CHECKING:
    from tracker.models.measures import Against, Area, Measure, MeasureReading

BETTER_WORDS = {
    Better.HIGHER: "Higher is better",
    Better.LOWER: "Lower is better",
    Better.NEITHER: "Neither way is better",
}
STATUS_WORDS = {"provisional": "Provisional", "final": "Final", "revised": "Revised"}
FEWEST_DRAWN = 3
"""A picture of fewer points says nothing that the table does not."""
BASIS_NAMES = {Basis.MONTH: "Months", Basis.QUARTER: "Quarters"}


def shown_area(areas: "Sequence[Area]", rows: "Sequence[MeasureReading]", asked: str) -> "Area | None":
    """The area that was asked for, else the first that has readings, else the first of all."""
    with_readings = {row.area_id for row in rows}
    return next(
        (one for one in areas if one.code == asked),
        next((one for one in areas if one.id in with_readings), areas[0] if areas else None),
    )


def shown_basis(asked: str, held: Sequence[Held]) -> Basis:
    return Basis(asked) if asked in {one.value for one in CHARTED} else usual_basis(held)


def measure_page(
    session: Session, viewer: Viewer, measure: "Measure", asked_area: str, asked_basis: str
) -> dict[str, Any]:
    """The context of `measures/show.html`."""
    rows = pages.readings_for(session, viewer, measure.key)
    all_areas = stored.areas(session)
    area = shown_area(all_areas, rows, asked_area)
    area_id = area.id if area else None
    here = [row for row in rows if row.area_id == area_id]
    held = stored.held(here)
    basis = shown_basis(asked_basis, held)
    enters = entering(held, basis)
    plot = pages.plot_of(session, measure, area, basis, here)
    besides = stored.set_beside(session, measure.key)
    with_readings = {row.area_id for row in rows}
    return {
        "measure": measure,
        "area": area,
        "basis": basis,
        "areas": [one for one in all_areas if one.id in with_readings],
        "bases": [
            {"value": one.value, "label": BASIS_NAMES[one]}
            for one in CHARTED
            if any(r.basis is one for r in held)
        ],
        "filed_under": _filed_under(session, measure),
        "better_words": BETTER_WORDS[measure.better],
        "chart": chart_shown(plot) if len(enters.readings) >= FEWEST_DRAWN else None,
        "points": len(enters.readings),
        "says": plot.says,
        "invented": plot.invented,
        "latest": _latest(session, measure, held, besides, area_id),
        "readings": _readings(session, viewer, measure, here, enters),
        "besides": [_beside_row(one, measure, all_areas) for one in besides],
        "definitions": stored.definitions(session, measure.key),
        "rebases": [
            {"row": one, "area": next((a.title for a in all_areas if a.id == one.area_id), "Every area")}
            for one in stored.rebases(session, measure.key)
        ],
        "actions": pages.actions_on(session, viewer, [measure.key]).get(measure.key, []),
    }


def _filed_under(session: Session, measure: "Measure") -> list[str]:
    """The priority and the national measure under which it is filed."""
    priorities = {one.id: one.title for one in meetings.priorities(session)}
    national = {one.id: f"National measure: {one.title}" for one in meetings.national_measures(session)}
    return [*filter(None, (priorities.get(measure.priority_id), national.get(measure.national_measure_id)))]


def chart_shown(plot: Plot) -> dict[str, Any]:
    """The picture, wide and for a phone, its icon's words, and its table."""
    chart = plot.chart
    return {
        # The picture is made of escaped text by the program itself.
        "wide": Markup(draw(plot)),  # noqa: S704
        "narrow": Markup(draw(plot, width=NARROW)),  # noqa: S704
        "signal": signal_of(plot),
        "points": [
            {
                "period": plot.label(point.at),
                "value": figure_words(point.value, plot.unit, short=True),
                "mean": _line(point.limits.mean, plot),
                "lower": _line(point.limits.lower, plot),
                "upper": _line(point.limits.upper, plot),
                "rule": RULE[point.rule],
                "type": VARIATION[point.type],
            }
            for point in reversed(chart.points)
        ],
    }


def signal_of(plot: Plot) -> dict[str, str]:
    """What the icons say: variation and assurance in words, or how many points are missing until they can be given."""
    chart = plot.chart
    if chart.trial_limits:
        there = len(chart.groups[-1].points) if chart.groups else 0
        return {
            "variation": "",
            "assurance": "",
            "trial": f"{there} of {count_words(ENOUGH, plot.period)} for a signal",
        }
    return {
        "variation": chart.variation.value,
        "variation_words": VARIATION[chart.variation],
        "variation_icon": Markup(variation_icon(chart.variation, chart.points[-1].direction)),  # noqa: S704
        "assurance": chart.assurance.value if ASSURANCE[chart.assurance] else "",
        "assurance_words": ASSURANCE[chart.assurance],
        "assurance_icon": Markup(assurance_icon(chart.assurance, chart.improvement)),  # noqa: S704
        "trial": "",
    }


def latest_of(held: Sequence[Held]) -> Held | None:
    """The reading in force whose period ends last, of several the longest; a real one before an invented one."""
    return max(
        in_force(held),
        key=lambda one: (not one.invented, one.ends_on, one.ends_on - one.starts_on, one.number),
        default=None,
    )


def beside_words(
    latest: Held, measure: "Measure", besides: "Sequence[Against]", area_id: int | None
) -> list[dict[str, str]]:
    """The latest reading beside its target, averages and rank, each with what it is."""
    found = []
    for kind in AgainstKind:
        row = pages.in_force_on(besides, kind, area_id, latest.ends_on)
        if row is None:
            continue
        if kind is AgainstKind.RANK and row.rank:
            found.append({"kind": kind.value, "words": rank_words(row.rank, row.rank_of), "met": ""})
        elif row.value is not None:
            said = beside(latest.value, row.value, unit=measure.unit, better=measure.better, kind=kind)
            met = met_words(said) if kind is AgainstKind.TARGET else ""
            found.append({"kind": kind.value, "words": said.words, "met": met})
    return found


def _latest(
    session: Session,
    measure: "Measure",
    held: Sequence[Held],
    besides: "Sequence[Against]",
    area_id: int | None,
) -> dict[str, Any] | None:
    latest = latest_of(held)
    if latest is None:
        return None
    said = comparisons(
        latest,
        in_force(held),
        unit=measure.unit,
        better=measure.better,
        breaks=pages.breaks_of(session, measure.key),
    )
    return {
        "value": value_words(latest.value, measure.unit),
        "period": latest.period,
        "queried": latest.queried,
        "invented": latest.invented,
        "comparisons": [one.sentence for one in said],
        "besides": beside_words(latest, measure, besides, area_id),
    }


def _readings(
    session: Session,
    viewer: Viewer,
    measure: "Measure",
    rows: "Sequence[MeasureReading]",
    enters: Entering,
) -> list[dict[str, Any]]:
    """The table: the latest period first, each with its basis, source, status, and the first of its comparisons."""
    held = {one.number: one for one in stored.held(rows)}
    there = in_force(list(held.values()))
    breaks = pages.breaks_of(session, measure.key)
    found = pages.sources(session, rows)
    shown = []
    for row in sorted(rows, key=lambda row: (row.ends_on, row.starts_on, row.key), reverse=True):
        one = held[row.key]
        said = (
            comparisons(one, there, unit=measure.unit, better=measure.better, breaks=breaks)
            if one in there
            else []
        )
        source = found.get(row.document_id or 0)
        shown.append(
            {
                "row": row,
                "href": url_for("measures.reading", code=measure.code, number=row.key),
                "value": value_words(row.value, measure.unit),
                "basis": basis_words(row.basis, row.starts_on, row.ends_on),
                "status": STATUS_WORDS[row.status.value],
                "comparison": said[0].sentence if said else "",
                "source": source_words(source, row),
                "source_href": url_for("documents.show", code=source.code) if source else "",
                "left": enters.left[row.key].value if row.key in enters.left else "",
                "queried": one.queried,
            }
        )
    return shown


def source_words(source: pages.Source | None, row: "MeasureReading") -> str:
    """The document with its page, and the heading; never a page that is not known."""
    parts = [source.title] if source else []
    if row.page:
        parts.append(f"page {row.page}")
    if row.source:
        parts.append(row.source)
    return ", ".join(parts) or "Not known"


def _beside_row(row: "Against", measure: "Measure", areas: "Sequence[Area]") -> dict[str, Any]:
    kind = BESIDE_WORDS.get(row.kind, "the rank").removeprefix("the ")
    value = rank_words(row.rank, row.rank_of) if row.rank else value_words(row.value or 0, measure.unit)
    return {
        "row": row,
        "kind": kind[0].upper() + kind[1:],
        "value": value,
        "area": next((one.title for one in areas if one.id == row.area_id), "Every area"),
    }


def _line(limit: Any, plot: Plot) -> str:
    return "" if limit is None else figure_words(limit, plot.unit, short=True)
