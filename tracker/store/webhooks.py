"""Reads of webhooks and of what they are to be told; claims and counts of deliveries."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, delete, func, select, update

from tracker.domain.actions import Status
from tracker.domain.errors import NotFound
from tracker.domain.webhooks import STOP_AFTER, DeliveryState, WebhookEvent
from tracker.models.actions import Action
from tracker.models.outside import Webhook, WebhookDelivery
from tracker.models.people import Post
from tracker.store.markings import sensitive

WAITING = (DeliveryState.QUEUED, DeliveryState.SENDING)


def listed(session: Session) -> Sequence[Webhook]:
    """Every webhook, those that are told first."""
    return session.exec(select(Webhook).order_by(col(Webhook.active).desc(), col(Webhook.id))).all()


def by_number(session: Session, number: int, *, lock: bool = False) -> Webhook:
    """Raises `NotFound`."""
    query = select(Webhook).where(Webhook.id == number)
    webhook = session.exec(query.with_for_update() if lock else query).one_or_none()
    if webhook is None:
        raise NotFound("There is no such webhook. Choose one from the list.")
    return webhook


def told_of(session: Session, event: WebhookEvent) -> list[Webhook]:
    """The active webhooks that want to know of this."""
    active = session.exec(select(Webhook).where(Webhook.active).order_by(col(Webhook.id))).all()
    return [webhook for webhook in active if event in webhook.events.split()]


def any_active(session: Session) -> bool:
    return session.exec(select(Webhook.id).where(Webhook.active).limit(1)).first() is not None


def action_told(session: Session, reference: str) -> tuple[Action, str, bool] | None:
    """The action, the title of its owner, and whether it is marked so that no word of it may leave."""
    query = select(Action, Post.title).join(Post, col(Post.id) == Action.post_id, isouter=True)
    found = session.exec(query.where(Action.reference == reference)).first()
    if found is None:
        return None
    action, owner = found
    return action, owner or "", action.key in sensitive(session, [action.key])


def due_between(session: Session, first: date, last: date) -> Sequence[str]:
    """The references of open actions that are due on one of these days."""
    query = select(Action.reference).where(
        Action.status != Status.CLOSED, col(Action.due_on) >= first, col(Action.due_on) <= last
    )
    return session.exec(query.order_by(Action.reference)).all()


def has(session: Session, key: str) -> bool:
    """Whether there is a delivery of this key."""
    query = select(WebhookDelivery.id).where(WebhookDelivery.event_key == key)
    return session.exec(query).first() is not None


def first_waiting(session: Session, machine: datetime, *, lock: bool = False) -> WebhookDelivery | None:
    """The delivery whose time has come first. With `lock`, one that nobody else is taking."""
    query = (
        select(WebhookDelivery)
        .where(col(WebhookDelivery.state).in_(WAITING), col(WebhookDelivery.next_try_at) <= machine)
        .order_by(col(WebhookDelivery.id))
        .limit(1)
    )
    return session.exec(query.with_for_update(skip_locked=True) if lock else query).first()


def delivery(session: Session, number: int, *, lock: bool = False) -> WebhookDelivery:
    """Raises `NotFound`."""
    query = select(WebhookDelivery).where(WebhookDelivery.id == number)
    found = session.exec(query.with_for_update() if lock else query).one_or_none()
    if found is None:
        raise NotFound("There is no such notice.")
    return found


def notices_about(session: Session, reference: str) -> Sequence[WebhookDelivery]:
    """Every notice about one action, locked."""
    query = select(WebhookDelivery).where(WebhookDelivery.subject == reference)
    return session.exec(query.order_by(col(WebhookDelivery.id)).with_for_update()).all()


def deliveries(session: Session, webhook_id: int, most: int) -> Sequence[WebhookDelivery]:
    """The latest notices to one address, the latest first."""
    query = select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook_id)
    return session.exec(query.order_by(col(WebhookDelivery.id).desc()).limit(most)).all()


def counts(session: Session) -> dict[int, dict[DeliveryState, int]]:
    """How many notices of each state every webhook has."""
    query = select(WebhookDelivery.webhook_id, WebhookDelivery.state, func.count()).group_by(
        col(WebhookDelivery.webhook_id), col(WebhookDelivery.state)
    )
    found: dict[int, dict[DeliveryState, int]] = {}
    for number, state, count in session.exec(query).all():
        found.setdefault(number, {})[DeliveryState(state)] = count
    return found


def put_off(session: Session, webhook_id: int, until: datetime) -> None:
    """Lets everything else that waits for this address wait as long: it was just found not to answer."""
    session.execute(
        update(WebhookDelivery)
        .where(
            col(WebhookDelivery.webhook_id) == webhook_id,
            col(WebhookDelivery.state) == DeliveryState.QUEUED,
            col(WebhookDelivery.next_try_at) < until,
        )
        .values(next_try_at=until)
    )


def cancel_waiting(session: Session, webhook_id: int, said: str) -> None:
    """Nothing that waits for this address is sent any more."""
    session.execute(
        update(WebhookDelivery)
        .where(col(WebhookDelivery.webhook_id) == webhook_id, col(WebhookDelivery.state).in_(WAITING))
        .values(state=DeliveryState.CANCELLED, next_try_at=None, said=said)
    )


def only_failures_lately(session: Session, webhook_id: int) -> bool:
    """Whether the latest notices that came to an end were all given up, and there are enough of them to stop."""
    query = (
        select(WebhookDelivery.state)
        .where(
            WebhookDelivery.webhook_id == webhook_id,
            col(WebhookDelivery.state).in_([DeliveryState.DELIVERED, DeliveryState.GAVE_UP]),
        )
        .order_by(col(WebhookDelivery.id).desc())
        .limit(STOP_AFTER)
    )
    ends = session.exec(query).all()
    return len(ends) == STOP_AFTER and set(ends) == {DeliveryState.GAVE_UP}


def drop_before(session: Session, day: datetime) -> None:
    """Forgets notices that came to their end before `day`."""
    session.execute(
        delete(WebhookDelivery).where(
            col(WebhookDelivery.state).not_in(WAITING), col(WebhookDelivery.queued_at) < day
        )
    )


def stopped(session: Session) -> Sequence[Webhook]:
    """Those that were stopped because nothing could be delivered."""
    return session.exec(
        select(Webhook).where(col(Webhook.active).is_(False), Webhook.stopped_because != "")
    ).all()
