"""The citation that writes itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tracker.domain.citations import Paper, Place, citation, paper_words

REPORT = Paper("Public Performance Meeting report", "Staffordshire Police", dated="February 2019")
RESPONSE = Paper(
    "Commissioner's response to the performance report of 17 May 2023", "Staffordshire Commissioner"
)

CITED = [
    (
        REPORT,
        Place(page=12),
        "Staffordshire Police, Public Performance Meeting report, February 2019, page 12",
    ),
    (
        REPORT,
        Place(page=8, part="table 2"),
        "Staffordshire Police, Public Performance Meeting report, February 2019, page 8, table 2",
    ),
    (
        RESPONSE,
        Place(heading="3.1 Contact and response", paragraph=2),
        "Staffordshire Commissioner, Commissioner's response to the performance report of 17 May 2023, "
        "under “3.1 Contact and response”, paragraph 2",
    ),
    (RESPONSE, Place(paragraph=4), f"{paper_words(RESPONSE)}, paragraph 4"),
    (RESPONSE, Place(), paper_words(RESPONSE)),
    (Paper("Readings"), Place(sheet="Data", cell="B4"), "Readings, sheet “Data”, cell B4"),
    (Paper("Readings"), Place(cell="B4"), "Readings, cell B4"),
    (
        Paper("Performance pack for the meeting of 17 May 2023", held=False, dated="Not known"),
        Place(page=47),
        "Performance pack for the meeting of 17 May 2023, page 47 (not held)",
    ),
]


@pytest.mark.parametrize(("paper", "place", "words"), CITED)
def test_a_citation_names_the_paper_and_the_place(paper: Paper, place: Place, words: str) -> None:
    assert citation(paper, place) == words


@pytest.mark.parametrize(
    ("dated", "said"),
    [
        ("February 2020 (the day is not known)", ", February 2020"),
        ("Published - February 2020", ", February 2020"),
        ("Dated 4 February 2019", ", 4 February 2019"),
        ("Not known: after the meeting of 17 May 2023", ""),
        ("unknown", ""),
        ("Spring 2021.", ", Spring 2021"),
    ],
)
def test_words_stand_for_a_day_that_is_not_known(dated: str, said: str) -> None:
    assert paper_words(Paper("Pack", dated=dated)) == f"Pack{said}"


def test_a_known_day_goes_before_the_words_of_the_paper() -> None:
    paper = Paper("Pack", published_on=date(2019, 2, 4), dated="Dated 4 February 2019")
    assert paper_words(paper) == "Pack, 4 February 2019"


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("1", "version 1"),
        ("v2.1", "version 2.1"),
        ("Version: 3", "version 3"),
        ("Final draft", "Final draft"),
    ],
)
def test_the_printed_version_is_said(printed: str, said: str) -> None:
    assert paper_words(Paper("Pack", printed=printed)) == f"Pack, {said}"


def test_what_the_title_says_is_not_said_twice() -> None:
    paper = Paper(
        "Staffordshire Police pack, 11 February 2021", "Staffordshire Police", published_on=date(2021, 2, 11)
    )
    assert paper_words(paper) == "Staffordshire Police pack, 11 February 2021"


def test_a_date_inside_a_longer_one_is_another_date() -> None:
    paper = Paper("Pack of 14 February 2019", published_on=date(2019, 2, 4))
    assert paper_words(paper) == "Pack of 14 February 2019, 4 February 2019"


@given(
    heading=some.text(max_size=30), paragraph=some.integers(1, 99), part=some.sampled_from(["", "figure 3"])
)
def test_a_page_is_never_guessed(heading: str, paragraph: int, part: str) -> None:
    said = Place(heading=heading.replace("page", ""), paragraph=paragraph, part=part).words()
    assert "page" not in said
