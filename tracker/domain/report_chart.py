"""The one picture of an action status report: a bar for each priority, measured here, drawn by a template.

Lengths are in points (1/72 inch), the origin at the top left. A bar says its figures by shape as well as by colour: hatched is
overdue, filled is open in time, outlined is standing, pale is closed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.report_findings import Count, total_count
from tracker.domain.wording import count_words, join_words

WIDTH = 470.0
LABELS = 178.0
TOTALS = 26.0
ROW = 20.0
BAR = 14.0
TOP = 22.0
DIGIT = 5.0
"""The width that one figure needs inside its part of a bar."""

NAMES = {"overdue": "Overdue", "in-time": "Open, in time", "standing": "Standing", "closed": "Closed"}
WRAP = 42
"""A label of more characters than this is set in two lines."""


@dataclass(frozen=True)
class Part:
    """One part of a bar. `fits` is false where the figure is wider than the part: the table has it."""

    key: str
    x: float
    width: float
    number: int
    fits: bool


@dataclass(frozen=True)
class Bar:
    y: float
    label: tuple[str, ...]
    parts: tuple[Part, ...]
    total: int
    end: float


@dataclass(frozen=True)
class Chart:
    """`bar_height` is that of every bar; the legend has key, name and place of each part."""

    width: float
    height: float
    bar_height: float
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str, float], ...]


def chart(rows: Sequence[Count]) -> Chart:
    """The bars of `rows`, all on one scale, and a legend of the parts that occur, each with its place along the top."""
    longest = max((row.total for row in rows), default=0) or 1
    unit = (WIDTH - LABELS - TOTALS) / longest
    bars = tuple(_bar(row, TOP + index * ROW, unit) for index, row in enumerate(rows))
    return Chart(WIDTH, TOP + len(rows) * ROW, BAR, bars, _legend(rows))


def alternative(rows: Sequence[Count]) -> str:
    """What the picture shows, for someone who does not see it: the sum, then each priority."""
    whole = total_count(rows)
    lines = [f"{row.title}: {_said(row)}." for row in rows]
    return " ".join(
        [f"Stacked bars of {count_words(whole.total, 'action')} by priority: {_said(whole)}.", *lines]
    )


def numbers(row: Count) -> tuple[tuple[str, int], ...]:
    """The four counts of a row under the names of their parts, in the order in which they are drawn."""
    return (
        ("overdue", row.overdue),
        ("in-time", row.in_time),
        ("standing", row.standing),
        ("closed", row.closed),
    )


def _said(row: Count) -> str:
    said = [f"{number} {NAMES[key].lower().replace(',', '')}" for key, number in numbers(row) if number]
    return join_words(said) if said else "none"


def _bar(row: Count, y: float, unit: float) -> Bar:
    parts = []
    x = LABELS
    for key, number in numbers(row):
        if number:
            width = number * unit
            parts.append(
                Part(key, round(x, 2), round(width, 2), number, width > DIGIT * (len(str(number)) + 1))
            )
            x += width
    return Bar(y, _lines(row.title), tuple(parts), row.total, round(x, 2))


def _legend(rows: Sequence[Count]) -> tuple[tuple[str, str, float], ...]:
    x, found = LABELS, []
    for key, name in NAMES.items():
        if any(dict(numbers(row))[key] for row in rows):
            found.append((key, name, x))
            x += 30 + len(name) * 4.6
    return tuple(found)


def _lines(title: str) -> tuple[str, ...]:
    """`title` in one line or two; what does not fit into two ends in an ellipsis (the table has the whole)."""
    if len(title) <= WRAP:
        return (title,)
    cut = title.rfind(" ", 0, WRAP + 1)
    first, rest = (title[:cut], title[cut + 1 :]) if cut > 0 else (title[:WRAP], title[WRAP:])
    return (first, rest if len(rest) <= WRAP else f"{rest[: WRAP - 1].rstrip()}…")
