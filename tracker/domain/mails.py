"""The states of a mail and the kinds there are."""

from enum import StrEnum


class MailState(StrEnum):
    HELD = "held"
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


class MailKind(StrEnum):
    REMINDER = "reminder"
    ESCALATION = "escalation"
    FRESH_LINK = "fresh_link"
    ACCOUNT = "account"
    ACTION_LOG = "action_log"
    MEETING_MOVED = "meeting_moved"
    RAISED = "raised"
