"""The protective marking of what a mail is about, and what a mail may say of it."""

from collections.abc import Iterable
from enum import StrEnum


class Marking(StrEnum):
    OFFICIAL = "OFFICIAL"
    SENSITIVE = "OFFICIAL-SENSITIVE"


WITHHELD = "Its words are not sent by mail. Open the link to read them."
"""What stands in a mail in place of the words of an action that is OFFICIAL-SENSITIVE."""


NOT_ON_SCREEN = "Not shown here: OFFICIAL-SENSITIVE"
"""What the room's screen shows in place of the title of such an action: guests and a camera see it."""


def marking_of(typed: str) -> Marking:
    """The marking that someone typed. What is not plainly OFFICIAL is taken as OFFICIAL-SENSITIVE; nothing at all is OFFICIAL."""
    plain = " ".join(typed.split()).upper()
    return Marking.OFFICIAL if plain in ("", Marking.OFFICIAL) else Marking.SENSITIVE


def highest(markings: Iterable[Marking]) -> Marking:
    """The marking of a mail about several actions: its links open them, so it is handled as the highest of them."""
    return Marking.SENSITIVE if Marking.SENSITIVE in set(markings) else Marking.OFFICIAL
