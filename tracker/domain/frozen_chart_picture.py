"""The picture of a control chart in a paper, drawn from its frozen values."""

from tracker.domain.chart_words import RULE
from tracker.domain.control_chart_picture import WIDE, draw
from tracker.domain.control_chart_plot import INVENTED, Plot
from tracker.domain.figures import figure_words
from tracker.domain.frozen_chart import FrozenChart, plot_of
from tracker.domain.paper import Block, Cell, Column, Picture, Table

BESIDE = 608
"""Pixels of a picture that stands beside the margin of labels: as many of them to the millimetre as in one of the full width."""
FIELD = 210
"""Pixels: a field lower than on a page. Where a chart is not cut in two, a high one leaves much of a sheet empty before it."""


LAST = 6
"""Readings in the table beneath a chart in a paper about many actions."""
COLUMNS = (
    Column("Period", 24),
    Column("Figure", 16, "number"),
    Column("Average", 16, "number"),
    Column("Reading it", 44),
)


def chart_blocks(chart: FrozenChart, *, width: int = WIDE) -> tuple[Block, ...]:
    """The picture, and the last figures of it as a table."""
    return picture_of(chart, width=width), figures_table(plot_of(chart), most=LAST)


def figures_table(plot: Plot, *, most: int | None = None) -> Table:
    """The figures of a chart as a table, the oldest first; the last `most` of them, or all."""
    points = plot.chart.points
    shown = points if most is None else points[-most:]
    how_many = (
        "the same figures" if len(shown) == len(points) else f"the last {len(shown)} of {len(points)} figures"
    )
    rows = tuple(
        (
            Cell(texts=(plot.label(point.at),)),
            Cell(texts=(figure_words(point.value, plot.unit, short=True),)),
            Cell(texts=(figure_words(round(float(point.limits.mean), 2), plot.unit, short=True),)),
            Cell(texts=(RULE[point.rule],)),
        )
        for point in shown
    )
    return Table("readings", f"{plot.title}: {how_many} as a table", COLUMNS, rows)


def picture_of(chart: FrozenChart, *, width: int = WIDE) -> Picture:
    """The picture, and what it shows in words: beneath it for everyone, and in its place for whoever does not see it."""
    plot = plot_of(chart)
    return Picture(
        draw(plot, width=width, field=FIELD), f"Control chart. {plot.title}. {plot.says}", _caption(plot)
    )


def _caption(plot: Plot) -> str:
    """What is found; the picture itself bears the title, and says where figures were invented."""
    said = plot.says.removeprefix(f"{INVENTED.capitalize()}. ")
    return f"{said} The figures are invented for the demonstration." if plot.invented else said
