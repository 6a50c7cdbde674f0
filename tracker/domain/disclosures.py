"""Requests for what is held: under the Freedom of Information Act 2000, or by the person it is about."""

from enum import StrEnum


class DisclosureKind(StrEnum):
    FREEDOM_OF_INFORMATION = "foi"
    SUBJECT_ACCESS = "sar"


class DisclosureState(StrEnum):
    GATHERING = "gathering"
    READY = "ready"
    SENT = "sent"
    CLOSED = "closed"
