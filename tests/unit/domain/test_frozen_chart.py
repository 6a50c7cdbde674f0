"""A chart that a report froze is the chart that was there."""

from datetime import date

from hypothesis import given, settings

from tests.support.frozen_charts import CHARTS
from tracker.domain.control_chart_picture import draw
from tracker.domain.control_chart_plot import Mark, Plot, TargetLine
from tracker.domain.control_charts import Improvement, Point, evaluate
from tracker.domain.frozen_chart import FrozenChart, frozen_chart, plot_of
from tracker.domain.measures import Unit

POINTS = [Point(date(2022, month, 1), 8.1 + month % 4 / 10) for month in range(1, 13)]


def test_the_picture_of_the_frozen_values_is_the_picture_that_was_there() -> None:
    plot = Plot(
        "101 abandonment rate",
        evaluate(
            POINTS, improvement=Improvement.DECREASE, target=5, rebases=[date(2022, 6, 1)], fix_after=None
        ),
        Unit.PERCENT,
        targets=(TargetLine(5.0, date(2022, 1, 1)),),
        rebases=(Mark(date(2022, 6, 1), "A new telephone system"),),
        notes=(Mark(date(2022, 8, 1), "Queried with the force"),),
        invented=True,
    )
    assert draw(plot_of(frozen_chart(plot))) == draw(plot)


def test_limits_that_are_fixed_stay_fixed() -> None:
    chart = evaluate([*POINTS, Point(date(2023, 1, 1), 30.0)], improvement=Improvement.DECREASE, fix_after=12)
    again = plot_of(frozen_chart(Plot("Calls", chart, Unit.PERCENT), fix_after=12))
    assert again.chart == chart


@settings(max_examples=40, deadline=None)
@given(CHARTS)
def test_freezing_what_was_frozen_changes_nothing(chart: FrozenChart) -> None:
    once = frozen_chart(plot_of(chart), chart.fix_after)
    assert frozen_chart(plot_of(once), chart.fix_after) == once
