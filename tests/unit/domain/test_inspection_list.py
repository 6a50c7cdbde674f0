"""A pasted list of findings: what is understood of it, and what is left for a person to say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.inspection_deadlines import day_alone, deadline
from tracker.domain.inspection_list import proposed_title, read_list
from tracker.domain.inspections import FindingKind

R, A, C = FindingKind.RECOMMENDATION, FindingKind.AREA_FOR_IMPROVEMENT, FindingKind.CAUSE_OF_CONCERN

REPORT = """Summary
The force has made progress.

Cause of concern
The force isn’t answering calls quickly enough.

Recommendations
By 31 March 2024, the force should:
- answer 999 calls within ten seconds;
- reduce the abandonment of 101 calls.

Area for improvement: The force should improve how it records crime.

Recommendation 3: Within three months, chief constables should review every case.
It goes on in a second line.
"""


def told(text: str) -> list[tuple[FindingKind, str, str, int | None]]:
    return [(one.kind, one.number, one.wording, one.under) for one in read_list(text).findings]


def test_headings_lists_and_what_stands_under_a_cause_of_concern() -> None:
    assert told(REPORT) == [
        (C, "", "The force isn’t answering calls quickly enough.", None),
        (
            R,
            "",
            "By 31 March 2024, the force should:\n- answer 999 calls within ten seconds;\n"
            "- reduce the abandonment of 101 calls.",
            0,
        ),
        (A, "", "The force should improve how it records crime.", None),
        (
            R,
            "3",
            "Within three months, chief constables should review every case.\nIt goes on in a second line.",
            None,
        ),
    ]
    assert read_list(REPORT).not_taken == ("Summary", "The force has made progress.")


def test_each_deadline_is_read_and_what_is_no_day_is_kept_as_words() -> None:
    found = read_list(REPORT).findings
    assert [(one.due_words, one.due_on) for one in found] == [
        ("", None),
        ("By 31 March 2024", date(2024, 3, 31)),
        ("", None),
        ("Within three months", None),
    ]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("By 1st May 2024 the force must act.", ("By 1st May 2024", date(2024, 5, 1))),
        (
            "The force should, by the end of February 2024, act.",
            ("By the end of February 2024", date(2024, 2, 29)),
        ),
        ("No later than 30/06/2024 all forces act.", ("No later than 30/06/2024", date(2024, 6, 30))),
        ("By March 2024, act.", ("By March 2024", None)),
        ("Before 31 March 2024, act.", ("Before 31 March 2024", None)),
        ("By 31 February 2024, act.", ("By 31 February 2024", None)),
        ("With immediate effect, forces should act.", ("With immediate effect", None)),
        ("Officers by 20 hubs should act.", ("", None)),
    ],
)
def test_a_deadline_is_a_day_or_its_words(words: str, due: tuple[str, date | None]) -> None:
    assert deadline(words) == due


def test_a_numbered_list_under_a_heading_for_many() -> None:
    text = "Recommendations\n1. Do this first.\n2. Do that:\n- a part\n- another\n3) Then this."
    assert told(text) == [
        (R, "1", "Do this first.", None),
        (R, "2", "Do that:\n- a part\n- another", None),
        (R, "3", "Then this.", None),
    ]


def test_paragraphs_and_bullets_under_a_heading_for_many_are_findings_of_their_own() -> None:
    assert told("AREAS FOR IMPROVEMENT\nThe force should act.\n\nThe force should think.") == [
        (A, "", "The force should act.", None),
        (A, "", "The force should think.", None),
    ]
    assert [wording for _, _, wording, _ in told("Areas for improvement\n• Act now.\n• Think again.")] == [
        "Act now.",
        "Think again.",
    ]


def test_markings_of_a_text_program_are_no_words() -> None:
    assert told("## Recommendation 2\n**The force should act.**") == [(R, "2", "The force should act.", None)]


def test_a_sentence_that_begins_with_the_word_is_no_heading() -> None:
    text = "Recommendation 1: Act.\nRecommendations made in 2021 – all of them – are closed."
    assert len(told(text)) == 1


def test_an_area_for_improvement_ends_what_stands_under_a_cause_of_concern() -> None:
    text = "Cause of concern 1: Calls.\nRecommendation 1: Act.\nArea for improvement 1: Think.\nRecommendation 2: Go."
    assert [under for *_, under in told(text)] == [None, 0, None, None]


def test_rows_of_a_spreadsheet_with_the_names_of_their_columns() -> None:
    text = "Type\tRef\tWording\tDeadline\nAFI\t4\tThe force should act.\t31/03/2024\nRecommendation\t5\tThink of it again.\tTBC"
    found = read_list(text).findings
    assert [(one.kind, one.number, one.due_words, one.due_on) for one in found] == [
        (A, "4", "31/03/2024", date(2024, 3, 31)),
        (R, "5", "TBC", None),
    ]
    assert found[0].wording == "The force should act."


def test_rows_of_a_spreadsheet_without_names() -> None:
    text = "Recommendation 3\tThe force should act at once.\nCause of concern\tThe force is slow to answer.\nx\ty"
    read = read_list(text)
    assert [(one.kind, one.number) for one in read.findings] == [(R, "3"), (C, "")]
    assert read.not_taken == ("x y",)


def test_a_text_without_a_heading_gives_no_finding() -> None:
    assert read_list("Just words.\nMore words.").findings == ()
    assert read_list("").findings == ()


def test_the_title_that_is_proposed_leaves_the_deadline_out_and_ends_between_two_words() -> None:
    assert proposed_title("By 31 March 2024, the force should act. And more.") == "The force should act"
    assert proposed_title("The force should act on:\n- this\n- that") == "The force should act on"
    long = proposed_title("The force should " + "review each and every case " * 20)
    assert len(long) <= 142
    assert long.endswith(" …")


def test_a_day_alone() -> None:
    assert day_alone("2024-03-31 00:00:00") == date(2024, 3, 31)
    assert day_alone("by 31 March 2024") == date(2024, 3, 31)
    assert day_alone("TBC") is None


@given(
    st.lists(
        st.sampled_from([*REPORT.splitlines(), "Recommendations", "a\tb c d", "1. One", "- Two", ""]),
        max_size=30,
    )
)
def test_no_line_with_words_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    if "\t" in text:
        return
    read = read_list(text)
    kept = " ".join([*(one.wording for one in read.findings), *read.not_taken])
    for line in lines:
        if line.startswith(("The force", "By 31", "It goes", "- answer")):
            assert line.removeprefix("- ") in kept
    for place, one in enumerate(read.findings):
        assert one.under is None or (one.under < place and read.findings[one.under].kind is C)
