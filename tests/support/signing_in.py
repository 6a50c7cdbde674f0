"""Signing in as a person does, with the account of Asha Bell."""

from flask import Flask
from flask_security.recoverable import generate_reset_password_token

from tests.support.page import Browser, Page
from tracker.store import users
from tracker.wiring import Wiring

EMAIL = "asha.bell@office.example.org"
PASSWORD = "three odd words"


def try_to_sign_in(browser: Browser, password: str = PASSWORD, email: str = EMAIL, **more: str) -> Page:
    return browser.post("/sign-in", {"email": email, "password": password, **more}, follow=False)


def is_signed_in(browser: Browser) -> bool:
    return browser.client.get("/change-password").status_code == 200


def link_for(app: Flask, wires: Wiring) -> str:
    """The address with which Asha sets a password."""
    with app.app_context(), wires.read() as session:
        return f"/set-password/{generate_reset_password_token(users.by_email(session, EMAIL))}"
