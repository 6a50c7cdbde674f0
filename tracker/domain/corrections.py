"""Corrections of the record of a meeting that is over: when they can be made, and how each is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.meetings import STATUS_WORDS, MeetingStatus

OVER = frozenset({MeetingStatus.HELD, MeetingStatus.ISSUED})
"""A meeting whose record stands, and is changed with a reason only."""

LONGEST_REASON = 1000
"""Characters."""

LONGEST_SHOWN = 200
"""Characters of a text in the sentence of a correction. The history has the whole of it."""

SAME = "Nothing is different from the record. Change what is wrong, or go back."


@dataclass(frozen=True)
class Changed:
    """One value, in words: what it is called, what it was and what it is. "" stands for nothing.

    `quoted` is a text that somebody wrote, and not a choice.
    """

    name: str
    before: str
    after: str
    quoted: bool = False


def check_correctable(status: MeetingStatus) -> None:
    """Raises `InvalidMove` for a meeting that is not over: there, things are simply changed."""
    if status is MeetingStatus.CANCELLED:
        raise InvalidMove("This meeting was cancelled, so it has no record to correct.")
    if status not in OVER:
        raise InvalidMove(
            f"This meeting is {STATUS_WORDS[status]}: change its record in the meeting room, no reason is needed."
        )


def check_reason(typed: str) -> str:
    """The reason, on one line. Raises `BadInput` (field `reason`) where there is none."""
    reason = " ".join(typed.split())
    if not reason:
        raise BadInput("Give the reason: it stands beside the correction.", field="reason")
    if len(reason) > LONGEST_REASON:
        raise BadInput(
            f"Keep the reason to {LONGEST_REASON:,} characters; it has {len(reason):,}.", field="reason"
        )
    return reason


def changes_sentence(changes: Iterable[Changed]) -> str:
    """ "Owner changed from Head of Contact to Head of Roads. Details added: “By hub.”"; "" where nothing differs."""
    return " ".join(_sentence(change) for change in changes if change.before != change.after)


def must_be_issued_again(issued_at: datetime | None, corrected_at: datetime | None) -> bool:
    """True when something was corrected after the record of the meeting was issued."""
    return issued_at is not None and corrected_at is not None and corrected_at > issued_at


def _sentence(change: Changed) -> str:
    before, after = _shown(change.before, change.quoted), _shown(change.after, change.quoted)
    if not change.before:
        return f"{change.name} added: {after}" + _stop(after)
    if not change.after:
        return f"{change.name} taken out: {before}" + _stop(before)
    return f"{change.name} changed from {before} to {after}" + _stop(after)


def _shown(text: str, quoted: bool) -> str:
    words = " ".join(text.split())
    if len(words) > LONGEST_SHOWN:
        words = words[: LONGEST_SHOWN - 1].rstrip() + "…"
    return f"“{words}”" if quoted else words


def _stop(words: str) -> str:
    return "" if words.rstrip("”").endswith((".", "…", "?", "!")) else "."
