"""How an answer came, and what the secretariat made of it."""

from collections.abc import Mapping
from enum import StrEnum

from tracker.domain.errors import InvalidMove


class Reading(StrEnum):
    NEW = "new"
    ACCEPTED = "accepted"
    ASKED_AGAIN = "asked_again"
    FOR_MEETING = "for_meeting"


class Way(StrEnum):
    """How an answer came. The words stand in the table of updates."""

    LINK = "link"
    ACCOUNT = "account"
    MAIL = "mail"
    TELEPHONE = "telephone"
    WORD = "word"
    IN_PERSON = "in person"
    ON_BEHALF = "on behalf"
    DOCUMENT = "document"
    PROGRAM = "program"
    IMPORT = "import"


BY_THE_OWNER = frozenset({Way.LINK, Way.ACCOUNT, Way.PROGRAM})
"""What nobody in the office has seen when it is saved."""

TAKEN_DOWN = (Way.TELEPHONE, Way.MAIL, Way.WORD, Way.IN_PERSON)
"""How an answer comes that the secretariat takes down, the likeliest first."""

WAY_WORDS: Mapping[Way, str] = {
    Way.LINK: "by the link",
    Way.ACCOUNT: "with an account",
    Way.MAIL: "by mail",
    Way.TELEPHONE: "by telephone",
    Way.WORD: "in a Word file",
    Way.IN_PERSON: "in person",
    Way.ON_BEHALF: "on the owner’s behalf",
    Way.DOCUMENT: "in a document",
    Way.PROGRAM: "by another program",
    Way.IMPORT: "in the office’s own log",
}
READING_WORDS: Mapping[Reading, str] = {
    Reading.NEW: "Not read yet",
    Reading.ACCEPTED: "Accepted",
    Reading.ASKED_AGAIN: "Asked again",
    Reading.FOR_MEETING: "For the meeting",
}
UNREAD = frozenset({Reading.NEW, Reading.ACCEPTED})
"""From here an answer can be asked about again or proposed for the meeting."""


def first_reading(way: str) -> Reading:
    """What an answer is when it comes in: new where the owner sent it, accepted where the office took it down."""
    return Reading.NEW if way in BY_THE_OWNER else Reading.ACCEPTED


def check_reading(now: Reading, wanted: Reading, read_by: str) -> None:
    """Raises `InvalidMove` where someone made something else of the answer meanwhile."""
    allowed = {Reading.NEW} if wanted is Reading.ACCEPTED else UNREAD
    if now not in allowed:
        what = {
            Reading.ACCEPTED: "accepted this answer",
            Reading.ASKED_AGAIN: "asked the owner again",
            Reading.FOR_MEETING: "proposed this answer for the meeting",
        }[now]
        raise InvalidMove(
            f"{read_by or 'A colleague'} {what} before you. Undo that first, if it should be otherwise."
        )
