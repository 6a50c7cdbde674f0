"""Pictures of charts taken apart, and plots that state only what matters."""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from tests.support.series import chart_of
from tracker.domain.control_chart_axes import LETTER
from tracker.domain.control_chart_plot import Plot
from tracker.domain.measures import Unit

SVG = "{http://www.w3.org/2000/svg}"
QUIET = "10 12 10 12 10 12 10 12 10 12 10 12 11 "
"""With limits fixed on the first twelve: mean 11, limits 5.68 and 16.32."""


def a_plot(figures: str = QUIET, *, unit: Unit = Unit.PERCENT, target: str | None = None, **of: Any) -> Plot:
    """A plot of `figures`; `rebased` are positions of rebases, `better` the direction. The rest goes to the plot."""
    options = {"rebases": of.pop("rebased", ()), "improvement": of.pop("better", "decrease")}
    fix_after = 12 if figures.startswith(QUIET) and not options["rebases"] else None
    chart = chart_of(figures, target=target, fix_after=fix_after, **options)
    return Plot(of.pop("title", "101 abandonment rate"), chart, unit, **of)


@dataclass(frozen=True)
class Words:
    """A text of a picture, and from where to where it reaches, as far as can be told without the typeface."""

    said: str
    x: float
    y: float
    left: float
    right: float


class Picture:
    """An SVG, parsed."""

    def __init__(self, svg: str) -> None:
        self.root = ElementTree.fromstring(svg)  # noqa: S314
        self.width, self.height = (float(self.root.attrib[name]) for name in ("width", "height"))

    def all(self, name: str, **attributes: str) -> list[ElementTree.Element]:
        named = {key.replace("_", "-"): value for key, value in attributes.items()}
        return [one for one in self.root.iter(SVG + name) if named.items() <= one.attrib.items()]

    def text(self, name: str) -> str:
        return (self.root.findtext(SVG + name) or "").strip()

    @property
    def words(self) -> list[Words]:
        return [_words(one) for one in self.all("text")]

    @property
    def said(self) -> list[str]:
        return [one.said for one in self.words]


def _words(one: ElementTree.Element) -> Words:
    x, said = float(one.attrib["x"]), one.text or ""
    length = len(said) * LETTER * (1.1 if one.get("font-weight") else 1)
    left = {"middle": x - length / 2, "end": x - length}.get(one.get("text-anchor", ""), x)
    return Words(said, x, float(one.attrib["y"]), left, left + length)
