"""A time of day as people type it, and the moment that it is on a day."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.domain.errors import BadInput
from tracker.domain.moments import Moment
from tracker.domain.wording import LONDON

LONGEST_WAIT = timedelta(days=14)
"""A line that was typed longer ago than this has a wrong clock behind it."""

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far a browser's clock may run ahead of the server's."""

_TYPED = re.compile(r"(?P<hour>\d{1,2})(?:\s*[:.h]?\s*(?P<minute>\d{2}))?\s*(?P<half>am|pm|noon)?", re.ASCII)


def read_clock(typed: str, *, field: str = "starts_at") -> time | None:
    """ "14:30", "2.30pm", "1430", "2 pm", "noon"; None when nothing is typed. Raises `BadInput` for `field`."""
    text = " ".join(typed.casefold().split()).replace("a.m.", "am").replace("p.m.", "pm")
    if not text:
        return None
    if text in ("noon", "midday"):
        return time(12)
    found = _TYPED.fullmatch(text)
    if found is None or (found["minute"] is None and found["half"] is None):
        raise BadInput(f"“{typed.strip()[:20]}” is not a time of day. Type one such as 14:30.", field=field)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise BadInput(
                f"“{typed.strip()[:20]}” is not a time of day. Type one such as 14:30.", field=field
            )
        hour = hour % 12 + (12 if found["half"] != "am" else 0)
    if hour > 23 or minute > 59:
        raise BadInput(f"“{typed.strip()[:20]}” is not a time of day. Type one such as 14:30.", field=field)
    return time(hour, minute)


def moment_at(day: date, at: time, *, zone: str = LONDON, field: str = "starts_at") -> datetime:
    """The moment, in UTC, that is `at` on `day` in the office. Of an hour that comes twice it is the first.

    Raises `BadInput` for an hour that the clocks jump over in spring.
    """
    local = datetime.combine(day, at, ZoneInfo(zone))
    moment = local.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).time() != at:
        raise BadInput(
            "The clocks go forward in that hour, so that time does not exist on that day. Give another one.",
            field=field,
        )
    return moment


def when_typed(typed_at: datetime | None, moment: Moment) -> datetime | None:
    """`typed_at`, an aware time, as a time of the record; None where it cannot be right.

    A browser knows the machine's time, which a demonstration shifts; a script may know the record's.
    """
    if typed_at is None:
        return None
    for now in (moment.machine, moment.now):
        ago = now - typed_at
        if -CLOCKS_DIFFER <= ago <= LONGEST_WAIT:
            return moment.now - max(ago, timedelta(0))
    return None


def read_moment(text: str) -> datetime | None:
    """An ISO time with its zone, such as "2023-10-04T14:52:00Z"; None for anything else."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else None
