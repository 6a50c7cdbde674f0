"""When an action is due, as a page and a frozen record say it."""

from datetime import date

from tracker.domain.actions import Kind
from tracker.domain.due import DueKind
from tracker.domain.wording import date_words


def due_words(kind: DueKind, due_on: date | None, meeting_on: date | None, action_kind: Kind) -> str:
    """ "Meeting of 4 October 2023, papers by 27 September 2023", "30 November 2023", "Every meeting …" or "No date yet" """
    if kind is DueKind.MEETING and meeting_on and due_on:
        return f"Meeting of {date_words(meeting_on)}, papers by {date_words(due_on)}"
    if kind is DueKind.NEXT_MEETING:
        return "Next meeting, not scheduled yet"
    if kind is DueKind.STANDING or (due_on is None and action_kind is Kind.STANDING):
        return "Every meeting, until its exit rule is met"
    return date_words(due_on) if due_on else "No date yet"
