"""What can be made public, and what was decided about it."""

from enum import StrEnum


class Published(StrEnum):
    """A kind of thing with an address of its own in the published record."""

    MEETING = "meeting"
    ACTION = "action"
    MEASURE = "measure"
    DOCUMENT = "document"
    REPORT = "report"


class PublishedEvent(StrEnum):
    PUBLISHED = "published"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
