"""Reads of measures, their areas, what they are set beside, and their readings."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from tracker.domain.errors import NotFound
from tracker.domain.measures import Basis
from tracker.domain.readings import Held, entering
from tracker.models.measures import Against, Area, Measure, MeasureDefinition, MeasureReading, Rebase


class SeriesPoint(NamedTuple):
    """A reading that enters a chart: the first day of its period, its words, its value, and whether it is invented."""

    starts_on: date
    period: str
    value: float
    invented: bool


def by_code(session: Session, code: str, *, lock: bool = False) -> Measure:
    """Raises `NotFound`."""
    query = select(Measure).where(Measure.code == code)
    measure = session.exec(query.with_for_update() if lock else query).one_or_none()
    if measure is None:
        raise NotFound("There is no such measure. Choose one from the list.")
    return measure


def by_number(session: Session, measure_id: int, *, lock: bool = False) -> Measure:
    """Raises `NotFound`."""
    measure = session.get(Measure, measure_id, with_for_update=lock or None)
    if measure is None:
        raise NotFound("There is no such measure. Choose one from the list.")
    return measure


def listed(session: Session) -> Sequence[Measure]:
    """Every measure in the office's order, those discontinued too."""
    return session.exec(select(Measure).order_by(col(Measure.position), col(Measure.title))).all()


def areas(session: Session) -> Sequence[Area]:
    """Every area, the force first, those that have ended too."""
    return session.exec(select(Area).order_by(col(Area.position), col(Area.title))).all()


def area_by_code(session: Session, code: str) -> Area:
    """Raises `NotFound`."""
    area = session.exec(select(Area).where(Area.code == code)).one_or_none()
    if area is None:
        raise NotFound("There is no such area. Choose one from the list.")
    return area


def area_by_number(session: Session, area_id: int | None) -> Area | None:
    return session.get(Area, area_id) if area_id else None


def readings(session: Session, measure_id: int) -> Sequence[MeasureReading]:
    """Every reading of a measure, removed and revised ones too, by period."""
    order = (col(MeasureReading.starts_on), col(MeasureReading.ends_on), col(MeasureReading.id))
    return session.exec(
        select(MeasureReading).where(MeasureReading.measure_id == measure_id).order_by(*order)
    ).all()


def reading_by_number(session: Session, number: int, *, lock: bool = False) -> MeasureReading:
    """Raises `NotFound`."""
    query = select(MeasureReading).where(MeasureReading.id == number)
    reading = session.exec(query.with_for_update() if lock else query).one_or_none()
    if reading is None:
        raise NotFound("There is no such reading. Choose one from the measure’s table.")
    return reading


def held(rows: Sequence[MeasureReading]) -> list[Held]:
    """Readings as the rules of charts take them."""
    return [
        Held(
            number=row.key,
            basis=row.basis,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            period=row.period,
            value=row.value,
            replaces=row.replaces_id,
            removed=row.removed_on is not None,
            queried=bool(row.query and not row.answer),
            invented=row.invented,
        )
        for row in rows
    ]


def series(session: Session, measure_id: int, area_id: int | None, basis: Basis) -> list[SeriesPoint]:
    """The readings that enter a chart of the measure in the area on that basis, by period. `area_id` None is a reading without an area."""
    of_area = [row for row in readings(session, measure_id) if row.area_id == area_id]
    return [
        SeriesPoint(one.starts_on, one.period, one.value, one.invented)
        for one in entering(held(of_area), basis).readings
    ]


def definitions(session: Session, measure_id: int) -> Sequence[MeasureDefinition]:
    """How the measure was counted, from the first definition on."""
    found = session.exec(select(MeasureDefinition).where(MeasureDefinition.measure_id == measure_id)).all()
    return sorted(found, key=lambda one: (one.from_on or date.min, one.key))


def rebases(session: Session, measure_id: int, area_id: int | None = None) -> Sequence[Rebase]:
    """The measure's rebases by day: of every area, or, with `area_id`, those that hold for it."""
    query = (
        select(Rebase).where(Rebase.measure_id == measure_id).order_by(col(Rebase.from_on), col(Rebase.id))
    )
    if area_id is not None:
        query = query.where(col(Rebase.area_id).is_(None) | (col(Rebase.area_id) == area_id))
    return session.exec(query).all()


def set_beside(session: Session, measure_id: int) -> Sequence[Against]:
    """Targets, averages and ranks of a measure, by their first day."""
    found = session.exec(select(Against).where(Against.measure_id == measure_id)).all()
    return sorted(found, key=lambda one: (one.from_on or date.min, one.key))
