"""The chain of the history: each row's digest rests on the one before, under a key that the database does not hold.

The digest covers a digest of the payload, not the payload: a lawful disposal can destroy the payload, and the chain still verifies.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.domain.errors import RecordBroken

START = "0" * 64
"""What the first row rests on."""


@dataclass(frozen=True)
class Entry:
    """One row of the chain. `at` is ISO 8601 in UTC; `payload_digest` is in hex."""

    number: int
    at: str
    actor: str
    source: str
    event: str
    subject: str
    payload_digest: str


@dataclass(frozen=True)
class Head:
    """The end of the chain: how many rows, and the digest of the last."""

    count: int
    digest: str


def canonical(values: Mapping[str, object]) -> str:
    """The one way in which `values` are written down: keys sorted, no spaces, ISO dates."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def digest_payload(salt: str, payload: str) -> str:
    """The payload's digest. The salt goes with the payload, so that a destroyed one cannot be guessed back."""
    return hashlib.sha256(f"{salt}\n{payload}".encode()).hexdigest()


def digest_entry(key: bytes, previous: str, entry: Entry) -> str:
    """HMAC-SHA-256 of `entry` and the digest before it, in hex."""
    line = canonical({"previous": previous, **entry.__dict__})
    return hmac.new(key, line.encode(), hashlib.sha256).hexdigest()


def verify(key: bytes, rows: Iterable[tuple[Entry, str]], *, head: Head, kept: Head | None) -> Head:
    """Walks the chain and returns its head. `head` is the database's, `kept` the one kept outside it.

    Raises `RecordBroken`, naming the first row at which the chain does not hold: changed, removed, inserted or cut off.
    """
    previous, count = START, 0
    for entry, digest in rows:
        count += 1
        if entry.number != count:
            raise RecordBroken(
                f"Row {count} of the history is missing: row {entry.number} stands in its place."
            )
        if not hmac.compare_digest(digest_entry(key, previous, entry), digest):
            raise RecordBroken(
                f"Row {count} of the history was changed, or a row before it was inserted or removed."
            )
        if kept and kept.count == count and kept.digest != digest:
            raise RecordBroken(
                f"Row {count} of the history is not the one whose digest was kept outside the database."
            )
        previous = digest
    if kept and kept.count > count:
        raise RecordBroken(
            f"The history ends at row {count}, but {kept.count} rows were written: its end was cut off."
        )
    if (head.count, head.digest) != (count, previous):
        raise RecordBroken(
            f"The history ends at row {count}, but the database says that it has {head.count} rows."
        )
    return Head(count, previous)
