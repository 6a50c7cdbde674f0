"""Figures in a written text that stay linked to their readings: `{101-abandonment August 2023}` prints "12.7%".

Between the braces stand the measure's code, a space, the period as people write it, and after commas, where they are wanted, the area
and how the value is printed: `{grade-1 Q1 2023/24, north, whole}`. What cannot be found is said, and never guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from tracker.domain.durations import duration_words
from tracker.domain.errors import BadInput
from tracker.domain.figures import figure_words
from tracker.domain.measure_values import value_words
from tracker.domain.measures import Unit
from tracker.domain.periods import Period, read_period
from tracker.domain.readings import Held, in_force
from tracker.domain.wording import date_words


class Print(StrEnum):
    """How a value is printed; the value is what is typed for it."""

    AS_REPORTED = ""
    WHOLE = "whole"
    ONE = "1 decimal"
    TWO = "2 decimals"
    IN_FULL = "in full"


PLACES = {Print.WHOLE: 0, Print.ONE: 1, Print.TWO: 2}
PRINT_WORDS: Mapping[Print, str] = {
    Print.AS_REPORTED: "As it was reported",
    Print.WHOLE: "Rounded to a whole number",
    Print.ONE: "With one decimal",
    Print.TWO: "With two decimals",
    Print.IN_FULL: "In full (a length of time: “19 minutes 45 seconds”)",
}


@dataclass(frozen=True)
class LinkedFigure:
    """A figure as a text uses it. `typed` is what stands between the braces, `words` what is printed, "" where nothing can be.

    `reading` is the number of the reading's row, 0 for none. `code` and `area` are those of the measure and the area. `told` names it:
    measure, period and area; `source` says where it comes from, and `marking` is that paper's. `problem` is why nothing can be printed.
    `notes` are sentences on what became of it: revised since the text was written, queried with the force, withdrawn.
    """

    typed: str
    words: str = ""
    reading: int = 0
    code: str = ""
    area: str = ""
    told: str = ""
    source: str = ""
    marking: str = ""
    problem: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_in_order(self) -> bool:
        return not self.problem and not self.notes


@dataclass(frozen=True)
class FigureAsked:
    """What somebody typed between the braces, read. `area` is "" for the whole force."""

    code: str
    period: Period
    area: str = ""
    printed: Print = Print.AS_REPORTED


@dataclass(frozen=True)
class KeptReading:
    """A reading with what is said of it. `area` is the area's code, "" where it has none; `force` says that it is of the whole force."""

    held: Held
    area: str = ""
    area_title: str = ""
    force: bool = True
    added_on: date | None = None
    queried_on: date | None = None
    removed_on: date | None = None
    removed_reason: str = ""
    source: str = ""
    marking: str = ""


@dataclass(frozen=True)
class KeptMeasure:
    """A measure with all its readings, removed and revised ones too."""

    code: str
    title: str
    unit: Unit
    readings: tuple[KeptReading, ...] = ()


def code_of(typed: str) -> str:
    """The code of the measure, as far as there is one."""
    words = typed.replace(",", " ").split()
    return words[0].lower() if words else ""


def read_figure(typed: str) -> FigureAsked:
    """Reads what stands between the braces. Raises `BadInput` with a sentence that says what to write."""
    first, *rest = [part.strip() for part in typed.split(",")]
    code, _, period = first.partition(" ")
    if not period and rest:
        period = rest.pop(0)
    if not period:
        raise BadInput(
            f"“{{{typed}}}” names no period. Write the measure and the period, such as {{101-abandonment August 2023}}."
        )
    area, printed = "", Print.AS_REPORTED
    for part in filter(None, rest):
        if part.lower() in list(Print):
            printed = Print(part.lower())
        elif area:
            raise BadInput(f"“{{{typed}}}” names two areas, “{area}” and “{part}”. Leave one out.")
        else:
            area = part
    return FigureAsked(code.lower(), read_period(period), area, printed)


def typed_for(code: str, period: str, area: str = "", printed: Print = Print.AS_REPORTED) -> str:
    """What is typed for a figure, with its braces."""
    return "{" + ", ".join(filter(None, (f"{code} {period}", area, printed.value))) + "}"


def looked_up(typed: str, measures: Mapping[str, KeptMeasure]) -> LinkedFigure:
    """The figure as the record has it now; with a problem where none is found, or more than one."""
    try:
        asked = read_figure(typed)
    except BadInput as problem:
        return LinkedFigure(typed, problem=str(problem))
    measure = measures.get(asked.code)
    if measure is None:
        return LinkedFigure(typed, problem=f"There is no measure with the code “{asked.code}”.")
    of_area = [one for one in measure.readings if _is_of(one, asked.area)]
    if asked.area and not of_area:
        return LinkedFigure(typed, problem=f"{measure.title} has no readings for an area “{asked.area}”.")
    return _chosen(typed, asked, measure, of_area)


def _chosen(
    typed: str, asked: FigureAsked, measure: KeptMeasure, of_area: Sequence[KeptReading]
) -> LinkedFigure:
    same = [one for one in of_area if _is_for(one.held, asked.period)]
    holding = {one.number for one in in_force(one.held for one in same)}
    found = [one for one in same if one.held.number in holding]
    if len(found) == 1:
        return _figure(typed, asked, measure, found[0])
    told = f"{measure.title} for {asked.period.words}"
    if found:
        values = " and ".join(value_words(one.held.value, measure.unit) for one in found)
        return LinkedFigure(
            typed, problem=f"There are {len(found)} readings of {told}: {values}. Settle which one holds."
        )
    if same:
        last = max(same, key=lambda one: one.removed_on or date.min)
        on = f" on {date_words(last.removed_on)}" if last.removed_on else ""
        why = f": {last.removed_reason}" if last.removed_reason else "."
        return LinkedFigure(typed, problem=f"The reading of {told} was withdrawn{on}{why}")
    return LinkedFigure(typed, problem=f"There is no reading of {told}. {_latest(of_area)}")


def _figure(typed: str, asked: FigureAsked, measure: KeptMeasure, reading: KeptReading) -> LinkedFigure:
    held = reading.held
    told = ", ".join(filter(None, (measure.title, held.period, reading.area_title)))
    notes: tuple[str, ...] = ()
    if held.queried:
        # What was asked is between the office and the force: the page of the measure has it, no report does.
        on = f" on {date_words(reading.queried_on)}" if reading.queried_on else ""
        notes = (f"{_value(held.value, measure.unit, asked.printed)} was queried with the force{on}.",)
    return LinkedFigure(
        typed,
        words=_value(held.value, measure.unit, asked.printed) + (" (invented)" if held.invented else ""),
        reading=held.number,
        code=measure.code,
        area=reading.area,
        told=told,
        source=reading.source,
        marking=reading.marking,
        notes=notes,
    )


def since(
    saved: Sequence[LinkedFigure], now: Sequence[LinkedFigure], added: Mapping[int, date | None]
) -> tuple[LinkedFigure, ...]:
    """The figures as they are now, each with a note where it printed otherwise when the text was saved, or when a report was frozen.

    `added` has the day on which a reading came to the record.
    """
    before = {one.typed: one for one in saved}
    return tuple(_compared(before.get(one.typed), one, added) for one in now)


def _compared(
    before: LinkedFigure | None, now: LinkedFigure, added: Mapping[int, date | None]
) -> LinkedFigure:
    if before is None or not before.words or before.words == now.words:
        return now
    if not now.words:
        return replace(now, notes=(f"It was {before.words} when this was written.", *now.notes))
    on = added.get(now.reading)
    revised = f"revised on {date_words(on)}" if on else "it was revised"
    return replace(now, notes=(f"{before.words} is {now.words} now: {revised}.", *now.notes))


def _is_of(reading: KeptReading, area: str) -> bool:
    if not area:
        return reading.force
    return area.casefold() in (reading.area.casefold(), reading.area_title.casefold())


def _is_for(held: Held, period: Period) -> bool:
    return (held.starts_on, held.ends_on, held.basis) == (period.starts_on, period.ends_on, period.basis)


def _latest(readings: Sequence[KeptReading]) -> str:
    holding = in_force(one.held for one in readings)
    if not holding:
        return "It has no readings yet."
    return f"The latest is for {max(holding, key=lambda one: (one.ends_on, one.starts_on)).period}."


def _value(value: float, unit: Unit, printed: Print) -> str:
    if printed is Print.AS_REPORTED:
        return value_words(value, unit)
    if unit is Unit.DURATION:
        return duration_words(value, short=printed is not Print.IN_FULL)
    return figure_words(Fraction(repr(value)), unit, places=PLACES.get(printed))
