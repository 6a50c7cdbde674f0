"""An exit rule with its chart, drawn again from what was frozen of it."""

from tracker.domain.control_chart_picture import draw
from tracker.domain.control_chart_plot import Mark, Plot
from tracker.domain.control_charts import Point, evaluate
from tracker.domain.frozen import KnownExit
from tracker.domain.frozen_chart_picture import FIELD, figures_table
from tracker.domain.paper import Block, Fact, Facts, Picture


def exit_blocks(known: KnownExit, state: str = "") -> tuple[Block, ...]:
    """What the rule says, how far it was, the chart, and the same figures as a table."""
    told = (("Ends when", known.words), ("How far", known.progress), ("State", state))
    facts = Facts(tuple(Fact(label, texts=(words,)) for label, words in told if words))
    if not known.points:
        return (facts,)
    plot = plot_of(known)
    return facts, Picture(draw(plot, field=FIELD), plot.says, plot.says), figures_table(plot)


def plot_of(known: KnownExit) -> Plot:
    return Plot(
        title=known.title,
        chart=evaluate(
            [Point(one.at, one.value) for one in known.points],
            improvement=known.improvement,
            target=known.target,
            rebases=[one.at for one in known.rebases],
            fix_after=known.fix_after,
        ),
        unit=known.unit,
        labels={one.at: one.words for one in known.points},
        rebases=tuple(Mark(one.at, one.words) for one in known.rebases),
        period=known.period,
        invented=known.invented,
    )
