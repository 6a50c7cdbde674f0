"""How the points of a control chart are drawn: special cause has its own shape as well as its own colour, so that it is seen in grey."""

from tracker.domain import svg
from tracker.domain.control_charts import PointType

INK, QUIET, RULE, WASH, PAPER = "#0b0c0c", "#505a5f", "#cfd6dc", "#eef2f5", "#ffffff"
BETTER, WORSE, UNUSUAL = "#1d5fa6", "#b04a00", "#54319f"
COLOURS = {
    PointType.IMPROVEMENT: BETTER,
    PointType.CONCERN: WORSE,
    PointType.NEUTRAL_HIGH: UNUSUAL,
    PointType.NEUTRAL_LOW: UNUSUAL,
    PointType.COMMON_CAUSE: QUIET,
}


def shape(kind: PointType, x: float, y: float, size: float = 1.0) -> str:
    """A dot for usual variation, a square for improvement, a hollow diamond for concern, a triangle for unusually high or low."""
    fill = COLOURS[kind]
    match kind:
        case PointType.COMMON_CAUSE:
            return svg.element("circle", cx=x, cy=y, r=4 * size, fill=fill)
        case PointType.IMPROVEMENT:
            half = 5.5 * size
            return svg.element("rect", x=x - half, y=y - half, width=2 * half, height=2 * half, fill=fill)
        case PointType.CONCERN:
            return svg.polygon(_diamond(x, y, 7 * size), fill=PAPER, stroke=fill, stroke_width=2.6 * size)
        case PointType.NEUTRAL_HIGH:
            return svg.polygon(_triangle(x, y, 7 * size), fill=fill)
        case PointType.NEUTRAL_LOW:
            return svg.polygon(_triangle(x, y, -7 * size), fill=fill)


def _diamond(x: float, y: float, reach: float) -> list[tuple[float, float]]:
    return [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]


def _triangle(x: float, y: float, reach: float) -> list[tuple[float, float]]:
    """Pointing up, or down where `reach` is negative."""
    return [(x, y - reach), (x + reach, y + 0.7 * reach), (x - reach, y + 0.7 * reach)]
