"""The list of an owner: in which group each open action stands, the most pressing first."""

from collections.abc import Mapping
from enum import IntEnum

from tracker.domain.wording import count_words


class Owes(IntEnum):
    """Why an action stands on the list."""

    ASKED_AGAIN = 1
    OVERDUE = 2
    DUE = 3
    STANDING = 4
    UNDATED = 5
    ANSWERED = 6


HEADINGS: Mapping[Owes, str] = {
    Owes.ASKED_AGAIN: "Asked again",
    Owes.OVERDUE: "Overdue",
    Owes.DUE: "Due",
    Owes.STANDING: "At every meeting",
    Owes.UNDATED: "Without a date",
    Owes.ANSWERED: "Answered, nothing to do for now",
}


def owes(
    *, asked_again: bool, recommended: bool, overdue: bool, answered: bool, standing: bool, dated: bool
) -> Owes:
    """The group of one action. `answered`: since it was last made due. What is late stays late until its date is settled."""
    if asked_again:
        return Owes.ASKED_AGAIN
    if recommended:
        return Owes.ANSWERED
    if overdue:
        return Owes.OVERDUE
    if standing:
        return Owes.STANDING
    if answered:
        return Owes.ANSWERED
    return Owes.DUE if dated else Owes.UNDATED


def list_heading(counts: Mapping[Owes, int]) -> str:
    """ "2 updates are overdue", "1 answer is asked for again", "You answer for 4 open actions" """
    if late := counts.get(Owes.OVERDUE, 0):
        return f"{count_words(late, 'update is', 'updates are')} overdue"
    if again := counts.get(Owes.ASKED_AGAIN, 0):
        return f"{count_words(again, 'answer is', 'answers are')} asked for again"
    total = sum(counts.values())
    return f"You answer for {count_words(total, 'open action')}" if total else "Nothing is waiting for you"
