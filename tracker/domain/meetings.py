"""A meeting's life and its papers deadline."""

from collections.abc import Collection, Mapping
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


LONGEST_NUMBER = 12
"""Characters of the number of an agenda item."""

LONGEST_HEADING = 200
"""Characters of the heading of an agenda item."""

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


def check_agenda(status: MeetingStatus) -> None:
    """Raises `InvalidMove` for a meeting that is over: its agenda is what was gone through."""
    if status not in UNDER_WAY:
        raise InvalidMove(f"This meeting is {STATUS_WORDS[status]}, so its agenda cannot be changed.")


def check_changeable(status: MeetingStatus, changed: Collection[str]) -> None:
    """Raises `InvalidMove` when one of the columns `changed` cannot be any more.

    Until a meeting starts everything can; then its date stands, and once it is held all but the video, which comes late.
    """
    fixed = set(changed) - CHANGEABLE[status] if status in CHANGEABLE else set()
    if fixed:
        what = "date" if status is MeetingStatus.IN_SESSION else "date and place"
        raise InvalidMove(f"This meeting is {STATUS_WORDS[status]}, so its {what} cannot be changed.")


CHANGEABLE: Mapping[MeetingStatus, frozenset[str]] = {
    MeetingStatus.IN_SESSION: frozenset({"venue", "video_url", "captions_url", "video_starts_at"}),
    MeetingStatus.HELD: frozenset({"video_url", "captions_url", "video_starts_at"}),
    MeetingStatus.ISSUED: frozenset({"video_url", "captions_url", "video_starts_at"}),
    MeetingStatus.CANCELLED: frozenset(),
}
"""What can still be changed of a meeting that has started, or will not. Of a scheduled one everything can."""

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
