"""The version on each row: a second save of a stale form loses nobody's words."""

from collections.abc import Mapping
from typing import Protocol

from tracker.domain.errors import Conflict


class Versioned(Protocol):
    version: int


def check_version(row: Versioned, seen: int | None, current: Mapping[str, object]) -> None:
    """Raises `Conflict`, with what is there now, when the form was made from an older version than the row has.

    `seen` is None for a writer that read the row in this very transaction.
    """
    if seen is not None and seen != row.version:
        raise Conflict(
            "Someone saved this first. Both texts are below: choose what to keep, then save again.",
            current=current,
            version=row.version,
        )


def next_version(row: Versioned) -> None:
    row.version += 1
