"""Checks the history: its chain, its payloads, and the head that is kept outside the database. It writes nothing."""

import hmac
from contextlib import closing
from dataclasses import dataclass

from sqlmodel import Session

from tracker.domain.errors import RecordBroken
from tracker.domain.history import Head, digest_payload, verify
from tracker.store import history as stored

DISPOSED = "payload.disposed"
"""The event of a lawful disposal. Its subject is "row N of the history"."""


@dataclass(frozen=True)
class Verified:
    """A history that holds: how many rows, the digest of the last, and how many payloads were lawfully disposed of."""

    count: int
    digest: str
    disposed: int


def verify_history(session: Session, key: bytes, kept: Head | None) -> Verified:
    """Walks the whole history. `kept` is the head outside the database: read it before `session` begins.

    Raises `RecordBroken` for the first thing that does not hold.
    """
    with closing(stored.chain(session)) as rows:
        head = verify(key, rows, head=stored.head(session), kept=kept)
    disposed = _verify_payloads(session, head.count)
    return Verified(head.count, head.digest, disposed)


def _verify_payloads(session: Session, count: int) -> int:
    lawful = stored.subjects_of(session, DISPOSED)
    expected = 0
    missing = 0
    with closing(stored.payloads(session)) as held:
        for number, salt, payload, digest in held:
            for absent in range(expected + 1, number):
                missing += _check_disposed(absent, lawful)
            expected = number
            if not hmac.compare_digest(digest_payload(salt, payload), digest):
                raise RecordBroken(f"What row {number} of the history says was changed.")
    for absent in range(expected + 1, count + 1):
        missing += _check_disposed(absent, lawful)
    return missing


def _check_disposed(number: int, lawful: frozenset[str]) -> int:
    if f"row {number} of the history" not in lawful:
        raise RecordBroken(
            f"What row {number} of the history says was removed, and no disposal accounts for it."
        )
    return 1
