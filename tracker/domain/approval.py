"""What a version of a report needs before it leaves the office: a name under it, and for a correction what was wrong."""

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.version_states import VersionState

LONGEST_NAME, LONGEST_TEXT = 200, 1_000
"""Characters."""


def approver(typed: str) -> str:
    """The name under an approval. Raises `BadInput` where there is none."""
    name = " ".join(typed.split())
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(f"Say who approved it, in up to {LONGEST_NAME} characters.", field="approved_by")
    return name


def correction_words(typed: str, *, is_needed: bool, before: int) -> str:
    """What was wrong in the version issued before, number `before`. Raises `BadInput` where that has to be said and is not."""
    text = typed.replace("\r\n", "\n").strip()
    if is_needed and not text:
        raise BadInput(f"Say what was wrong in version {before}. Its readers see this.", field="correction")
    return checked_length(text, "correction")


def checked_length(text: str, field: str) -> str:
    """Raises `BadInput` for a text that is too long."""
    if len(text) > LONGEST_TEXT:
        raise BadInput(f"Keep this to {LONGEST_TEXT:,} characters; it has {len(text):,}.", field=field)
    return text


def check_approval(state: VersionState) -> None:
    """Raises `InvalidMove` for a version that is approved or issued already."""
    if state is not VersionState.DRAFT:
        raise InvalidMove(f"This version is {state} already. Build a new version to change what it says.")


def check_issuing(state: VersionState) -> None:
    """Raises `InvalidMove` for a version that nobody approved, or that is issued already."""
    if state is VersionState.ISSUED:
        raise InvalidMove("This version is issued already. Build a new version to change what it says.")
    if state is VersionState.DRAFT:
        raise InvalidMove("Nobody has approved this version yet. Approve it first, then issue it.")
