"""The picture of a control chart in a paper, drawn from its frozen values."""

from tracker.domain.control_chart_picture import WIDE, draw
from tracker.domain.control_chart_plot import INVENTED, Plot
from tracker.domain.frozen_chart import FrozenChart, plot_of
from tracker.domain.paper import Picture

BESIDE = 608
"""Pixels of a picture that stands beside the margin of labels: as many of them to the millimetre as in one of the full width."""
FIELD = 210
"""Pixels: a field lower than on a page. Where a chart is not cut in two, a high one leaves much of a sheet empty before it."""


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
