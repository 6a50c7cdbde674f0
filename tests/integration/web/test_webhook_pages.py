"""The administrator's pages of webhooks."""

from collections.abc import Callable, Iterator

import pytest
from sqlmodel import select

from tests.support.builders import SECRETARIAT, Record
from tests.support.page import Browser
from tests.support.webhook_sink import WebhookSink, webhook_sink
from tracker.domain.viewers import Role
from tracker.domain.webhooks import signature
from tracker.jobs.passes import Passes
from tracker.models.outside import Webhook
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
FORM = {
    "url": "https://events.office.example/actions",
    "events": ["action.raised", "action.closed"],
    "note": "Data warehouse",
}


@pytest.fixture
def administrator(sign_in: SignIn) -> Browser:
    return sign_in(Role.ADMINISTRATOR)


@pytest.fixture
def sink(wires: Wiring) -> Iterator[WebhookSink]:
    """A system on this machine, allowed by name."""
    vars(wires)["settings"] = wires.settings.model_copy(update={"webhook_hosts": "localhost"})
    with webhook_sink() as made:
        yield made


def _secret(page: Browser) -> str:
    box = page.html.find(id="secret")  # type: ignore[attr-defined]
    assert box
    return str(box.get_text())


def test_the_secret_is_shown_when_it_is_made_and_proves_what_arrives(
    administrator: Browser, wires: Wiring, sink: WebhookSink
) -> None:
    assert administrator.get("/webhooks").heading == "No other system is told of anything"
    made = administrator.post("/webhooks", {**FORM, "url": sink.url}, follow=False)
    secret = _secret(made)  # type: ignore[arg-type]
    assert secret.startswith("whsec_")
    assert "no-store" in made.response.headers["Cache-Control"]
    page = administrator.get("/webhooks/1")
    assert secret not in str(page.html)
    with wires.writing(SECRETARIAT) as desk:
        Record(desk).action("Bring the figures")
    passes = Passes(wires)
    assert passes.telling.waiting()
    passes.telling.work()
    assert passes.telling.waiting() == []
    ((headers, body),) = sink.got
    wanted = signature(secret, headers["webhook-id"], int(headers["webhook-timestamp"]), body)
    assert headers["webhook-signature"] == wanted
    assert "Delivered" in administrator.get("/webhooks/1").text
    assert "1 notice" in administrator.get("/webhooks").text


def test_a_test_is_sent_and_one_that_failed_can_be_sent_again(
    administrator: Browser, wires: Wiring, sink: WebhookSink
) -> None:
    administrator.post("/webhooks", {**FORM, "url": sink.url})
    sink.status, sink.answer = 410, b"<script>alert(1)</script> gone"
    administrator.post("/webhooks/1/test")
    Passes(wires).telling.work()
    page = administrator.get("/webhooks/1")
    assert "Given up" in page.text
    assert "<script>alert(1)</script> gone" in page.text
    assert "<script>alert" not in str(page.html)
    assert "is told of nothing any more" in administrator.get("/").text
    sink.status, sink.answer = 200, b""
    administrator.post("/webhooks/1/start")
    administrator.post("/webhooks/1/notices/1/again")
    Passes(wires).telling.work()
    assert "Delivered" in administrator.get("/webhooks/1").text
    assert [notice["type"] for notice in sink.notices()] == ["webhook.test"] * 2


def test_a_renewed_secret_is_another(administrator: Browser) -> None:
    was = _secret(administrator.post("/webhooks", FORM, follow=False))  # type: ignore[arg-type]
    assert administrator.get("/webhooks/1/renew").heading == "Renew the secret for events.office.example?"
    assert _secret(administrator.post("/webhooks/1/renew", follow=False)) != was  # type: ignore[arg-type]


def test_what_cannot_be_keeps_what_was_typed(administrator: Browser, wires: Wiring) -> None:
    page = administrator.post("/webhooks", {**FORM, "url": "http://10.0.0.1/in"})
    assert (page.status, page.value("note")) == (422, "Data warehouse")
    assert "https://" in page.errors[0]
    page = administrator.post("/webhooks", {**FORM, "url": "https://[::ffff:127.0.0.1]/in"})
    assert "TRACKER_WEBHOOK_HOSTS" in page.errors[0]
    assert "at least one thing" in administrator.post("/webhooks", {**FORM, "events": []}).errors[0]
    with wires.read() as session:
        assert session.exec(select(Webhook)).all() == []


def test_it_is_stopped_and_started(administrator: Browser) -> None:
    administrator.post("/webhooks", FORM)
    assert administrator.get("/webhooks").heading == "1 other system is told of what happens"
    administrator.post("/webhooks/1/stop")
    assert administrator.get("/webhooks/1").heading == "events.office.example is told of nothing"
    assert administrator.post("/webhooks/1/stop").status == 409
    administrator.post("/webhooks/1/start")
    assert administrator.get("/webhooks/1").heading == "events.office.example is told of what happens"


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.COMMISSIONER, Role.AUDITOR, Role.OWNER])
def test_it_is_the_administrators_alone(sign_in: SignIn, role: Role) -> None:
    browser = sign_in(role)
    assert browser.get("/webhooks").status == 403
    assert browser.post("/webhooks", FORM).status == 403
