"""Makes, renews, stops and starts webhooks; sends a test, and a notice again."""

from collections.abc import Collection, Sequence

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.outside_addresses import read_address
from tracker.domain.webhooks import EVENT_WORDS, DeliveryState, WebhookEvent
from tracker.models.outside import Webhook, WebhookDelivery
from tracker.services.announcing import announce_test
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.versions import next_version
from tracker.store import webhooks as stored

NOTE_LIMIT = 200
STOPPED_BY_HAND = "Stopped before it was sent."


def make_webhook(
    desk: Desk, *, url: str, events: Sequence[str], note: str, allowed: Collection[str]
) -> Webhook:
    """A new webhook. Raises `BadInput` for an address that cannot be, and where nothing was chosen."""
    read_address(url, allowed)
    known = {event.value for event in EVENT_WORDS}
    chosen = [event for event in events if event in known]
    if not chosen:
        raise BadInput("Choose what it is told of: at least one thing.", field="events")
    if len(note) > NOTE_LIMIT:
        raise BadInput(f"Keep this to {NOTE_LIMIT} characters.", field="note")
    webhook = Webhook(
        url=url.strip(),
        events=" ".join(chosen),
        note=note.strip(),
        made_at=desk.moment.now,
        made_by=desk.by.name,
    )
    desk.session.add(webhook)
    desk.session.flush()
    record(desk, "webhook.made", subject_of(webhook), after={"url": webhook.url, "events": webhook.events})
    return webhook


def renew_secret(desk: Desk, webhook: Webhook) -> None:
    """Another secret from now on; the one before proves nothing any more. `webhook` is locked."""
    webhook.issue += 1
    next_version(webhook)
    record(desk, "webhook.renewed", subject_of(webhook), after={"issue": webhook.issue})


def stop_webhook(desk: Desk, webhook: Webhook) -> None:
    """It is told of nothing any more; what waits is not sent. `webhook` is locked."""
    if not webhook.active:
        raise InvalidMove("This webhook was stopped already.")
    webhook.active, webhook.stopped_because = False, ""
    next_version(webhook)
    stored.cancel_waiting(desk.session, webhook.key, STOPPED_BY_HAND)
    record(desk, "webhook.stopped", subject_of(webhook), after={"active": False})


def start_webhook(desk: Desk, webhook: Webhook) -> None:
    """It is told again of what happens from now on. `webhook` is locked."""
    if webhook.active:
        raise InvalidMove("This webhook is told of what happens already.")
    webhook.active, webhook.stopped_because = True, ""
    next_version(webhook)
    record(desk, "webhook.started", subject_of(webhook), after={"active": True})


def send_test(desk: Desk, webhook: Webhook) -> WebhookDelivery:
    """Queues a test, also for one that is stopped."""
    record(desk, "webhook.tested", subject_of(webhook), after={"event": WebhookEvent.TEST.value})
    return announce_test(desk, webhook)


def send_again(desk: Desk, delivery: WebhookDelivery) -> None:
    """Puts a notice that came to its end into the queue again, under the same key. `delivery` is locked."""
    if delivery.state in (DeliveryState.QUEUED, DeliveryState.SENDING):
        raise InvalidMove("This notice waits to be sent already.")
    delivery.state, delivery.attempts, delivery.said, delivery.status = DeliveryState.QUEUED, 0, "", None
    delivery.queued_at = delivery.next_try_at = desk.moment.machine
    delivery.delivered_at = None
    record(desk, "webhook.sent_again", f"webhook {delivery.webhook_id}", after={"about": delivery.subject})


def subject_of(webhook: Webhook) -> str:
    return f"webhook {webhook.key}"
