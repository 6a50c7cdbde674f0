"""How far an import has come, and what becomes of each of its rows."""

from enum import StrEnum


class ImportState(StrEnum):
    """*chosen*: its file is there; *prepared*: each row's fate is known; *done* can be taken back as a whole."""

    CHOSEN = "chosen"
    PREPARING = "preparing"
    PREPARED = "prepared"
    WRITING = "writing"
    DONE = "done"
    TAKEN_BACK = "taken_back"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Fate(StrEnum):
    """What becomes of a row: *same* and *unreadable* change nothing; *left_out* was so decided by a person."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    UNREADABLE = "unreadable"
    LEFT_OUT = "left_out"
