"""Mail that comes in: what it can be, and what became of it."""

from enum import StrEnum


class IncomingKind(StrEnum):
    REPLY = "reply"
    AUTOMATIC = "automatic"
    """Out of office, a vacation notice, a mailing list: nobody wrote it, and nobody is answered."""
    DELIVERY_REPORT = "delivery_report"
    """A report of a mail server on one of our mails (RFC 3464)."""
    OTHER = "other"
    """Someone wrote, and it belongs to none of our mails."""


class IncomingState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    SET_ASIDE = "set_aside"
    DONE = "done"
    """Nothing was to be decided: a delivery report, an automatic answer."""
