"""What other systems are told of, and how far each notice has come."""

from enum import StrEnum


class WebhookEvent(StrEnum):
    RAISED = "action.raised"
    UPDATED = "action.updated"
    DUE = "action.due"
    CLOSED = "action.closed"


class DeliveryState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    DELIVERED = "delivered"
    GAVE_UP = "gave_up"
    CANCELLED = "cancelled"
