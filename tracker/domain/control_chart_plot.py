"""What a picture of a control chart is made of: plain values, no row of a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.chart_words import says
from tracker.domain.control_charts import Chart, Number
from tracker.domain.measures import Unit
from tracker.domain.periods import month_words
from tracker.domain.wording import date_words

INVENTED = "INVENTED FOR THE DEMONSTRATION"
"""Stands in every picture whose figures were made up."""


@dataclass(frozen=True)
class Mark:
    """Something that is said of a period, named by its first day: a rebase, a break in the definition, a note."""

    at: date
    words: str


@dataclass(frozen=True)
class TargetLine:
    """A target from a day to a day; None leaves that end open."""

    value: Number
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True)
class Plot:
    """A chart with its words. `labels` has the words of each period by its first day; without them they are "April 2023".

    `targets` are drawn; without any it is the chart's own, all the way. `period` is what a point stands for ("month").
    """

    title: str
    chart: Chart
    unit: Unit
    labels: Mapping[date, str] = field(default_factory=dict)
    targets: tuple[TargetLine, ...] = ()
    rebases: tuple[Mark, ...] = ()
    breaks: tuple[Mark, ...] = ()
    notes: tuple[Mark, ...] = ()
    period: str = "month"
    invented: bool = False

    def label(self, at: date) -> str:
        """April 2023; 4 October 2023 for a day within a month."""
        return self.labels.get(at) or (month_words(at) if at.day == 1 else date_words(at))

    @property
    def target_lines(self) -> tuple[TargetLine, ...]:
        own = self.chart.target
        return self.targets or (() if own is None else (TargetLine(own),))

    @property
    def says(self) -> str:
        """What the picture shows, for someone who does not see it."""
        invented = f"{INVENTED.capitalize()}. " if self.invented else ""
        return f"{invented}{says(self.chart, self.unit, period=self.period)}"
