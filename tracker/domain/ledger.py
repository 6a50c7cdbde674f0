"""What the ledger of a mail can say: each try to hand it over, and what became of it afterwards."""

import re
from enum import StrEnum


class Entry(StrEnum):
    """One line of the ledger. The first five are told by our own side, the others by someone else."""

    HANDED_OVER = "handed_over"
    """It was given to the mail server; nothing came back yet. Where the program ends here, it may have left."""
    ACCEPTED = "accepted"
    PUT_OFF = "put_off"
    """Not taken just now: it is tried again."""
    REFUSED = "refused"
    LOST = "lost"
    """The line broke after the text was given: it may have been taken, and is sent again with the same Message-ID."""
    DELIVERED = "delivered"
    DELAYED = "delayed"
    BOUNCED = "bounced"
    ANSWERED = "answered"
    UNSUBSCRIBED = "unsubscribed"


OURS = frozenset({Entry.HANDED_OVER, Entry.ACCEPTED, Entry.PUT_OFF, Entry.REFUSED, Entry.LOST})
"""What our own side tells."""

UNKNOWN_END = frozenset({Entry.HANDED_OVER, Entry.LOST})
"""A try that ends with one of these may have been taken: the next one may be the second that leaves."""

ENDS = frozenset({Entry.DELIVERED, Entry.BOUNCED})
"""What became of a mail in the end, as somebody else tells."""


def without_links(words: str, base_url: str) -> str:
    """What a server said, without the addresses of ours that it repeats: one of them may open something."""
    return re.sub(re.escape(base_url) + r"[^\s<>\"']*", "[our link]", words, flags=re.IGNORECASE)
