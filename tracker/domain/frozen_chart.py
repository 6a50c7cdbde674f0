"""A control chart as a report freezes it: plain values, from which the same picture can be drawn at any time."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.control_chart_plot import Mark, Plot, TargetLine
from tracker.domain.control_charts import Improvement, Point, evaluate
from tracker.domain.frozen import KnownExit
from tracker.domain.measures import Unit


@dataclass(frozen=True)
class FrozenPoint:
    """One reading: the first day of its period, its value, and the words of the period ("April 2023")."""

    at: date
    value: float
    label: str


@dataclass(frozen=True)
class FrozenMark:
    """Something that is said of a period: a note, a rebase, a break in the definition."""

    at: date
    words: str


@dataclass(frozen=True)
class FrozenTarget:
    """A target from a day to a day; None leaves that end open."""

    value: float
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True)
class FrozenChart:
    """The values behind a control chart, as in `Plot`. `target` is the one that it is judged by; `fix_after` freezes the limits at
    so many points. `invented` is true where any of the figures was made up for a demonstration."""

    title: str
    unit: Unit
    improvement: Improvement
    points: tuple[FrozenPoint, ...]
    target: float | None = None
    targets: tuple[FrozenTarget, ...] = ()
    rebases: tuple[FrozenMark, ...] = ()
    breaks: tuple[FrozenMark, ...] = ()
    notes: tuple[FrozenMark, ...] = ()
    fix_after: int | None = None
    period: str = "month"
    invented: bool = False


def frozen_chart(plot: Plot, fix_after: int | None = None) -> FrozenChart:
    """The values of a chart as it stands."""
    chart = plot.chart
    return FrozenChart(
        title=plot.title,
        unit=plot.unit,
        improvement=chart.improvement,
        points=tuple(
            FrozenPoint(point.at, float(point.value), plot.label(point.at)) for point in chart.points
        ),
        target=None if chart.target is None else float(chart.target),
        targets=tuple(FrozenTarget(float(one.value), one.from_on, one.to_on) for one in plot.targets),
        rebases=_frozen(plot.rebases),
        breaks=_frozen(plot.breaks),
        notes=_frozen(plot.notes),
        fix_after=fix_after,
        period=plot.period,
        invented=plot.invented,
    )


def chart_of_exit(known: KnownExit) -> FrozenChart:
    """The chart behind an exit rule, as a review froze it."""
    return FrozenChart(
        title=known.title,
        unit=known.unit,
        improvement=known.improvement,
        points=tuple(FrozenPoint(one.at, one.value, one.words) for one in known.points),
        target=known.target,
        rebases=tuple(FrozenMark(one.at, one.words) for one in known.rebases),
        fix_after=known.fix_after,
        period=known.period,
        invented=known.invented,
    )


def plot_of(chart: FrozenChart) -> Plot:
    """The chart as it was frozen, judged by the same rules."""
    return Plot(
        title=chart.title,
        chart=evaluate(
            [Point(one.at, one.value) for one in chart.points],
            improvement=chart.improvement,
            target=chart.target,
            rebases=[one.at for one in chart.rebases],
            fix_after=chart.fix_after,
        ),
        unit=chart.unit,
        labels={one.at: one.label for one in chart.points},
        targets=tuple(TargetLine(one.value, one.from_on, one.to_on) for one in chart.targets),
        rebases=_marks(chart.rebases),
        breaks=_marks(chart.breaks),
        notes=_marks(chart.notes),
        period=chart.period,
        invented=chart.invented,
    )


def _frozen(marks: tuple[Mark, ...]) -> tuple[FrozenMark, ...]:
    return tuple(FrozenMark(one.at, one.words) for one in marks)


def _marks(marks: tuple[FrozenMark, ...]) -> tuple[Mark, ...]:
    return tuple(Mark(one.at, one.words) for one in marks)
