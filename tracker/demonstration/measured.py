"""Puts the measures of the papers on record: what is measured, each figure with its paper and heading, and the series that are made up."""

from datetime import date

from tracker.demonstration.measure_entries import Beside, Figure, FigureSet, InventedSeries
from tracker.demonstration.stage import Stage
from tracker.domain.exit_rules import Exit, ExitKind
from tracker.domain.measure_values import read_value
from tracker.domain.measures import Unit
from tracker.domain.periods import month_words, months_later, read_period
from tracker.models.measures import Area, Measure
from tracker.services.areas import AreaWanted, add_area
from tracker.services.desk import Desk
from tracker.services.exit_rules import ExitWanted, set_exit_rule
from tracker.services.measures import MeasureWanted, define_measure, discontinue_measure
from tracker.services.measures_beside import (
    AgainstWanted,
    RebaseWanted,
    add_definition,
    rebase,
    set_beside,
)
from tracker.services.readings_of_measures import ReadingWanted, add_reading

CARRIED_OVER_ON = date(2023, 9, 20)
"""The day on which all figures are put on record: the first of the demonstration."""
CHOSEN_PERIOD = "The paper does not say which period; this one is chosen."
MADE_UP = "Invented for the demonstration"


def load_measures(stage: Stage) -> None:
    """Everything of `measures*.toml`, in the order of the files."""
    desk, told = stage.on(CARRIED_OVER_ON), stage.record
    areas = {}
    for position, area in enumerate(told.areas):
        wanted = AreaWanted(
            area.code, area.title, area.kind, area.starts_on, area.ends_on, area.note, position
        )
        areas[area.code] = add_area(desk, wanted)
    measures = {
        entry.code: _measure(stage, desk, position) for position, entry in enumerate(told.measures, 1)
    }
    for figures in told.figure_sets:
        for figure in figures.figures:
            add_reading(desk, measures[figures.measure], _wanted(stage, measures, areas, figures, figure))
    for beside in told.besides:
        set_beside(desk, measures[beside.measure], _beside(stage, measures[beside.measure], beside))
    for entry in told.rebases:
        rebase(
            desk,
            measures[entry.measure],
            RebaseWanted(entry.from_on, entry.title, entry.reason, entry.decided_on, entry.decided_by),
        )
    for series in told.invented_series:
        _invent(desk, measures[series.measure], areas[series.area], series)
    for rule in told.exit_rules:
        ends_on = ExitWanted(measures[rule.measure], areas["force"], Exit(ExitKind.IMPROVEMENT, rule.basis))
        set_exit_rule(desk, stage.actions[rule.action], ends_on, version=None)


def value_of(figure: Figure, unit: Unit) -> float:
    """The value of a figure as it is printed; a fall that is told in words is less than nothing."""
    value = read_value(figure.printed, unit)
    return -value if figure.falls else value


def _measure(stage: Stage, desk: Desk, position: int) -> Measure:
    entry = stage.record.measures[position - 1]
    wanted = MeasureWanted(
        code=entry.code,
        title=entry.title,
        counts=entry.counts,
        unit=entry.unit,
        better=entry.better,
        priority_id=stage.priorities[entry.priority].key if entry.priority else None,
        national_measure_id=stage.measures[entry.national_measure].key if entry.national_measure else None,
        position=position,
    )
    measure = define_measure(desk, wanted)
    for one in entry.definitions:
        add_definition(desk, measure, from_on=one.from_on, words=one.words, breaks=one.breaks)
    if entry.ends_on:
        discontinue_measure(desk, measure, ends_on=entry.ends_on, note=entry.ended_note, version=None)
    return measure


def _wanted(
    stage: Stage, measures: dict[str, Measure], areas: dict[str, Area], figures: FigureSet, figure: Figure
) -> ReadingWanted:
    notes = (figure.note, CHOSEN_PERIOD if figure.period_chosen else "")
    return ReadingWanted(
        period=read_period(figure.period),
        value=value_of(figure, measures[figures.measure].unit),
        area_id=areas[figure.area].key,
        numerator=read_value(figure.numerator, Unit.COUNT) if figure.numerator else None,
        status=figure.status,
        document_id=stage.documents[figures.document].key,
        source=_heading(figures.heading),
        note=" ".join(filter(None, notes)),
        question=figure.question,
    )


def _beside(stage: Stage, measure: Measure, entry: Beside) -> AgainstWanted:
    document = stage.documents[entry.document]
    return AgainstWanted(
        kind=entry.kind,
        value=read_value(entry.printed, measure.unit) if entry.rank is None else None,
        rank=entry.rank,
        rank_of=entry.rank_of,
        from_on=entry.from_on,
        to_on=entry.to_on,
        words=entry.words,
        source=f"{document.title}, {_heading(entry.heading)}",
    )


def _invent(desk: Desk, measure: Measure, area: Area, series: InventedSeries) -> None:
    for at, typed in enumerate(series.values):
        wanted = ReadingWanted(
            period=read_period(month_words(months_later(series.first, at))),
            value=read_value(typed, measure.unit),
            area_id=area.key,
            source=MADE_UP,
            invented=True,
        )
        add_reading(desk, measure, wanted)


def _heading(printed: str) -> str:
    """The heading without the signs with which the text of a paper sets it off."""
    return printed.replace("*", "").strip("# ")
