"""Signing in and out, sessions and their cookie, and the limits on tries."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from pydantic import SecretStr
from sqlalchemy import text

from tests.support.builders import SECRETARIAT
from tests.support.page import Browser
from tests.support.signing_in import EMAIL, PASSWORD, is_signed_in, link_for, try_to_sign_in
from tracker.config import Settings
from tracker.domain.viewers import Role
from tracker.models.users import User
from tracker.services.users import UserWanted, correct_user
from tracker.store import users
from tracker.web import accounts_limits
from tracker.wiring import Wiring

REFUSED = "The email address or the password is not right. Check both, then try again."


@pytest.mark.usefixtures("asha")
def test_a_right_password_leads_to_my_work(visitor: Browser) -> None:
    answer = try_to_sign_in(visitor)
    assert answer.status in {302, 303}
    assert answer.response.headers["Location"] == "/"
    assert is_signed_in(visitor)


@pytest.mark.usefixtures("asha")
@pytest.mark.parametrize(
    ("email", "password"),
    [(EMAIL, "another three words"), ("nobody@office.example.org", PASSWORD), ("asha", PASSWORD)],
)
def test_a_wrong_address_and_a_wrong_password_get_the_same_sentence(
    visitor: Browser, email: str, password: str
) -> None:
    page = try_to_sign_in(visitor, password, email)
    assert (page.status, page.errors) == (422, [REFUSED])
    assert page.value("email") == email
    assert page.html.title is not None
    assert page.html.title.get_text().startswith("Error: ")
    assert page.value("password") == ""
    assert not is_signed_in(visitor)


@pytest.mark.usefixtures("asha")
def test_what_was_left_out_is_asked_for(visitor: Browser) -> None:
    assert try_to_sign_in(visitor, "", "").errors == ["Give your email address.", "Give the password."]


@pytest.mark.usefixtures("asha")
def test_after_signing_in_one_is_where_one_wanted_to_go(visitor: Browser) -> None:
    asked = visitor.client.get("/change-password?from=here").headers["Location"]
    page = visitor.get(asked)
    page = try_to_sign_in(visitor, "a wrong password", next=page.value("next"))
    answer = try_to_sign_in(visitor, next=page.value("next"))
    assert answer.response.headers["Location"] == "/change-password?from=here"


@pytest.mark.usefixtures("asha")
@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example.org/",
        "//evil.example.org/",
        "///evil.example.org",
        "/\\evil.example.org",
        "\\\\evil.example.org",
        "https:evil.example.org",
        "javascript:alert(1)",
        "http://localhost@evil.example.org/",
        "\t//evil.example.org",
        "/\t/evil.example.org",
    ],
)
def test_signing_in_leads_to_no_other_site(visitor: Browser, target: str) -> None:
    location = try_to_sign_in(visitor, next=target).response.headers.get("Location", "/")
    reached = urljoin("http://localhost/sign-in", location.replace("\\", "/"))
    assert urlsplit(reached)[:2] == ("http", "localhost")


@pytest.mark.usefixtures("asha")
def test_one_signs_out_by_a_button_and_not_by_an_address(visitor: Browser) -> None:
    try_to_sign_in(visitor)
    assert visitor.client.get("/sign-out").status_code == 405
    assert is_signed_in(visitor)
    visitor.post("/sign-out")
    assert not is_signed_in(visitor)
    with visitor.client.session_transaction() as cookie:
        assert "_user_id" not in cookie


def test_a_closed_account_is_refused_and_signed_out_everywhere(
    asha: User, visitor: Browser, browsers: Callable[..., Browser], wires: Wiring
) -> None:
    try_to_sign_in(visitor)
    with wires.writing(SECRETARIAT) as desk:
        user = users.by_number(desk.session, asha.id or 0)
        wanted = UserWanted(EMAIL, "Asha Bell", frozenset({Role.SECRETARIAT}), active=False)
        correct_user(desk, user, wanted, version=user.version)
    assert not is_signed_in(visitor)
    other = browsers()
    assert try_to_sign_in(other).errors == ["This account is closed. Ask the administrator to open it again."]
    assert try_to_sign_in(other, "a wrong password").errors == [REFUSED]
    assert not is_signed_in(other)


def test_an_account_that_was_closed_and_opened_again_starts_afresh(
    asha: User, app: Flask, visitor: Browser, wires: Wiring
) -> None:
    try_to_sign_in(visitor)
    old_link = link_for(app, wires)
    for active in (False, True):
        with wires.writing(SECRETARIAT) as desk:
            user = users.by_number(desk.session, asha.id or 0)
            wanted = UserWanted(EMAIL, "Asha Bell", frozenset({Role.SECRETARIAT}), active=active)
            correct_user(desk, user, wanted, version=user.version)
    assert not is_signed_in(visitor)
    assert "does not work any more" in visitor.get(old_link, follow_redirects=True).text


@pytest.mark.usefixtures("asha")
def test_a_session_that_was_there_before_does_not_become_signed_in(app: Flask) -> None:
    fixed = Browser(app.test_client())
    fixed.token()
    planted = fixed.client.get_cookie("session")
    assert planted is not None
    victim = Browser(app.test_client())
    victim.client.set_cookie("session", planted.value)
    try_to_sign_in(victim)
    assert is_signed_in(victim)
    assert not is_signed_in(fixed)


@pytest.mark.usefixtures("asha")
def test_the_cookie_is_kept_from_scripts_and_other_sites(visitor: Browser) -> None:
    cookie = try_to_sign_in(visitor).response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie, "the base address of this app is http"


def test_the_cookie_is_secure_where_the_base_address_is_https(app: Flask) -> None:
    from tracker.factory import create_app

    settings = app.extensions["tracker"].settings
    secret = SecretStr("a secret key of more than 32 characters")
    secure = create_app(
        Settings(
            data_dir=settings.data_dir,
            database_url=settings.database_url,
            given_secret_key=secret,
            base_url="https://actions.example.org",
        )
    )
    cookie = secure.test_client().get("/sign-in").headers["Set-Cookie"]
    assert "Secure" in cookie
    secure.extensions["tracker"].database.close()


@pytest.mark.usefixtures("asha")
def test_ten_wrong_tries_close_an_account_to_that_address_alone(browsers: Callable[..., Browser]) -> None:
    guesser = browsers("192.0.2.1")
    for _ in range(10):
        assert try_to_sign_in(guesser, "a wrong password").status == 422
    page = try_to_sign_in(guesser)
    assert (page.status, page.value("email")) == (429, EMAIL)
    assert page.errors == ["Too many tries to sign in. Wait five minutes, then try again."]
    assert 0 < int(page.response.headers["Retry-After"]) <= 300
    assert try_to_sign_in(browsers("192.0.2.2")).status in {302, 303}


@pytest.mark.usefixtures("asha")
def test_an_office_behind_one_address_signs_in_as_often_as_it_likes(browsers: Callable[..., Browser]) -> None:
    for _ in range(25):
        assert try_to_sign_in(browsers("192.0.2.1")).status in {302, 303}


@pytest.mark.usefixtures("asha")
def test_guesses_at_many_accounts_from_one_network_are_stopped(
    browsers: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts_limits, "SIGN_IN_ADDRESS", replace(accounts_limits.SIGN_IN_ADDRESS, tries=3))
    for number in range(3):
        guesser = browsers(f"2001:db8:1:1::{number}")
        assert try_to_sign_in(guesser, "x", f"person{number}@office.example.org").status == 422
    assert try_to_sign_in(browsers("2001:db8:1:1::99")).status == 429
    assert try_to_sign_in(browsers("2001:db8:1:2::99")).status in {302, 303}


def test_no_address_and_no_account_is_kept_in_clear(visitor: Browser, wires: Wiring) -> None:
    try_to_sign_in(visitor)
    with wires.read() as session:
        buckets = [row.bucket for row in session.execute(text("SELECT bucket FROM limits"))]
    assert len(buckets) == 3
    assert all(len(bucket) == 64 for bucket in buckets)


@pytest.mark.usefixtures("asha")
def test_no_token_opens_anything_in_place_of_a_session(visitor: Browser) -> None:
    answer = visitor.client.post(
        "/sign-in?include_auth_token",
        json={"email": EMAIL, "password": PASSWORD},
        headers={"X-CSRFToken": visitor.token(), "Accept": "application/json"},
    )
    token = (
        ((answer.get_json() or {}).get("response") or {}).get("user", {}).get("authentication_token", "none")
    )
    fresh = visitor.client.application.test_client()
    assert fresh.get("/change-password", headers={"Authentication-Token": token}).status_code == 303


def test_a_session_ends_after_twelve_hours(app: Flask) -> None:
    assert app.config["PERMANENT_SESSION_LIFETIME"] == timedelta(hours=12)
    assert app.config["WTF_CSRF_TIME_LIMIT"] is None, "a page may stand open as long as its session"
