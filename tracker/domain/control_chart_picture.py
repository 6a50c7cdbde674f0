"""The picture of a control chart: one function for page, PDF and, made into PNG by the port `Rasteriser`, mail.

It is SVG with real text, a title and a description; without a style sheet, a script or an identifier, so that it can stand in a page under
the content security policy, be served as an image, and be set in a PDF. Nothing in it is said by colour alone.
"""

from tracker.domain import svg
from tracker.domain.control_chart_axes import LETTER, Frame, value_range, value_ticks
from tracker.domain.control_chart_layers import bands, lines, marks, scales, series, tagged, targets
from tracker.domain.control_chart_legend import (
    beside,
    heading,
    lines_key,
    marks_list,
    named_lines,
    shapes_key,
)
from tracker.domain.control_chart_plot import Plot
from tracker.domain.control_chart_shapes import INK, PAPER, QUIET, WASH, shape

WIDE = 760
NARROW = 360
"""For a phone: there the words of the lines stand beneath the field and not beside it."""

_SIDE_FROM = 560
_HEIGHTS = {True: 300, False: 230}
_SMALL_POINTS = 24


def draw(plot: Plot, *, width: int = WIDE, field: int = 0) -> str:
    """The chart as SVG, `width` pixels wide and as high as it needs; its field is `field` pixels high, or as a page has it.

    From 560 pixels on the lines are named at their side.
    """
    wide = width >= _SIDE_FROM
    height = field or _HEIGHTS[wide]
    if not plot.chart.points:
        return _empty(plot, width)
    head = heading(plot, width, 0)
    key = shapes_key(plot, width, head.height)
    of = tagged(plot)
    frame = _frame(plot, width, head.height + key.height + (34 if of else 12), height, wide)
    named = named_lines(plot, frame)
    below = frame.bottom + 48
    line_names = lines_key(named, below) if not wide else None
    below += line_names.height if line_names else 0
    listed = marks_list(of, plot, width, below)
    return svg.picture(
        width,
        round(below + listed.height + 4),
        svg.element("rect", width="100%", height="100%", fill=PAPER),
        *head.elements,
        *key.elements,
        *bands(plot.chart.groups, frame),
        *scales(plot, frame),
        *marks(of, frame),
        *lines(plot.chart.groups, frame),
        *targets(plot, frame),
        *series(plot, frame),
        *(line_names.elements if line_names else beside(named, frame)),
        *listed.elements,
        title=plot.title,
        says=plot.says,
    )


def draw_small(plot: Plot, *, width: int = 160, height: int = 56) -> str:
    """The last 24 points without words, for a row of a table: band, average, target, line, and the shape of the last point.

    Invented figures have the word beneath, which makes the picture so much higher.
    """
    points = plot.chart.points[-_SMALL_POINTS:]
    if not points:
        return svg.picture(width, height, title=plot.title, says=plot.says)
    whole = height + (18 if plot.invented else 0)
    low, high = value_range(plot, from_nought=False)
    frame = Frame(2, width - 10, 8, height - 8, tuple(point.at for point in points), low, high)
    latest = points[-1]
    limits = latest.limits
    back: list[str] = []
    if limits.upper is not None and limits.lower is not None:
        top, bottom = frame.y(float(limits.upper)), frame.y(max(low, float(limits.lower)))
        back.append(svg.element("rect", x=0, y=top, width=width, height=bottom - top, fill=WASH))
    mean = frame.y(float(limits.mean))
    back.append(svg.line(0, mean, width, mean, stroke=QUIET, stroke_width=0.8))
    for target in plot.target_lines:
        if target.to_on is None or target.to_on >= latest.at:
            y = frame.y(float(target.value))
            back.append(svg.line(0, y, width, y, stroke=INK, stroke_width=1.4, stroke_dasharray="8 3 2 3"))
    runs = [
        [point for point in points if point.group == group] for group in sorted({p.group for p in points})
    ]
    joined = [
        svg.polyline([(frame.x(p.at), frame.y(float(p.value))) for p in run], stroke=QUIET, stroke_width=1.4)
        for run in runs
    ]
    back += [*joined, shape(latest.type, frame.x(latest.at), frame.y(float(latest.value)))]
    if plot.invented:
        back.append(svg.text(0, whole - 4, "Invented", fill=INK))
    return svg.picture(width, whole, *back, title=plot.title, says=plot.says)


def _frame(plot: Plot, width: int, top: float, height: int, wide: bool) -> Frame:
    low, high = value_range(plot)
    left = max(len(words) for _, words in value_ticks(low, high, plot.unit)) * LETTER + 14
    days = tuple(point.at for point in plot.chart.points)
    draft = Frame(left, width - 18, top, top + height, days, low, high)
    if not wide:
        return draft
    longest = max(len(one.words) for one in named_lines(plot, draft))
    return Frame(left, width - 20 - longest * LETTER, top, top + height, days, low, high)


def _empty(plot: Plot, width: int) -> str:
    head = heading(plot, width, 0)
    words = svg.text(0, head.height + 20, "There are no figures yet.", fill=INK)
    return svg.picture(
        width, round(head.height + 32), *head.elements, words, title=plot.title, says=plot.says
    )
