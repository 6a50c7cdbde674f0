"""Reads of the readings that written texts link to."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from tracker.domain.linked_figures import KeptMeasure, KeptReading
from tracker.domain.measures import AreaKind
from tracker.models.measures import Area, Measure, MeasureReading
from tracker.store import measures as stored
from tracker.store.measure_pages import OPEN_MARKING, Source, sources


def kept(session: Session, codes: Iterable[str]) -> dict[str, KeptMeasure]:
    """The measures with these codes and all their readings, by code; a code that is no measure's is left out."""
    measures = session.exec(select(Measure).where(col(Measure.code).in_(list(codes)))).all()
    if not measures:
        return {}
    ids = [measure.key for measure in measures]
    rows = session.exec(
        select(MeasureReading).where(col(MeasureReading.measure_id).in_(ids)).order_by(col(MeasureReading.id))
    ).all()
    areas = {area.key: area for area in stored.areas(session)}
    papers = sources(session, rows)
    found: dict[int, list[KeptReading]] = {number: [] for number in ids}
    for row in rows:
        area = areas.get(row.area_id) if row.area_id else None
        found[row.measure_id].append(_kept(row, area, papers.get(row.document_id or 0)))
    return {one.code: KeptMeasure(one.code, one.title, one.unit, tuple(found[one.key])) for one in measures}


def _kept(row: MeasureReading, area: Area | None, paper: Source | None) -> KeptReading:
    title = paper.title if paper and paper.title not in row.source else ""
    return KeptReading(
        held=stored.held([row])[0],
        area=area.code if area else "",
        area_title=area.title if area else "",
        force=area is None or area.kind is AreaKind.FORCE,
        added_on=row.added_at.date(),
        queried_on=row.queried_on,
        removed_on=row.removed_on,
        removed_reason=row.removed_reason,
        source=", ".join(filter(None, (title, row.source, f"page {row.page}" if row.page else ""))),
        marking=paper.marking if paper else OPEN_MARKING,
    )
