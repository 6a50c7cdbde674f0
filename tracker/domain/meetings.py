"""A meeting's life and its papers deadline."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from tracker.domain.errors import InvalidMove
from tracker.domain.workdays import IsWorkingDay, working_day_before

PAPERS_WORKING_DAYS = 5
"""Papers are due this many working days before a meeting unless its series says otherwise."""


class MeetingStatus(StrEnum):
    SCHEDULED = "scheduled"
    IN_SESSION = "in_session"
    HELD = "held"
    ISSUED = "issued"
    CANCELLED = "cancelled"


UNDER_WAY = frozenset({MeetingStatus.SCHEDULED, MeetingStatus.IN_SESSION})
"""A meeting at which things can still be logged and decided."""

NEXT: Mapping[MeetingStatus, frozenset[MeetingStatus]] = {
    MeetingStatus.SCHEDULED: frozenset({MeetingStatus.IN_SESSION, MeetingStatus.CANCELLED}),
    MeetingStatus.IN_SESSION: frozenset({MeetingStatus.HELD, MeetingStatus.SCHEDULED}),
    MeetingStatus.HELD: frozenset({MeetingStatus.ISSUED}),
    MeetingStatus.ISSUED: frozenset(),
    MeetingStatus.CANCELLED: frozenset(),
}


def papers_deadline(starts_on: date, working_days: int, is_working_day: IsWorkingDay) -> date:
    """The last day on which papers are in time: `working_days` working days before the meeting."""
    return working_day_before(starts_on, working_days, is_working_day)


def check_step(now: MeetingStatus, wanted: MeetingStatus) -> None:
    """Raises `InvalidMove` unless a meeting that is `now` can become `wanted`."""
    if wanted not in NEXT[now]:
        raise InvalidMove(f"This meeting is {STATUS_WORDS[now]}, so it cannot be {BECOMES[wanted]}.")


def check_under_way(status: MeetingStatus) -> None:
    """Raises `InvalidMove` for a meeting that is over: nothing more is logged there."""
    if status not in UNDER_WAY:
        raise InvalidMove(
            f"This meeting is {STATUS_WORDS[status]}, so nothing more can be logged at it. "
            "Log it at the next meeting, or ask the secretariat to correct the record."
        )


STATUS_WORDS: Mapping[MeetingStatus, str] = {
    MeetingStatus.SCHEDULED: "scheduled",
    MeetingStatus.IN_SESSION: "in session",
    MeetingStatus.HELD: "held already",
    MeetingStatus.ISSUED: "held already and its record is issued",
    MeetingStatus.CANCELLED: "cancelled",
}
BECOMES: Mapping[MeetingStatus, str] = {
    MeetingStatus.SCHEDULED: "put back to scheduled",
    MeetingStatus.IN_SESSION: "started",
    MeetingStatus.HELD: "closed",
    MeetingStatus.ISSUED: "issued",
    MeetingStatus.CANCELLED: "cancelled",
}
