"""The moment of a change: the record's time, which a demonstration shifts, and the machine's, which nothing shifts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Moment:
    """`now` and `today` are the record's; `machine` is for sign-ins, links and limits. Times are aware, in UTC."""

    now: datetime
    today: date
    machine: datetime

    @classmethod
    def at(cls, now: datetime, *, zone: str = "Europe/London", machine: datetime | None = None) -> "Moment":
        """The moment `now`; its `today` is the day in `zone`, so that 23:30 UTC in summer is already tomorrow."""
        utc = now.astimezone(UTC)
        return cls(now=utc, today=utc.astimezone(ZoneInfo(zone)).date(), machine=machine or utc)
