"""Writes down what other systems are to be told, in the transaction of the change itself. It is sent later, by `delivering`."""

import uuid
from collections.abc import Mapping
from datetime import timedelta

from tracker.domain.webhooks import WebhookEvent, envelope, meant_by
from tracker.models.outside import Webhook, WebhookDelivery
from tracker.services.desk import Desk
from tracker.store import webhooks as stored

CAUGHT_UP = timedelta(days=7)
"""How far back the daily look goes for days on which the scheduler was off."""
DUE_KEYS = uuid.UUID("8d9c35a2-6a4d-4a0e-9d0b-0b2f4f1f7c55")
"""Of what the key of a notice about a due day is made, so that looking twice tells once."""


def announce(
    desk: Desk, event: str, subject: str, before: Mapping[str, object], after: Mapping[str, object]
) -> None:
    """Queues a notice about a row of the history for each webhook that wants it. Called by `record`, and only while there is one."""
    meant = meant_by(event, before, after)
    if meant is None:
        return
    for webhook in stored.told_of(desk.session, meant):
        _queue(desk, webhook, meant, subject, str(uuid.uuid4()))


def announce_due(desk: Desk) -> int:
    """Queues a notice for each open action whose day has come, once for each day and webhook. Returns how many."""
    today, queued = desk.moment.today, 0
    for webhook in stored.told_of(desk.session, WebhookEvent.DUE):
        first = max(today - CAUGHT_UP, webhook.made_at.date())
        for reference in stored.due_between(desk.session, first, today):
            found = stored.action_told(desk.session, reference)
            if found is None:
                continue
            key = str(uuid.uuid5(DUE_KEYS, f"{webhook.key} {reference} {found[0].due_on}"))
            if not stored.has(desk.session, key):
                _queue(desk, webhook, WebhookEvent.DUE, reference, key)
                queued += 1
    return queued


def announce_test(desk: Desk, webhook: Webhook) -> WebhookDelivery:
    """Queues a notice that says nothing, to see whether it arrives."""
    return _add(desk, webhook, WebhookEvent.TEST, f"webhook {webhook.key}", str(uuid.uuid4()), {"test": True})


def _queue(desk: Desk, webhook: Webhook, event: WebhookEvent, reference: str, key: str) -> None:
    found = stored.action_told(desk.session, reference)
    if found is None:
        return
    action, owner, is_sensitive = found
    data: dict[str, object] = {"reference": reference, "link": f"/actions/{reference}"}
    if not is_sensitive:
        data |= {
            "title": action.title,
            "status": action.status.value,
            "owner": owner,
            "due_kind": action.due_kind.value,
            "due_on": action.due_on.isoformat() if action.due_on else None,
        }
    _add(desk, webhook, event, reference, key, data)


def _add(
    desk: Desk, webhook: Webhook, event: WebhookEvent, subject: str, key: str, data: Mapping[str, object]
) -> WebhookDelivery:
    delivery = WebhookDelivery(
        webhook_id=webhook.key,
        event=event,
        event_key=key,
        subject=subject,
        body=envelope(event, key, subject, desk.moment.now, data),
        queued_at=desk.moment.machine,
        next_try_at=desk.moment.machine,
    )
    desk.session.add(delivery)
    desk.session.flush()
    return delivery
