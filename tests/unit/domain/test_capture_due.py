"""Meetings and standing items in a typed line, and which of two counts."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.support.typed import LOCAL, typed
from tracker.domain.due import DueKind


@pytest.mark.parametrize(
    "words",
    [
        "due next meeting",
        "Due the next meeting",
        "due at next meeting",
        "due at the next meeting",
        "due for the next meeting",
        "due by next mtg",
    ],
)
def test_the_next_meeting_is_a_due_date_without_a_day(words: str) -> None:
    read = typed(f"Bring 101 waiting times back {words}")
    assert read.due is not None
    assert (read.due.kind, read.due.on, read.due.words) == (DueKind.NEXT_MEETING, None, words)
    assert read.title == "Bring 101 waiting times back"


@pytest.mark.parametrize(
    ("line", "title", "rule"),
    [
        ("Grade 2 attendance every meeting until it improves", "Grade 2 attendance", "it improves"),
        ("Show Grade 2 at every meeting until it improves", "Show Grade 2", "it improves"),
        ("Grade 2 due each performance meeting until on target", "Grade 2", "on target"),
        ("Grade 2 standing until 15 minutes is met", "Grade 2", "15 minutes is met"),
        ("Make Grade 2 a standing item until it improves", "Make Grade 2", "it improves"),
        ("Keep Grade 2 as a standing item", "Keep Grade 2", ""),
        ("Grade 2 standing", "Grade 2", ""),
        ("Grade 2 due standing", "Grade 2", ""),
        ("Grade 2 due every meeting", "Grade 2", ""),
        ("Standing, Grade 2", "Grade 2", ""),
    ],
)
def test_a_standing_item_takes_the_rest_of_the_line_as_its_exit_rule(
    line: str, title: str, rule: str
) -> None:
    read = typed(line)
    assert read.due is not None
    assert (read.due.kind, read.due.on, read.due.exit_rule) == (DueKind.STANDING, None, rule)
    assert (read.title, read.problems) == (title, ())


def test_an_owner_after_the_exit_rule_is_the_owner_and_no_part_of_the_rule() -> None:
    read = typed("Grade 2 every meeting until it improves @acc-lp #local")
    assert read.owner == LOCAL
    assert read.due is not None
    assert read.due.exit_rule == "it improves"
    assert read.due.words == "every meeting until it improves"


@pytest.mark.parametrize(
    "line",
    [
        "Review standing orders",
        "List cases that are long standing",
        "List long-standing cases",
        "Say it at every meeting",
        "Fix the street notwithstanding",
        "Report every meeting until",
    ],
)
def test_other_uses_of_the_words_stay_in_the_title(line: str) -> None:
    read = typed(line)
    assert (read.title, read.due, read.problems) == (line, None, ())


def test_the_first_due_date_counts_and_a_second_one_stays_in_the_title() -> None:
    read = typed("Plan due 4 Oct then a report due 5 Oct")
    assert read.due is not None
    assert read.due.on == date(2023, 10, 4)
    assert read.title == "Plan then a report due 5 Oct"


def test_a_date_that_is_none_gives_way_to_one_that_is_understood() -> None:
    read = typed("Plan due 31 June sorry due 30 June")
    assert read.due is not None
    assert read.due.on == date(2024, 6, 30)
    assert (read.title, read.problems) == ("Plan due 31 June sorry", ())


def test_every_due_date_of_the_page_for_people_is_understood() -> None:
    page = (Path(__file__).parents[3] / "docs" / "capture.md").read_text(encoding="utf-8")
    rows = [
        line.split("|")[1]
        for line in page.splitlines()
        if line.startswith(("| `due ", "| `every ", "| `stand"))
    ]
    examples = [words for row in rows for words in re.findall("`([^`]+)`", row)]
    assert len(examples) > 25
    for words in examples:
        read = typed(f"Plan {words}", is_working_day=lambda day: day.weekday() < 5)
        assert (read.due and read.due.words, read.title) == (words, "Plan")
