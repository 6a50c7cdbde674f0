"""A program with a token, and a record to ask about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.support.builders import SECRETARIAT, TODAY
from tracker.domain.api_tokens import Scope
from tracker.services.api_tokens import TokenWanted, make_token
from tracker.wiring import Wiring

EVERYTHING = tuple(Scope)


@dataclass
class Program:
    """A program of the office. Its answers are checked for what holds for all of them."""

    app: Flask
    secret: str

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.ask("GET", path, **options)

    def post(self, path: str, json: object = None, **options: Any) -> TestResponse:
        return self.ask("POST", path, **({} if json is None else {"json": json}), **options)

    def patch(self, path: str, json: object, **options: Any) -> TestResponse:
        return self.ask("PATCH", path, json=json, **options)

    def ask(self, method: str, path: str, headers: Any = None, **options: Any) -> TestResponse:
        bearer = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        response = self.app.test_client(use_cookies=False).open(
            f"/api/v1{path}", method=method, headers={**bearer, **(headers or {})}, **options
        )
        check_answer(response)
        return response


def check_answer(response: TestResponse) -> None:
    assert "Set-Cookie" not in response.headers
    assert "no-store" in response.headers["Cache-Control"]
    assert response.mimetype != "text/html"
    if response.status_code >= 400 and response.get_data():
        assert response.mimetype == "application/problem+json"
        told = response.get_json(force=True)
        assert told["status"] == response.status_code
        assert {"type", "title", "detail", "instance"} <= set(told)


MakeProgram = Callable[..., Program]


@pytest.fixture
def program(app: Flask, wires: Wiring) -> MakeProgram:
    """`program(Scope.ACTIONS_READ)`: a program whose token has these scopes; all of them, where none is named."""

    def made(*scopes: Scope, name: str = "Data warehouse") -> Program:
        with wires.write() as session:
            wanted = TokenWanted(name, scopes or EVERYTHING, TODAY + timedelta(days=30))
            _, secret = make_token(wires.desk(session, SECRETARIAT), wanted)
            session.commit()
        return Program(app, secret)

    return made


@pytest.fixture
def anything(program: MakeProgram) -> Program:
    """A program that may do everything."""
    return program()
