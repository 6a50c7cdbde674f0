"""References: `PPM-006`, spoken and printed "Action 006", and a meeting by its date, `PPM-2023-10-04`."""

import re
from datetime import date

from tracker.domain.errors import NotFound

ACTION = re.compile(r"([A-Z][A-Z0-9]{1,11})-(\d{3,9})", re.ASCII)
MEETING = re.compile(r"([A-Z][A-Z0-9]{1,11})-(\d{4}-\d{2}-\d{2})", re.ASCII)


def action_reference(series: str, number: int) -> str:
    """`PPM-006`: at least three figures."""
    return f"{series.upper()}-{number:03d}"


def spoken(reference: str) -> str:
    """`PPM-006` as it is said and printed: "Action 006"."""
    return f"Action {reference.rpartition('-')[2]}"


def read_action(typed: str) -> tuple[str, int]:
    """The series and the number of a typed reference, in either case. Raises `NotFound`."""
    found = ACTION.fullmatch(typed.strip().upper())
    if found is None:
        raise NotFound(f"“{typed[:40]}” is not the reference of an action. One looks like PPM-006.")
    return found[1], int(found[2])


def meeting_reference(series: str, day: date) -> str:
    """`PPM-2023-10-04`."""
    return f"{series.upper()}-{day.isoformat()}"


def read_meeting(typed: str) -> tuple[str, date]:
    """The series and the day of a typed meeting, in either case. Raises `NotFound`."""
    found = MEETING.fullmatch(typed.strip().upper())
    try:
        if found is not None:
            return found[1], date.fromisoformat(found[2])
    except ValueError:
        pass
    raise NotFound(f"“{typed[:40]}” is not a meeting. One looks like PPM-2023-10-04.")


def meeting_address(reference: str) -> str:
    """A meeting in an address: lower case."""
    return reference.lower()
