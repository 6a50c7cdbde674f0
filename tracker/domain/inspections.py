"""Inspection reports, what they find, and how far each finding has come.

The inspectorate closes a finding, never the office. What the office can do is to submit it for closure; whether the office has closed
the action that answers it is a third thing, and is told beside these two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.wording import date_words


class FindingKind(StrEnum):
    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area_for_improvement"
    CAUSE_OF_CONCERN = "cause_of_concern"


class FindingState(StrEnum):
    """The inspectorate closes a finding, not the office: what the office can do is submit it for closure."""

    OPEN = "open"
    SUBMITTED = "submitted"
    CLOSED = "closed"


class InspectionStepKind(StrEnum):
    """What can be done about a report, then about one finding of it."""

    INVITED = "invited"
    FORCE_COMMENTED = "force_commented"
    PUBLISHED = "published"
    SENT_TO_INSPECTORATE = "sent_to_inspectorate"
    SENT_TO_HOME_SECRETARY = "sent_to_home_secretary"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    CLOSED = "closed"
    REOPENED = "reopened"


KIND_WORDS: Mapping[FindingKind, str] = {
    FindingKind.RECOMMENDATION: "recommendation",
    FindingKind.AREA_FOR_IMPROVEMENT: "area for improvement",
    FindingKind.CAUSE_OF_CONCERN: "cause of concern",
}
KINDS_WORDS: Mapping[FindingKind, str] = {
    FindingKind.RECOMMENDATION: "recommendations",
    FindingKind.AREA_FOR_IMPROVEMENT: "areas for improvement",
    FindingKind.CAUSE_OF_CONCERN: "causes of concern",
}
USUAL_BODY = "HMICFRS"
LONGEST_WORDING = 10_000
"""Characters."""
LONGEST_NOTE = 2_000
LONGEST_NAME = 200


@dataclass(frozen=True)
class FindingMove:
    """A move of a finding: where it starts, where it leads, whether it needs words, and the question that a page asks."""

    starts: frozenset[FindingState]
    leads: FindingState
    needs_note: bool
    words: str


F, K = FindingState, InspectionStepKind
MOVES: Mapping[InspectionStepKind, FindingMove] = {
    K.SUBMITTED: FindingMove(frozenset({F.OPEN}), F.SUBMITTED, False, "submitted for closure"),
    K.SENT_BACK: FindingMove(frozenset({F.SUBMITTED}), F.OPEN, True, "sent back"),
    K.CLOSED: FindingMove(frozenset({F.OPEN, F.SUBMITTED}), F.CLOSED, False, "closed"),
    K.REOPENED: FindingMove(frozenset({F.CLOSED}), F.OPEN, True, "open again"),
}
"""How a finding moves. Closing is noted when the inspectorate has done it; it may close what nobody submitted."""


def moved(state: FindingState, what: InspectionStepKind, note: str) -> FindingState:
    """The state that a move leads to. Raises `InvalidMove` where it does not start there, `BadInput` where its reason is missing."""
    if what not in MOVES:
        raise InvalidMove("That is no move of a finding.")
    move = MOVES[what]
    if state not in move.starts:
        raise InvalidMove(
            f"This finding is {STATE_WORDS[state]}, so it cannot be {move.words}. Open its page again."
        )
    if move.needs_note and not note.strip():
        raise BadInput("Say why: the reason stays with the finding.", field="note")
    return move.leads


STATE_WORDS: Mapping[FindingState, str] = {
    F.OPEN: "open",
    F.SUBMITTED: "submitted for closure",
    F.CLOSED: "closed",
}


def state_words(
    state: FindingState, body: str, *, submitted_on: date | None = None, closed_on: date | None = None
) -> str:
    """ "Open", "Submitted for closure on 3 May 2024", "Closed by HMICFRS on 12 July 2024" """
    if state is FindingState.CLOSED:
        return f"Closed by {body or 'the inspectorate'}{_on(closed_on)}"
    return f"Submitted for closure{_on(submitted_on)}" if state is FindingState.SUBMITTED else "Open"


def finding_words(kind: FindingKind, number: str) -> str:
    """ "Recommendation 3", "Cause of concern" """
    words = KIND_WORDS[kind]
    return " ".join(filter(None, (words[:1].upper() + words[1:], number)))


def checked_day(day: date | None, field: str, *, today: date, earliest: date, why: str) -> date:
    """The day on which something was done. Raises `BadInput` (field `field`) for none, one to come, or one before `earliest`; `why` says
    what that day is ("the report was published on")."""
    if day is None:
        raise BadInput("Give the day.", field=field)
    if day > today:
        raise BadInput("That day is still to come. Give the day on which it was done.", field=field)
    if day < earliest:
        raise BadInput(f"{why} {date_words(earliest)}. Give that day or a later one.", field=field)
    return day


def checked_note(note: str, field: str = "note", most: int = LONGEST_NOTE) -> str:
    """The text with its ends cut off. Raises `BadInput` for one that is too long."""
    kept = note.replace("\r\n", "\n").strip()
    if len(kept) > most:
        raise BadInput(f"Keep this to {most:,} characters; it has {len(kept):,}.", field=field)
    return kept


def _on(day: date | None) -> str:
    return f" on {date_words(day)}" if day else ""
