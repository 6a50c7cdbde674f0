"""The texts that the demonstration's office writes are its own sentences, with the papers' figures."""

import re

import pytest

from tests.unit.test_demonstration_measures import BEGINNINGS, PAPERS
from tracker.demonstration.entries import Record
from tracker.demonstration.record import read_record
from tracker.demonstration.text_entries import WrittenEntry
from tracker.domain.report_kinds import COMMISSIONER_RESPONSE, KINDS, PANEL_UPDATE

IN_A_ROW = 8
"""So many words in the order of a paper are its sentence and not ours."""
LINKED = re.compile(r"\{[^}]*\}")
NUMBER = re.compile(r"£?\d[\d,.]*\d|£?\d")
OUR_NUMBER = re.compile(r"\(Action \d+\)|Part 4")
"""Numbers that are ours: those of actions, and of the parts of the report."""


@pytest.fixture(scope="module")
def told() -> Record:
    return read_record()


@pytest.fixture(scope="module")
def papers() -> dict[str, str]:
    if not PAPERS.is_dir():
        pytest.skip("the papers are not here")
    texts = [one.read_text(encoding="utf-8") for one in sorted(PAPERS.glob("*.txt"))]
    return {code: next(text for text in texts if words in text) for code, words in BEGINNINGS.items()}


def test_each_text_is_for_a_report_and_a_meeting_on_record(told: Record) -> None:
    assert {one.kind for one in told.texts} == {PANEL_UPDATE, COMMISSIONER_RESPONSE} <= set(KINDS)
    meetings, documents = {one.ref for one in told.meetings}, {one.code for one in told.documents}
    for one in told.texts:
        assert set(one.meetings) <= meetings, one.place
        assert one.document in documents, one.place
    places = [(one.kind, meeting, one.slot) for one in told.texts for meeting in one.meetings]
    assert len(set(places)) == len(places)


def test_no_sentence_of_a_paper_is_copied_into_a_text(told: Record, papers: dict[str, str]) -> None:
    copied = [
        (one.slot, " ".join(row))
        for one in told.texts
        for row in rows(LINKED.sub(" figure ", one.text)) & rows(papers[one.document])
    ]
    assert not copied


def test_every_figure_that_is_typed_stands_in_the_paper(told: Record, papers: dict[str, str]) -> None:
    missing = [
        (one.slot, figure)
        for one in told.texts
        for figure in figures(one)
        if figure not in papers[one.document]
    ]
    assert not missing


def figures(entry: WrittenEntry) -> list[str]:
    return NUMBER.findall(OUR_NUMBER.sub("", LINKED.sub("", entry.text)))


def rows(text: str) -> set[tuple[str, ...]]:
    """Every row of `IN_A_ROW` words of a text."""
    words = re.findall(r"[a-z0-9£%’']+", text.lower().replace("’", "'"))
    return {tuple(words[at : at + IN_A_ROW]) for at in range(len(words) - IN_A_ROW + 1)}
