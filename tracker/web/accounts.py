"""Signing in, by Flask-Security: its passwords and one-time links, our pages, and a session of its own.

Flask-Security commits the session it is given, half-made rows included; the session of a request is therefore never its own.
"""

import hashlib
from datetime import timedelta
from typing import Any

from flask import Flask, g, request
from flask_security import MailUtil, Security, SQLAlchemySessionUserDatastore
from sqlalchemy.orm import scoped_session

from tracker.models.users import User, UserRole
from tracker.services.limits import SIGN_IN, count_try
from tracker.web.requests import SAFE, wiring


WRITING = frozenset({"security.login", "security.reset_password", "security.change_password"})


def _for_accounts() -> Any:
    """The accounts' own session. It takes the write lock only where Flask-Security writes: the request's own session
    may be waiting for that lock."""
    reads = request and (request.method in SAFE or request.endpoint not in WRITING)
    return wiring().read() if reads else wiring().write()


def _count_sign_in() -> None:
    """Counts every try to sign in before anything else, in a transaction of its own, so that the limit holds for all workers."""
    if request.endpoint != "security.login" or request.method in SAFE:
        return
    email = request.form.get("email", "").strip().lower()
    machine = wiring().clock.moment().machine
    with wiring().write() as session:
        try:
            for bucket in (f"address {request.remote_addr}", f"account {email}"):
                count_try(session, hashlib.sha256(bucket.encode()).hexdigest(), SIGN_IN, machine)
        finally:
            session.commit()


class Letters(MailUtil):
    """Mail about accounts goes through the outbox like all other mail."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: str,
        sender: Any,
        body: str,
        html: str | None,
        **context: Any,
    ) -> None:
        """Queues the mail; `template` names Flask-Security's own, which ours replace."""
        from tracker.services.mails import queue_account_mail

        with wiring().write() as session:
            queue_account_mail(
                session,
                wiring().clock.moment(),
                to_address=recipient,
                subject=subject,
                body_text=body,
                body_html=html or "",
            )
            session.commit()


def configure(app: Flask) -> None:
    """The settings of Flask-Security: addresses of the contract, argon2, no page of its own."""
    parts = app.extensions["tracker"]
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",
        SECURITY_PASSWORD_SALT=parts.key_for("passwords").hex(),
        SECURITY_PASSWORD_LENGTH_MIN=12,
        SECURITY_LOGIN_URL="/sign-in",
        SECURITY_LOGOUT_URL="/sign-out",
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_POST_LOGIN_VIEW="/",
        SECURITY_POST_LOGOUT_VIEW="/sign-in",
        SECURITY_LOGIN_USER_TEMPLATE="session/sign_in.html",
        SECURITY_RECOVERABLE=True,
        SECURITY_RESET_URL="/set-password",
        SECURITY_RESET_PASSWORD_WITHIN=timedelta(days=3),
        SECURITY_FORGOT_PASSWORD_TEMPLATE="session/forgotten.html",
        SECURITY_RESET_PASSWORD_TEMPLATE="session/set_password.html",
        SECURITY_CHANGEABLE=True,
        SECURITY_CHANGE_URL="/change-password",
        SECURITY_CHANGE_PASSWORD_TEMPLATE="session/change_password.html",
        SECURITY_SEND_REGISTER_EMAIL=False,
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_REDIRECT_VALIDATE_MODE="regex",
        SECURITY_USE_VERIFY_PASSWORD_CACHE=False,
        SECURITY_DEFAULT_REMEMBER_ME=False,
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False, "test_environment": True},
        SECURITY_MSG_INVALID_PASSWORD=("The e-mail address or the password is not right.", "error"),
        SESSION_COOKIE_SECURE=parts.settings.cookies_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_SECURE=parts.settings.cookies_secure,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
    )


def init_app(app: Flask) -> None:
    configure(app)
    app.before_request(_count_sign_in)
    session = scoped_session(_for_accounts, scopefunc=lambda: id(g._get_current_object()))
    datastore = SQLAlchemySessionUserDatastore(session, User, UserRole)
    app.teardown_appcontext(lambda _error: session.remove())
    Security(app, datastore, mail_util_cls=Letters)
