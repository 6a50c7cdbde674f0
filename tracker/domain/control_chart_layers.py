"""What stands in the field of a chart's picture, from the back to the front: bands, scales, lines, marks, points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tracker.domain import svg
from tracker.domain.control_chart_axes import Frame, period_ticks, value_ticks
from tracker.domain.control_chart_plot import Mark, Plot
from tracker.domain.control_chart_shapes import INK, PAPER, QUIET, RULE, WASH, shape
from tracker.domain.control_charts import Group

LIMIT, TRIAL, TARGET, NOTE = "7 4", "2 4", "12 4 2 4", "1 3"
"""How each kind of line is dashed; trial limits are dotted."""
DENSE = 11
"""Where the points have less room than this, in pixels, they are drawn smaller."""
TAG = 20
"""The side of the small box that carries the letter of a mark."""


@dataclass(frozen=True)
class Tagged:
    """A mark with the letter or number by which the list beneath the picture names it."""

    tag: str
    mark: Mark
    kind: str

    @property
    def said(self) -> str:
        """What the list beneath says before the mark's own words."""
        return {"rebase": "new limits from", "break": "counted differently from", "note": ""}[self.kind]


def tagged(plot: Plot) -> list[Tagged]:
    """Rebases and breaks by letters, notes by numbers, each in the order of time; those outside the days of the chart are left out."""
    points = plot.chart.points
    if not points:
        return []
    first, last = points[0].at, points[-1].at
    turns = [("rebase", mark) for mark in plot.rebases] + [("break", mark) for mark in plot.breaks]
    turns = sorted((pair for pair in turns if first < pair[1].at <= last), key=lambda pair: pair[1].at)
    notes = sorted((mark for mark in plot.notes if first <= mark.at <= last), key=lambda mark: mark.at)
    lettered = [Tagged(chr(ord("A") + at % 26), mark, kind) for at, (kind, mark) in enumerate(turns)]
    return lettered + [Tagged(str(at), mark, "note") for at, mark in enumerate(notes, 1)]


def scales(plot: Plot, frame: Frame) -> Iterator[str]:
    for value, words in value_ticks(frame.low, frame.high, plot.unit):
        y = frame.y(value)
        yield svg.line(frame.left, y, frame.right, y, stroke=RULE, stroke_width=0.6)
        yield svg.text(frame.left - 8, y + 5, words, text_anchor="end", fill=QUIET)
    yield svg.line(frame.left, frame.bottom, frame.right, frame.bottom, stroke=QUIET)
    for x, lines in period_ticks(plot, frame):
        yield svg.line(x, frame.bottom, x, frame.bottom + 5, stroke=QUIET)
        for number, words in enumerate(lines):
            yield svg.text(x, frame.bottom + 20 + 16 * number, words, text_anchor="middle", fill=QUIET)


def bands(groups: Sequence[Group], frame: Frame) -> Iterator[str]:
    """The field between the limits of each group, washed."""
    for group in groups:
        limits = group.limits
        if limits.upper is not None and limits.lower is not None:
            left, right = _reach(group, frame)
            top, bottom = frame.y(float(limits.upper)), frame.y(max(frame.low, float(limits.lower)))
            yield svg.element("rect", x=left, y=top, width=right - left, height=bottom - top, fill=WASH)


def lines(groups: Sequence[Group], frame: Frame) -> Iterator[str]:
    """The mean and the limits of each group; a limit that lies beneath the field is hidden."""
    for group in groups:
        left, right = _reach(group, frame)
        mean = frame.y(float(group.limits.mean))
        yield svg.line(left, mean, right, mean, stroke=INK, stroke_width=1.4)
        for limit in (group.limits.lower, group.limits.upper):
            if shown(limit, frame):
                y = frame.y(float(limit or 0))
                dashes = TRIAL if group.trial else LIMIT
                yield svg.line(left, y, right, y, stroke=QUIET, stroke_width=1.6, stroke_dasharray=dashes)


def shown(limit: Fraction | None, frame: Frame) -> bool:
    return limit is not None and float(limit) >= frame.low


def targets(plot: Plot, frame: Frame) -> Iterator[str]:
    for target in plot.target_lines:
        left = frame.start_of(target.from_on) if target.from_on else frame.left
        right = (
            frame.start_of(target.to_on) if target.to_on and target.to_on < frame.days[-1] else frame.right
        )
        y = frame.y(float(target.value))
        yield svg.line(left, y, right, y, stroke=INK, stroke_width=2, stroke_dasharray=TARGET)


def marks(of: Sequence[Tagged], frame: Frame) -> Iterator[str]:
    """A line down the field for each, with its tag above: dashed for new limits, double for a break, dotted for a note."""
    taken = -1e9
    for one in sorted(of, key=lambda tag: _place(tag, frame)):
        x = _place(one, frame)
        tag_x = max(x, taken + TAG + 3)
        taken = tag_x
        top = frame.top - 4
        if one.kind == "note":
            yield svg.line(x, top, x, frame.bottom, stroke=QUIET, stroke_dasharray=NOTE)
            yield svg.element("circle", cx=tag_x, cy=top - TAG / 2, r=TAG / 2, fill=PAPER, stroke=QUIET)
            yield svg.text(tag_x, top - 5, one.tag, text_anchor="middle", fill=INK)
            continue
        for away in (-1.5, 1.5) if one.kind == "break" else (0,):
            dashes = None if one.kind == "break" else "5 3"
            yield svg.line(x + away, top, x + away, frame.bottom, stroke=INK, stroke_dasharray=dashes)
        yield svg.element("rect", x=tag_x - TAG / 2, y=top - TAG, width=TAG, height=TAG, fill=INK)
        yield svg.text(tag_x, top - 5, one.tag, text_anchor="middle", fill=PAPER, font_weight=700)


def series(plot: Plot, frame: Frame) -> Iterator[str]:
    """The points, joined within a group and up to a break in the definition: nothing is drawn across."""
    broken = [mark.at for mark in plot.breaks]
    for group in plot.chart.groups:
        for run in _unbroken([point.at for point in group.points], broken):
            corners = [
                (frame.x(point.at), frame.y(float(point.value))) for point in group.points if point.at in run
            ]
            yield svg.polyline(corners, stroke=QUIET, stroke_width=1.8, stroke_linejoin="round")
    size = min(1.0, max(0.55, (frame.right - frame.left) / len(frame.days) / DENSE))
    for point in plot.chart.points:
        yield shape(point.type, frame.x(point.at), frame.y(float(point.value)), size)


def _unbroken(days: Sequence[date], broken: Sequence[date]) -> Iterator[frozenset[date]]:
    passed = [sum(day >= at for at in broken) for day in days]
    for number in sorted(set(passed)):
        yield frozenset(day for day, count in zip(days, passed, strict=True) if count == number)


def _reach(group: Group, frame: Frame) -> tuple[float, float]:
    return frame.start_of(group.points[0].at), frame.end_of(group.points[-1].at)


def _place(one: Tagged, frame: Frame) -> float:
    """A note stands at its period, or at the first after it; a turn between its period and the one before."""
    if one.kind == "note":
        return frame.x(next(day for day in frame.days if day >= one.mark.at))
    return frame.start_of(one.mark.at)
