"""What quotes the force can be sent to it first. How far that is, and what it means for issuing."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from tracker.domain.approval import checked_length
from tracker.domain.errors import BadInput


class SignOffState(StrEnum):
    """What became of one asking."""

    WAITING = "waiting"
    AUTHORISED = "authorised"
    REFUSED = "refused"
    FELL_AWAY = "fell_away"


class Asked(Protocol):
    """One asking of a post of the force. `authorised` is None until it answered."""

    @property
    def post_id(self) -> int: ...
    @property
    def authorised(self) -> bool | None: ...
    @property
    def fell_away_at(self) -> datetime | None: ...


def state_of(one: Asked) -> SignOffState:
    if one.fell_away_at is not None:
        return SignOffState.FELL_AWAY
    if one.authorised is None:
        return SignOffState.WAITING
    return SignOffState.AUTHORISED if one.authorised else SignOffState.REFUSED


def standing(all_asked: Sequence[Asked]) -> list[SignOffState]:
    """What counts now: the last word of each post, of what was said about the version as it is."""
    last = {one.post_id: state_of(one) for one in all_asked if one.fell_away_at is None}
    return list(last.values())


def is_in_the_way(all_asked: Sequence[Asked]) -> bool:
    """Whether a post has not answered yet, or has refused."""
    return any(state is not SignOffState.AUTHORISED for state in standing(all_asked))


def check_sign_offs(all_asked: Sequence[Asked], without: str) -> str:
    """Why a version is issued though the force did not authorise it, "" where it did or was not asked. Raises `BadInput` without a reason."""
    if not is_in_the_way(all_asked):
        return ""
    reason = without.replace("\r\n", "\n").strip()
    if not reason:
        refused = SignOffState.REFUSED in standing(all_asked)
        said = "has not authorised this version" if refused else "has not answered yet"
        raise BadInput(
            f"The force {said}. Say why it is issued all the same: the reason is kept.", field="without"
        )
    return checked_length(reason, "without")
