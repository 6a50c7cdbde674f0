"""Bearer tokens for other programs: what one may do, how it looks, and how long it works."""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.errors import BadInput
from tracker.domain.wording import count_words, date_words

PREFIX = "ma_"
"""What every token begins with, so that whoever finds one knows what it opens, and programs that look for secrets find it."""
HINT_LENGTH = 4
"""The last characters of a token, by which it is told from others."""
LONGEST_DAYS = 366
NAME_LIMIT = 80
SOON_DAYS = 14
"""A token that expires within so many days is flagged."""


class Scope(StrEnum):
    """One thing that a token may do. A route asks for one; what is marked OFFICIAL-SENSITIVE asks for `SENSITIVE` besides."""

    MEETINGS_READ = "meetings:read"
    ACTIONS_READ = "actions:read"
    ACTIONS_WRITE = "actions:write"
    EVIDENCE_READ = "evidence:read"
    EVIDENCE_WRITE = "evidence:write"
    MEASURES_READ = "measures:read"
    MEASURES_WRITE = "measures:write"
    SENSITIVE = "sensitive:read"


SCOPE_WORDS = {
    Scope.MEETINGS_READ: "Read meetings and their agendas",
    Scope.ACTIONS_READ: "Read actions, their updates and decisions",
    Scope.ACTIONS_WRITE: "Log and correct actions, and add updates",
    Scope.EVIDENCE_READ: "List evidence and download its files",
    Scope.EVIDENCE_WRITE: "Attach evidence: a web address or a file",
    Scope.MEASURES_READ: "Read measures and their readings",
    Scope.MEASURES_WRITE: "Add readings",
    Scope.SENSITIVE: "See what is OFFICIAL-SENSITIVE too, within the rest",
}


def digest_of(token: str) -> str:
    """What is kept of a token: SHA-256, hex. A token is 256 random bits, so nobody can guess one from its digest."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def read_scopes(typed: Iterable[str]) -> tuple[Scope, ...]:
    """The scopes that were chosen, in their own order. Raises `BadInput` for none, or for one that there is not."""
    chosen = {one.strip() for one in typed if one.strip()}
    if unknown := chosen - set(Scope):
        known = ", ".join(Scope)
        raise BadInput(f"There is no scope “{min(unknown)[:40]}”. Choose from {known}.", field="scopes")
    if not chosen:
        raise BadInput("Choose what the program may do: at least one thing.", field="scopes")
    return tuple(scope for scope in Scope if scope in chosen)


def check_expiry(expires_on: date, today: date) -> None:
    """Raises `BadInput` for a day that is over, or more than a year ahead."""
    if expires_on < today:
        raise BadInput("That day is over. Give a day from today on.", field="expires_on")
    last = today + timedelta(days=LONGEST_DAYS)
    if expires_on > last:
        raise BadInput(
            f"A token works for a year at most: until {date_words(last)}. Give an earlier day.",
            field="expires_on",
        )


def works_on(expires_on: date, today: date) -> bool:
    """True up to the end of the day on which it expires."""
    return today <= expires_on


def expiry_words(expires_on: date, today: date) -> str:
    """What is flagged: "Expired", "Expires today", "Expires in 5 days"; "" while there is time."""
    days = (expires_on - today).days
    if days < 0:
        return "Expired"
    if days > SOON_DAYS:
        return ""
    return f"Expires in {count_words(days, 'day')}" if days else "Expires today"
