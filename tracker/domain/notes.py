"""Notes and decisions of an agenda item: how long they may be, and when they can still be changed."""

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.meetings import STATUS_WORDS, UNDER_WAY, MeetingStatus

NOTES_LIMIT = 20_000
"""Characters of what was said under one agenda item: about eight pages."""
DECISIONS_LIMIT = 10_000
"""Characters of what was decided under it."""


def as_kept(text: str) -> str:
    """`text` as it is kept: as typed, with the line ends of every computer made the same."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_lengths(notes: str, decisions: str) -> None:
    """Raises `BadInput` for a text that is too long."""
    for field, text, limit in (("notes", notes, NOTES_LIMIT), ("decisions", decisions, DECISIONS_LIMIT)):
        if len(text) > limit:
            raise BadInput(
                f"Keep the {field} of one item to {limit:,} characters; they have {len(text):,}. "
                "Shorten them, or put the rest under another item.",
                field=field,
            )


def check_notes(status: MeetingStatus) -> None:
    """Raises `InvalidMove` for a meeting that is over: its notes stand, and are corrected with a reason."""
    if status is MeetingStatus.CANCELLED:
        raise InvalidMove("This meeting is cancelled, so its notes cannot be changed.")
    if status not in UNDER_WAY:
        raise InvalidMove(
            f"This meeting is {STATUS_WORDS[status]}, so its notes are changed only as a correction, with a reason. "
            "What you typed is kept: choose “Correct” beside its heading, on the page of all notes."
        )
