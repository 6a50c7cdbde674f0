"""Counts tries to sign in, and links asked for, before anything else is done with them."""

import unicodedata
from time import monotonic, sleep

from flask import Flask, Response, abort, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import user_logged_in

from tracker.domain.errors import TooMany
from tracker.services.limits import (
    FORGOTTEN,
    FORGOTTEN_ADDRESS,
    SIGN_IN,
    SIGN_IN_ACCOUNT,
    SIGN_IN_ADDRESS,
    Limit,
    bucket_of,
    count_tries,
    give_back,
    network_of,
)
from tracker.web.requests import SAFE, wants_json, wiring

TEMPLATES = {"security.login": "session/sign_in.html", "security.forgot_password": "session/forgotten.html"}
SAME_SECONDS = 0.6
"""How long the answer to a forgotten password takes at least. A mail to an account is made in less, so that the wait does not
tell who has one."""


def _tries() -> list[tuple[str, Limit]]:
    """What this request is a try of."""
    account = _account(request.form.get("email", ""))
    here = network_of(request.remote_addr or "")
    if request.endpoint == "security.login":
        return [
            (bucket_of("sign in", account, here), SIGN_IN),
            (bucket_of("sign in to", account), SIGN_IN_ACCOUNT),
            (bucket_of("sign in from", here), SIGN_IN_ADDRESS),
        ]
    return [
        (bucket_of("forgotten", account), FORGOTTEN),
        (bucket_of("forgotten from", here), FORGOTTEN_ADDRESS),
    ]


def _account(typed: str) -> str:
    """One name for all the ways of writing an address that sign in to the same account, such as one with full-width letters."""
    try:
        known = str(current_app.extensions["security"].mail_util.normalize(typed.strip()))
    except ValueError:
        known = typed.strip()
    return unicodedata.normalize("NFKC", known).casefold()


def _count() -> ResponseReturnValue | None:
    """Counts in a transaction of its own that is over before a password is looked at: the limit holds for all workers."""
    if request.endpoint not in TEMPLATES or request.method in SAFE:
        return None
    if request.is_json:
        abort(415, "Send the form of this page.")  # what is counted is what the form holds
    g.began = monotonic()
    with wiring().write() as session:
        try:
            count_tries(session, _tries(), wiring().clock.moment().machine)
        except TooMany as error:
            return _refuse(error)
        finally:
            session.commit()
    return None


def _refuse(error: TooMany) -> ResponseReturnValue:
    """The same page, with what was typed in it."""
    headers = {"Retry-After": str(error.wait)}
    if wants_json():
        return {"error": str(error)}, 429, headers
    page = render_template(
        TEMPLATES[request.endpoint or ""],
        email=request.form.get("email", ""),
        next=request.form.get("next", ""),
        errors=[{"text": str(error), "href": "#email"}],
    )
    return page, 429, headers


def _give_back(response: Response) -> Response:
    """Once the accounts' own transaction is over: a try that succeeded was no guess."""
    if g.pop("signed_in", False) and request.endpoint == "security.login":
        with wiring().write() as session:
            give_back(session, _tries(), wiring().clock.moment().machine)
            session.commit()
    return response


def _take_the_same_time(response: Response) -> Response:
    if request.endpoint == "security.forgot_password" and (began := g.pop("began", None)) is not None:
        sleep(max(0.0, began + SAME_SECONDS - monotonic()))
    return response


def _note(_app: Flask, **_details: object) -> None:
    g.signed_in = True


def init_app(app: Flask) -> None:
    app.before_request(_count)
    app.after_request(_give_back)
    app.after_request(_take_the_same_time)
    user_logged_in.connect(_note, app)
