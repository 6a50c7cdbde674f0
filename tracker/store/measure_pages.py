"""What the pages of measures read: readings that the viewer may see, with their sources; charts; the actions that hang on a measure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlmodel import Session, col, select

from tracker.domain.comparisons import Break
from tracker.domain.control_chart_plot import Mark, Plot, TargetLine
from tracker.domain.control_charts import Improvement, Point, evaluate
from tracker.domain.measures import AgainstKind, Basis, Better
from tracker.domain.readings import entering
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.evidence import Document, Evidence
from tracker.models.measures import (
    Against,
    Area,
    ExitRule,
    Measure,
    MeasureDefinition,
    MeasureReading,
    Rebase,
)
from tracker.store import measures as stored
from tracker.store.actions import visible_to

BETTER = {
    Better.HIGHER: Improvement.INCREASE,
    Better.LOWER: Improvement.DECREASE,
    Better.NEITHER: Improvement.NEUTRAL,
}
OPEN_MARKING = "OFFICIAL"


@dataclass(frozen=True)
class Source:
    """The document behind a reading."""

    code: str
    title: str
    marking: str
    held: bool


@dataclass(frozen=True)
class Around:
    """What stands beside the readings of a measure."""

    besides: Sequence[Against] = ()
    rebases: Sequence[Rebase] = ()
    definitions: Sequence[MeasureDefinition] = ()


def around(session: Session, measure_id: int) -> Around:
    """What stands beside the readings of one measure."""
    return Around(
        stored.set_beside(session, measure_id),
        stored.rebases(session, measure_id),
        stored.definitions(session, measure_id),
    )


def around_all(session: Session) -> dict[int, Around]:
    """The same for every measure that has any, in three queries."""
    besides = _by_measure(session.exec(select(Against).order_by(col(Against.id))).all())
    rebases = _by_measure(session.exec(select(Rebase).order_by(col(Rebase.from_on), col(Rebase.id))).all())
    definitions = _by_measure(
        session.exec(select(MeasureDefinition).order_by(col(MeasureDefinition.from_on))).all()
    )
    return {
        key: Around(besides.get(key, ()), rebases.get(key, ()), definitions.get(key, ()))
        for key in {*besides, *rebases, *definitions}
    }


def readings_for(session: Session, viewer: Viewer, measure_id: int) -> list[MeasureReading]:
    """Every reading of a measure that the viewer may see: one from a document marked above OFFICIAL is for the office alone."""
    return _seen_by(session, viewer, stored.readings(session, measure_id))


def all_readings_for(session: Session, viewer: Viewer) -> dict[int, list[MeasureReading]]:
    """The readings of every measure that the viewer may see, by measure, each in the order of their periods."""
    order = (col(MeasureReading.starts_on), col(MeasureReading.ends_on), col(MeasureReading.id))
    rows = session.exec(select(MeasureReading).order_by(*order)).all()
    return _by_measure(_seen_by(session, viewer, rows))


def _seen_by(session: Session, viewer: Viewer, rows: Sequence[MeasureReading]) -> list[MeasureReading]:
    if viewer.reads_everything:
        return list(rows)
    found = sources(session, rows)
    return [
        row
        for row in rows
        if row.document_id is None or found[row.document_id].marking.upper() == OPEN_MARKING
    ]


def sources(session: Session, rows: Sequence[MeasureReading]) -> dict[int, Source]:
    """The documents of the readings, by their number."""
    ids = {row.document_id for row in rows if row.document_id}
    if not ids:
        return {}
    query = select(Document).where(col(Document.id).in_(ids))
    return {one.key: Source(one.code, one.title, one.marking, one.held) for one in session.exec(query).all()}


def plot_of(
    session: Session,
    measure: Measure,
    area: Area | None,
    basis: Basis,
    rows: Sequence[MeasureReading],
    beside: Around | None = None,
) -> Plot:
    """The chart of a measure in an area; `rows` are its readings there, and those that may not enter are left out.

    `beside` is what `around` says, for who has read it already.
    """
    beside = beside or around(session, measure.key)
    area_id = area.id if area else None
    points = entering(stored.held(rows), basis).readings
    besides = [
        one
        for one in beside.besides
        if one.kind is AgainstKind.TARGET and one.value is not None and one.area_id in (None, area_id)
    ]
    last = points[-1].ends_on if points else date.max
    target = in_force_on(besides, AgainstKind.TARGET, area_id, last)
    # A rebase that says no area holds for all of them.
    rebases = [one for one in beside.rebases if one.area_id in (None, area_id)]
    definitions = [one for one in beside.definitions if one.from_on]
    return Plot(
        title=measure.title + (f", {area.title}" if area else ""),
        chart=evaluate(
            [Point(one.starts_on, one.value) for one in points],
            improvement=BETTER[measure.better],
            target=target.value if target else None,
            rebases=[one.from_on for one in rebases],
            fix_after=measure.fix_after,
        ),
        unit=measure.unit,
        labels={one.starts_on: one.period for one in points},
        targets=tuple(
            TargetLine(one.value, one.from_on, one.to_on) for one in besides if one.value is not None
        ),
        rebases=tuple(Mark(one.from_on, one.title) for one in rebases),
        breaks=tuple(Mark(one.from_on, one.words) for one in definitions if one.breaks and one.from_on),
        notes=tuple(Mark(one.starts_on, "Queried with the force") for one in points if one.queried),
        period="quarter" if basis is Basis.QUARTER else "month",
        invented=any(one.invented for one in points),
    )


def breaks_of(session: Session, measure_id: int) -> list[Break]:
    """The days on which the definition of a measure changed so that figures are not counted alike."""
    return [
        Break(one.from_on, one.words)
        for one in stored.definitions(session, measure_id)
        if one.breaks and one.from_on
    ]


def actions_on(session: Session, viewer: Viewer, measure_ids: Sequence[int]) -> dict[int, list[Action]]:
    """The actions that hang on each measure: by an exit rule, or by a reading that is their evidence. Only those the viewer may see."""
    found: dict[int, dict[int, Action]] = defaultdict(dict)
    by_rule = (
        select(ExitRule.measure_id, Action)
        .join(Action, col(Action.id) == col(ExitRule.action_id))
        .where(col(ExitRule.measure_id).in_(measure_ids), visible_to(viewer))
    )
    by_reading = (
        select(MeasureReading.measure_id, Action)
        .join(Evidence, col(Evidence.reading_id) == col(MeasureReading.id))
        .join(Action, col(Action.id) == col(Evidence.action_id))
        .where(
            col(MeasureReading.measure_id).in_(measure_ids),
            col(Evidence.removed_on).is_(None),
            visible_to(viewer),
        )
    )
    for query in (by_rule, by_reading):
        for measure_id, action in session.exec(query).all():
            found[measure_id][action.key] = action
    return {key: sorted(rows.values(), key=lambda one: one.reference) for key, rows in found.items()}


def in_force_on(
    besides: Sequence[Against], kind: AgainstKind, area_id: int | None, day: date
) -> Against | None:
    """The target, average or rank of an area that holds on a day: its own before one that holds for every area, then the latest."""
    holding = [
        one
        for one in besides
        if one.kind is kind
        and one.area_id in (None, area_id)
        and (one.from_on is None or one.from_on <= day)
        and (one.to_on is None or one.to_on >= day)
    ]
    return max(
        holding, key=lambda one: (one.area_id is not None, one.from_on or date.min, one.key), default=None
    )


Kept = TypeVar("Kept", Against, Rebase, MeasureDefinition, MeasureReading)


def _by_measure(rows: Sequence[Kept]) -> dict[int, list[Kept]]:
    found: dict[int, list[Kept]] = defaultdict(list)
    for row in rows:
        found[row.measure_id].append(row)
    return found
