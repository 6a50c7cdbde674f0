"""The scales of a chart's picture: where a period and a value stand, and which of them are written beside the axes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from tracker.domain.control_chart_plot import Plot
from tracker.domain.figures import figure_words
from tracker.domain.measures import Unit
from tracker.domain.periods import MONTHS

TIME_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400)
"""Steps of a scale of durations, in seconds: whole parts of a minute, an hour, a day."""

LETTER = 7.2
"""The width of a letter of 14 px, on average; figures are a little wider."""

PAD = 0.08
"""The part of the spread that is left free above and below."""
WORTH_NOUGHT = 0.35
TICKS = 5


@dataclass(frozen=True)
class Frame:
    """The field in which the points stand, in pixels, and the days and values at its edges."""

    left: float
    right: float
    top: float
    bottom: float
    days: tuple[date, ...]
    low: float
    high: float

    def x(self, at: date) -> float:
        """In proportion to time, so that a month without a figure leaves a gap."""
        first, last = self.days[0].toordinal(), self.days[-1].toordinal()
        if first == last:
            return (self.left + self.right) / 2
        inset = min(20.0, (self.right - self.left) / (2 * len(self.days)))
        return (
            self.left
            + inset
            + (at.toordinal() - first) / (last - first) * (self.right - self.left - 2 * inset)
        )

    def y(self, value: float) -> float:
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def start_of(self, at: date) -> float:
        """Half-way between the period that begins at `at` and the one before; the left edge for the first."""
        before = [day for day in self.days if day < at]
        after = [day for day in self.days if day >= at]
        if not before:
            return self.left
        return (self.x(before[-1]) + self.x(after[0])) / 2 if after else self.right

    def end_of(self, at: date) -> float:
        """Half-way between the period that begins at `at` and the next one; the right edge for the last."""
        after = [day for day in self.days if day > at]
        return self.start_of(after[0]) if after else self.right


def value_range(plot: Plot, *, from_nought: bool = True) -> tuple[float, float]:
    """The least and the greatest value that has to be seen. A limit below nought is hidden where no figure is negative.

    With `from_nought` the scale begins there where it costs little of the height.
    """
    seen = [float(point.value) for point in plot.chart.points]
    seen += [float(target.value) for target in plot.target_lines]
    positive = min(seen, default=0) >= 0
    for group in plot.chart.groups:
        seen += [float(line) for line in (group.limits.lower, group.limits.upper) if line is not None]
    low, high = min(seen, default=0), max(seen, default=1)
    room = PAD * (high - low) or 0.5 * abs(high) or 1.0
    low, high = low - room, high + room
    if positive and (low < 0 or (from_nought and low < WORTH_NOUGHT * high)):
        low = 0.0
    return low, high


def value_ticks(low: float, high: float, unit: Unit) -> list[tuple[float, str]]:
    """Up to eight round values between `low` and `high`, with their words. Of two that would read alike the second is kept."""
    step = _step((high - low) / TICKS, unit)
    places = max(0, -floor(log10(step) + 1e-9))
    values = [count * step for count in range(ceil(low / step), floor(high / step) + 1)]
    named = {figure_words(value, unit, places=places, short=True): value for value in values}
    return [(value, words) for words, value in named.items()]


def _step(wished: float, unit: Unit) -> float:
    if unit is Unit.DURATION and 1 < wished <= TIME_STEPS[-1]:
        return next(step for step in TIME_STEPS if step >= wished)
    if unit is Unit.DURATION and wished > TIME_STEPS[-1]:
        return TIME_STEPS[-1] * _step(wished / TIME_STEPS[-1], Unit.COUNT)
    power = 10.0 ** floor(log10(wished))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= wished * 0.999)
    return max(step, 1.0) if unit is Unit.COUNT and wished * TICKS >= 1 else step


def period_ticks(plot: Plot, frame: Frame) -> Iterator[tuple[float, Sequence[str]]]:
    """Where a period is named, and its words in one or two lines. The last one always is."""
    days = frame.days
    widest = (
        max((len(line) for day in days for line in in_two_lines(plot.label(day))), default=1) * LETTER + 8
    )
    fitting = max(1, floor((frame.right - frame.left) / widest))
    every = ceil(len(days) / fitting)
    every = (
        next((step for step in (1, 2, 3, 4, 6, 12) if step >= every), every)
        if plot.period == "month"
        else every
    )
    for day in days[::-1][::every]:
        yield frame.x(day), in_two_lines(plot.label(day))


def in_two_lines(label: str) -> tuple[str, ...]:
    """ "Apr" over "2023"; what has no space stays in one line. Months of more than four letters are cut to three."""
    first, space, last = label.rpartition(" ")
    if not space:
        return (label,)
    return (" ".join(_short(word) for word in first.split()), last)


def _short(word: str) -> str:
    return word[:3] if len(word) > 4 and word.lower() in MONTHS else word
