"""The frame of every page, and who may use which route."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.routing import BaseConverter

from tests.support.page import Browser
from tests.support.routes import FOR_PROGRAMS
from tracker.domain.viewers import Role
from tracker.web.access import ACCESS, EVERYONE, NO_ONE

SignIn = Callable[..., Browser]


def test_every_route_has_its_line_in_the_table_and_every_line_its_route(app: Flask) -> None:
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert routes - set(ACCESS) == set(), "routes without a permission"
    assert set(ACCESS) - routes == set(), "permissions without a route"


def _addresses(app: Flask) -> list[tuple[str, str, str]]:
    """Every route with a method and an address in which each variable holds something that is not there."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static" or ACCESS.get(rule.endpoint) == NO_ONE:
            continue
        values = {name: _something(converter) for name, converter in rule._converters.items()}
        with app.test_request_context():
            address = app.url_map.bind("localhost").build(rule.endpoint, values, method=None)
        methods = (rule.methods or set()) & {"GET", "POST"}
        found += [(rule.endpoint, method, address) for method in sorted(methods)]
    return found


def _something(converter: BaseConverter) -> object:
    """A value that the address may hold: a number where it takes numbers, else a word."""
    return "nothing" if re.fullmatch(converter.regex, "nothing") else 1


def _refused(status: int, location: str | None) -> bool:
    return status in {401, 403} or (status in {302, 303} and "/sign-in" in (location or ""))


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_its_routes_and_no_others(app: Flask, sign_in: SignIn, role: Role) -> None:
    browser = sign_in(role)
    token = browser.token()
    wrong = []
    for endpoint, method, address in _addresses(app):
        if endpoint == "security.logout":
            continue
        headers = {"X-CSRFToken": token}
        response = browser.client.open(address, method=method, headers=headers)
        allowed = role in ACCESS[endpoint]
        refused = response.status_code == (401 if endpoint.startswith(FOR_PROGRAMS) else 403)
        if allowed == refused or response.status_code >= 500:
            wrong.append((endpoint, method, address, response.status_code))
    assert not wrong


def test_the_public_reaches_only_what_is_for_everyone(app: Flask, visitor: Browser) -> None:
    token = visitor.token()
    wrong = []
    for endpoint, method, address in _addresses(app):
        response = visitor.client.open(address, method=method, headers={"X-CSRFToken": token})
        refused = _refused(response.status_code, response.headers.get("Location"))
        if (ACCESS[endpoint] == EVERYONE) == refused or response.status_code >= 500:
            wrong.append((endpoint, method, address, response.status_code))
    assert not wrong


def test_a_post_without_a_token_is_refused(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    # Mail programs post that one by themselves (RFC 8058): its own token is what lets them in.
    posts = [
        (at, address)
        for at, method, address in _addresses(app)
        if method == "POST" and at != "weekly_mail.end" and not at.startswith(FOR_PROGRAMS)
    ]
    for endpoint, address in posts:
        assert browser.client.post(address).status_code == 400, endpoint


def test_a_get_cannot_write(app: Flask) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    from tracker.web.requests import current_session

    with app.test_request_context("/"), pytest.raises(DBAPIError, match="readonly"):
        current_session().execute(text("INSERT INTO facts (name, value) VALUES ('a', 'b')"))
