"""What is on record, as another process reads it in the database of a running server."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 20.0
"""Seconds that anything may take here."""


def logged_at(folder: Path, meeting: str = "PPM-2023-10-04") -> list[str]:
    """The titles that were logged at a meeting, in the order of their numbers."""
    query = (
        "SELECT title FROM actions JOIN meetings ON meetings.id = raised_meeting_id "
        "WHERE meetings.reference = ? ORDER BY number"
    )
    connection = sqlite3.connect(f"file:{folder / 'tracker.db'}?mode=ro", uri=True, timeout=PATIENCE)
    try:
        return [title for (title,) in connection.execute(query, (meeting,))]
    finally:
        connection.close()


def wait_until(is_so: Callable[[], object], what: str) -> None:
    """Looks until it is so. Fails after 20 seconds, saying what did not come."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, f"{what}: not within {PATIENCE:.0f} seconds"
        time.sleep(0.01)
