"""Limits that hold across worker processes: tries are counted in the database, in windows of the machine's time.

The numbers, and why they are as they are, stand in docs/decisions/0006-limits.md.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address

from sqlmodel import Session

from tracker.domain.errors import TooMany
from tracker.store import limits as stored

KEPT_SECONDS = 86_400
"""Windows are dropped a day after they began."""


@dataclass(frozen=True)
class Limit:
    """At most `tries` in each window of `seconds`."""

    tries: int
    seconds: int
    sentence: str


SIGN_IN = Limit(10, 300, "Too many tries to sign in. Wait five minutes, then try again.")
"""For one account from one address. Only tries that failed count: one that succeeds is given back."""
SIGN_IN_ACCOUNT = Limit(50, 3600, "Too many tries to sign in to this account. Wait an hour, then try again.")
"""For one account from everywhere: guesses that come from many addresses."""
SIGN_IN_ADDRESS = Limit(100, 300, "Too many tries to sign in from here. Wait five minutes, then try again.")
"""For one address, whatever the account: a whole office may stand behind it."""
FORGOTTEN = Limit(5, 3600, "A link was asked for very often. Wait an hour, or ask the administrator.")
"""Links to set a password, for one account."""
FORGOTTEN_ADDRESS = Limit(
    30, 3600, "Links were asked for very often from here. Wait an hour, then try again."
)
LINK = Limit(60, 300, "This link was opened very often. Wait five minutes, then try again.")
CALENDAR = Limit(60, 300, "This calendar was fetched very often. Wait five minutes, then try again.")
FRESH_LINK = Limit(5, 3600, "New links were asked for very often. Wait an hour, or ask the secretariat.")


def bucket_of(kind: str, *parts: str) -> str:
    """What is limited, as a digest: the table holds no address and no account in clear."""
    return hashlib.sha256("\n".join((kind, *parts)).encode()).hexdigest()


def network_of(address: str) -> str:
    """The address that tries are counted for: of IPv6 the network (/64), because one visitor has all of it."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return f"{IPv6Address(int(known) >> 64 << 64)}/64"
    return address


def count_try(session: Session, bucket: str, limit: Limit, machine: datetime) -> None:
    """Counts one try for `bucket` (a digest of what is limited). Raises `TooMany` past the limit."""
    start, wait = _window(limit, machine)
    if stored.count(session, bucket, start) > limit.tries:
        raise TooMany(limit.sentence, wait=wait)


def count_tries(session: Session, tries: Sequence[tuple[str, Limit]], machine: datetime) -> None:
    """Counts one try for each bucket, also past a limit. Raises `TooMany` for the one with the longest wait."""
    refused: list[TooMany] = []
    for bucket, limit in tries:
        try:
            count_try(session, bucket, limit, machine)
        except TooMany as error:
            refused.append(error)
    if refused:
        raise max(refused, key=lambda error: error.wait)


def give_back(session: Session, tries: Sequence[tuple[str, Limit]], machine: datetime) -> None:
    """Takes one try of each bucket back, because it succeeded; and drops the windows that are over."""
    for bucket, limit in tries:
        stored.take_back(session, bucket, _window(limit, machine)[0])
    stored.forget_before(session, int(machine.timestamp()) - KEPT_SECONDS)


def _window(limit: Limit, machine: datetime) -> tuple[int, int]:
    """When the window began, in seconds of the machine's time, and how many seconds of it are left."""
    seconds = int(machine.timestamp())
    start = seconds - seconds % limit.seconds
    return start, start + limit.seconds - seconds
