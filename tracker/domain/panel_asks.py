"""What the Police, Fire and Crime Panel asks of the office, and by when it wants it in writing."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from tracker.domain.wording import count_words, date_words


class AskKind(StrEnum):
    RECOMMENDATION = "recommendation"
    QUESTION = "question"


class SeriesKind(StrEnum):
    """What a series of meetings is: those of the office with the force, the Panel's, or none at all, for what inspections ask."""

    PERFORMANCE = "performance"
    PANEL = "panel"
    INSPECTION = "inspection"


PANEL_PAPERS_WORKING_DAYS = 6
"""Papers for the Panel leave with five clear days: neither the day on which they leave nor that of the meeting counts. Only working
days are counted, so they leave on the sixth working day before."""

ASK_WORDS: Mapping[AskKind, str] = {
    AskKind.RECOMMENDATION: "recommendation",
    AskKind.QUESTION: "question",
}
LONGEST_WORDS = 10_000
"""Characters of the Panel's words, and of the reply."""
LONGEST_WHO = 200
LONGEST_IN_CLOCK = 150
"""Characters of our title in the title of the clock."""


def panel_heading(due: Sequence[date | None], today: date, asked: int) -> str:
    """ "2 replies to the Panel are due, 1 of them late", "1 reply to the Panel is late". `due` are the days of what is not replied to, `asked` counts all."""
    late = sum(1 for day in due if day and day < today)
    if due:
        replies = f"{count_words(len(due), 'reply', 'replies')} to the Panel {_is(len(due))}"
        if late == len(due):
            return f"{replies} late"
        return f"{replies} due, {late} of them late" if late else f"{replies} due"
    return (
        "Every question of the Panel is answered"
        if asked
        else "The Panel has asked for nothing that is on record"
    )


def reply_words(reply_by: date | None, replied_on: date | None) -> str:
    """ "Replied on 20 October 2023", "Reply by 31 October 2023", "No day was set for the reply" """
    if replied_on:
        late = (replied_on - reply_by).days if reply_by else 0
        words = f", {count_words(late, 'day')} late" if late > 0 else ""
        return f"Replied on {date_words(replied_on)}{words}"
    return f"Reply by {date_words(reply_by)}" if reply_by else "No day was set for the reply"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
