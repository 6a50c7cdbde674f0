"""How the API answers: ETags, problems, requests that are sent twice."""

import json
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask
from sqlmodel import select

from tests.integration.api.conftest import MakeProgram, Program
from tests.support.builders import Record
from tracker.domain.api_tokens import digest_of
from tracker.models.actions import Update
from tracker.models.outside import ApiAnswer
from tracker.services import api_answers
from tracker.store import api_tokens
from tracker.web.api import problems
from tracker.wiring import Wiring

UPDATES = "/actions/PPM-001/updates"
SAID = {"text": "The rate fell", "by": "Ann Able"}


@pytest.fixture(autouse=True)
def meeting(on_record: Record) -> None:
    on_record.meeting()
    on_record.action("Bring the figures", post=on_record.post(), on="2023-05-17")
    on_record.desk.session.commit()


def _said(wires: Wiring) -> int:
    with wires.read() as session:
        return len(session.exec(select(Update)).all())


def _key() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


# ETags


@pytest.mark.parametrize(
    "path", ["/actions", "/actions/PPM-001", "/meetings", "/meetings/PPM-2023-10-04", UPDATES]
)
def test_who_has_an_answer_already_gets_304_until_it_changes(anything: Program, path: str) -> None:
    tag = {"If-None-Match": anything.get(path).headers["ETag"]}
    again = anything.get(path, headers=tag)
    assert (again.status_code, again.get_data()) == (304, b"")
    assert anything.ask("HEAD", path, headers=tag).status_code == 304
    if "meetings" not in path:
        anything.post(UPDATES, SAID)
        assert anything.get(path, headers=tag).status_code == 200


def test_a_correction_of_something_that_changed_is_refused_and_changes_nothing(anything: Program) -> None:
    tag = {"If-Match": anything.get("/actions/PPM-001").headers["ETag"]}
    assert anything.patch("/actions/PPM-001", {"title": "First"}, headers=tag).status_code == 200
    second = anything.patch("/actions/PPM-001", {"title": "Second"}, headers=tag)
    assert second.status_code == 412
    assert anything.get("/actions/PPM-001").get_json()["title"] == "First"


@pytest.mark.parametrize(
    ("tag", "status"), [(None, 428), ("*", 428), ("", 428), ("abc", 400), ('W/"abc"', 412)]
)
def test_a_correction_says_of_what(anything: Program, tag: str | None, status: int) -> None:
    headers = {} if tag is None else {"If-Match": tag}
    assert anything.patch("/actions/PPM-001", {"title": "First"}, headers=headers).status_code == status


# Problems


@pytest.mark.parametrize(
    ("method", "path", "options", "status"),
    [
        ("GET", "/nothing", {}, 404),
        ("GET", "//actions", {}, 404),
        ("GET", "/actions/", {}, 404),
        ("GET", "/actions/%00", {}, 404),
        ("GET", "/actions/PPM-001/evidence/99999999999999999999/file", {}, 404),
        ("DELETE", "/actions/PPM-001", {}, 405),
        ("TRACE", "/actions", {}, 405),
        ("GET", "/actions", {"headers": {"Accept": "text/html"}}, 406),
        ("POST", UPDATES, {"data": "{", "content_type": "application/json"}, 400),
        ("POST", UPDATES, {"data": b"\xff", "content_type": "application/json"}, 400),
        ("POST", UPDATES, {"data": "[" * 5000, "content_type": "application/json"}, 400),
        ("POST", UPDATES, {"data": "[]", "content_type": "application/json"}, 422),
        ("POST", UPDATES, {"data": "text=a&by=b"}, 415),
        ("POST", UPDATES, {"json": {"text": "a\0b", "by": "b"}}, 422),
        ("POST", UPDATES, {"json": {"text": " ", "by": "b"}}, 422),
        ("POST", UPDATES, {"json": {"text": "a" * 2_100_000, "by": "b"}}, 413),
        ("GET", "/actions?limit=0", {}, 422),
        ("GET", "/actions?limit=1&limit=2", {}, 422),
        ("GET", "/actions?text=%00", {}, 422),
        ("GET", "/actions?text=%ff", {}, 422),
        ("GET", "/actions?overdue=yes", {}, 422),
    ],
)
def test_every_refusal_is_a_problem(
    anything: Program, method: str, path: str, options: dict[str, object], status: int
) -> None:
    answer = anything.ask(method, path, **options)  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text
    told = answer.get_json(force=True)
    assert told["type"].startswith("http")
    assert told["instance"].startswith("/api/v1/")
    if status == 405:
        assert "GET" in answer.headers["Allow"]


def test_a_fault_of_ours_is_a_problem_and_rolls_back(
    anything: Program, wires: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("tracker.web.api.updates.update_shown", broken)
    answer = anything.post(UPDATES, SAID)
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert _said(wires) == 0


def test_each_type_of_problem_is_an_address_that_says_what_it_means(anything: Program) -> None:
    for name, kind in problems.KINDS.items():
        told = anything.get(f"/problems/{name}").get_json()
        assert (told["status"], told["title"]) == (kind.status, kind.title)
        assert told["type"].endswith(f"/api/v1/problems/{name}")


def test_options_tells_the_methods_without_a_token(app: Flask) -> None:
    answer = Program(app, "").ask("OPTIONS", "/actions/PPM-001")
    assert answer.status_code == 204
    assert {one.strip() for one in answer.headers["Allow"].split(",")} == {"GET", "HEAD", "OPTIONS", "PATCH"}


# Once


def test_the_same_request_sent_twice_is_done_once_and_answered_alike(
    anything: Program, wires: Wiring
) -> None:
    key = _key()
    first, second = (anything.post(UPDATES, SAID, headers=key) for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.get_data() == second.get_data()
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert (first.headers["ETag"], first.headers["Location"]) == (
        second.headers["ETag"],
        second.headers["Location"],
    )
    assert _said(wires) == 1
    assert anything.post(UPDATES, SAID, headers=_key()).status_code == 201
    assert _said(wires) == 2


def test_a_form_with_a_file_is_the_same_request_whatever_its_boundary(anything: Program) -> None:
    key = _key()
    answers = [
        anything.post(
            "/actions/PPM-001/evidence/files",
            data={"file": (BytesIO(content), "a.csv")},
            content_type="multipart/form-data",
            headers=key,
        ).status_code
        for content in (b"a,b", b"a,b", b"c,d")
    ]
    assert answers == [201, 201, 422]


def test_a_key_is_for_one_request_of_one_token(anything: Program, program: MakeProgram) -> None:
    key = _key()
    anything.post(UPDATES, SAID, headers=key)
    other = anything.post(UPDATES, {**SAID, "text": "It rose"}, headers=key)
    assert other.status_code == 422
    assert other.get_json()["type"].endswith("/key-used")
    assert program(name="Another").post(UPDATES, SAID, headers=key).status_code == 201


def test_who_comes_while_the_first_is_at_work_is_told_so(anything: Program, wires: Wiring) -> None:
    key = _key()
    anything.post(UPDATES, SAID, headers=key)
    with wires.write() as session:
        row = session.exec(select(ApiAnswer)).one()
        row.status, row.body = 0, ""  # as it is before the first is answered
        session.commit()
    again = anything.post(UPDATES, SAID, headers=key)
    assert again.status_code == 409
    assert again.headers["Retry-After"]
    assert again.get_json()["type"].endswith("/at-work")


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "é"])
def test_a_key_that_is_none_is_refused(anything: Program, key: str) -> None:
    assert anything.post(UPDATES, SAID, headers={"Idempotency-Key": key}).status_code == 422


def test_what_was_refused_may_be_mended_under_the_same_key(anything: Program, wires: Wiring) -> None:
    key = _key()
    assert anything.post(UPDATES, {**SAID, "given_on": "2033-01-01"}, headers=key).status_code == 422
    assert anything.post(UPDATES, SAID, headers=key).status_code == 201
    assert _said(wires) == 1


def test_a_crash_before_the_commit_leaves_neither_work_nor_answer(
    anything: Program, wires: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = _key()
    with monkeypatch.context() as crashing:

        def crash(*_args: object, **_more: object) -> None:
            raise KeyboardInterrupt  # nothing is tidied up: as if the process were gone

        crashing.setattr(api_answers, "keep", crash)
        with pytest.raises(KeyboardInterrupt):
            anything.post(UPDATES, SAID, headers=key)
    assert _said(wires) == 0
    assert anything.post(UPDATES, SAID, headers=key).status_code == 409
    with wires.write() as session:
        row = session.exec(select(ApiAnswer)).one()
        row.answered_at -= api_answers.AT_WORK
        session.commit()
    assert anything.post(UPDATES, SAID, headers=key).status_code == 201
    assert _said(wires) == 1


def test_a_crash_after_the_commit_answers_what_was_done(anything: Program, wires: Wiring) -> None:
    key = _key()
    first = anything.post(UPDATES, SAID, headers=key)
    with wires.read() as session:
        row = session.exec(select(ApiAnswer)).one()
        token = api_tokens.by_number(session, row.token_id)
    assert json.loads(row.body) == first.get_json()
    assert token.digest == digest_of(anything.secret)
    assert timedelta() <= wires.clock.moment().machine - row.answered_at < timedelta(minutes=5)
