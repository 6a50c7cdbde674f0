"""The administrator's pages of webhooks: which systems are told of what, what became of each notice, and a test."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput
from tracker.domain.webhooks import EVENT_WORDS, PURPOSE, DeliveryState, WebhookEvent, secret_of
from tracker.domain.wording import count_words
from tracker.services import webhooks as service
from tracker.store import webhooks as stored
from tracker.web.requests import abandon, current_desk, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.outside import Webhook, WebhookDelivery

webhooks = Blueprint("webhooks", __name__)
MOST = 50
"""Notices on a webhook's page."""
STATES = {
    DeliveryState.QUEUED: ("Waiting", "blue"),
    DeliveryState.SENDING: ("Being sent", "blue"),
    DeliveryState.DELIVERED: ("Delivered", "green"),
    DeliveryState.GAVE_UP: ("Given up", "red"),
    DeliveryState.CANCELLED: ("Not sent", "grey"),
}
TEST_WORDS = "Test"


@webhooks.get("/webhooks")
def index() -> str:
    session = current_session()
    counts = stored.counts(session)
    rows = [_row(webhook, counts.get(webhook.key, {})) for webhook in stored.listed(session)]
    return render_template("webhooks/index.html", rows=rows, active=sum(row["active"] for row in rows))


@webhooks.get("/webhooks/new")
def new() -> str:
    return _new_page({}, ())


@webhooks.post("/webhooks")
def create() -> ResponseReturnValue:
    """Makes a webhook. Its secret is on the page that is answered, so there is no redirect to one that would show it again."""
    chosen = request.form.getlist("events")
    try:
        webhook = service.make_webhook(
            current_desk(),
            url=request.form.get("url", ""),
            events=chosen,
            note=request.form.get("note", ""),
            allowed=wiring().settings.hosts_by_name,
        )
    except BadInput as error:
        abandon()
        return _new_page(request.form, chosen, error), 422
    return _secret_page(webhook)


@webhooks.get("/webhooks/<int:number>")
def show(number: int) -> str:
    session = current_session()
    webhook = stored.by_number(session, number)
    return render_template(
        "webhooks/show.html",
        row=_row(webhook, {}),
        made=webhook.made_at,
        made_by=webhook.made_by,
        notices=[_notice(one) for one in stored.deliveries(session, number, MOST)],
        most=MOST,
    )


@webhooks.post("/webhooks/<int:number>/test")
def test(number: int) -> ResponseReturnValue:
    service.send_test(current_desk(), stored.by_number(current_session(), number, lock=True))
    flash("A test is on its way. Look here again in a few seconds.", "success")
    return _back(number)


@webhooks.post("/webhooks/<int:number>/stop")
def stop(number: int) -> ResponseReturnValue:
    service.stop_webhook(current_desk(), stored.by_number(current_session(), number, lock=True))
    flash("It is told of nothing any more. What waited is not sent.", "success")
    return _back(number)


@webhooks.post("/webhooks/<int:number>/start")
def start(number: int) -> ResponseReturnValue:
    service.start_webhook(current_desk(), stored.by_number(current_session(), number, lock=True))
    flash("It is told of what happens from now on.", "success")
    return _back(number)


@webhooks.get("/webhooks/<int:number>/renew")
def renewing(number: int) -> str:
    return render_template("webhooks/renew.html", row=_row(stored.by_number(current_session(), number), {}))


@webhooks.post("/webhooks/<int:number>/renew")
def renew(number: int) -> ResponseReturnValue:
    webhook = stored.by_number(current_session(), number, lock=True)
    service.renew_secret(current_desk(), webhook)
    return _secret_page(webhook)


@webhooks.post("/webhooks/<int:number>/notices/<int:notice>/again")
def again(number: int, notice: int) -> ResponseReturnValue:
    delivery = stored.delivery(current_session(), notice, lock=True)
    service.send_again(current_desk(), delivery)
    flash("It is sent again, under the same number.", "success")
    return _back(delivery.webhook_id)


def webhook_notices() -> list[dict[str, Any]]:
    """The webhooks that stopped because nothing arrived, for the administrator's “My work”."""
    return [
        {
            "text": f"{_host(webhook)} is told of nothing any more. {webhook.stopped_because}",
            "href": url_for("webhooks.show", number=webhook.key),
            "link_text": "See what became of its notices",
            "tone": "",
        }
        for webhook in stored.stopped(current_session())
    ]


def _back(number: int) -> ResponseReturnValue:
    return redirect(url_for("webhooks.show", number=number), 303)


def _secret_page(webhook: "Webhook") -> str:
    secret = secret_of(wiring().key_for(PURPOSE), webhook.key, webhook.issue)
    return render_template("webhooks/secret.html", row=_row(webhook, {}), secret=secret)


def _row(webhook: "Webhook", counts: dict[DeliveryState, int]) -> dict[str, Any]:
    waiting = counts.get(DeliveryState.QUEUED, 0) + counts.get(DeliveryState.SENDING, 0)
    failed = counts.get(DeliveryState.GAVE_UP, 0)
    chosen = webhook.events.split()
    return {
        "number": webhook.key,
        "url": webhook.url,
        "host": _host(webhook),
        "note": webhook.note,
        "events": [words for event, words in EVENT_WORDS.items() if event.value in chosen],
        "active": webhook.active,
        "because": webhook.stopped_because,
        "delivered": count_words(counts.get(DeliveryState.DELIVERED, 0), "notice"),
        "waiting": f"{waiting:,} waiting" if waiting else "",
        "failed": f"{failed:,} given up" if failed else "",
    }


def _host(webhook: "Webhook") -> str:
    return webhook.url.partition("://")[2].partition("/")[0]


def _notice(delivery: "WebhookDelivery") -> dict[str, Any]:
    state, tone = STATES[delivery.state]
    is_test = delivery.event is WebhookEvent.TEST
    return {
        "number": delivery.key,
        "what": TEST_WORDS if is_test else EVENT_WORDS[delivery.event],
        "subject": "" if is_test else delivery.subject,
        "href": "" if is_test else url_for("actions.show", reference=delivery.subject),
        # The record's own moment, as everywhere on the pages; the outbox lives by the machine's.
        "queued": datetime.fromisoformat(json.loads(delivery.body)["time"]),
        "state": state,
        "tone": tone,
        "tries": delivery.attempts,
        "status": delivery.status,
        "taken": delivery.state is DeliveryState.DELIVERED,
        "said": delivery.said,
        "next": delivery.next_try_at
        if delivery.state is DeliveryState.QUEUED and delivery.attempts
        else None,
        "over": delivery.state not in (DeliveryState.QUEUED, DeliveryState.SENDING),
    }


def _new_page(typed: Any, chosen: Any, error: BadInput | None = None) -> str:
    wrong = {error.field: str(error)} if error else {}
    return render_template(
        "webhooks/new.html",
        typed=typed,
        events=[
            {"value": event.value, "label": words, "checked": event.value in chosen}
            for event, words in EVENT_WORDS.items()
        ],
        wrong=wrong,
        errors=[{"text": sentence, "href": f"#{field}"} for field, sentence in wrong.items()],
    )
