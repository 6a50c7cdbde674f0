"""One typed line becomes a heading of an agenda."""

import pytest

from tracker.domain.agenda_lines import HeadingTyped, read_heading
from tracker.domain.errors import BadInput

PRIORITIES, MEASURES = ("local", "harm", "victims"), ("homicide", "neighbourhood-crime")


def read(text: str) -> HeadingTyped:
    return read_heading(text, priorities=PRIORITIES, measures=MEASURES)


@pytest.mark.parametrize(
    ("typed", "number", "title"),
    [
        ("3.1 Contact and response", "3.1", "Contact and response"),
        ("3.1. Contact and response", "3.1", "Contact and response"),
        ("3.1: Contact and response", "3.1", "Contact and response"),
        ("10) Any other business", "10", "Any other business"),
        ("  item 4   Roads ", "4", "Roads"),
        ("2a Roads", "2a", "Roads"),
        ("2A Roads", "2a", "Roads"),
        ("3.1.2 Call handling", "3.1.2", "Call handling"),
        ("Contact and response", "", "Contact and response"),
        ("101 abandonment", "", "101 abandonment"),
        ("999 and 101 calls", "", "999 and 101 calls"),
        ("2023/24 budget", "", "2023/24 budget"),
        ("Items from the Panel", "", "Items from the Panel"),
        ("3.1", "3.1", ""),
        ("", "", ""),
    ],
)
def test_a_number_that_stands_first_is_the_number_of_the_heading(typed: str, number: str, title: str) -> None:
    assert read(typed) == HeadingTyped(number, title)


@pytest.mark.parametrize(
    ("typed", "title", "priority", "measure"),
    [
        ("3.1 Contact and response #local", "Contact and response", "local", None),
        ("#LOCAL 3.1 Contact", "Contact", "local", None),
        ("4.1 Homicide #harm #homicide", "Homicide", "harm", "homicide"),
        (
            "3.4 Burglary #neighbourhood-crime, town by town",
            "Burglary , town by town",
            None,
            "neighbourhood-crime",
        ),
        ("Our #1 concern", "Our #1 concern", None, None),
        ("R&#38;D", "R&#38;D", None, None),
        ("3.1 Contact #local #local", "Contact", "local", None),
    ],
)
def test_a_word_after_a_hash_is_a_priority_or_a_national_measure(
    typed: str, title: str, priority: str | None, measure: str | None
) -> None:
    heading = read(typed)
    assert (heading.title, heading.priority, heading.measure) == (title, priority, measure)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "3.1 Roads #raods",
            "There is no priority and no national measure #raods. Type #local, #harm or #victims",
        ),
        ("3.1 Roads #local #harm", "A heading has one priority. Keep one of #local and #harm."),
        ("3.1 Roads #homicide #neighbourhood-crime", "A heading has one national measure."),
    ],
)
def test_a_code_that_cannot_be_taken_is_told(typed: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(typed)
    assert str(refused.value).startswith(sentence)
    assert refused.value.field == "line"


def test_where_no_priority_is_on_record_the_advice_is_to_leave_it_out() -> None:
    with pytest.raises(BadInput, match="Leave it out: no priorities are on record"):
        read_heading("Roads #local", priorities=(), measures=())
