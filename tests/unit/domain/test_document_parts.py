"""Headings found in a text without pages, and the paragraphs beneath them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.document_parts import parts_of_text, plain
from tracker.domain.document_reading import MOST_IN_A_PART

BODY = (
    "The force answered fewer calls than it had planned for, and says why in the paragraphs that follow here."
)


def places(*blocks: str) -> list[str]:
    return [part.place for part in parts_of_text("\n\n".join(blocks))]


@pytest.mark.parametrize(
    "heading",
    [
        "3.1 Contact and response",
        "3.1. Contact and response",
        "3. Contact and response",
        "Section 2: Risks and issues",
        "Appendix B",
        "Call handling",
        "999 calls",
        "RESPONSE TIMES",
        "Grade 1 incidents (attendance within 15 minutes)",
    ],
)
def test_a_heading_is_known_by_its_form(heading: str) -> None:
    assert places(heading, BODY) == [heading]


@pytest.mark.parametrize(
    ("marked", "heading"),
    [
        ("## Contact", "Contact"),
        ("#### *Foreword* by <b>Ann</b>", "Foreword by Ann"),
        ("4.5. **Justice**", "4.5. Justice"),
    ],
)
def test_the_signs_of_emphasis_are_left_out_of_a_heading(marked: str, heading: str) -> None:
    assert places(marked, BODY) == [heading]


@pytest.mark.parametrize(
    "line",
    [
        "It rose again.",
        "- Contact and response",
        "- 1. Fewer calls",
        "Figure 3. Monthly volume of calls",
        "Telephone: 01785 000000",
        "www.force.example.org",
        "Calls\t8.6",
        "Top reasons are:",
        "the position for the last quarter",
        "The position for the last quarter is",
        "16 February 2021",
        "3.1 per cent more were answered",
        "4.3.6. The services that follow were commissioned:",
    ],
)
def test_what_is_no_heading_stays_a_paragraph(line: str) -> None:
    assert places("Foreword", BODY, line, BODY) == ["Foreword"]


def test_a_signature_is_no_heading() -> None:
    assert places("Foreword", BODY, "Ann Able", "Chief Constable", "# Contact", BODY) == [
        "Foreword",
        "Contact",
    ]


def test_a_title_of_the_list_of_contents_is_a_heading_wherever_it_stands() -> None:
    contents = "Foreword.....2\nResourcing\t27-29\nDrugs   30"
    text = ["Contents", contents, "Foreword", BODY, "Resourcing", "Short.", "Drugs", "Shorter."]
    assert places(*text) == ["Contents", "Foreword", "Resourcing", "Drugs"]


def test_headings_that_follow_each_other_stand_together_and_no_word_is_lost() -> None:
    assert places("# Early help", "## 1. Robbery", BODY) == ["Early help – 1. Robbery"]
    long = [f"# {name * 10}" for name in ("Robbery ", "Vehicles ", "Response ")]
    (part,) = parts_of_text("\n\n".join([*long, BODY]))
    assert all(name in part.place + part.words for name in ("Robbery", "Vehicles", "Response"))


def test_what_stands_before_the_first_heading_has_no_place() -> None:
    assert places("A first sentence. And a second.", "# Contact", BODY) == ["", "Contact"]


def test_paragraphs_are_kept_apart_by_one_blank_line() -> None:
    (part,) = parts_of_text("# Contact\r\n\r\nOne,\r\nstill one.  \r\n\r\n   \r\n\r\nTwo.\f Three.")
    assert part.words == "One,\nstill one.\n\nTwo.\n\nThree."


def test_a_long_part_is_continued() -> None:
    parts = parts_of_text("\n\n".join(["# Contact", *[BODY] * 1_000]))
    assert [part.place for part in parts[:2]] == ["Contact", "Contact, continued"]
    assert all(len(part.words) <= MOST_IN_A_PART + len(BODY) for part in parts)
    assert sum(part.words.count(BODY) for part in parts) == 1_000


TEXT = st.text(st.sampled_from("aZ19 .:#-*\n\t\r\f\0\ud800é£"), max_size=300)


@given(TEXT)
def test_no_letter_or_figure_is_lost_or_put_in_another_order(text: str) -> None:
    def kept(words: str) -> list[str]:
        return [letter for letter in words if letter.isalnum()]

    parts = parts_of_text(text)
    assert kept("".join(part.place + part.words for part in parts)) == kept(plain(text))


@given(TEXT)
def test_what_is_kept_can_be_kept_by_both_databases(text: str) -> None:
    assert all(letter in "\n\t" or letter.isprintable() for letter in plain(text))
