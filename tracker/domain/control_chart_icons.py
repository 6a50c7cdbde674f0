"""Icons of our own for what a control chart says. Each has the shape that the point has in the chart, and never stands without its words.

Variation: a circle with a wave (as usual), a filled square with an arrow (improvement), a hollow diamond with an arrow (concern), a triangle
(unusually high or low). Assurance: where the target lies to the band in which the figures vary, with a tick, a cross, or both.
"""

from tracker.domain import svg
from tracker.domain.chart_words import ASSURANCE, VARIATION
from tracker.domain.control_chart_shapes import BETTER, COLOURS, INK, PAPER, QUIET, RULE, WORSE
from tracker.domain.control_charts import Assurance, Improvement, PointType

SIZE = 40
"""The side in pixels. The picture scales."""

_BAND = (14.0, 12.0)
"""Where the band begins, and how high it is."""


def variation_icon(kind: PointType, direction: int = 0) -> str:
    """`direction` is that of the point: +1 high or rising, -1 low or falling."""
    colour = COLOURS[kind]
    match kind:
        case PointType.COMMON_CAUSE:
            wave = [(9, 22), (14, 16), (20, 24), (26, 17), (31, 21)]
            drawn = [
                svg.element("circle", cx=20, cy=20, r=17, fill=PAPER, stroke=colour, stroke_width=2.4),
                svg.polyline(wave, stroke=colour, stroke_width=2.6, stroke_linejoin="round"),
            ]
        case PointType.IMPROVEMENT:
            drawn = [
                svg.element("rect", x=3, y=3, width=34, height=34, rx=3, fill=colour),
                _arrow(direction, PAPER),
            ]
        case PointType.CONCERN:
            corners = [(20, 1.5), (38.5, 20), (20, 38.5), (1.5, 20)]
            drawn = [
                svg.polygon(corners, fill=PAPER, stroke=colour, stroke_width=2.8),
                _arrow(direction, colour),
            ]
        case PointType.NEUTRAL_HIGH:
            drawn = [svg.polygon([(20, 4), (38, 35), (2, 35)], fill=colour), _arrow(1, PAPER, 0.62, 4)]
        case PointType.NEUTRAL_LOW:
            drawn = [svg.polygon([(20, 36), (38, 5), (2, 5)], fill=colour), _arrow(-1, PAPER, 0.62, -4)]
    return svg.picture(SIZE, SIZE, *drawn, title=VARIATION[kind])


def assurance_icon(kind: Assurance, improvement: Improvement) -> str:
    """ "" where nothing is assured. The target lies above or beneath the band as it does in the chart."""
    if kind is Assurance.NONE:
        return ""
    top, height = _BAND
    above = (kind is Assurance.CONSISTENT_FAIL) == (improvement is Improvement.INCREASE)
    target = top + height / 2 if kind is Assurance.INCONSISTENT else top - 5 if above else top + height + 5
    drawn = [
        svg.element("rect", x=1, y=1, width=38, height=38, rx=3, fill=PAPER, stroke=QUIET, stroke_width=1.6),
        svg.element("rect", x=4, y=top, width=32, height=height, fill=RULE),
        svg.line(4, target, 36, target, stroke=INK, stroke_width=2.4, stroke_dasharray="7 2.5 2 2.5"),
    ]
    if kind is Assurance.CONSISTENT_PASS:
        drawn.append(_tick(20, top + height / 2))
    elif kind is Assurance.CONSISTENT_FAIL:
        drawn.append(_cross(20, top + height / 2))
    else:
        drawn += (
            [_tick(13, 8), _cross(28, 33)]
            if improvement is Improvement.INCREASE
            else [_cross(28, 8), _tick(13, 33)]
        )
    return svg.picture(SIZE, SIZE, *drawn, title=ASSURANCE[kind])


def _arrow(direction: int, colour: str, scale: float = 1.0, down: float = 0) -> str:
    """An arrow up or down in the middle of the icon."""
    reach, wing = 9.5 * scale * (direction or 1), 6.5 * scale
    middle = 20 + down
    tip = middle - reach
    corners = f"M20 {middle + reach:.1f}V{tip:.1f}M{20 - wing:.1f} {tip + wing * (direction or 1):.1f}L20 {tip:.1f}L{20 + wing:.1f} {tip + wing * (direction or 1):.1f}"
    return svg.element("path", d=corners, fill="none", stroke=colour, stroke_width=3 * max(scale, 0.8))


def _tick(x: float, y: float) -> str:
    corners = [(x - 4.5, y), (x - 1, y + 4), (x + 5, y - 4)]
    return svg.polyline(corners, stroke=BETTER, stroke_width=2.6)


def _cross(x: float, y: float) -> str:
    path = f"M{x - 4:.1f} {y - 4:.1f}L{x + 4:.1f} {y + 4:.1f}M{x + 4:.1f} {y - 4:.1f}L{x - 4:.1f} {y + 4:.1f}"
    return svg.element("path", d=path, fill="none", stroke=WORSE, stroke_width=2.6)
