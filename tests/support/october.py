"""The meeting of 4 October 2023, as tests of its pages have it; and what may be typed for the day of another."""

from typing import Any

from tests.support.builders import Record

OCTOBER = "/meetings/ppm-2023-10-04"


def day(number: str, month: str, year: str) -> list[str]:
    """The three fields of a date."""
    return [number, month, year]


NO_SUCH_DAY: list[tuple[dict[str, Any], str]] = [
    ({"starts_on": day("", "", "")}, "Give the date of the meeting."),
    ({"starts_on": day("31", "6", "2024")}, "is not in the calendar"),
    ({"starts_on": day("4", "9", "2023")}, "in the past"),
    ({"starts_at": "half past"}, "is not a time of day"),
]
"""What no form takes for the next meeting, and what it says."""


def with_an_action(record: Record) -> Record:
    """The meeting, and one action that is due at it."""
    record.meeting("2023-10-04")
    record.action("Bring the waiting times back", due="next meeting", post=record.post())
    record.desk.session.commit()
    return record
