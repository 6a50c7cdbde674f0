"""A report that is built in the background: how far it has come, in words and in hundredths."""

from enum import StrEnum


class BuildState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OVER = frozenset({BuildState.DONE, BuildState.FAILED, BuildState.CANCELLED})
