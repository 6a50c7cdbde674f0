"""The administrator's page of tokens."""

import re
from collections.abc import Callable

import pytest

from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.web.api.description import VARIABLE
from tracker.web.api.operations import OPERATIONS

SignIn = Callable[..., Browser]
FORM = {
    "name": "Data warehouse",
    "scopes": ["measures:read", "actions:read"],
    "expires_on": "31 December 2023",
}


@pytest.fixture
def administrator(sign_in: SignIn) -> Browser:
    return sign_in(Role.ADMINISTRATOR)


def test_a_token_is_shown_once_and_listed_by_its_last_characters(administrator: Browser) -> None:
    assert "No other program" in administrator.get("/api-tokens").heading
    made = administrator.post("/api-tokens", FORM, follow=False)
    box = made.html.find(id="token")
    assert box
    secret = box.get_text()
    assert secret.startswith("ma_")
    listed = administrator.get("/api-tokens")
    assert listed.heading == "1 program may use the record"
    assert secret[-4:] in listed.text
    assert secret not in str(listed.html)
    assert "no-store" in made.response.headers["Cache-Control"]


def test_what_cannot_be_keeps_what_was_typed(administrator: Browser) -> None:
    page = administrator.post("/api-tokens", {**FORM, "expires_on": "31 December 2033"})
    assert page.status == 422
    assert "a year at most" in page.errors[0]
    assert page.value("name") == "Data warehouse"
    assert len(page.html.select("input[name=scopes][checked]")) == 2
    assert "at least one thing" in administrator.post("/api-tokens", {**FORM, "scopes": []}).errors[0]


def test_a_token_that_expires_soon_is_flagged_and_one_that_is_revoked_is_told(administrator: Browser) -> None:
    administrator.post("/api-tokens", {**FORM, "expires_on": "25 September 2023"})
    listed = administrator.get("/api-tokens")
    assert "Expires in 5 days" in listed.text
    assert "1 of them not for long" in listed.heading
    assert "never used" in administrator.get("/api-tokens/1/revoke").text
    page = administrator.post("/api-tokens/1/revoke")
    assert "Revoked on 20 September 2023 by Administrator" in page.text
    assert administrator.post("/api-tokens/1/revoke").status == 409


def test_nobody_but_an_administrator_makes_tokens(sign_in: SignIn) -> None:
    assert sign_in(Role.SECRETARIAT).post("/api-tokens", FORM).status == 403


def test_what_programs_can_ask_is_there_to_be_read(administrator: Browser) -> None:
    page = administrator.get("/api-tokens/reference")
    told = {code.get_text() for code in page.html.select("p code")}
    for row in OPERATIONS.values():
        path = re.sub(VARIABLE, r"{\1}", row.path)
        assert f"{row.method} /api/v1{path}" in told
    for link in page.html.select("main a[href^='#']"):
        assert page.html.find(id=str(link["href"])[1:]), link
