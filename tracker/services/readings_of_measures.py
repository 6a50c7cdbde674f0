"""Readings of measures: added, revised, queried with the force, removed. Nothing that was kept is ever overwritten or deleted."""

from dataclasses import dataclass, replace

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.measure_values import exact, value_words
from tracker.domain.measures import ReadingStatus, Unit
from tracker.domain.periods import Period
from tracker.domain.readings import in_force
from tracker.domain.wording import date_words
from tracker.models.evidence import Document
from tracker.models.measures import Area, Measure, MeasureReading
from tracker.services.desk import Desk
from tracker.services.exit_rules import judge_measure
from tracker.services.history import record, record_change
from tracker.services.measures import checked_text, subject_of
from tracker.services.versions import check_version, next_version
from tracker.store import measures as stored


@dataclass(frozen=True)
class ReadingWanted:
    """A reading as it is typed. `source` names where it stands: the document's title and heading, or what else is known.

    `question` is for a value that disagrees with one that is kept for the same period: both then stay, queried with the force.
    """

    period: Period
    value: float
    area_id: int | None = None
    numerator: float | None = None
    denominator: float | None = None
    status: ReadingStatus = ReadingStatus.FINAL
    document_id: int | None = None
    excerpt_id: int | None = None
    page: int | None = None
    source: str = ""
    note: str = ""
    question: str = ""
    invented: bool = False


def add_reading(desk: Desk, measure: Measure, wanted: ReadingWanted) -> MeasureReading:
    """Keeps a new reading, as `keep_reading` does, and judges the exit rules by it."""
    row = keep_reading(desk, measure, wanted)
    judge_measure(desk, measure)
    return row


def keep_reading(desk: Desk, measure: Measure, wanted: ReadingWanted) -> MeasureReading:
    """A new reading; whoever keeps several judges the exit rules after the last. Raises `BadInput` for the field that makes no sense, and where the period has another value unless a question is put."""
    if wanted.status is ReadingStatus.REVISED:
        raise BadInput(
            "A first reading is provisional or final. Revise the one that it replaces.", field="status"
        )
    question = checked_text(wanted.question, "question")
    same = same_period(desk, measure, wanted)
    if same and not question:
        raise BadInput(
            f"{wanted.period.words} has a reading already: {value_words(same[0].value, measure.unit)}."
            " Revise that one, or say what to ask the force about the two.",
            field="period",
        )
    row = _new(desk, measure, wanted)
    record(desk, "reading.added", subject_of(measure), after=shown(desk, measure, row))
    if question:
        for one in [row, *(one for one in same if not one.query or one.answer)]:
            query_reading(desk, measure, one, question=question, version=None)
    return row


def revise_reading(
    desk: Desk, measure: Measure, reading: MeasureReading, wanted: ReadingWanted, *, version: int | None
) -> MeasureReading:
    """Keeps a revision, as `keep_revision` does, and judges the exit rules by it."""
    row = keep_revision(desk, measure, reading, wanted, version=version)
    judge_measure(desk, measure)
    return row


def keep_revision(
    desk: Desk, measure: Measure, reading: MeasureReading, wanted: ReadingWanted, *, version: int | None
) -> MeasureReading:
    """Another value for the same period and area; the earlier one is kept. Raises `BadInput`, `InvalidMove`, and `Conflict`."""
    check_version(reading, version, shown(desk, measure, reading))
    _must_hold(desk, measure, reading)
    if (wanted.period.starts_on, wanted.period.ends_on, wanted.period.basis) != (
        reading.starts_on,
        reading.ends_on,
        reading.basis,
    ) or wanted.area_id != reading.area_id:
        raise BadInput(
            "A revision is for the same period and area. Add a reading for another one.", field="period"
        )
    before = shown(desk, measure, reading)
    next_version(reading)
    row = _new(desk, measure, replace(wanted, status=ReadingStatus.REVISED), replaces=reading.key)
    record(desk, "reading.revised", subject_of(measure), before=before, after=shown(desk, measure, row))
    return row


def query_reading(
    desk: Desk, measure: Measure, reading: MeasureReading, *, question: str, version: int | None
) -> MeasureReading:
    """Asks the force about a reading: it is marked until there is an answer. Raises `BadInput`, `InvalidMove`, and `Conflict`."""
    before = shown(desk, measure, reading)
    check_version(reading, version, before)
    _must_not_be_removed(reading)
    reading.query = checked_text(question, "question", "Write what the force is asked.")
    reading.queried_on, reading.answer = desk.moment.today, ""
    return _changed(desk, measure, reading, "reading.queried", before)


def answer_query(
    desk: Desk, measure: Measure, reading: MeasureReading, *, answer: str, version: int | None
) -> MeasureReading:
    """What the force answered. The reading stays as it is: revise or remove it if it was wrong. Raises `BadInput`, `InvalidMove`, `Conflict`."""
    before = shown(desk, measure, reading)
    check_version(reading, version, before)
    if not reading.query:
        raise InvalidMove("Nothing was asked about this reading.")
    reading.answer = checked_text(answer, "answer", "Write what the force answered.")
    return _changed(desk, measure, reading, "reading.answered", before)


def remove_reading(
    desk: Desk, measure: Measure, reading: MeasureReading, *, reason: str, version: int | None
) -> MeasureReading:
    """It counts no more and is drawn no more, but stays on record with the reason. Raises `BadInput`, `InvalidMove`, and `Conflict`."""
    before = shown(desk, measure, reading)
    check_version(reading, version, before)
    _must_not_be_removed(reading)
    reading.removed_reason = checked_text(reason, "reason", "Say why this reading is removed.")
    reading.removed_on = desk.moment.today
    _changed(desk, measure, reading, "reading.removed", before)
    judge_measure(desk, measure)
    return reading


def same_period(desk: Desk, measure: Measure, wanted: ReadingWanted) -> list[MeasureReading]:
    """The readings in force for the same area, basis and days."""
    rows = [row for row in stored.readings(desk.session, measure.key) if row.area_id == wanted.area_id]
    holding = {one.number for one in in_force(stored.held(rows))}
    period = wanted.period
    return [
        row
        for row in rows
        if row.key in holding
        and (row.basis, row.starts_on, row.ends_on) == (period.basis, period.starts_on, period.ends_on)
    ]


def shown(desk: Desk, measure: Measure, row: MeasureReading) -> dict[str, object]:
    """A reading as the history and a form show it."""
    area = desk.session.get(Area, row.area_id) if row.area_id else None
    document = desk.session.get(Document, row.document_id) if row.document_id else None
    return {
        "period": row.period,
        "area": area.title if area else "",
        "value": value_words(row.value, measure.unit),
        "numerator": row.numerator,
        "denominator": row.denominator,
        "status": row.status.value,
        "document": document.title if document else "",
        "page": row.page,
        "source": row.source,
        "note": row.note,
        "question": row.query,
        "answer": row.answer,
        "removed_on": row.removed_on,
        "removed_reason": row.removed_reason,
    }


def _new(
    desk: Desk, measure: Measure, wanted: ReadingWanted, *, replaces: int | None = None
) -> MeasureReading:
    check_reading(desk, measure, wanted)
    period = wanted.period
    row = MeasureReading(
        measure_id=measure.key,
        area_id=wanted.area_id,
        basis=period.basis,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        period=period.words,
        value=wanted.value,
        numerator=wanted.numerator,
        denominator=wanted.denominator,
        status=wanted.status,
        replaces_id=replaces,
        note=checked_text(wanted.note, "note"),
        document_id=wanted.document_id,
        excerpt_id=wanted.excerpt_id,
        page=wanted.page,
        source=checked_text(wanted.source, "source", longest=500),
        invented=wanted.invented,
        added_at=desk.moment.now,
        added_by=desk.by.name,
    )
    desk.session.add(row)
    desk.session.flush()
    return row


def check_reading(desk: Desk, measure: Measure, wanted: ReadingWanted) -> None:
    """Raises `BadInput` for the field of a reading that cannot be kept."""
    period = wanted.period
    if period.ends_on > desk.moment.today:
        raise BadInput(
            f"{period.words} is not over yet: it ends on {date_words(period.ends_on)}.", field="period"
        )
    if measure.ends_on and period.starts_on > measure.ends_on:
        raise BadInput(f"This measure was discontinued on {date_words(measure.ends_on)}.", field="period")
    area = desk.session.get(Area, wanted.area_id) if wanted.area_id else None
    if wanted.area_id and area is None:
        raise BadInput("Choose an area from the list.", field="area")
    if area and area.ends_on and period.starts_on > area.ends_on:
        raise BadInput(
            f"{area.title} is an area until {date_words(area.ends_on)}. Choose another area.", field="area"
        )
    if area and area.starts_on and period.ends_on < area.starts_on:
        raise BadInput(
            f"{area.title} is an area from {date_words(area.starts_on)} on. Choose another area.",
            field="area",
        )
    if wanted.document_id and desk.session.get(Document, wanted.document_id) is None:
        raise BadInput("Choose a document from the list.", field="document")
    if wanted.page is not None and not wanted.document_id:
        raise BadInput(
            "A page needs its document. Choose the document, or leave the page empty.", field="page"
        )
    _check_parts(measure.unit, wanted)


def _check_parts(unit: Unit, wanted: ReadingWanted) -> None:
    """Numerator and denominator must give the value, as exactly as it is written."""
    if wanted.denominator is not None and wanted.denominator <= 0:
        raise BadInput("The denominator must be more than nought.", field="denominator")
    times = {Unit.PERCENT: 100, Unit.RATE: 1000}.get(unit)
    if times is None or wanted.numerator is None or wanted.denominator is None:
        return
    worked_out = exact(wanted.numerator) * times / exact(wanted.denominator)
    value = exact(wanted.value).normalize()
    places = min(int(value.as_tuple().exponent), 0)
    if abs(worked_out - value) * 2 > exact(10.0**places) * 1:
        raise BadInput(
            f"{wanted.numerator:,g} of {wanted.denominator:,g} is {value_words(round(worked_out, 2), unit)},"
            f" not {value_words(wanted.value, unit)}. Correct one of the three.",
            field="numerator",
        )


def _must_hold(desk: Desk, measure: Measure, reading: MeasureReading) -> None:
    _must_not_be_removed(reading)
    if any(
        one.replaces_id == reading.id and one.removed_on is None
        for one in stored.readings(desk.session, measure.key)
    ):
        raise InvalidMove("This reading was revised since. Revise the later one.")


def _must_not_be_removed(reading: MeasureReading) -> None:
    if reading.removed_on is not None:
        raise InvalidMove(f"This reading was removed on {date_words(reading.removed_on)}.")


def _changed(
    desk: Desk, measure: Measure, reading: MeasureReading, event: str, before: dict[str, object]
) -> MeasureReading:
    next_version(reading)
    desk.session.flush()
    record_change(desk, event, subject_of(measure), before, shown(desk, measure, reading))
    return reading
