"""The part of a paper that lists the figures of its written texts."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from tracker.domain.figures_used import figures_of, figures_parts
from tracker.domain.linked_figures import LinkedFigure
from tracker.domain.paper import Table
from tracker.domain.prose import Piece, PieceKind, Run, Writing, with_figures
from tracker.domain.redaction import Redaction, withhold
from tracker.domain.redaction_paths import texts
from tracker.domain.redaction_reasons import REASONS
from tracker.domain.report_markings import without_sensitive
from tracker.domain.written_reports import SlotText, WrittenReport


def printing(figures: tuple[LinkedFigure, ...]) -> Writing:
    """A paragraph that asks for each of them."""
    runs = tuple(Run(f"{{{one.typed}}}", figure=one.typed) for one in figures)
    return Writing((Piece(PieceKind.PARAGRAPH, (Run("Words: "), *runs)),))


def report(*texts: tuple[LinkedFigure, ...]) -> WrittenReport:
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
            SlotText(f"slot-{number}", "A slot", writing=with_figures(printing(figures), figures))
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


def test_the_public_gets_no_figure_from_a_paper_that_is_official_sensitive() -> None:
    canary = LinkedFigure(
        "101-abandonment 2023-08",
        "99.9%",
        2,
        told="Canary rate",
        source="Canary pack",
        marking="OFFICIAL-SENSITIVE",
    )
    plain = LinkedFigure(
        "101-abandonment 2023-07", "12.1%", 1, told="101 abandonment rate", marking="OFFICIAL"
    )
    said = without_sensitive(report((canary, plain)))
    assert said.texts[0].writing.pieces[0].words == "Words: [figure left out]12.1%"
    assert [row.figure for row in rows(said)] == ["12.1%"]
    frozen = repr(said)
    assert [word for word in ("99.9", "Canary", "2023-08") if word in frozen] == []


def test_a_figure_whose_words_are_withheld_is_in_no_list() -> None:
    one = report((LinkedFigure("101-abandonment 2023-08", "12.9%", 2, told="101 abandonment rate"),))
    path = next(place.path for place in texts(one) if "12.9%" in place.text)
    said = withhold(one, [Redaction(path, "12.9%", next(iter(REASONS)))])
    assert "12.9%" not in said.texts[0].writing.pieces[0].words
    assert figures_of(said) == ()
