"""Values that nobody types and programs send: each gets an answer, on both databases; none a fault."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from pydantic import SecretStr

from tests.integration.conftest import StoppedClock
from tests.support.builders import Record
from tests.support.databases import sqlite_copy
from tests.support.page import Browser
from tests.support.routes import address_of, ask, read_routes
from tracker.config import Settings
from tracker.domain.viewers import Role
from tracker.factory import create_app
from tracker.web.access import ACCESS

SignIn = Callable[..., Browser]
WORDS = (
    "%00",
    "%ED%A0%80%FF",
    "'%20OR%201=1--",
    "..%2F..%2Fetc%2Fpasswd",
    "9" * 30,
    "%E2%80%AE%3Csvg%20onload=x%3E{{7*7}}",
)
NUMBERS = (0, 2**31, 2**63, 10**20)
ASKED = (
    *(
        "status",
        "post",
        "priority",
        "meeting",
        "text",
        "sort",
        "direction",
        "page",
        "overdue",
        "kind",
        "item",
        "entry",
    ),
    *("version", "agenda_item", "sent", "next", "show", "check", "series", "email"),
)
JSON = {"Accept": "application/json", "Content-Type": "application/json"}
LOG = "/meetings/ppm-2023-10-04/actions"


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The app on each database: what one of them takes, the other may not."""
    if request.param == "sqlite":
        yield from _app(
            tmp_path, sqlite_copy(request.getfixturevalue("sqlite_template"), tmp_path / "app.db")
        )
        return
    yield from _app(tmp_path, request.getfixturevalue("postgresql").fresh())


def _app(folder: Path, url: str) -> Iterator[Flask]:
    secret = SecretStr("a secret key of more than 32 characters")
    app = create_app(Settings(data_dir=folder, database_url=url, given_secret_key=secret))
    app.config["TESTING"] = True
    app.extensions["tracker"].__dict__["clock"] = StoppedClock()
    yield app
    app.extensions["tracker"].database.close()


@pytest.fixture
def secretariat(on_record: Record, sign_in: SignIn) -> Browser:
    on_record.meeting()
    on_record.action("Bring the figures", post=on_record.post())
    on_record.desk.session.commit()
    return sign_in(Role.SECRETARIAT)


def test_no_value_in_an_address_is_a_fault(app: Flask, secretariat: Browser, sign_in: SignIn) -> None:
    administrator = sign_in(Role.ADMINISTRATOR)
    faults = []
    for rule in read_routes(app):
        browser = secretariat if Role.SECRETARIAT in ACCESS[rule.endpoint] else administrator
        for address in _hostile(rule):
            answer = ask(browser.client, address)
            if (
                answer.status >= 500
                or "Content-Security-Policy" not in answer.headers
                or "<svg onload" in answer.body
            ):
                faults.append((address[:100], answer.status))
    assert not faults


def _hostile(rule: Any) -> Iterator[str]:
    words = [name for name in rule.arguments if f"<{name}>" in rule.rule or f"<path:{name}>" in rule.rule]
    for word in WORDS:
        # One that is not there, and those that are there with a query that means nothing.
        yield f"{address_of(rule, **dict.fromkeys(words, word))}?{'&'.join(f'{name}={word}' for name in ASKED)}"
        yield f"{address_of(rule)}?{'&'.join(f'{name}={word}' for name in ASKED)}"
    for number in NUMBERS if len(words) < len(rule.arguments) else ():
        yield address_of(rule, **dict.fromkeys(set(rule.arguments) - set(words), number))


def test_a_page_that_a_list_does_not_have_is_no_fault(sign_in: SignIn) -> None:
    administrator = sign_in(Role.ADMINISTRATOR)
    for address in ("/actions", "/mail", "/history", "/mailbox"):
        for number in ("9223372036854775808", "-1", "0", "٣", "1_0", "x", "2"):
            assert administrator.get(f"{address}?page={number}").status == 200, (address, number)


def test_a_line_with_what_is_no_text_is_refused_in_a_sentence(secretariat: Browser) -> None:
    headers = {**JSON, "X-CSRFToken": secretariat.token()}
    for name in ("text", "agenda_item", "client_id", "typed_at"):
        for typed in ("a\0b", "\ud800", "9" * 5000, "x" * 100_000, "\u202eevil\uffff"):
            given = {"text": "Bring it", "client_id": str(uuid4()), name: typed}
            answer = secretariat.client.post(LOG, json=given, headers=headers)
            assert answer.status_code in {201, 422}, (name, typed[:5])
            assert answer.status_code == 201 or len(answer.json["error"]) > 20
            assert answer.status_code == 422 or not {"\0", "\ud800"} & set(typed)


def test_json_that_is_no_object_is_refused_in_a_sentence(secretariat: Browser) -> None:
    headers = {**JSON, "X-CSRFToken": secretariat.token()}
    for body in ("[" * 100_000, '{"a":' * 50_000, "[1]", "null", '"x"', '{"text": {"a": [1]}}', "{"):
        answer = secretariat.client.post(LOG, data=body, headers=headers)
        assert (answer.status_code, len(answer.json["error"]) > 20) == (422, True), body[:20]


def test_a_form_with_a_character_that_no_database_keeps_is_refused_and_changes_nothing(
    secretariat: Browser,
) -> None:
    page = secretariat.post("/actions/PPM-001/update", {"text": "a\0b", "choice": "update", "by_name": "Ann"})
    assert (page.status, page.heading) == (422, "That cannot be saved yet")
    assert "a character that is no text" in page.text
    assert "a\0b" not in secretariat.get("/actions/PPM-001").text


def test_a_page_of_evidence_that_is_no_page_is_named(secretariat: Browser) -> None:
    for typed in ("000001" + "9" * 30, "9" * 5000, "-1", "0", "1e9", "²"):
        form = {"kind": "document", "document": "The pack", "page": typed}
        page = secretariat.post("/actions/PPM-001/evidence", form)
        assert (page.status, page.errors) == (
            422,
            ["Give the page as a number, such as 8, or leave it empty."],
        )


def test_a_place_in_a_list_is_a_small_number(secretariat: Browser, sign_in: SignIn) -> None:
    form = {"kind": "measure", "code": "m", "title": "A measure", "position": "000001" + "9" * 30}
    page = sign_in(Role.ADMINISTRATOR).post("/reference", form)
    assert (page.status, page.errors) == (422, ["Give its place in the list as a number, such as 3."])


def test_numbers_of_mails_that_cannot_be_are_passed_over(secretariat: Browser) -> None:
    page = secretariat.post("/mail/release", {"mail": ["9" * 30, "-1", "x", "9223372036854775808"]})
    assert page.status == 200
