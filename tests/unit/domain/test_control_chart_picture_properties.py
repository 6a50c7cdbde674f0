"""Whatever is measured, there is a picture of it, and nothing in it stands outside."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.charts import Picture
from tests.support.series import month
from tracker.domain.control_chart_axes import value_range, value_ticks
from tracker.domain.control_chart_picture import draw, draw_small
from tracker.domain.control_chart_plot import Mark, Plot
from tracker.domain.control_charts import Improvement, Point, evaluate
from tracker.domain.measures import Unit

scales = st.sampled_from([Fraction(1, 1000), Fraction(1, 10), Fraction(1), Fraction(37), Fraction(10**7)])
marks = st.lists(st.builds(Mark, st.integers(0, 45).map(month), st.text(max_size=200)), max_size=4).map(tuple)


@st.composite
def plots(draw_one: st.DrawFn) -> Plot:
    scale = draw_one(scales)
    values = draw_one(st.lists(st.integers(-20, 99), max_size=45))
    rebases = draw_one(marks)
    chart = evaluate(
        [Point(month(at), value * scale) for at, value in enumerate(values)],
        improvement=draw_one(st.sampled_from(Improvement)),
        target=draw_one(st.none() | st.integers(-20, 99).map(lambda aim: aim * scale)),
        rebases=[mark.at for mark in rebases],
    )
    return Plot(
        draw_one(st.text(min_size=1, max_size=120)),
        chart,
        draw_one(st.sampled_from(Unit)),
        rebases=rebases,
        breaks=draw_one(marks),
        notes=draw_one(marks),
        period=draw_one(st.sampled_from(["month", "quarter", "period"])),
        invented=draw_one(st.booleans()),
    )


@settings(deadline=None, max_examples=80)
@given(plot=plots(), width=st.integers(320, 1200))
def test_every_shape_and_line_lies_within_the_picture(plot, width):
    picture = Picture(draw(plot, width=width))
    for one in picture.root.iter():
        for name, most in (
            ("x1", width),
            ("x2", width),
            ("cx", width),
            ("y1", picture.height),
            ("cy", picture.height),
        ):
            assert -1 <= float(one.get(name, 0)) <= most + 1


@settings(deadline=None, max_examples=80)
@given(plot=plots())
def test_the_small_picture_too(plot):
    picture = Picture(draw_small(plot))
    for one in picture.root.iter():
        assert -1 <= float(one.get("y1", 0)) <= picture.height + 1
        assert -1 <= float(one.get("cy", 0)) <= picture.height + 1


@settings(deadline=None, max_examples=80)
@given(plot=plots())
def test_the_scale_holds_every_figure_and_has_a_few_values_that_differ(plot):
    low, high = value_range(plot)
    assert all(low <= point.value <= high for point in plot.chart.points)
    ticks = value_ticks(low, high, plot.unit)
    assert 1 <= len(ticks) <= 8
    assert len({words for _, words in ticks}) == len(ticks)
