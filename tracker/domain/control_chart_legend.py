"""The words in a chart's picture: its title, what the shapes mean, what the lines are, and what is said of single periods."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from textwrap import wrap

from tracker.domain import svg
from tracker.domain.chart_words import VARIATION
from tracker.domain.control_chart_axes import LETTER, Frame
from tracker.domain.control_chart_layers import LIMIT, TAG, TARGET, TRIAL, Tagged, shown
from tracker.domain.control_chart_plot import INVENTED, Plot
from tracker.domain.control_chart_shapes import INK, PAPER, QUIET, shape
from tracker.domain.control_charts import PointType
from tracker.domain.figures import figure_words, rounded_for

ROW = 20
"""From one line of words to the next."""


@dataclass(frozen=True)
class Block:
    """Elements that take `height` pixels from where they were asked to begin."""

    elements: tuple[str, ...]
    height: float


@dataclass(frozen=True)
class Named:
    """A line of the last group, or a target, with its value and words."""

    value: float
    words: str
    dashes: str | None
    stroke: str
    weight: float


def heading(plot: Plot, width: float, top: float) -> Block:
    """The title in bold, and in a box whether the figures are invented."""
    found = [
        svg.text(0, top + 16 + ROW * number, words, font_size=16, font_weight=700, fill=INK)
        for number, words in enumerate(wrap(plot.title, int(width / (LETTER * 1.2))))
    ]
    height = ROW * len(found) + 6.0
    if plot.invented:
        found.append(
            svg.element(
                "rect", x=1, y=top + height, width=302, height=24, fill=PAPER, stroke=INK, stroke_width=2
            )
        )
        found.append(
            svg.text(151, top + height + 17, INVENTED, font_weight=700, text_anchor="middle", fill=INK)
        )
        height += 32
    return Block(tuple(found), height)


def shapes_key(plot: Plot, width: float, top: float) -> Block:
    """What each shape that occurs means, in words."""
    kinds = [kind for kind in PointType if any(point.type is kind for point in plot.chart.points)]
    found, x, y = [], 8.0, top + 10
    for kind in sorted(kinds, key=lambda kind: kind is not PointType.COMMON_CAUSE):
        wide = 16 + len(VARIATION[kind]) * LETTER + 20
        if x > 8 and x + wide - 20 > width:
            x, y = 8.0, y + ROW
        found += [shape(kind, x, y), svg.text(x + 14, y + 5, VARIATION[kind], fill=INK)]
        x += wide
    return Block(tuple(found), y - top + 14 if found else 0)


def named_lines(plot: Plot, frame: Frame) -> list[Named]:
    """The lines of the last group and the targets that reach the end of the chart, from the highest to the lowest."""
    if not plot.chart.groups:
        return []
    limits, trial = plot.chart.groups[-1].limits, plot.chart.trial_limits
    values = [point.value for point in plot.chart.points]
    span = max(max(values) - min(values), (limits.upper or limits.mean) - (limits.lower or limits.mean))
    word = "trial limit" if trial else "limit"
    found = [Named(float(limits.mean), f"Average {_figure(plot, limits.mean, span)}", None, INK, 1.4)]
    for value, which in ((limits.upper, "Upper"), (limits.lower, "Lower")):
        if value is not None and shown(value, frame):
            words = f"{which} {word} {_figure(plot, value, span)}"
            found.append(Named(float(value), words, TRIAL if trial else LIMIT, QUIET, 1.6))
    for target in plot.target_lines:
        if target.to_on is None or target.to_on >= frame.days[-1]:
            words = f"Target {figure_words(target.value, plot.unit, short=True)}"
            found.append(Named(float(target.value), words, TARGET, INK, 2))
    return sorted(found, key=lambda named: -named.value)


def beside(named: Sequence[Named], frame: Frame) -> Iterator[str]:
    """The lines' words at their right ends, pushed apart where they would touch, and kept within the field."""
    heights = _apart([frame.y(one.value) for one in named], frame.top + 4, frame.bottom)
    for one, height in zip(named, heights, strict=True):
        y = frame.y(one.value)
        yield svg.polyline([(frame.right, y), (frame.right + 6, y), (frame.right + 12, height)], stroke=QUIET)
        yield svg.text(frame.right + 16, height + 5, one.words, fill=INK)


def lines_key(named: Sequence[Named], top: float) -> Block:
    """The same beneath the field, where it is too narrow for words at its side."""
    found = []
    for number, one in enumerate(named):
        y = top + 8 + ROW * number
        found.append(
            svg.line(0, y, 30, y, stroke=one.stroke, stroke_width=one.weight, stroke_dasharray=one.dashes)
        )
        found.append(svg.text(38, y + 5, one.words, fill=INK))
    return Block(tuple(found), ROW * len(named) + 4)


def marks_list(of: Sequence[Tagged], plot: Plot, width: float, top: float) -> Block:
    """What each tag in the field stands for, wrapped to the width."""
    found: list[str] = []
    y = top + 6.0
    for one in of:
        period = plot.label(one.mark.at)
        said = f"{one.said} {period}" if one.said else period
        whole = f"{said[0].upper()}{said[1:]}: {one.mark.words}{_averages(one, plot)}"
        rows = wrap(whole, max(20, int((width - 30) / LETTER)))
        round_ = one.kind == "note"
        found.append(
            svg.element("circle", cx=TAG / 2, cy=y + 4, r=TAG / 2 - 1, fill=PAPER, stroke=QUIET)
            if round_
            else svg.element("rect", x=0, y=y - 6, width=TAG, height=TAG, fill=INK)
        )
        weight = None if round_ else 700
        found.append(
            svg.text(
                TAG / 2,
                y + 9,
                one.tag,
                text_anchor="middle",
                fill=INK if round_ else PAPER,
                font_weight=weight,
            )
        )
        found += [svg.text(30, y + 9 + ROW * number, words, fill=INK) for number, words in enumerate(rows)]
        y += ROW * len(rows) + 5
    return Block(tuple(found), y - top if of else 0)


def _averages(one: Tagged, plot: Plot) -> str:
    """For new limits, the averages before and after."""
    groups = plot.chart.groups
    for before, after in pairwise(groups) if one.kind == "rebase" else ():
        if before.points[-1].at < one.mark.at <= after.points[0].at:
            values = [point.value for point in plot.chart.points]
            span = max(values) - min(values)
            old, new = (_figure(plot, group.limits.mean, span) for group in (before, after))
            return f" (average {old} before, {new} after)"
    return ""


def _figure(plot: Plot, value: Fraction, span: Fraction) -> str:
    return figure_words(rounded_for(value, span), plot.unit, short=True)


def _apart(heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """`heights`, from top to bottom, moved so that none is nearer to the next than a line of words."""
    found: list[float] = []
    for height in heights:
        found.append(max(height, found[-1] + ROW - 2 if found else top))
    limit = bottom
    for at in range(len(found) - 1, -1, -1):
        found[at] = min(found[at], limit)
        limit = found[at] - (ROW - 2)
    return found
