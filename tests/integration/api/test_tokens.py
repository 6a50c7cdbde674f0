"""Who gets in: a token with the scope, on the API and nowhere else; and no session, cookie or form token on it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.integration.api.conftest import MakeProgram, Program, check_answer
from tests.integration.conftest import StoppedClock
from tests.support.builders import TODAY, Record
from tests.support.page import Browser
from tests.support.routes import address_of
from tracker.config import ROOT
from tracker.domain.api_tokens import Scope
from tracker.domain.viewers import Role
from tracker.models.outside import ApiToken
from tracker.store import api_tokens as stored
from tracker.web.access import ACCESS, EVERYONE
from tracker.web.access_roles import BEARERS
from tracker.web.api import admission
from tracker.web.api.description import VARIABLE, description
from tracker.web.api.operations import OPERATIONS
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
OPEN = {"api.openapi", "api.problem"}


@pytest.fixture
def meeting(on_record: Record) -> None:
    on_record.meeting()
    on_record.action("Bring the figures", post=on_record.post(), on="2023-05-17")
    on_record.desk.session.commit()


def test_every_route_of_the_api_is_an_operation_with_a_scope_and_is_described(app: Flask) -> None:
    routes = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1")}
    assert routes == set(OPERATIONS)
    assert {name for name, row in OPERATIONS.items() if row.scope is None} == OPEN
    assert all(ACCESS[name] == (EVERYONE if name in OPEN else BEARERS) for name in routes)
    described = {one["operationId"] for path in description()["paths"].values() for one in path.values()}
    assert described == {row.name for row in OPERATIONS.values()}


def test_each_operation_asks_for_its_scope_and_no_other_opens_it(
    app: Flask, program: MakeProgram, meeting: None
) -> None:
    by_scope = {scope: program(scope, name=scope.value) for scope in Scope}
    wrong = []
    for rule in app.url_map.iter_rules():
        row = OPERATIONS.get(rule.endpoint)
        if row is None or row.scope is None:
            continue
        for scope, asking in by_scope.items():
            answer = asking.ask(row.method, address_of(rule).removeprefix("/api/v1"))
            refused = answer.status_code == 403
            if refused == (scope is row.scope):
                wrong.append((rule.rule, scope, answer.status_code))
            if refused and f'scope="{row.scope}"' not in answer.headers["WWW-Authenticate"]:
                wrong.append((rule.rule, scope, answer.headers["WWW-Authenticate"]))
    assert not wrong


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ma_wrong", "Basic bWFfOng=", "ma_wrong", "Bearer mä", "Bearer ma_\x7f"]
)
def test_without_a_token_that_works_there_is_401(app: Flask, header: str) -> None:
    client = app.test_client()
    answer = client.get("/api/v1/actions", headers={"Authorization": header} if header else {})
    check_answer(answer)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="Matters Arising"')


def test_a_token_in_the_address_or_a_form_opens_nothing(anything: Program) -> None:
    secret, anything.secret = anything.secret, ""
    assert anything.get(f"/actions?access_token={secret}").status_code == 401
    assert anything.ask("POST", "/actions/PPM-001/updates", data={"access_token": secret}).status_code == 401


def test_no_session_opens_the_api_and_no_token_opens_a_page(
    app: Flask, sign_in: SignIn, anything: Program
) -> None:
    browser = sign_in(Role.ADMINISTRATOR)
    assert browser.get("/users").status == 200
    assert browser.client.get("/api/v1/actions").status_code == 401
    bearer = {"Authorization": f"Bearer {anything.secret}", "Authentication-Token": anything.secret}
    for page in ("/actions", "/users", "/api-tokens"):
        answer = app.test_client().get(page, headers=bearer)
        assert answer.status_code == 303, page
        assert "/sign-in" in answer.headers["Location"]


def test_a_token_that_is_revoked_or_has_expired_opens_nothing_at_once(
    anything: Program, sign_in: SignIn, wires: Wiring
) -> None:
    assert anything.get("/actions").status_code == 200
    clock = wires.clock
    assert isinstance(clock, StoppedClock)
    clock.set(str(TODAY + timedelta(days=31)))
    assert 'error="invalid_token"' in anything.get("/actions").headers["WWW-Authenticate"]
    clock.set(str(TODAY))
    sign_in(Role.ADMINISTRATOR).post("/api-tokens/1/revoke")
    assert anything.get("/actions").status_code == 401


def test_the_last_use_is_noted_and_a_refused_one_is_not(anything: Program, wires: Wiring) -> None:
    def used() -> object:
        with wires.read() as session:
            return stored.by_number(session, 1).last_used_at

    assert used() is None
    anything.get("/actions")
    assert used() == wires.clock.moment().now


def test_a_program_that_goes_on_with_a_wrong_token_is_told_to_wait_and_a_good_one_goes_on(
    anything: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "WRONG_TOKENS", admission.Limit(2, 300, "Wait."))
    wrong = Program(anything.app, "ma_wrong")
    assert [wrong.get("/actions").status_code for _ in range(4)] == [401, 401, 429, 429]
    assert int(wrong.get("/actions").headers["Retry-After"]) > 0
    assert anything.get("/actions").status_code == 200


def test_no_log_holds_a_token(anything: Program, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    anything.get("/actions")
    Program(anything.app, anything.secret[:-1]).get("/actions")
    assert anything.secret[:-1] not in caplog.text


def test_the_table_holds_no_token(anything: Program, wires: Wiring) -> None:
    with wires.read() as session:
        row: ApiToken = stored.by_number(session, 1)
    assert anything.secret not in repr(row)


def test_what_is_official_sensitive_takes_its_own_scope(
    on_record: Record, meeting: None, program: MakeProgram
) -> None:
    on_record.action("Name the witness").marking = "OFFICIAL-SENSITIVE"
    on_record.desk.session.commit()
    plain = program(Scope.ACTIONS_READ, Scope.ACTIONS_WRITE, name="Plain")
    trusted = program(Scope.ACTIONS_READ, Scope.SENSITIVE, name="Trusted")
    assert len(plain.get("/actions").get_json()["actions"]) == 1
    assert len(trusted.get("/actions").get_json()["actions"]) == 2
    assert trusted.get("/actions/PPM-002").status_code == 200
    for refused in (
        plain.get("/actions/PPM-002"),
        plain.get("/actions/PPM-002/updates"),
        plain.post("/actions/PPM-002/updates", {"text": "a", "by": "b"}),
    ):
        assert refused.status_code == 404
        assert "witness" not in refused.text
    sent = {"title": "Another", "marking": "OFFICIAL-SENSITIVE"}
    assert plain.post("/meetings/PPM-2023-10-04/actions", sent).status_code == 403
    raised_by = plain.post("/meetings/PPM-2023-10-04/actions", {"title": "Another", "raised_by": "PPM-002"})
    assert raised_by.status_code == 422


def test_an_action_that_came_of_an_official_sensitive_one_does_not_name_it(
    on_record: Record, meeting: None, program: MakeProgram
) -> None:
    secret = on_record.action("Name the witness")
    secret.marking = "OFFICIAL-SENSITIVE"
    child = on_record.action("Tell the court")
    child.parent_id, child.merged_into_id = secret.id, secret.id
    on_record.desk.session.commit()
    told = program(Scope.ACTIONS_READ, name="Plain").get(f"/actions/{child.reference}")
    assert (told.status_code, told.get_json()["raised_by"], told.get_json()["merged_into"]) == (
        200,
        None,
        None,
    )
    assert secret.reference not in told.text
    trusted = program(Scope.ACTIONS_READ, Scope.SENSITIVE, name="Trusted").get(f"/actions/{child.reference}")
    assert trusted.get_json()["raised_by"] == secret.reference


def test_the_page_of_documentation_names_every_request_with_its_scope() -> None:
    told = (ROOT / "docs" / "api.md").read_text("utf-8")
    for row in OPERATIONS.values():
        path = re.sub(VARIABLE, r"{\1}", row.path)
        line = next((one for one in told.splitlines() if f"`{row.method} /api/v1{path}`" in one), "")
        assert f"`{row.scope}`" in line if row.scope else line.endswith("none |"), row.name
    assert all(f"| `{scope}` |" in told for scope in Scope)
