"""What becomes of a document's file when it is read, and of an excerpt when a new version of its document comes."""

from enum import StrEnum


class ReadState(StrEnum):
    """How far the reading of a file has come."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class ExcerptKind(StrEnum):
    WORDS = "words"
    PAGE = "page"
    FIGURE = "figure"
    TABLE = "table"


class ExcerptState(StrEnum):
    """Whether the current version of the document still holds an excerpt."""

    FOUND = "found"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"
