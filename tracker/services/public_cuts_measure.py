"""What the public is shown of a measure: its readings with their sources, its charts, how it was counted and what it is set beside.

An invented figure is never published, nor one from a paper that is not OFFICIAL. A figure that is queried with the force is shown and
says so, without the words of the question.
"""

from collections.abc import Sequence

from sqlmodel import Session

from tracker.domain.comparisons import rank_words
from tracker.domain.control_chart_picture import NARROW, draw
from tracker.domain.errors import InvalidMove
from tracker.domain.marking import Marking, marking_of
from tracker.domain.measure_values import UNIT_WORDS, value_words
from tracker.domain.measures import AgainstKind, Basis, Better
from tracker.domain.public_cuts import PublicChart, PublicMeasure, PublicNote, PublicReading
from tracker.domain.readings import CHARTED, entering, in_force
from tracker.models.measures import Against, Area, Measure, MeasureReading
from tracker.store import measure_pages as pages
from tracker.store import measures as stored
from tracker.store import meetings

FEWEST_DRAWN = 3
BETTER_WORDS = {
    Better.HIGHER: "Higher is better",
    Better.LOWER: "Lower is better",
    Better.NEITHER: "Neither higher nor lower is better in itself",
}
BESIDE_WORDS = {
    AgainstKind.TARGET: "Target",
    AgainstKind.NATIONAL: "National average",
    AgainstKind.MOST_SIMILAR: "Average of the most similar forces",
    AgainstKind.RANK: "Rank",
}


def measure_cut(session: Session, subject: str) -> PublicMeasure:
    """Raises `NotFound`, and `InvalidMove` where no figure may be public."""
    measure = stored.by_code(session, subject)
    rows = _open_readings(session, measure.key)
    if not rows:
        raise InvalidMove(
            f"“{measure.title}” has no figure that may be published: what it has is invented for the "
            "demonstration, or comes from a paper that is not OFFICIAL."
        )
    areas = stored.areas(session)
    filed_under = {one.id: one for one in meetings.priorities(session)}.get(measure.priority_id)
    national = {one.id: one.title for one in meetings.national_measures(session)}
    return PublicMeasure(
        code=measure.code,
        title=measure.title,
        counts=measure.counts,
        unit=UNIT_WORDS[measure.unit],
        better=BETTER_WORDS[measure.better],
        priority=filed_under.code if filed_under else "",
        priority_title=filed_under.title if filed_under else "",
        national_measure=national.get(measure.national_measure_id, ""),
        starts_on=measure.starts_on,
        ends_on=measure.ends_on,
        ended_note=measure.ended_note,
        definitions=tuple(
            PublicNote(one.from_on, one.words) for one in stored.definitions(session, measure.key)
        ),
        areas=_area_notes(areas, rows),
        beside=tuple(_beside(one, measure, areas) for one in stored.set_beside(session, measure.key)),
        charts=_charts(session, measure, areas, rows),
        readings=_readings(session, measure, areas, rows),
    )


def _open_readings(session: Session, measure_id: int) -> list[MeasureReading]:
    """Those that are not invented and not from a paper that is OFFICIAL-SENSITIVE. A paper without a marking is OFFICIAL."""
    rows = [row for row in stored.readings(session, measure_id) if not row.invented]
    sources = pages.sources(session, rows)
    return [
        row
        for row in rows
        if row.document_id is None or marking_of(sources[row.document_id].marking) is Marking.OFFICIAL
    ]


def _charts(
    session: Session, measure: Measure, areas: Sequence[Area], rows: Sequence[MeasureReading]
) -> tuple[PublicChart, ...]:
    beside = pages.around(session, measure.key)
    drawn = []
    for area in (None, *areas):
        here = [row for row in rows if row.area_id == (area.id if area else None)]
        for basis in CHARTED:
            if len(entering(stored.held(here), basis).readings) >= FEWEST_DRAWN:
                plot = pages.plot_of(session, measure, area, basis, here, beside)
                code = f"{area.code if area else 'all'}-{basis.value}"
                name = area.title if area else "All"
                drawn.append(PublicChart(name, code, plot.says, draw(plot), draw(plot, width=NARROW)))
                break
    return tuple(drawn)


def _readings(
    session: Session, measure: Measure, areas: Sequence[Area], rows: Sequence[MeasureReading]
) -> tuple[PublicReading, ...]:
    """The readings that hold now: the force's first, each area's in the order of their periods."""
    sources = pages.sources(session, rows)
    titles = {one.id: one.title for one in areas}
    place = {one.id: number for number, one in enumerate(areas)}
    holding = {one.number for one in in_force(stored.held(rows))}
    shown = sorted(
        (row for row in rows if row.key in holding),
        key=lambda row: (place.get(row.area_id, -1), row.starts_on, row.ends_on, row.key),
    )
    return tuple(
        PublicReading(
            area=titles.get(row.area_id, ""),
            period=row.period,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            basis=Basis(row.basis).value.replace("_", " "),
            value=row.value,
            value_words=value_words(row.value, measure.unit),
            status=row.status.value.capitalize(),
            queried=bool(row.query and not row.answer),
            source=_source(sources.get(row.document_id) if row.document_id else None, row),
        )
        for row in shown
    )


def _source(source: pages.Source | None, row: MeasureReading) -> str:
    parts = (source.title if source else "", f"page {row.page}" if row.page else "", row.source)
    return ", ".join(filter(None, parts))


def _area_notes(areas: Sequence[Area], rows: Sequence[MeasureReading]) -> tuple[PublicNote, ...]:
    """What is said of the areas that there are figures for."""
    used = {row.area_id for row in rows}
    said = []
    for area in areas:
        if area.id in used and (area.note or area.ends_on):
            ended = f" (until {area.ends_on.isoformat()})" if area.ends_on else ""
            said.append(PublicNote(area.starts_on, f"{area.title}{ended}. {area.note}".strip()))
    return tuple(said)


def _beside(row: Against, measure: Measure, areas: Sequence[Area]) -> PublicNote:
    value = rank_words(row.rank, row.rank_of) if row.rank else value_words(row.value or 0, measure.unit)
    area = next((f", {one.title}" for one in areas if one.id == row.area_id), "")
    source = f". {row.source}" if row.source else ""
    return PublicNote(row.from_on, f"{BESIDE_WORDS[row.kind]}{area}: {value}{source}")
