"""The figures of the demonstration are those of the papers, and what is made up says so."""

from dataclasses import replace
from pathlib import Path

import pytest

from tracker.demonstration.entries import Record
from tracker.demonstration.measure_checks import check_measures
from tracker.demonstration.record import read_record

PAPERS = Path(__file__).parents[2].parent / "shared" / "seeds"
"""Where the papers lie for someone who has them: they are no part of the product."""
BEGINNINGS = {
    "pack-2019-02": "Public Performance Meeting 12th February 2019",
    "pack-2020-02": "**Reporting Period up until the 31",
    "pack-2021-02": "Published – 11 February 2021",
    "response-2023-05": "fifth Police Public Performance Meeting took place on 17 May 2023",
    "panel-report-2023-10": "Police, Fire and Crime Panel – 10 October 2023",
}
"""Words by which the text of each paper is known."""


@pytest.fixture(scope="module")
def told() -> Record:
    return read_record()


@pytest.fixture(scope="module")
def papers() -> dict[str, str]:
    if not PAPERS.is_dir():
        pytest.skip("the papers are not here")
    texts = [one.read_text(encoding="utf-8") for one in sorted(PAPERS.glob("*.txt"))]
    return {code: next(text for text in texts if words in text) for code, words in BEGINNINGS.items()}


def test_every_figure_stands_in_its_paper_under_its_heading(told: Record, papers: dict[str, str]) -> None:
    missing = []
    for figures in told.figure_sets:
        for figure in figures.figures:
            if not stands_under(papers[figures.document], figures.heading, figure.printed):
                missing.append((figures.document, figures.heading, figure.printed))
            if figure.numerator and figure.numerator not in papers[figures.document]:
                missing.append((figures.document, figures.heading, figure.numerator))
    assert not missing


def test_every_target_average_and_rank_stands_in_its_paper(told: Record, papers: dict[str, str]) -> None:
    assert not [
        (one.document, one.heading, one.printed)
        for one in told.besides
        if not stands_under(papers[one.document], one.heading, one.printed)
    ]


def test_no_sentence_of_a_paper_is_copied(told: Record, papers: dict[str, str]) -> None:
    ours = [one.counts for one in told.measures] + [
        text for figures in told.figure_sets for one in figures.figures for text in (one.note, one.question)
    ]
    copied = [
        text
        for text in ours
        for paper in papers.values()
        if len(text.split()) > 7 and " ".join(text.split()) in " ".join(paper.split())
    ]
    assert not copied


def stands_under(paper: str, heading: str, printed: str) -> bool:
    """Whether the figure is printed after a line that is the heading, and within what a section may hold."""
    wanted = f"\n{heading}"
    at = paper.find(wanted)
    while at >= 0:
        if printed in paper[at : at + 9000]:
            return True
        at = paper.find(wanted, at + 1)
    return heading in paper and printed in paper[paper.find(heading) : paper.find(heading) + 9000]


def test_a_paper_that_disagrees_is_queried_with_the_force(told: Record) -> None:
    queried = {figures.measure for figures in told.figure_sets for one in figures.figures if one.question}
    assert queried == {
        "time-to-charge",
        "101-triage-taken",
        "101-triage-dealt-with",
        "theft-of-vehicle-change",
        "stop-searches",
        "stop-search-outcomes",
    }


def test_every_national_measure_has_a_measure(told: Record) -> None:
    filed = {one.national_measure for one in told.measures}
    assert filed >= {one.code for one in told.national_measures}


def test_what_is_wrong_in_the_entries_is_named(told: Record) -> None:
    first = told.figure_sets[0]
    figure = replace(first.figures[0], period="December 2018", period_chosen=True)
    for wrong, sentence in (
        (replace(first, measure="none"), "measure 'none' is not on record"),
        (replace(first, document="none"), "'none' is not on record"),
        (replace(first, figures=(figure,)), "a period that is chosen is a rolling one"),
        (replace(first, figures=(replace(figure, printed="many"),)), "cannot be read"),
        (replace(first, figures=(replace(figure, area="moon"),)), "area 'moon'"),
    ):
        with pytest.raises(ValueError, match=sentence):
            check_measures(replace(told, figure_sets=(wrong,)))
