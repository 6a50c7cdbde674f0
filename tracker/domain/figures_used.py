"""What a report says of the figures in its written texts: each value that it used, what it is, and where it comes from."""

from collections.abc import Iterator

from tracker.domain.linked_figures import LinkedFigure
from tracker.domain.paper import Cell, Column, Part, Prose, Table
from tracker.domain.written_reports import WrittenReport

TITLE = "Figures in the text"
LEAD = (
    "These figures are linked to readings on record, and stand here as they were when this report was frozen."
)
COLUMNS = (Column("Figure", 18), Column("What it is, and where it comes from", 82))


def figures_of(report: WrittenReport) -> tuple[LinkedFigure, ...]:
    """Every figure that its texts still print, each reading and way of printing it once, in their order."""
    found: dict[tuple[str, int, str], LinkedFigure] = {}
    for text in report.texts:
        # A figure whose words are withheld from these readers is in no list either.
        printed = set(text.writing.asked_figures)
        for one in text.writing.figures:
            if one.typed in printed:
                found.setdefault((one.words, one.reading, one.problem), one)
    return tuple(found.values())


def figures_parts(report: WrittenReport) -> Iterator[Part]:
    """The part at the end that lists them; none where no figure is linked."""
    figures = figures_of(report)
    if figures:
        table = Table("figures-used", TITLE, COLUMNS, tuple(_row(one) for one in figures))
        yield Part(TITLE, (Prose((LEAD,)), table), key="figures-used")


def _row(figure: LinkedFigure) -> tuple[Cell, ...]:
    told = figure.told or figure.typed
    said = tuple(filter(None, (told, figure.problem, *figure.notes)))
    return (
        Cell(strong=figure.words or "Not found"),
        Cell(texts=said, quiet=(figure.source,) if figure.source else ()),
    )
