"""A table of readings: first what would become of each line, then all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.errors import BadInput
from tracker.domain.evidence import page_number
from tracker.domain.measure_values import read_value, value_words
from tracker.domain.measures import AreaKind, ReadingStatus, Unit
from tracker.domain.periods import read_period
from tracker.domain.reading_tables import Line, read_table
from tracker.models.measures import Area, Measure
from tracker.services.desk import Desk
from tracker.services.exit_rules import judge_measure
from tracker.services.readings_of_measures import (
    ReadingWanted,
    check_reading,
    keep_reading,
    keep_revision,
    same_period,
)
from tracker.store import measures as stored

STATUSES = {"": ReadingStatus.FINAL, "final": ReadingStatus.FINAL, "provisional": ReadingStatus.PROVISIONAL}


class FateKind(StrEnum):
    NEW = "new"
    SAME = "same"
    REVISES = "revises"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Common:
    """What holds for each line that does not say otherwise. `until` is where "the last 13 months" ends."""

    area_id: int | None = None
    document_id: int | None = None
    source: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Fate:
    """What becomes of a line. `words` says it; `revises` is the number of the reading that it revises."""

    line: Line
    kind: FateKind
    words: str
    area: str = ""
    wanted: ReadingWanted | None = None
    revises: int | None = None


def foresee(desk: Desk, measure: Measure, text: str, common: Common) -> list[Fate]:
    """What would become of each line of the pasted `text`; nothing is written. Raises `BadInput` for what is no table."""
    areas = stored.areas(desk.session)
    seen: dict[tuple[object, ...], int] = {}
    return [_foresee_line(desk, measure, line, common, areas, seen) for line in read_table(text)]


def enter(desk: Desk, measure: Measure, fates: Sequence[Fate]) -> int:
    """Writes what is new or revises; says how many. Whoever called commits all of it or none. Raises `BadInput` where there is nothing."""
    written = 0
    for fate in fates:
        if fate.wanted is None or fate.kind not in (FateKind.NEW, FateKind.REVISES):
            continue
        if fate.revises is None:
            keep_reading(desk, measure, fate.wanted)
        else:
            earlier = stored.reading_by_number(desk.session, fate.revises, lock=True)
            keep_revision(desk, measure, earlier, fate.wanted, version=None)
        written += 1
    if not written:
        raise BadInput("There is nothing to save: no line is new or revises a reading.", field="table")
    # Once: what the lines say one after the other is not what they say together.
    judge_measure(desk, measure)
    return written


def _foresee_line(
    desk: Desk,
    measure: Measure,
    line: Line,
    common: Common,
    areas: Sequence[Area],
    seen: dict[tuple[object, ...], int],
) -> Fate:
    if line.problem:
        return Fate(line, FateKind.UNREADABLE, line.problem)
    try:
        area = _area(line.cells.get("area", ""), common.area_id, areas)
        wanted = _wanted(line, measure.unit, common, area)
        check_reading(desk, measure, wanted)
    except BadInput as error:
        return Fate(line, FateKind.UNREADABLE, str(error))
    title = area.title if area else ""
    key = (wanted.area_id, wanted.period.basis, wanted.period.starts_on, wanted.period.ends_on)
    if key in seen:
        words = f"Line {seen[key]} is for the same period and area. Leave one of the two."
        return Fate(line, FateKind.UNREADABLE, words, title)
    seen[key] = line.number
    there = same_period(desk, measure, wanted)
    if not there:
        return Fate(line, FateKind.NEW, "New", title, wanted)
    if any(one.value == wanted.value for one in there):
        return Fate(line, FateKind.SAME, "Kept already, with the same value", title, wanted)
    if len(there) > 1:
        words = f"{wanted.period.words} has {len(there)} readings that are queried with the force. Revise one of them on its own."
        return Fate(line, FateKind.UNREADABLE, words, title)
    words = f"Revises {value_words(there[0].value, measure.unit)}; both are kept"
    return Fate(line, FateKind.REVISES, words, title, wanted, there[0].key)


def _wanted(line: Line, unit: Unit, common: Common, area: Area | None) -> ReadingWanted:
    cells = line.cells
    status = cells.get("status", "").casefold()
    # A table that says "revised" means the value; whether it revises one that is kept is told by the period.
    if status not in STATUSES and status != "revised":
        raise BadInput("Write “provisional”, “final” or nothing as the status.", field="status")
    return ReadingWanted(
        period=read_period(cells.get("period", ""), common.until),
        value=read_value(cells.get("value", ""), unit),
        area_id=area.id if area else None,
        numerator=_number(cells.get("numerator", "")),
        denominator=_number(cells.get("denominator", "")),
        status=STATUSES.get(status, ReadingStatus.FINAL),
        document_id=common.document_id,
        page=page_number(cells.get("page", "")),
        source=cells.get("source", "") or common.source,
        note=cells.get("note", ""),
    )


def _number(text: str) -> float | None:
    return read_value(text, Unit.COUNT) if text else None


def _area(text: str, area_id: int | None, areas: Sequence[Area]) -> Area | None:
    """The area that is named, by title, code, or title without "hub"; with nothing named, the one chosen for the table."""
    if not text:
        return next((one for one in areas if one.id == area_id), None)
    said = text.casefold()
    for one in areas:
        names = {one.title.casefold(), one.code, one.title.casefold().removesuffix(" hub")}
        if said in names or (one.kind is AreaKind.FORCE and said in ("force", "the force", "all")):
            return one
    raise BadInput(
        f"“{text[:40]}” is not an area. Choose one of: {', '.join(one.title for one in areas)}.", field="area"
    )
