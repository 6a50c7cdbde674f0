"""Series for control charts, written as people would write them on paper."""

from datetime import date
from fractions import Fraction

from tracker.domain.control_charts import Chart, Improvement, Point, evaluate

SIGNS = {
    "improvement": "+",
    "concern": "-",
    "neutral_high": "h",
    "neutral_low": "l",
    "common_cause": ".",
}
RULES = {"outside": "O", "trend": "T", "two_in_three": "2", "shift": "S", "none": "."}


def month(number: int) -> date:
    """The first day of the month so many months after January 2020."""
    return date(2020 + number // 12, number % 12 + 1, 1)


def series(figures: str) -> list[Point]:
    """ "5 6.1 7" as readings of January, February and March 2020."""
    return [Point(month(at), Fraction(figure)) for at, figure in enumerate(figures.split())]


def chart_of(
    figures: str,
    *,
    improvement: str = "increase",
    target: str | None = None,
    rebases: tuple[int, ...] = (),
    fix_after: int | None = None,
    screening: bool = True,
) -> Chart:
    """The chart of `figures`; `rebases` are positions in it, from 0."""
    return evaluate(
        series(figures),
        improvement=Improvement(improvement),
        target=None if target is None else Fraction(target),
        rebases=[month(at) for at in rebases],
        fix_after=fix_after,
        screening=screening,
    )


def types(chart: Chart) -> str:
    """One sign for each point: + improvement, - concern, h and l neutral high and low, a dot for common cause."""
    return "".join(SIGNS[point.type] for point in chart.points)


def rules(chart: Chart) -> str:
    """One letter for each point: Outside, Trend, 2 in three, Shift, a dot for none."""
    return "".join(RULES[point.rule] for point in chart.points)
