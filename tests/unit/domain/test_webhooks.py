"""What is told, and how it is signed."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest

from tracker.domain.webhooks import (
    WebhookEvent,
    envelope,
    finished,
    headers,
    meant_by,
    secret_of,
    signature,
)

OPEN, CLOSED = {"status": "open"}, {"status": "closed"}


def test_it_is_signed_as_standard_webhooks_has_it() -> None:
    # The example of the specification.
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    assert signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body) == (
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


def test_a_new_issue_and_another_webhook_have_other_secrets() -> None:
    secrets = {secret_of(b"key", 1, 1), secret_of(b"key", 1, 2), secret_of(b"key", 2, 1)}
    assert len(secrets) == 3
    assert all(len(base64.b64decode(secret.removeprefix("whsec_"))) == 32 for secret in secrets)


def test_the_headers_prove_what_was_sent() -> None:
    secret, body = secret_of(b"key", 1, 1), b"{}"
    sent = headers(secret, "abc", 1_700_000_000, body)
    raw = base64.b64decode(secret.removeprefix("whsec_"))
    wanted = hmac.new(raw, b"abc.1700000000.{}", hashlib.sha256).digest()
    assert sent["webhook-signature"] == f"v1,{base64.b64encode(wanted).decode()}"


def test_a_notice_is_the_same_at_every_try() -> None:
    body = envelope(
        WebhookEvent.RAISED, "k", "PPM-001", datetime(2023, 9, 20, tzinfo=UTC), {"link": "/actions/PPM-001"}
    )
    once = finished(body, "https://actions.office.example")
    assert once == finished(body, "https://actions.office.example")
    notice = json.loads(once)
    assert notice["data"]["link"] == "https://actions.office.example/actions/PPM-001"
    assert (notice["specversion"], notice["source"]) == ("1.0", "https://actions.office.example")


@pytest.mark.parametrize(
    ("event", "before", "after", "meant"),
    [
        ("action.raised", {}, OPEN, WebhookEvent.RAISED),
        ("action.agreed_complete", OPEN, CLOSED, WebhookEvent.CLOSED),
        ("action.void", OPEN, CLOSED, WebhookEvent.CLOSED),
        ("action.reopened", CLOSED, OPEN, WebhookEvent.UPDATED),
        ("action.corrected", {}, {"title": "Other"}, WebhookEvent.UPDATED),
        ("update.given", {}, {"words": "Nearly"}, WebhookEvent.UPDATED),
        ("meeting.scheduled", {}, {}, None),
        ("webhook.made", {}, {}, None),
        ("mail.sent", {}, {}, None),
    ],
)
def test_a_row_of_the_history_means_this_to_others(
    event: str, before: dict[str, object], after: dict[str, object], meant: WebhookEvent | None
) -> None:
    assert meant_by(event, before, after) is meant
