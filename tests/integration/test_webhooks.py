"""What other systems are told: written with the change, sent after it, and never to where it must not go."""

import json
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import select

from tests.support.builders import COMMISSIONER, SECRETARIAT, Record, acting_as
from tests.support.outing import Outing
from tests.support.webhook_sink import WebhookSink, webhook_sink
from tracker.adapters.webhook_poster import UrllibPoster
from tracker.domain.actions import Move
from tracker.domain.outside_addresses import Outside, read_address
from tracker.domain.webhooks import DeliveryState, secret_of, signature
from tracker.models.outside import Webhook, WebhookDelivery
from tracker.services.announcing import announce_due
from tracker.services.delivering import Outbox, deliver_waiting
from tracker.services.desk import Desk
from tracker.services.reviews import Decision, record_review
from tracker.services.updates import Said, give_update
from tracker.services.webhooks import make_webhook, send_again, send_test, stop_webhook
from tracker.store.session import Database

ALL = ("action.raised", "action.updated", "action.due", "action.closed")
KEY = b"a key for webhooks in tests"
HOSTS = frozenset({"localhost"})


@pytest.fixture
def sink() -> Iterator[WebhookSink]:
    with webhook_sink() as made:
        yield made


@pytest.fixture
def outbox() -> Outbox:
    return Outbox(UrllibPoster(last_seconds=2), KEY, "https://actions.office.example", HOSTS)


def hook(desk: Desk, url: str, events: tuple[str, ...] = ALL) -> Webhook:
    return make_webhook(desk, url=url, events=events, note="", allowed=HOSTS)


def queued(desk: Desk) -> list[tuple[str, str]]:
    rows = desk.session.exec(select(WebhookDelivery).order_by(WebhookDelivery.id)).all()  # type: ignore[arg-type]
    return [(row.event.value, row.subject) for row in rows]


@pytest.fixture
def outing(database: Database, outbox: Outbox) -> Outing:
    return Outing(database, outbox)


def test_each_event_is_written_with_the_change_and_only_where_it_is_wanted(
    desk: Desk, record: Record
) -> None:
    record.action("Before anyone listened")
    assert queued(desk) == []
    hook(desk, "https://events.office.example/all")
    hook(desk, "https://events.office.example/closed", ("action.closed",))
    action = record.action("Bring the figures", post=record.post())
    give_update(desk, action, Said("Nearly there."), by_name="Ann Able", via="account")
    decided = Decision(Move.NO_FURTHER_ACTION, reason="Overtaken.")
    record_review(acting_as(desk, COMMISSIONER), action, decided, meeting=None, version=None)
    assert queued(desk) == [
        ("action.raised", "PPM-002"),
        ("action.updated", "PPM-002"),
        ("action.closed", "PPM-002"),
        ("action.closed", "PPM-002"),
    ]
    body = json.loads(desk.session.exec(select(WebhookDelivery.body)).first() or "")
    assert body["data"] == {
        "reference": "PPM-002",
        "link": "/actions/PPM-002",
        "title": "Bring the figures",
        "status": "open",
        "owner": "Head of contact",
        "due_kind": "none",
        "due_on": None,
    }
    assert "Ann" not in json.dumps(body)


def test_of_a_sensitive_action_no_word_leaves(desk: Desk, record: Record) -> None:
    hook(desk, "https://events.office.example/all")
    action = record.action("A name that must not leave")
    action.marking = "OFFICIAL-SENSITIVE"
    desk.session.flush()
    give_update(desk, action, Said("Nearly there."), by_name="Ann Able", via="account")
    bodies = desk.session.exec(select(WebhookDelivery.body).order_by(WebhookDelivery.id)).all()  # type: ignore[arg-type]
    assert json.loads(bodies[-1])["data"] == {"reference": "PPM-001", "link": "/actions/PPM-001"}


def test_of_an_action_that_was_marked_while_its_notice_waited_no_word_leaves(
    outing: Outing, sink: WebhookSink
) -> None:
    with outing.writing() as desk:
        hook(desk, sink.url, ("action.raised",))
        Record(desk).action("Name the witness").marking = "OFFICIAL-SENSITIVE"
    outing.send()
    ((_, body),) = sink.got
    assert json.loads(body)["data"] == {
        "reference": "PPM-001",
        "link": "https://actions.office.example/actions/PPM-001",
    }


def test_a_due_day_is_told_once_and_a_day_that_was_missed_is_caught_up(desk: Desk, record: Record) -> None:
    record.action("For the day", due="2023-09-22")
    record.action("For another", due="2023-12-22")
    hook(desk, "https://events.office.example/all", ("action.due",))
    assert announce_due(acting_as(desk, SECRETARIAT, "2023-09-21")) == 0
    later = acting_as(desk, SECRETARIAT, "2023-09-25")
    assert (announce_due(later), announce_due(later)) == (1, 0)
    assert queued(desk) == [("action.due", "PPM-001")]


def test_it_arrives_signed_and_is_told_by_its_id(outing: Outing, sink: WebhookSink) -> None:
    with outing.writing() as desk:
        webhook = hook(desk, sink.url)
        Record(desk).action("Bring the figures")
    (done,) = outing.send()
    assert (done.state, done.status) == (DeliveryState.DELIVERED, 204)
    ((headers, body),) = sink.got
    wanted = signature(
        secret_of(KEY, webhook.key, 1), done.event_key, int(headers["webhook-timestamp"]), body
    )
    assert headers["webhook-signature"] == wanted
    assert (headers["webhook-id"], json.loads(body)["id"]) == (done.event_key, done.event_key)
    assert json.loads(body)["data"]["link"] == "https://actions.office.example/actions/PPM-001"
    assert outing.send() == []


def test_a_failure_is_tried_again_for_72_hours_and_then_given_up(outing: Outing, sink: WebhookSink) -> None:
    sink.status, sink.answer = 500, b"<html>\x1b[31m" + b"x" * 5000
    with outing.writing() as desk:
        hook(desk, sink.url)
        Record(desk).action("Bring the figures")
    tries, began = 0, outing.machine
    while True:
        done = outing.send()
        if done:
            tries += 1
            assert "<html> [31mxxx" in done[0].said
            assert len(done[0].said) <= 200
            if done[0].state is DeliveryState.GAVE_UP:
                break
        outing.machine += timedelta(minutes=15)
    assert timedelta(hours=60) < outing.machine - began <= timedelta(hours=72)
    assert 15 < tries < 40
    with outing.writing() as desk:
        send_again(desk, desk.session.exec(select(WebhookDelivery)).one())
    sink.status = 200
    assert outing.send()[0].state is DeliveryState.DELIVERED


def test_while_one_does_not_answer_the_rest_for_it_waits_and_others_are_told(
    outing: Outing, sink: WebhookSink
) -> None:
    with webhook_sink() as other, outing.writing() as desk:
        sink.status = 503
        hook(desk, sink.url)
        hook(desk, other.url)
        for number in range(3):
            Record(desk).action(f"Bring figure {number}")
        desk.session.commit()
        outing.send()
        assert (len(sink.got), len(other.got)) == (1, 3)


def test_three_given_up_in_a_row_stop_it_and_gone_stops_it_at_once(outing: Outing, sink: WebhookSink) -> None:
    with outing.writing() as desk:
        hook(desk, "http://localhost:1/in")
        desk.session.exec(select(Webhook)).one().url = "https://127.0.0.1/in"
        for number in range(4):
            Record(desk).action(f"Bring figure {number}")
    states = [done.state for done in outing.send()]
    assert states == [DeliveryState.GAVE_UP] * 3
    with outing.writing() as desk:
        stopped = desk.session.exec(select(Webhook)).one()
        assert (stopped.active, "three notices" in stopped.stopped_because) == (False, True)
        stopped.active, stopped.url = True, sink.url
        send_test(desk, stopped)
    sink.status = 410
    outing.send()
    with outing.writing() as desk:
        assert "gone" in desk.session.exec(select(Webhook)).one().stopped_because


def test_what_waits_for_a_webhook_that_is_stopped_is_not_sent(outing: Outing, sink: WebhookSink) -> None:
    with outing.writing() as desk:
        webhook = hook(desk, sink.url)
        Record(desk).action("Bring the figures")
        stop_webhook(desk, webhook)
        Record(desk).action("Said to nobody")
    assert outing.send() == []
    assert sink.got == []


def test_one_that_was_killed_while_sending_sends_it_again_under_the_same_id(
    outing: Outing, sink: WebhookSink, outbox: Outbox
) -> None:
    with outing.writing() as desk:
        hook(desk, sink.url)
        Record(desk).action("Bring the figures")

    class Killed(Exception):
        pass

    class Dying:
        def post(self, to: Outside, body: bytes, headers: object) -> object:
            outbox.poster.post(to, body, headers)  # type: ignore[arg-type]
            raise Killed

    with pytest.raises(Killed):
        deliver_waiting(outing.writing, Outbox(Dying(), KEY, "https://actions.office.example", HOSTS))  # type: ignore[arg-type]
    assert outing.send() == []
    outing.machine += timedelta(minutes=11)
    assert outing.send()[0].state is DeliveryState.DELIVERED
    assert len({headers["webhook-id"] for headers, _ in sink.got}) == 1
    assert len(sink.got) == 2


# Where it must not go


@pytest.mark.parametrize("leads_to", ["127.0.0.1", "10.0.0.7", "::1", "169.254.169.254"])
def test_a_name_that_leads_into_a_private_network_is_not_connected_to(
    sink: WebhookSink, monkeypatch: pytest.MonkeyPatch, leads_to: str
) -> None:
    def look_up(*_args: object, **_options: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (leads_to, sink.port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    answered = UrllibPoster().post(read_address("https://rebinding.example:8443/"), b"{}", {})
    assert (answered.status, answered.for_good) == (None, True)
    assert "private network" in answered.said
    assert sink.got == []


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def look_up(host: str, *_args: object, **_options: object) -> list[object]:
        asked.append(host)
        at = "203.0.113.9" if len(asked) > 1 else "93.184.216.34"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (at, 443))]

    connected: list[object] = []

    def connect(address: tuple[str, int], *_args: object, **_options: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    answered = UrllibPoster().post(read_address("https://events.office.example/"), b"{}", {})
    assert connected == ["93.184.216.34"]
    assert answered.said == "The connection was refused."


def test_a_redirect_is_not_followed(sink: WebhookSink) -> None:
    with webhook_sink() as other:
        sink.status, sink.headers = 302, {"Location": other.url}
        answered = UrllibPoster().post(read_address(sink.url, HOSTS), b"{}", {})
        assert (answered.status, answered.taken) == (302, False)
        assert "redirects are not followed" in answered.said
        assert other.got == []


def test_one_that_never_comes_to_an_end_is_cut_off(sink: WebhookSink) -> None:
    sink.wait = threading.Event()
    answered = UrllibPoster(last_seconds=0.2).post(read_address(sink.url, HOSTS), b"{}", {})
    assert (answered.status, answered.said) == (None, "It did not answer in time.")


def test_a_server_whose_certificate_nobody_knows_is_told_nothing() -> None:
    with webhook_sink() as plain:
        to = Outside("https", "localhost", plain.port, "/", by_name=True)
        answered = UrllibPoster(last_seconds=2).post(to, b"{}", {})
        assert not answered.taken
        assert plain.got == []
