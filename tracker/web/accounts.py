"""Signing in, by Flask-Security: its passwords and one-time links, our pages, and a session of its own.

Flask-Security commits the session it is given, half-made rows included; the session of a request is therefore never its own.
"""

from datetime import timedelta
from typing import Any

from flask import Flask, g, request
from flask import session as cookie
from flask_login import user_logged_out
from flask_security import Security, SQLAlchemySessionUserDatastore
from sqlalchemy.orm import scoped_session

from tracker.models.users import User, UserRole
from tracker.store import users
from tracker.web import accounts_limits
from tracker.web.accounts_mail import WRITING, Letters
from tracker.web.accounts_pages import MESSAGES, render
from tracker.web.requests import SAFE, current_session, wiring

SHORTEST_PASSWORD = 12
LINK_DAYS = 3
"""How long the link to set a password works."""

ARGON2 = {"argon2__memory_cost": 19_456, "argon2__time_cost": 2, "argon2__parallelism": 1}
"""19 MiB and two passes for each sign-in under way (docs/decisions/0006-limits.md)."""


def _for_accounts() -> Any:
    """The accounts' own session. It takes the write lock only where Flask-Security writes: the request's own session
    may be waiting for that lock."""
    reads = request and (request.method in SAFE or request.endpoint not in WRITING)
    return wiring().read() if reads else wiring().write()


class Accounts(SQLAlchemySessionUserDatastore):
    """Flask-Security's way to the accounts, with a short one to whoever is signed in: every page asks for them."""

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> Any:
        if "fs_uniquifier" not in wanted or not request or request.endpoint in WRITING:
            return super().find_user(case_insensitive, **wanted)
        if request.method in SAFE:
            return users.signed_in(current_session(), wanted["fs_uniquifier"])
        with wiring().read() as session:
            return users.signed_in(session, wanted["fs_uniquifier"])


def configure(app: Flask) -> None:
    """The settings of Flask-Security: addresses of the contract, argon2, no page of its own."""
    parts = app.extensions["tracker"]
    app.config.update(
        {
            "SECURITY_PASSWORD_HASH": "argon2",
            "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": ARGON2,
            "SECURITY_PASSWORD_SALT": parts.key_for("passwords").hex(),
            "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
            "SECURITY_LOGIN_URL": "/sign-in",
            "SECURITY_LOGOUT_URL": "/sign-out",
            "SECURITY_LOGOUT_METHODS": ["POST"],
            "SECURITY_POST_LOGIN_VIEW": "/",
            "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
            "SECURITY_LOGIN_USER_TEMPLATE": "session/sign_in.html",
            "SECURITY_RECOVERABLE": True,
            "SECURITY_RESET_URL": "/set-password",
            "SECURITY_RESET_PASSWORD_WITHIN": timedelta(days=LINK_DAYS),
            "SECURITY_FORGOT_PASSWORD_TEMPLATE": "session/forgotten.html",
            "SECURITY_RESET_PASSWORD_TEMPLATE": "session/set_password.html",
            "SECURITY_CHANGEABLE": True,
            "SECURITY_CHANGE_URL": "/change-password",
            "SECURITY_CHANGE_PASSWORD_TEMPLATE": "session/change_password.html",
            "SECURITY_SEND_REGISTER_EMAIL": False,
            "SECURITY_RETURN_GENERIC_RESPONSES": True,
            "SECURITY_REDIRECT_VALIDATE_MODE": "regex",
            "SECURITY_USE_VERIFY_PASSWORD_CACHE": False,
            # Its own would be "no-store=True", which no browser knows; the frame says no-store for every page.
            "SECURITY_CACHE_CONTROL": None,
            # Its commands would write accounts and roles past the history.
            "SECURITY_CLI_USERS_NAME": False,
            "SECURITY_CLI_ROLES_NAME": False,
            "SECURITY_DEFAULT_REMEMBER_ME": False,
            "SECURITY_API_ENABLED_METHODS": ["session"],
            "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
            "SESSION_COOKIE_SECURE": parts.settings.cookies_secure,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "REMEMBER_COOKIE_SECURE": parts.settings.cookies_secure,
            "REMEMBER_COOKIE_HTTPONLY": True,
            "REMEMBER_COOKIE_SAMESITE": "Lax",
            "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
            **{f"SECURITY_MSG_{name}": message for name, message in MESSAGES.items()},
        }
    )


def init_app(app: Flask) -> None:
    configure(app)
    accounts_limits.init_app(app)
    session = scoped_session(_for_accounts, scopefunc=lambda: id(g._get_current_object()))
    datastore = Accounts(session, User, UserRole)
    app.teardown_appcontext(lambda _error: session.remove())
    Security(app, datastore, mail_util_cls=Letters, render_template=render)
    # Flask-Security would also take a token of its own kind, which never expires, in place of a session.
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]
    user_logged_out.connect(_forget_the_session, app)


def _forget_the_session(_app: Flask, **_details: Any) -> None:
    """Nothing of a session outlives it on a shared machine: not its token, not its messages."""
    cookie.clear()
