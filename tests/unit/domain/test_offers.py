"""How a promise is offered: its title, and its due date as somebody would type it."""

from datetime import date

import pytest

from tracker.domain.offers import ACTIONS, LONGEST_TITLE, due_of, title_of
from tracker.domain.promises import WHY, find_promises

TODAY = date(2023, 9, 20)


def _title(text: str) -> str:
    [promise] = find_promises(text)
    return title_of(promise)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Action 014 – Head of Legal to provide advice.", "Head of Legal to provide advice."),
        ("Action 031\n\n'Fleet' figures to be received\non mileage.", "'Fleet' figures to be received on mileage."),
        ("Agreed:\n- the **Clerk** to write to the pilots;\n", "The Clerk to write to the pilots"),
    ],
)  # fmt: skip
def test_a_title_is_one_line_without_marks_and_the_printed_number(text: str, title: str) -> None:
    assert _title(text) == title


def test_a_long_title_is_cut_after_a_word() -> None:
    title = _title(f"The Clerk will publish {'many long words ' * 20}.")
    assert len(title) <= LONGEST_TITLE + 2
    assert title.endswith(("words …", "many …", "long …"))


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("to the next meeting", "next meeting"),
        ("at the next public performance meeting", "next meeting"),
        ("in all meetings until attendance\nimproves", "every meeting until attendance improves"),
        ("by 30 November 2023", "30 November 2023"),
        ("no later than 1 September 2024", "1 September 2024"),
        ("by 30 June 2022", ""),
        ("in June", ""),
        ("in all meetings", ""),
        ("in the near future", ""),
        ("by 31 February 2024", ""),
        ("quarter 2 of 2024", ""),
        (None, ""),
    ],
)
def test_only_a_day_to_come_that_is_certain_is_put_into_the_field(words: str | None, typed: str) -> None:
    assert due_of(words, TODAY) == typed


def test_every_rule_that_asks_is_a_rule() -> None:
    assert set(WHY) >= ACTIONS
