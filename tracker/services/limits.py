"""Limits that hold across worker processes: tries are counted in the database, in windows of the machine's time."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from tracker.domain.errors import TooMany
from tracker.store import limits as stored


@dataclass(frozen=True)
class Limit:
    """At most `tries` in each window of `seconds`."""

    tries: int
    seconds: int
    sentence: str


SIGN_IN = Limit(10, 300, "Too many tries to sign in. Wait five minutes, then try again.")
LINK = Limit(60, 300, "This link was opened very often. Wait five minutes, then try again.")
FRESH_LINK = Limit(5, 3600, "New links were asked for very often. Wait an hour, or ask the secretariat.")


def count_try(session: Session, bucket: str, limit: Limit, machine: datetime) -> None:
    """Counts one try for `bucket` (a digest of what is limited). Raises `TooMany` past the limit."""
    seconds = int(machine.timestamp())
    start = seconds - seconds % limit.seconds
    if stored.count(session, bucket, start) > limit.tries:
        raise TooMany(limit.sentence, wait=start + limit.seconds - seconds)
