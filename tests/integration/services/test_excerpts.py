"""Excerpts are kept once, with words that the page really says."""

import pytest

from tests.support.builders import Record
from tests.support.read_documents import a_document, a_version
from tracker.domain.documents import ExcerptKind, ReadState
from tracker.domain.errors import BadInput, InvalidMove, NotFound
from tracker.services.excerpts import LONGEST_QUOTE, Choice, cite_unheld, keep_excerpt
from tracker.store.history import of_subject

SAID = "101 abandoned rates are increasing."
PAGE = f"Contact and response.\n\n{SAID}\n\nFigure 3: Calls by month"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_words_are_kept_with_their_place_and_their_citation(record: Record) -> None:
    version = a_version(record.desk, a_document(record.desk), "Foreword", PAGE)
    starts = PAGE.index(SAID)
    row = keep_excerpt(record.desk, version, 2, Choice(quote=SAID, starts=starts, ends=starts + len(SAID)))
    assert (row.quote, row.starts, row.ends, row.page, row.position) == (
        SAID,
        starts,
        starts + len(SAID),
        2,
        2,
    )
    assert row.citation == "Staffordshire Police, Public Performance Meeting report, February 2019, page 2"


def test_the_same_place_chosen_twice_is_one_excerpt(record: Record) -> None:
    version = a_version(record.desk, a_document(record.desk), PAGE)
    starts = PAGE.index(SAID)
    first = keep_excerpt(record.desk, version, 1, Choice(quote=SAID))
    again = keep_excerpt(
        record.desk, version, 1, Choice(quote=SAID, starts=starts - 1, ends=starts + len(SAID) + 1)
    )
    assert again.id == first.id
    assert keep_excerpt(record.desk, version, 1, Choice(ExcerptKind.PAGE)).id != first.id


def test_words_are_found_as_the_browser_sends_them(record: Record) -> None:
    version = a_version(record.desk, a_document(record.desk), "The “rate”\nis rising, aban-\ndoned.")
    row = keep_excerpt(
        record.desk, version, 1, Choice(quote='The "rate" is rising, abandoned', starts=9, ends=20)
    )
    assert row.quote == "The “rate”\nis rising, aban-\ndoned"


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (Choice(quote="Nobody said this", starts=0, ends=5), "does not say these words"),
        (Choice(), "Select the words"),
        (Choice(starts=2, ends=2_000), "Select the words"),
        (Choice(ExcerptKind.FIGURE, part="x" * 200), "Keep this to"),
    ],
)
def test_words_that_the_page_does_not_say_are_refused(record: Record, choice: Choice, sentence: str) -> None:
    version = a_version(record.desk, a_document(record.desk), PAGE)
    with pytest.raises(BadInput, match=sentence):
        keep_excerpt(record.desk, version, 1, choice)


def test_too_many_words_are_a_page(record: Record) -> None:
    version = a_version(record.desk, a_document(record.desk), "word " * LONGEST_QUOTE)
    with pytest.raises(BadInput, match="the whole page"):
        keep_excerpt(record.desk, version, 1, Choice(starts=0, ends=LONGEST_QUOTE + 10))


def test_a_figure_is_known_by_its_caption(record: Record) -> None:
    version = a_version(record.desk, a_document(record.desk), PAGE)
    row = keep_excerpt(record.desk, version, 1, Choice(ExcerptKind.FIGURE, part="figure 3"))
    assert (row.quote, row.place) == ("Figure 3: Calls by month", "figure 3")
    assert row.citation.endswith("page 1, figure 3")


def test_without_pages_the_heading_and_the_paragraph_are_cited(record: Record) -> None:
    version = a_version(record.desk, a_document(record.desk), ("3.1 Contact and response", PAGE))
    row = keep_excerpt(record.desk, version, 1, Choice(quote=SAID))
    assert (row.page, row.paragraph) == (None, 2)
    assert row.citation.endswith("February 2019, under “3.1 Contact and response”, paragraph 2")


def test_a_part_of_a_workbook_is_a_sheet(record: Record) -> None:
    version = a_version(record.desk, a_document(record.desk), ("Calls", PAGE), media_type=SHEETS)
    row = keep_excerpt(record.desk, version, 1, Choice(quote=SAID))
    assert "sheet “Calls”" in row.citation
    assert row.paragraph is None


def test_nothing_can_be_chosen_in_a_file_that_was_not_read_nor_on_a_page_that_is_not_there(
    record: Record,
) -> None:
    document = a_document(record.desk)
    waiting = a_version(record.desk, document, PAGE, state=ReadState.WAITING)
    with pytest.raises(InvalidMove):
        keep_excerpt(record.desk, waiting, 1, Choice(quote=SAID))
    read = a_version(record.desk, document, PAGE, number=2)
    with pytest.raises(NotFound):
        keep_excerpt(record.desk, read, 7, Choice(quote=SAID))


def test_a_source_that_is_not_held_is_a_source_too(record: Record) -> None:
    pack = a_document(
        record.desk,
        "pack-2023-05",
        "Performance pack for the meeting of 17 May 2023",
        held=False,
        dated="Not known",
    )
    row = cite_unheld(record.desk, pack, page=47, place="")
    assert row.citation.endswith("17 May 2023, page 47 (not held)")
    assert cite_unheld(record.desk, pack, page=47, place=" ").id == row.id
    assert cite_unheld(record.desk, pack, page=48, place="").id != row.id
    with pytest.raises(InvalidMove):
        cite_unheld(record.desk, a_document(record.desk), page=1, place="")


def test_an_excerpt_that_is_kept_is_in_the_history(record: Record) -> None:
    version = a_version(record.desk, a_document(record.desk), PAGE)
    keep_excerpt(record.desk, version, 1, Choice(quote=SAID))
    keep_excerpt(record.desk, version, 1, Choice(quote=SAID))
    assert [row.event for row, _ in of_subject(record.desk.session, "document 1")] == ["excerpt.kept"]
