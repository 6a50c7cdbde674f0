"""Sends what other systems are to be told: claimed in one transaction, sent outside any, settled in another.

Killed in between, it is sent once more under the same `webhook-id`, by which whoever gets it knows the second.
"""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta

from tracker.domain.errors import BadInput
from tracker.domain.outside_addresses import Outside, read_address
from tracker.domain.webhooks import (
    GIVE_UP_AFTER,
    SAID_LIMIT,
    DeliveryState,
    delay_after,
    finished,
    headers,
    secret_of,
    without_words,
)
from tracker.models.outside import WebhookDelivery
from tracker.ports import Answered, Poster
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.versions import next_version
from tracker.store import webhooks as stored

Writing = Callable[[], AbstractContextManager[Desk]]
CLAIM = timedelta(minutes=10)
"""How long a notice that is being sent is left alone: longer than any answer may take."""
GONE = 410
TOO_LONG = "It was tried for 72 hours."
STOPPED = "Stopped: three notices in a row could not be delivered."


@dataclass(frozen=True)
class Outbox:
    """What notices leave by. `key` is that of the secrets, `allowed` the hosts that the administrator allows by name."""

    poster: Poster
    key: bytes
    base_url: str
    allowed: Collection[str]


@dataclass(frozen=True)
class _Notice:
    delivery_id: int
    to: Outside | None
    refused: str
    body: bytes
    headers: dict[str, str]


def deliver_waiting(
    writing: Writing, outbox: Outbox, *, stopping: Callable[[], bool] = lambda: False
) -> list[WebhookDelivery]:
    """Sends every notice whose time has come, and answers what became of each."""
    done: list[WebhookDelivery] = []
    while not stopping():
        with writing() as desk:
            notice = _claim(desk, outbox)
        if notice is None:
            break
        answered = (
            outbox.poster.post(notice.to, notice.body, notice.headers)
            if notice.to
            else Answered(None, notice.refused, for_good=True)
        )
        with writing() as desk:
            done.append(_settle(desk, notice.delivery_id, answered))
    return done


def _claim(desk: Desk, outbox: Outbox) -> _Notice | None:
    machine = desk.moment.machine
    delivery = stored.first_waiting(desk.session, machine, lock=True)
    if delivery is None:
        return None
    delivery.state = DeliveryState.SENDING
    delivery.attempts += 1
    delivery.next_try_at = machine + CLAIM
    webhook = stored.by_number(desk.session, delivery.webhook_id)
    told = stored.action_told(desk.session, delivery.subject)
    if told and told[2]:
        # It was marked since this was written down.
        delivery.body = without_words(delivery.body)
    body = finished(delivery.body, outbox.base_url)
    secret = secret_of(outbox.key, webhook.key, webhook.issue)
    signed = headers(secret, delivery.event_key, int(machine.timestamp()), body)
    try:
        to, refused = read_address(webhook.url, outbox.allowed), ""
    except BadInput as error:
        to, refused = None, str(error)
    return _Notice(delivery.key, to, refused, body, signed)


def _settle(desk: Desk, number: int, answered: Answered) -> WebhookDelivery:
    machine = desk.moment.machine
    # The webhook first: whoever stops it locks it before its notices.
    webhook_id = stored.delivery(desk.session, number).webhook_id
    webhook = stored.by_number(desk.session, webhook_id, lock=True)
    delivery = stored.delivery(desk.session, number, lock=True)
    delivery.status, delivery.said = answered.status, answered.said
    if answered.taken:
        # Also where it was cancelled meanwhile: it has left, and the record says so.
        delivery.state, delivery.delivered_at, delivery.next_try_at = DeliveryState.DELIVERED, machine, None
        return delivery
    if delivery.state is not DeliveryState.SENDING:
        return delivery
    next_try = machine + delay_after(delivery.attempts)
    over = next_try > delivery.queued_at + GIVE_UP_AFTER
    if not (answered.for_good or over):
        delivery.state, delivery.next_try_at = DeliveryState.QUEUED, next_try
        desk.session.flush()
        stored.put_off(desk.session, webhook_id, next_try)
        return delivery
    delivery.state, delivery.next_try_at = DeliveryState.GAVE_UP, None
    if over and not answered.for_good:
        delivery.said = f"{TOO_LONG} {delivery.said}"[:SAID_LIMIT]
    desk.session.flush()
    gone = answered.status == GONE
    if webhook.active and (gone or stored.only_failures_lately(desk.session, webhook_id)):
        because = "Stopped: the other system says that it is gone." if gone else STOPPED
        webhook.active, webhook.stopped_because = False, because
        next_version(webhook)
        stored.cancel_waiting(desk.session, webhook_id, because)
        record(desk, "webhook.stopped", f"webhook {webhook_id}", after={"because": because})
    return delivery
