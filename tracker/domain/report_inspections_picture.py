"""The one picture of the inspection register: a bar for each kind of finding, in three parts that differ in shape as well as in colour."""

from collections.abc import Sequence

from tracker.domain import svg
from tracker.domain.inspections import KINDS_WORDS, FindingKind, FindingState
from tracker.domain.report_inspections import RegisteredFinding
from tracker.domain.wording import join_words

INK, PAPER, OPEN, SUBMITTED, CLOSED = "#0b0c0c", "#ffffff", "#1d5aa0", "#a35a00", "#cfd6dc"
WIDTH, LABEL, BAR, ROW, TOP = 480.0, 120.0, 16.0, 26.0, 22.0
SIZE = 8.5
LEGEND = (
    (FindingState.OPEN, "Open"),
    (FindingState.SUBMITTED, "Submitted for closure, hatched"),
    (FindingState.CLOSED, "Closed by the inspectorate"),
)
ORDER = tuple(reversed(FindingKind))
Counts = dict[FindingState, int]


def counts(findings: Sequence[RegisteredFinding]) -> dict[FindingKind, Counts]:
    """How many findings of each kind stand how; a kind of which there is none is left out."""
    found = {kind: [one.state for one in findings if one.kind is kind] for kind in ORDER}
    return {
        kind: {state: states.count(state) for state in FindingState}
        for kind, states in found.items()
        if states
    }


def says(counted: dict[FindingKind, Counts]) -> str:
    """The picture in words: "Causes of concern: 1 open. Recommendations: 2 open and 1 submitted for closure." """
    return " ".join(
        f"{_capital(KINDS_WORDS[kind])}: {join_words([f'{n} {_state(s)}' for s, n in states.items() if n])}."
        for kind, states in counted.items()
    )


def draw(counted: dict[FindingKind, Counts]) -> str:
    """SVG, in points."""
    most = max(sum(states.values()) for states in counted.values())
    scale = (WIDTH - LABEL) / most
    drawn = _legend()
    for place, (kind, states) in enumerate(counted.items()):
        y = TOP + place * ROW
        drawn.append(svg.text(0, y + 11, _capital(KINDS_WORDS[kind]), fill=INK, font_size=SIZE))
        x = LABEL
        for state in FindingState:
            width = states[state] * scale
            if width:
                drawn += [
                    *_part(state, x, y, max(width - 1, 1), BAR),
                    *_figure(state, x, y, width, states[state]),
                ]
            x += width
    height = TOP + len(counted) * ROW
    return svg.picture(WIDTH, height, *drawn, title="Where the findings stand, by kind", says=says(counted))


def _legend() -> list[str]:
    drawn: list[str] = []
    for place, (state, words) in enumerate(LEGEND):
        x = LABEL + (0.0, 52.0, 196.0)[place]
        drawn += [*_part(state, x, 3, 12, 9), svg.text(x + 17, 10.5, words, fill=INK, font_size=SIZE)]
    return drawn


def _part(state: FindingState, x: float, y: float, width: float, height: float) -> list[str]:
    fill = {FindingState.OPEN: OPEN, FindingState.SUBMITTED: SUBMITTED, FindingState.CLOSED: CLOSED}[state]
    box = svg.element("rect", x=x, y=y, width=width, height=height, fill=fill)
    if state is not FindingState.SUBMITTED:
        return [box]
    lines = []
    start = x - height + 5
    while start < x + width:
        left, right = max(start, x), min(start + height, x + width)
        ends = (left, y + height - (left - start), right, y + height - (right - start))
        lines.append(svg.line(*ends, stroke=PAPER, stroke_width=0.8, stroke_opacity=0.55))
        start += 5
    return [box, *lines]


def _figure(state: FindingState, x: float, y: float, width: float, number: int) -> list[str]:
    """The figure in its part, on a plain ground where that is hatched; none where the part is too narrow for it."""
    half = 3.5 * len(str(number)) + 2
    if width < 2 * half + 2:
        return []
    middle = x + (width - 1) / 2
    ground = svg.element("rect", x=middle - half, y=y + 3, width=2 * half, height=10, fill=SUBMITTED)
    ink = INK if state is FindingState.CLOSED else PAPER
    words = svg.text(
        middle, y + 11.5, str(number), fill=ink, font_size=SIZE, font_weight=700, text_anchor="middle"
    )
    return [*([ground] if state is FindingState.SUBMITTED else []), words]


def _state(state: FindingState) -> str:
    return {"open": "open", "submitted": "submitted for closure", "closed": "closed"}[state.value]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
