"""Lines that were typed during a meeting and arrived after it was closed."""

from datetime import datetime, timedelta
from enum import StrEnum

from tracker.domain.errors import InvalidMove
from tracker.domain.wording import clock_time

EARLIEST = timedelta(hours=12)
"""How long before a meeting started a line may have been typed for it: while the room was prepared, not days before."""


class LateLineState(StrEnum):
    WAITING = "waiting"
    TAKEN_IN = "taken_in"
    SET_ASIDE = "set_aside"


def check_typed_in_time(typed_at: datetime | None, *, started: datetime, closed: datetime) -> datetime:
    """`typed_at`, when its meeting could still be logged at then. Else raises `InvalidMove`."""
    if typed_at is None or not started - EARLIEST <= typed_at < closed:
        raise InvalidMove(
            f"The meeting was closed at {clock_time(closed)}, before this was typed. "
            "Log it at the next meeting, or ask the secretariat to correct the record."
        )
    return typed_at
