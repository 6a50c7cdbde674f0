"""The keys of steps, in words."""

from datetime import date

import pytest

from tracker.domain.letter_words import moved_step
from tracker.domain.policy import PolicyStep
from tracker.domain.reminders import NEW, step_key
from tracker.domain.step_words import step_key_words, steps_words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (step_key(-3), "3 working days before"),
        (step_key(-1), "1 working day before"),
        (step_key(0), "on the day"),
        (step_key(PolicyStep(5).days), "5 working days overdue"),
        ("above-overdue-15", "15 working days overdue, to the post above"),
        ("further-overdue-30", "30 working days overdue, to the post above that"),
        ("above-on-day", "on the day, to the post above"),
        ("late-1", "1 working day overdue"),
        ("before-0", "on the last day"),
        (NEW, "new"),
        ("week-2023-09-18", "the week’s list"),
        ("handover-2023-09-18", "handed over"),
        ("something else", ""),
    ],
)
def test_a_key_is_told_in_words(key: str, words: str) -> None:
    assert step_key_words(key) == words


def test_the_key_of_a_moved_meeting_says_that_a_date_moved() -> None:
    assert step_key_words(moved_step(date(2023, 10, 4), 7)) == "a date moved"


def test_each_step_of_a_mail_is_named_once() -> None:
    keys = ["overdue-5", "before-3", "overdue-5", "whatever"]
    assert steps_words(keys) == "5 working days overdue and 3 working days before"
