"""The question that a card puts to the meeting."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.to_decide import OnTheTable, to_decide


@pytest.mark.parametrize(
    ("action", "question"),
    [
        (OnTheTable(recommended=True, rests_on=2), "The owner recommends closing it. Is it complete?"),
        (
            OnTheTable(recommended=True, overdue=True),
            "The owner recommends closing it. Is it complete? Nothing is attached to show it.",
        ),
        (
            OnTheTable(more_time_until=date(2023, 11, 30), overdue=True),
            "The owner asks for more time, until 30 November 2023. Is that agreed?",
        ),
        (
            OnTheTable(standing=True, exit_rule="101 abandonment improves."),
            "It comes back until this is shown: 101 abandonment improves. Is it shown?",
        ),
        (OnTheTable(standing=True), "Does it come back again?"),
        (OnTheTable(overdue=True), "It is overdue. No answer has come in: what happens now?"),
        (
            OnTheTable(due_here=True, overdue=True, answered=True),
            "It is due at this meeting. The owner has answered: is that enough?",
        ),
        (OnTheTable(answered=True), "The owner has answered. Is that enough?"),
        (OnTheTable(), "It is due later. Does anything change?"),
        (OnTheTable(dated=False), "It has no date yet. By when is it due?"),
    ],
)
def test_the_question_is_the_one_that_the_action_raises(action: OnTheTable, question: str) -> None:
    assert to_decide(action) == question


@given(
    st.builds(
        OnTheTable, more_time_until=st.none() | st.dates(date(2000, 1, 1)), exit_rule=st.text(max_size=20)
    )
)
def test_a_question_is_always_put(action: OnTheTable) -> None:
    question = to_decide(action)
    assert "?" in question
    assert ".." not in question.replace(action.exit_rule, "")
