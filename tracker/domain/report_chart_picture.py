"""Draws the one picture of an action status report: a bar for each priority, from what `report_chart` has measured.

A bar says its figures by shape as well as by colour. The hatching is lines of its own and no pattern: every program that reads
SVG draws lines, and few draw patterns alike.
"""

from tracker.domain import svg
from tracker.domain.report_chart import Bar, Chart, Part

INK, PAPER = "#0b0c0c", "#ffffff"
OVERDUE, IN_TIME, CLOSED = "#a8261d", "#1d5aa0", "#cfd6dc"
SIZE = 8.5
STEP = 5.0
"""Points between two lines of the hatching."""

FIGURE = 6.0
"""The half of the ground that one figure needs on a hatched part."""


def draw(chart: Chart, says: str) -> str:
    """The picture as SVG, in points."""
    keys = [
        piece
        for key, name, x in chart.legend
        for piece in (*_box(key, x, 3, 12, 9), svg.text(x + 17, 10.5, name, fill=INK, font_size=SIZE))
    ]
    bars = [piece for bar in chart.bars for piece in _bar(bar, chart.bar_height)]
    return svg.picture(
        chart.width, chart.height, *keys, *bars, title="Where the actions stand, by priority", says=says
    )


def _bar(bar: Bar, height: float) -> list[str]:
    first = 11.0 if len(bar.label) == 1 else 6.5
    drawn = [
        svg.text(0, bar.y + first + line * 9.5, words, fill=INK, font_size=SIZE)
        for line, words in enumerate(bar.label)
    ]
    for part in bar.parts:
        drawn += _box(part.key, part.x, bar.y, part.width - 1, height)
        if part.fits:
            drawn += _figure(part, bar.y)
    return drawn


def _figure(part: Part, y: float) -> list[str]:
    middle = part.x + part.width / 2 - 0.5
    half = FIGURE * len(str(part.number))
    ground = [svg.element("rect", x=middle - half, y=y + 2.5, width=2 * half, height=9.0, fill=OVERDUE)]
    ink = PAPER if part.key in ("overdue", "in-time") else INK
    words = svg.text(
        middle, y + 11, str(part.number), fill=ink, font_size=SIZE, font_weight=700, text_anchor="middle"
    )
    return [*(ground if part.key == "overdue" else []), words]


def _box(key: str, x: float, y: float, width: float, height: float) -> list[str]:
    if key == "overdue":
        return [_rectangle(x, y, width, height, OVERDUE), *_hatching(x, y, width, height)]
    if key == "in-time":
        return [_rectangle(x, y, width, height, IN_TIME)]
    if key == "standing":
        inside = (x + 0.5, y + 0.5, width - 1, height - 1)
        return [_rectangle(*inside, PAPER, stroke=IN_TIME, stroke_width=1)]
    return [_rectangle(x, y, width, height, CLOSED)]


def _rectangle(x: float, y: float, width: float, height: float, fill: str, **attributes: object) -> str:
    return svg.element("rect", x=x, y=y, width=width, height=height, fill=fill, **attributes)


def _hatching(x: float, y: float, width: float, height: float) -> list[str]:
    """Lines that rise from left to right across the box, each cut where it leaves it."""
    lines = []
    start = x - height + STEP
    while start < x + width:
        left, right = max(start, x), min(start + height, x + width)
        ends = (left, y + height - (left - start), right, y + height - (right - start))
        lines.append(svg.line(*ends, stroke=PAPER, stroke_width=0.8, stroke_opacity=0.55))
        start += STEP
    return lines
