"""Measures and their readings."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tracker.domain.api_tokens import Scope
from tracker.domain.errors import BadInput
from tracker.domain.measures import ReadingStatus
from tracker.domain.periods import read_period
from tracker.services.readings_of_measures import ReadingWanted
from tracker.services.several_readings import add_readings
from tracker.store import api_lists, measure_pages, meetings
from tracker.store import measures as stored
from tracker.web.api.admission import caller
from tracker.web.api.operations import Answered, operation
from tracker.web.api.parts import following
from tracker.web.api.shapes import Named, Paged
from tracker.web.api.shapes_measures import (
    Beside,
    Definition,
    Measures,
    MeasureShown,
    MeasureSummary,
    Readings,
    ReadingsAdded,
    ReadingsAsked,
    ReadingSent,
    ReadingShown,
    ReadingsSent,
)
from tracker.web.requests import current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.measures import Area, Measure, MeasureReading
    from tracker.models.meetings import Priority


@operation("GET", "/measures", scope=Scope.MEASURES_READ, asked=Paged, answers=Measures)
def list_measures(asked: Paged) -> Answered:
    """Lists measures. Those that were discontinued too."""
    session = current_session()
    rows, after = following(
        api_lists.measures(session, after=asked.after, limit=asked.limit + 1), asked.limit
    )
    priorities = _priorities()
    shown = [MeasureSummary(**_summary(row, priorities)) for row in rows]
    return Answered(Measures(measures=shown, next_after=after), after)


@operation("GET", "/measures/<code>", scope=Scope.MEASURES_READ, answers=MeasureShown)
def show_measure(code: str) -> Answered:
    """Shows a measure. With its targets and averages, and the areas that there are."""
    session = current_session()
    measure = stored.by_code(session, code)
    areas = {one.key: one for one in stored.areas(session)}
    beside = [
        Beside(
            kind=one.kind,
            area=areas[one.area_id].code if one.area_id else None,
            value=one.value,
            rank=one.rank,
            rank_of=one.rank_of,
            from_on=one.from_on,
            to_on=one.to_on,
            words=one.words or None,
        )
        for one in stored.set_beside(session, measure.key)
    ]
    definitions = [
        Definition(from_on=one.from_on, words=one.words, breaks=one.breaks)
        for one in stored.definitions(session, measure.key)
    ]
    named = [Named(code=one.code, title=one.title) for one in areas.values()]
    summary = _summary(measure, _priorities())
    return Answered(MeasureShown(**summary, areas=named, beside=beside, definitions=definitions))


@operation(
    "GET", "/measures/<code>/readings", scope=Scope.MEASURES_READ, asked=ReadingsAsked, answers=Readings
)
def list_readings(code: str, asked: ReadingsAsked) -> Answered:
    """Lists the readings of a measure. Those that were revised or removed too, each saying so."""
    session = current_session()
    measure = stored.by_code(session, code)
    area = stored.area_by_code(session, asked.area) if asked.area else None
    kept = measure_pages.readings_for(session, caller().reader_of_readings, measure.key)
    further = [row for row in kept if row.key > asked.after and (area is None or row.area_id == area.id)]
    rows, after = following(sorted(further, key=lambda row: row.key)[: asked.limit + 1], asked.limit)
    return Answered(Readings(readings=_shown(rows), next_after=after), after)


@operation(
    "POST",
    "/measures/<code>/readings",
    scope=Scope.MEASURES_WRITE,
    sent=ReadingsSent,
    answers=ReadingsAdded,
    status=201,
)
def add_several(code: str, sent: ReadingsSent) -> Answered:
    """Adds readings to a measure. All of them, or none: a period that has a value is refused unless a question is put."""
    measure = stored.by_code(current_session(), code, lock=True)
    areas = {one.code: one for one in stored.areas(current_session())}
    wanted = [_wanted(one, number, areas) for number, one in enumerate(sent.readings)]
    added = add_readings(current_desk(caller().actor), measure, wanted)
    current_session().flush()
    return Answered(
        ReadingsAdded(readings=_shown(added)), location=f"/api/v1/measures/{measure.code}/readings"
    )


def _wanted(sent: ReadingSent, number: int, areas: "dict[str, Area]") -> ReadingWanted:
    if sent.area is not None and sent.area not in areas:
        raise BadInput("There is no area with this code.", field=f"readings/{number}/area")
    try:
        period = read_period(sent.period, sent.until)
    except BadInput as error:
        raise BadInput(str(error), field=f"readings/{number}/{error.field or 'period'}") from None
    return ReadingWanted(
        period=period,
        value=sent.value,
        area_id=areas[sent.area].key if sent.area else None,
        numerator=sent.numerator,
        denominator=sent.denominator,
        status=ReadingStatus(sent.status),
        source=sent.source or "",
        note=sent.note or "",
        question=sent.question or "",
    )


def _priorities() -> "dict[int, Priority]":
    return {one.key: one for one in meetings.priorities(current_session())}


def _summary(row: "Measure", priorities: "dict[int, Priority]") -> dict[str, object]:
    filed = priorities.get(row.priority_id or 0)
    return {
        "code": row.code,
        "title": row.title,
        "counts": row.counts or None,
        "unit": row.unit,
        "better": row.better,
        "priority": Named(code=filed.code, title=filed.title) if filed else None,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "ended_note": row.ended_note or None,
    }


def _shown(rows: "Iterable[MeasureReading]") -> list[ReadingShown]:
    session, found = current_session(), list(rows)
    areas = {one.key: one.code for one in stored.areas(session)}
    documents = measure_pages.sources(session, found)
    return [
        ReadingShown(
            id=row.key,
            period=row.period,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            basis=row.basis,
            area=areas.get(row.area_id or 0),
            value=row.value,
            numerator=row.numerator,
            denominator=row.denominator,
            status=row.status,
            replaces=row.replaces_id,
            document=documents[row.document_id].title if row.document_id else None,
            page=row.page,
            source=row.source or None,
            note=row.note or None,
            question=row.query or None,
            answer=row.answer or None,
            invented=row.invented,
            added_at=row.added_at,
            removed_on=row.removed_on,
            removed_reason=row.removed_reason or None,
        )
        for row in found
    ]
