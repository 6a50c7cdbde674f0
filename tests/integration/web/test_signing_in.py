"""Signing in and out, setting and changing a password, and the limits on tries."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask_security.recoverable import generate_reset_password_token
from flask_security.utils import hash_password
from pydantic import SecretStr
from sqlalchemy import text

from tests.support.builders import SECRETARIAT
from tests.support.page import Browser, Page
from tracker.config import Settings
from tracker.domain.viewers import Role
from tracker.models.users import User
from tracker.services.users import UserWanted, correct_user, create_user
from tracker.store import users
from tracker.wiring import Wiring

EMAIL = "asha.bell@office.example.org"
PASSWORD = "three odd words"
REFUSED = "The email address or the password is not right. Check both, then try again."


@pytest.fixture
def asha(app: Flask, wires: Wiring) -> User:
    with app.app_context(), wires.writing(SECRETARIAT) as desk:
        wanted = UserWanted(EMAIL, "Asha Bell", frozenset({Role.SECRETARIAT}))
        return create_user(desk, wanted, password_hash=hash_password(PASSWORD))


@pytest.fixture
def browsers(app: Flask) -> Callable[..., Browser]:
    """A new browser, at an address of its own."""

    def browser(address: str = "127.0.0.1") -> Browser:
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = address
        return Browser(client)

    return browser


def try_to_sign_in(browser: Browser, password: str = PASSWORD, email: str = EMAIL, **more: str) -> Page:
    return browser.post("/sign-in", {"email": email, "password": password, **more}, follow=False)


def is_signed_in(browser: Browser) -> bool:
    return browser.client.get("/change-password").status_code == 200


def link_for(app: Flask, wires: Wiring) -> str:
    with app.app_context(), wires.read() as session:
        return f"/set-password/{generate_reset_password_token(users.by_email(session, EMAIL))}"


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
    secure.extensions["tracker"].database.engine.dispose()


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
    from dataclasses import replace

    from tracker.web import accounts_limits

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
def test_a_one_time_link_sets_a_password_once(app: Flask, wires: Wiring, visitor: Browser) -> None:
    address = link_for(app, wires)
    assert visitor.get(address).heading == "Set your password"
    new = {"password": "four quite odd words", "password_confirm": "four quite odd words"}
    page = visitor.post(address, new)
    assert "Your password is set. Sign in with it now." in page.text
    assert try_to_sign_in(visitor, "four quite odd words").status in {302, 303}
    visitor.post("/sign-out")
    again = visitor.post(address, {"password": "yet another set", "password_confirm": "yet another set"})
    assert "That link does not work any more" in again.text


@pytest.mark.usefixtures("asha")
@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("short", "short", "Use at least 12 characters."),
        ("three odd words", "three odd worms", "The two passwords are not the same."),
        ("", "", "Give the password."),
    ],
)
def test_a_poor_password_is_told_why(
    app: Flask, wires: Wiring, visitor: Browser, password: str, again: str, sentence: str
) -> None:
    page = visitor.post(link_for(app, wires), {"password": password, "password_confirm": again})
    assert page.status == 422
    assert page.errors[0].startswith(sentence)


@pytest.mark.usefixtures("asha")
def test_a_forgotten_password_gets_a_link_by_mail_and_strangers_learn_nothing(
    wires: Wiring, visitor: Browser
) -> None:
    page = visitor.post("/set-password", {"email": EMAIL}, headers={"X-Forwarded-Host": "evil.example.org"})
    stranger = visitor.post("/set-password", {"email": "nobody@office.example.org"})
    assert page.text.replace(EMAIL, "…") == stranger.text.replace("nobody@office.example.org", "…")
    with wires.read() as session:
        [(address, message)] = session.execute(text("SELECT to_address, message_id FROM mails")).all()
    assert address == EMAIL
    letter = wires.drawer.read(message)
    assert letter is not None
    assert "http://127.0.0.1:8000/set-password/" in letter[0]
    assert "evil" not in letter[0] + letter[1]


@pytest.mark.usefixtures("asha")
def test_links_cannot_be_asked_for_without_end(visitor: Browser) -> None:
    for _ in range(5):
        assert visitor.post("/set-password", {"email": EMAIL}).status == 200
    assert visitor.post("/set-password", {"email": EMAIL}).status == 429


@pytest.mark.usefixtures("asha")
def test_a_changed_password_signs_other_browsers_out(
    visitor: Browser, browsers: Callable[..., Browser]
) -> None:
    other = browsers()
    for browser in (visitor, other):
        try_to_sign_in(browser)
    wrong = {"password": "not this one", "new_password": "four quite odd words", "new_password_confirm": "x"}
    assert visitor.post("/change-password", wrong).errors == [
        "The two passwords are not the same. Type the second one again."
    ]
    wrong["new_password_confirm"] = "four quite odd words"
    assert visitor.post("/change-password", wrong).errors == ["That is not your present password."]
    visitor.post("/change-password", {**wrong, "password": PASSWORD})
    assert is_signed_in(visitor)
    assert not is_signed_in(other)


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
