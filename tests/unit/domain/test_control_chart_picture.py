"""The picture of a control chart: what stands in it, for eyes, for screen readers, in grey and on a phone."""

from itertools import pairwise

import pytest

from tests.support.charts import QUIET, Picture, a_plot
from tests.support.series import month
from tracker.domain.control_chart_picture import NARROW, WIDE, draw, draw_small
from tracker.domain.control_chart_plot import INVENTED, Mark, Plot, TargetLine
from tracker.domain.control_charts import Improvement, Point, PointType, evaluate
from tracker.domain.frozen_chart_picture import BESIDE, FIELD
from tracker.domain.measures import Unit

WIDTHS = pytest.mark.parametrize("width", [NARROW, 600, WIDE, 1100])
SIGNALS = QUIET + "17 8 9 10 11 12 13 14 5"
MARKS = {
    "rebases": (Mark(month(13), "New operating model"),),
    "breaks": (Mark(month(5), "Grade 3 discontinued"),),
    "notes": (Mark(month(2), "Two days are estimated"), Mark(month(5), "A strike")),
}
PLOTS = [
    a_plot(),
    a_plot(""),
    a_plot("7"),
    a_plot("0 0 0 0", unit=Unit.COUNT, target="0"),
    a_plot(SIGNALS, target="5", invented=True),
    a_plot(SIGNALS, rebased=(13,), **MARKS),
    a_plot("1185 970 1001 1210 1300", unit=Unit.DURATION, target="900"),
    a_plot("-17 20 3 -4", unit=Unit.PERCENT),
    a_plot(" ".join(str(n % 7 * 1000) for n in range(60)), unit=Unit.COUNT),
    a_plot(
        title="Satisfaction of victims of domestic abuse with the service as a whole, of those who answered",
        invented=True,
    ),
]


@pytest.mark.parametrize("plot", PLOTS)
@WIDTHS
def test_a_picture_is_whole_by_itself(plot, width):
    drawn = draw(plot, width=width)
    picture = Picture(drawn)
    assert picture.width == width
    assert picture.root.get("role") == "img"
    assert picture.text("title") == plot.title
    assert picture.text("desc") == plot.says
    # what the content security policy refuses, and what would stand twice in a page with two charts
    assert {"style", "id", "class", "href"} & {
        name for one in picture.root.iter() for name in one.attrib
    } == set()
    assert {one.tag.split("}")[1] for one in picture.root.iter()} & {
        "script",
        "style",
        "image",
        "foreignObject",
    } == set()


@pytest.mark.parametrize("plot", PLOTS)
@WIDTHS
def test_no_word_leaves_the_picture(plot, width):
    picture = Picture(draw(plot, width=width))
    outside = [
        one
        for one in picture.words
        if one.left < -4 or one.right > width + 4 or not 0 < one.y < picture.height
    ]
    assert outside == []


@pytest.mark.parametrize("plot", PLOTS)
@pytest.mark.parametrize(("width", "field"), [(NARROW, 0), (600, 0), (WIDE, 0), (1100, 0), (BESIDE, FIELD)])
def test_no_words_stand_on_each_other(plot, width, field):
    words = sorted(Picture(draw(plot, width=width, field=field)).words, key=lambda one: one.y)
    touching = [
        (one.said, other.said)
        for at, one in enumerate(words)
        for other in words[at + 1 :]
        if other.y - one.y < 13 and one.left < other.right - 6 and other.left < one.right - 6
    ]
    assert touching == []


def test_a_paper_gets_a_lower_picture():
    whole, low = Picture(draw(PLOTS[0])), Picture(draw(PLOTS[0], field=FIELD))
    assert whole.height - low.height == 300 - FIELD


@pytest.mark.parametrize("plot", PLOTS)
def test_nothing_is_smaller_than_fourteen_pixels(plot):
    for drawn in (draw(plot), draw_small(plot)):
        sizes = [float(one.get("font-size", 14)) for one in Picture(drawn).root.iter()]
        assert min(sizes) >= 14


def test_special_cause_has_a_shape_of_its_own_and_the_legend_names_each_that_occurs():
    picture = Picture(draw(a_plot(QUIET + "17 11 5", better="decrease")))
    assert {"Usual variation", "Concern", "Improvement"} < set(picture.said)
    # one in the legend and one at the point; a dot for each of the others
    assert len(picture.all("polygon")) == 2
    assert len(picture.all("rect", fill="#1d5fa6")) == 2
    assert len(picture.all("circle")) == 1 + 14


def test_unusually_high_and_low_are_triangles_that_point_there():
    picture = Picture(draw(a_plot(QUIET + "17 11 5", better="neutral")))
    assert {"Unusually high", "Unusually low"} < set(picture.said)
    assert "Concern" not in picture.said
    ups = []
    for triangle in picture.all("polygon"):
        tip, *base = [float(corner.split(",")[1]) for corner in triangle.attrib["points"].split()]
        ups.append(tip < base[0])
    assert sorted(ups) == [False, False, True, True]


def test_the_lines_are_named_at_their_side_or_beneath_on_a_phone():
    plot = a_plot(SIGNALS, target="5")
    names = ["Upper limit 16.3%", "Average 11.1%", "Lower limit 5.7%", "Target 5%"]
    wide, narrow = Picture(draw(plot)), Picture(draw(plot, width=NARROW))
    found = [one for one in wide.words if one.said.startswith(("Upper", "Average", "Lower", "Target"))]
    assert [one.said.split()[0] for one in found] == ["Upper", "Average", "Lower", "Target"]
    assert all(after.y - before.y >= 17 for before, after in pairwise(found))
    assert len({one.x for one in found}) == 1
    beneath = [one for one in narrow.words if one.said.startswith(("Upper", "Average", "Lower", "Target"))]
    assert [one.said.split()[0] for one in beneath] == [name.split()[0] for name in names]
    assert {one.x for one in beneath} == {38.0}


def test_trial_limits_are_named_so_and_dotted():
    picture = Picture(draw(a_plot("10 12 10 13 11")))
    assert any(words.startswith("Upper trial limit") for words in picture.said)
    assert len(picture.all("line", stroke_dasharray="2 4")) == 2
    assert picture.all("line", stroke_dasharray="7 4") == []


def test_a_limit_below_nought_is_hidden_where_no_figure_is_negative():
    hidden, shown = Picture(draw(a_plot("0 9 0 9 0 9"))), Picture(draw(a_plot("-1 9 0 9 0 9")))
    assert not any(words.startswith("Lower") for words in hidden.said)
    assert any(words.startswith("Lower") for words in shown.said)


def test_new_limits_breaks_and_notes_are_tagged_and_listed_with_their_words():
    picture = Picture(draw(a_plot(QUIET + "20 22 20", rebased=(13,), **MARKS)))
    assert "Counted differently from June 2020: Grade 3 discontinued" in picture.said
    listed = " ".join(picture.said)
    assert "New limits from February 2021: New operating model (average 11% before, 20.7% after)" in listed
    assert "March 2020: Two days are estimated" in picture.said
    assert "June 2020: A strike" in picture.said
    assert sorted(words for words in picture.said if len(words) == 1) == [
        "1",
        "1",
        "2",
        "2",
        "A",
        "A",
        "B",
        "B",
    ]


def test_marks_outside_the_days_of_the_chart_are_left_out():
    away = (Mark(month(90), "Later"), Mark(month(0), "At its beginning"))
    picture = Picture(draw(a_plot(rebases=away, breaks=away)))
    assert "Later" not in " ".join(picture.said)
    assert "At its beginning" not in " ".join(picture.said)


@pytest.mark.parametrize(
    ("marks", "lines"), [({}, 1), ({"rebased": (6,)}, 2), ({"breaks": (Mark(month(4), "Counted anew"),)}, 2)]
)
def test_no_line_is_drawn_across_a_rebase_or_a_break(marks, lines):
    picture = Picture(draw(a_plot("1 3 1 3 1 3 1 3 1 3", **marks), width=NARROW))
    assert len([one for one in picture.all("polyline") if one.get("stroke-width") == "1.8"]) == lines


def test_a_target_is_drawn_while_it_holds():
    until = TargetLine(10, None, month(6))
    since = TargetLine(8, month(6))
    picture = Picture(draw(a_plot(targets=(until, since))))
    first, second = picture.all("line", stroke_dasharray="12 4 2 4")
    assert float(first.attrib["x2"]) == float(second.attrib["x1"])
    assert "Target 8%" in picture.said
    assert "Target 10%" not in picture.said


@pytest.mark.parametrize("drawn", [draw, draw_small])
def test_invented_figures_are_marked_in_the_picture_itself(drawn):
    marked, plain = Picture(drawn(a_plot(invented=True))), Picture(drawn(a_plot()))
    assert any("INVENTED" in words.upper() for words in marked.said)
    assert not any("INVENTED" in words.upper() for words in plain.said)
    assert marked.text("desc").startswith(INVENTED.capitalize())


def test_what_people_typed_is_never_markup():
    typed = 'Less <script>alert(1)</script> & "more"\x0b\x00'
    picture = Picture(draw(a_plot(title=typed, notes=(Mark(month(2), typed),))))
    assert picture.all("script") == []
    assert picture.text("title") == 'Less <script>alert(1)</script> & "more"'


@pytest.mark.parametrize(
    ("figures", "unit", "ticks"),
    [
        ("1000 1100 1300", Unit.DURATION, ["15 min", "20 min", "25 min"]),
        ("0 1 2 0 1", Unit.COUNT, ["0", "1", "2", "3", "4"]),
        ("0.5 0.6 0.7", Unit.RATE, ["0.0", "0.2", "0.4", "0.6", "0.8"]),
    ],
)
def test_the_scale_has_round_values(figures, unit, ticks):
    picture = Picture(draw(a_plot(figures, unit=unit)))
    found = [
        one.said
        for one in picture.words
        if one.said[0].isdigit() and one.right < 70 and one.said not in ("2020",)
    ]
    assert found == ticks


def test_the_last_period_is_always_named():
    for number in range(2, 40):
        words = Picture(draw(a_plot(" ".join(str(n % 3) for n in range(number))), width=NARROW)).said
        label = "Jan Feb Mar Apr May June July Aug Sep Oct Nov Dec".split()[(number - 1) % 12]  # noqa: SIM905
        assert label in words


def test_a_month_without_a_figure_leaves_a_gap():
    chart = evaluate([Point(month(at), at) for at in (0, 1, 3)], improvement=Improvement.NEUTRAL)
    dots = [float(one.attrib["cx"]) for one in Picture(draw(Plot("Gap", chart, Unit.COUNT))).all("circle")][
        1:
    ]
    assert (dots[2] - dots[1]) / (dots[1] - dots[0]) == pytest.approx(60 / 31, abs=0.01)


@pytest.mark.parametrize("kind", [PointType.CONCERN, PointType.COMMON_CAUSE])
def test_a_small_picture_shows_the_shape_of_the_last_point(kind):
    plot = a_plot(QUIET + ("17" if kind is PointType.CONCERN else "11"))
    picture = Picture(draw_small(plot))
    assert (len(picture.all("polygon")), len(picture.all("circle"))) == (
        (1, 0) if kind is PointType.CONCERN else (0, 1)
    )
    assert picture.said == []
    assert picture.text("desc") == plot.says


def test_a_small_picture_without_figures_is_empty_and_says_so():
    assert Picture(draw_small(a_plot(""))).text("desc") == "There are no figures yet."
