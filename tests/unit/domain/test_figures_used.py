"""The part of a paper that lists the figures of its written texts."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from tracker.domain.figures_used import figures_of, figures_parts
from tracker.domain.linked_figures import LinkedFigure
from tracker.domain.paper import Table
from tracker.domain.prose import Piece, PieceKind, Run, Writing
from tracker.domain.written_reports import SlotText, WrittenReport


def report(*texts: tuple[LinkedFigure, ...]) -> WrittenReport:
    pieces = (Piece(PieceKind.PARAGRAPH, (Run("Words."),)),)
    return WrittenReport(
        series_title="Public Performance Meeting",
        meeting_words="4 October 2023",
        meeting_on=date(2023, 10, 4),
        as_at=date(2023, 9, 20),
        version=1,
        author="Sam",
        generated_words="20 September 2023 at 10:00",
        office_name="The office",
        contact="",
        texts=tuple(
            SlotText(f"slot-{number}", "A slot", writing=Writing(pieces, figures))
            for number, figures in enumerate(texts)
        ),
    )


def rows(one: WrittenReport) -> list[Any]:
    (part,) = figures_parts(one)
    table = part.blocks[1]
    assert isinstance(table, Table)
    return [
        SimpleNamespace(figure=row[0].strong, said=row[1].texts, source=row[1].quiet) for row in table.rows
    ]


def test_each_value_that_was_used_stands_there_with_its_source_and_what_became_of_it() -> None:
    figure = LinkedFigure(
        "101-abandonment 2023-08",
        "12.9%",
        2,
        told="101 abandonment rate, August 2023",
        source="Pack",
        notes=("12.7% is 12.9% now.",),
    )
    (row,) = rows(report((figure,), (figure,)))
    assert (row.figure, row.source) == ("12.9%", ("Pack",))
    assert row.said == ("101 abandonment rate, August 2023", "12.7% is 12.9% now.")


def test_a_figure_that_was_not_found_is_said_to_be() -> None:
    (row,) = rows(report((LinkedFigure("x 2023", problem="There is no measure with the code “x”."),)))
    assert (row.figure, row.said) == ("Not found", ("x 2023", "There is no measure with the code “x”."))


def test_a_report_without_linked_figures_has_no_such_part() -> None:
    assert list(figures_parts(report(()))) == []
    assert figures_of(report()) == ()
