"""An exit rule with its chart, drawn again from what was frozen of it."""

from tracker.domain.control_chart_picture import draw
from tracker.domain.frozen import KnownExit
from tracker.domain.frozen_chart import chart_of_exit, plot_of
from tracker.domain.frozen_chart_picture import FIELD, figures_table
from tracker.domain.paper import Block, Fact, Facts, Picture


def exit_blocks(known: KnownExit, state: str = "") -> tuple[Block, ...]:
    """What the rule says, how far it was, the chart, and the same figures as a table."""
    told = (("Ends when", known.words), ("How far", known.progress), ("State", state))
    facts = Facts(tuple(Fact(label, texts=(words,)) for label, words in told if words))
    if not known.points:
        return (facts,)
    plot = plot_of(chart_of_exit(known))
    return facts, Picture(draw(plot, field=FIELD), plot.says, plot.says), figures_table(plot)
