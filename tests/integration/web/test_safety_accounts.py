"""Attacks on signing in and on what accounts do: other ways to write an address, bodies of another kind, locks, caches."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask_security.utils import hash_password
from sqlalchemy import event, text

from tests.support.builders import SECRETARIAT, Record
from tests.support.page import Browser
from tests.support.signing_in import EMAIL, PASSWORD, is_signed_in, try_to_sign_in
from tracker.domain.viewers import Role
from tracker.services.users import UserWanted, create_user
from tracker.web import accounts_limits, errors, requests
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
NEW = {
    "password": PASSWORD,
    "new_password": "four quite odd words",
    "new_password_confirm": "four quite odd words",
}


@pytest.fixture
def bea(app: Flask, on_record: Record, wires: Wiring, visitor: Browser) -> Browser:
    """The browser of Bea Best, an owner who signed in with her password; her post has PPM-001."""
    on_record.action("Bring the figures", post=on_record.post(holder="Bea Best"))
    on_record.desk.session.commit()
    with app.app_context(), wires.writing(SECRETARIAT) as desk:
        wanted = UserWanted("bea.best@force.example.org", "Bea Best", frozenset({Role.OWNER}))
        create_user(desk, wanted, password_hash=hash_password(PASSWORD))
    try_to_sign_in(visitor, email="bea.best@force.example.org")
    assert visitor.get("/actions/PPM-001").status == 200
    return visitor


def test_an_owner_changes_a_password_and_waits_for_no_lock_of_our_own(bea: Browser) -> None:
    refused = bea.client.post("/change-password", data={**NEW, "csrf_token": "wrong"})
    assert refused.status_code == 400
    page = bea.post("/change-password", NEW)
    assert (page.status, "Your password is changed" in page.text) == (200, True)


@pytest.mark.usefixtures("asha")
def test_tries_at_one_account_count_together_however_its_address_is_written(
    browsers: Callable[..., Browser],
) -> None:
    written = (
        EMAIL,
        EMAIL.upper(),
        "asha.bell@office.\uff45xample.org",
        "asha.bell@office\u3002example.org",
        f" {EMAIL}\t",
    )
    for number in range(50):
        guess = try_to_sign_in(browsers(f"192.0.2.{number}"), "wrong", email=written[number % len(written)])
        assert guess.status == 422
    for one in written:
        assert try_to_sign_in(browsers("192.0.2.99"), email=one).status == 429


@pytest.mark.usefixtures("asha")
@pytest.mark.parametrize("address", ["/sign-in", "/set-password"])
def test_a_body_in_which_tries_are_not_counted_is_not_taken(visitor: Browser, address: str) -> None:
    for body in ({"email": EMAIL, "password": PASSWORD}, {}):
        headers = {"X-CSRFToken": visitor.token()}
        assert visitor.client.post(address, json=body, headers=headers).status_code == 415
    assert not is_signed_in(visitor)


@pytest.mark.usefixtures("asha")
def test_the_time_of_the_answer_does_not_tell_who_has_an_account(
    visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(accounts_limits, "sleep", waits.append)
    for email in (EMAIL, "nobody@office.example.org", "no address"):
        visitor.post("/set-password", {"email": email})
    assert len(waits) == 3
    assert all(0 <= wait <= accounts_limits.SAME_SECONDS for wait in waits)
    try_to_sign_in(visitor)
    visitor.get("/set-password")
    assert len(waits) == 3


def test_no_page_is_kept_by_a_browser(visitor: Browser, sign_in: SignIn) -> None:
    pages = [visitor.get(address) for address in ("/sign-in", "/set-password", "/nowhere", "/update/1-abc")]
    office = sign_in(Role.SECRETARIAT)
    pages += [office.get(address) for address in ("/", "/actions", "/change-password", "/actions/PPM-999")]
    assert {page.response.headers["Cache-Control"] for page in pages} == {"no-store"}


def test_a_locked_database_gets_a_whole_page_also_for_an_owner(bea: Browser, wires: Wiring) -> None:
    token = bea.token()

    def hurry(connection, _record, _proxy) -> None:  # type: ignore[no-untyped-def]
        connection.execute("PRAGMA busy_timeout = 50")

    event.listen(wires.database.engine, "checkout", hurry)
    with wires.write() as other:
        other.execute(text("SELECT 1"))
        answer = bea.client.post("/actions/PPM-001/update", data={"csrf_token": token, "text": "Done"})
    event.remove(wires.database.engine, "checkout", hurry)
    assert (answer.status_code, "<h1" in answer.text, "Bea Best" in answer.text) == (503, True, True)
    assert "Try again in a few seconds." in answer.text


def test_after_a_refusal_a_page_reads_while_another_writes(app: Flask, wires: Wiring) -> None:
    with app.test_request_context("/actions", method="POST"), wires.write() as other:
        requests.abandon()
        other.execute(text("SELECT 1"))
        assert requests.current_session().execute(text("SELECT count(*) FROM actions")).scalar_one() == 0


def test_an_error_whose_page_fails_is_still_said_with_the_headers_of_every_page(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = sign_in(Role.SECRETARIAT)

    def fail(*_template: object, **_context: object) -> str:
        raise RuntimeError("no page")

    monkeypatch.setattr(errors, "render_template", fail)
    answer = office.get("/actions/PPM-999").response
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")
    assert answer.text == "There is no such action, or it is not yours to see."


def test_made_up_links_are_counted_for_the_network_and_leave_no_row_each(
    browsers: Callable[..., Browser], wires: Wiring
) -> None:
    statuses = []
    for number in range(9):
        browser = browsers(f"2001:db8:1:2::{number + 1:x}")
        statuses.append(browser.post(f"/update/{number + 1}-madeup/fresh", follow=False).status)
    assert statuses == [303] * 5 + [429] * 4
    with wires.read() as session:
        assert session.execute(text("SELECT count(*) FROM limits")).scalar_one() == 6
