"""What a meeting has to decide on one action, as the one sentence that stands before its outcomes."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.wording import date_words


@dataclass(frozen=True)
class OnTheTable:
    """An action, as far as the question asks. `answered` is whether its owner has said anything since it was last decided on.

    `more_time_until` is the day that the owner asks for, where nothing was decided since; `rests_on` counts its evidence.
    """

    recommended: bool = False
    more_time_until: date | None = None
    exit_rule: str = ""
    standing: bool = False
    overdue: bool = False
    due_here: bool = False
    dated: bool = True
    answered: bool = False
    rests_on: int = 0


def to_decide(action: OnTheTable) -> str:
    """ "The owner recommends closing it. Is it complete?" """
    if action.recommended:
        shown = "" if action.rests_on else " Nothing is attached to show it."
        return f"The owner recommends closing it. Is it complete?{shown}"
    if action.more_time_until:
        return f"The owner asks for more time, until {date_words(action.more_time_until)}. Is that agreed?"
    if action.standing:
        rule = action.exit_rule.rstrip(". ")
        return (
            f"It comes back until this is shown: {rule}. Is it shown?" if rule else "Does it come back again?"
        )
    if action.overdue or action.due_here:
        return f"It is {_due(action)}. {_answer(action)}"
    if action.answered:
        return "The owner has answered. Is that enough?"
    return (
        "It is due later. Does anything change?" if action.dated else "It has no date yet. By when is it due?"
    )


def _due(action: OnTheTable) -> str:
    """Late and due here: the papers of this meeting are past, and its day is not."""
    return "due at this meeting" if action.due_here else "overdue"


def _answer(action: OnTheTable) -> str:
    if action.answered:
        return "The owner has answered: is that enough?"
    return "No answer has come in: what happens now?"
