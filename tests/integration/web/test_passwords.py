"""Setting a password by a one-time link, asking for one, and changing it."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import text

from tests.support.page import Browser
from tests.support.signing_in import EMAIL, PASSWORD, is_signed_in, link_for, try_to_sign_in
from tracker.wiring import Wiring


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
