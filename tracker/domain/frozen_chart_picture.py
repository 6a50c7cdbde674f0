"""The picture of a control chart in a paper, drawn from its frozen values."""

from tracker.domain.control_chart_picture import draw
from tracker.domain.control_chart_plot import INVENTED, Plot
from tracker.domain.frozen_chart import FrozenChart, plot_of
from tracker.domain.paper import Picture


def picture_of(chart: FrozenChart) -> Picture:
    """The picture, and what it shows in words: beneath it for everyone, and in its place for whoever does not see it."""
    plot = plot_of(chart)
    return Picture(draw(plot), f"Control chart. {plot.title}. {plot.says}", _caption(plot))


def _caption(plot: Plot) -> str:
    """What is found; the picture itself bears the title, and says where figures were invented."""
    said = plot.says.removeprefix(f"{INVENTED.capitalize()}. ")
    return f"{said} The figures are invented for the demonstration." if plot.invented else said
