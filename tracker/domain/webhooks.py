"""What other systems are told of, in which words, how it is signed, and how far each notice has come."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

PURPOSE = "webhooks"
"""What the key that secrets are derived from is for."""
GIVE_UP_AFTER = timedelta(hours=72)
STOP_AFTER = 3
"""So many notices given up in a row stop a webhook."""
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120, 240))
"""How long a notice waits after each failure; after the last, always so long."""
WORDLESS = ("reference", "link", "test")
"""What a notice says of an action of which no word may leave."""
SAID_LIMIT = 200
"""How many characters of an answer are kept."""


class WebhookEvent(StrEnum):
    RAISED = "action.raised"
    UPDATED = "action.updated"
    DUE = "action.due"
    CLOSED = "action.closed"
    TEST = "webhook.test"


EVENT_WORDS: Mapping[WebhookEvent, str] = {
    WebhookEvent.RAISED: "An action is raised",
    WebhookEvent.UPDATED: "An action is changed, or an update is given",
    WebhookEvent.DUE: "The day has come on which an action is due",
    WebhookEvent.CLOSED: "An action is closed",
}
"""What can be chosen; a test is sent whatever was chosen."""


class DeliveryState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    DELIVERED = "delivered"
    GAVE_UP = "gave_up"
    CANCELLED = "cancelled"


def meant_by(event: str, before: Mapping[str, object], after: Mapping[str, object]) -> WebhookEvent | None:
    """What a row of the history is to others; None where it is nothing to them."""
    if event == "action.raised":
        return WebhookEvent.RAISED
    if not event.startswith("action.") and event != "update.given":
        return None
    if after.get("status") == "closed" and before.get("status") != "closed":
        return WebhookEvent.CLOSED
    return WebhookEvent.UPDATED


def envelope(event: WebhookEvent, key: str, subject: str, at: datetime, data: Mapping[str, object]) -> str:
    """A notice as it is kept: CloudEvents 1.0 in JSON, but for the address of this server, which `finished` adds."""
    return json.dumps(
        {
            "specversion": "1.0",
            "id": key,
            "type": event.value,
            "subject": subject,
            "time": at.isoformat(),
            "datacontenttype": "application/json",
            "data": dict(data),
        },
        ensure_ascii=False,
    )


def without_words(body: str) -> str:
    """The same notice with no word of its action: what it is called and where it stands are left."""
    notice = json.loads(body)
    notice["data"] = {name: said for name, said in notice["data"].items() if name in WORDLESS}
    return json.dumps(notice, ensure_ascii=False)


def finished(body: str, base_url: str) -> bytes:
    """The very bytes that are sent and signed: the same at every try."""
    notice = json.loads(body)
    notice["source"] = base_url
    if path := notice["data"].get("link"):
        notice["data"]["link"] = f"{base_url}{path}"
    return json.dumps(notice, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def secret_of(key: bytes, number: int, issue: int) -> str:
    """The secret of a webhook, as it is shown: `whsec_` and 32 bytes in base 64. A new issue is another secret."""
    raw = hmac.new(key, f"webhook {number} {issue}".encode(), hashlib.sha256).digest()
    return f"whsec_{base64.b64encode(raw).decode()}"


def signature(secret: str, key: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature`, as Standard Webhooks has it: over id, moment and body."""
    raw = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.new(raw, f"{key}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


def headers(secret: str, key: str, timestamp: int, body: bytes) -> dict[str, str]:
    """What goes with a notice."""
    return {
        "Content-Type": "application/cloudevents+json; charset=utf-8",
        "User-Agent": "Matters-Arising",
        "webhook-id": key,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, key, timestamp, body),
    }


def delay_after(attempts: int) -> timedelta:
    """How long to wait after the `attempts`-th failure, counted from 1."""
    return DELAYS[min(attempts, len(DELAYS)) - 1]
