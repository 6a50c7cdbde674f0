"""The owner's page, opened by a link and by nothing else: one action, no account. A GET changes nothing, and counts guesses alone."""

import uuid
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from tracker.domain.actions import Status
from tracker.domain.errors import BadInput, InvalidMove, LinkDead
from tracker.domain.viewers import Actor, Role
from tracker.services.answers import give_answer
from tracker.services.limits import FRESH_LINK, LINK, Limit, bucket_of, count_try, network_of
from tracker.services.links import find_link, open_link, why_dead
from tracker.services.mails import queue_fresh_link
from tracker.store.mails import to_of
from tracker.web.forms.answers import CHOICES, AnswerRead, read_answer
from tracker.web.owner_words import page_words, thanks_words
from tracker.web.requests import current_desk, current_moment, current_session, wiring

owner_link = Blueprint("owner_link", __name__)

NOBODY_SIGNED_IN: dict[str, Any] = {"viewer": None, "navigation": []}
"""The page is the same for everyone who has the link: no name, and no way to anything else."""
EXPIRED_FORM = "This page was open for a long time. What you wrote is still here: send it again."


@owner_link.get("/update/<token>")
def show(token: str) -> ResponseReturnValue:
    sent = request.args.get("sent", "")
    if sent == "link":
        return render_template("updates/asked.html", **NOBODY_SIGNED_IN)
    try:
        _, action = open_link(current_session(), wiring().keys.links, token, current_moment())
    except LinkDead:
        return _dead(token)
    if sent in CHOICES:
        words = thanks_words(current_session(), action, sent, current_moment().today)
        return render_template("updates/thanks.html", **words, **NOBODY_SIGNED_IN)
    return _form(token, AnswerRead({"client_id": str(uuid.uuid4())}))


@owner_link.post("/update/<token>")
def answer(token: str) -> ResponseReturnValue:
    _count(token, LINK)
    session, moment = current_session(), current_moment()
    read = read_answer(request.form, request.files.getlist("evidence_file"), moment.today)
    try:
        link, action = open_link(session, wiring().keys.links, token, moment)
        if read.answer:
            name = (to_of(session, link.mail_id) if link.mail_id else "") or "The owner, by link"
            give_answer(
                current_desk(_owner(name)),
                action,
                read.answer,
                files=wiring().files,
                by_name=name,
                limit_bytes=wiring().settings.upload_limit_bytes,
                mail_id=link.mail_id,
            )
    except (LinkDead, InvalidMove):
        return _dead(token, read.values)
    except BadInput as error:
        read.add(error)
    if read.errors:
        # Whatever was added before the fault showed is rolled back with the answer's status.
        return _form(token, read, 422)
    return redirect(url_for("owner_link.show", token=token, sent=read.values["choice"]), 303)


@owner_link.post("/update/<token>/fresh")
def fresh(token: str) -> ResponseReturnValue:
    """A new link for whoever holds the post now, by mail. The answer is the same whether or not the old one was ours."""
    _count(token, FRESH_LINK)
    try:
        _, action = find_link(current_session(), wiring().keys.links, token)
    except LinkDead:
        action = None
    if action is not None and action.status is not Status.CLOSED:
        queue_fresh_link(current_desk(_owner("The owner, by link")), action, wiring().stationery)
    return redirect(url_for("owner_link.show", token=token, sent="link"), 303)


@owner_link.errorhandler(CSRFError)
def _too_long_open(error: CSRFError) -> ResponseReturnValue:
    """The link itself says who may write, so a form that was open for too long comes back with all that was typed."""
    token = (request.view_args or {}).get("token", "")
    read = read_answer(request.form, (), current_moment().today)
    read.errors = [{"text": EXPIRED_FORM, "href": "#text"}]
    try:
        open_link(current_session(), wiring().keys.links, token, current_moment())
    except LinkDead:
        return _dead(token, read.values, 400)
    return _form(token, read, 400)


@owner_link.after_request
def _keep_to_yourself(response: Response) -> Response:
    """The address is the key: it goes to no other site, and into no search engine."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _form(token: str, read: AnswerRead, status: int = 200) -> ResponseReturnValue:
    link, action = open_link(current_session(), wiring().keys.links, token, current_moment())
    page = render_template(
        "updates/show.html",
        token=token,
        values=read.values,
        errors=read.errors,
        file_words=f"PDF, Word, Excel or a picture, up to {wiring().settings.upload_limit_mb} MB",
        **page_words(current_session(), link, action, current_moment()),
        **NOBODY_SIGNED_IN,
    )
    return page, status


def _dead(token: str, values: dict[str, str] | None = None, status: int = 410) -> ResponseReturnValue:
    reason, ended_on = why_dead(current_session(), wiring().keys.links, token, current_moment())
    if reason == "unknown":
        _count_guess()
    page = render_template(
        "updates/dead.html",
        reason=reason,
        ended_on=ended_on,
        contact={"name": "the secretariat", "email": wiring().contact},
        fresh_href=url_for("owner_link.fresh", token=token) if reason != "closed" else None,
        typed=(values or {}).get("text") or (values or {}).get("more_reason"),
        **NOBODY_SIGNED_IN,
    )
    return page, status


def _owner(name: str) -> Actor:
    return Actor(name, frozenset({Role.OWNER}), "link", address=request.remote_addr or "")


def _count(token: str, limit: Limit) -> None:
    """Counts a try by the address it comes from and by the link: a refused answer counts too.

    The address comes first: whoever makes up links leaves no row for each of them once that limit is reached.
    """
    kind, here = f"link {limit.tries}", network_of(request.remote_addr or "")
    _count_tries(limit, bucket_of(kind, "from", here), bucket_of(kind, token))


def _count_guess() -> None:
    """Counts a link that is none of ours by where it comes from. Ours are not counted as they are opened: mail scanners open each."""
    _count_tries(LINK, bucket_of("link guessed", "from", network_of(request.remote_addr or "")))


def _count_tries(limit: Limit, *buckets: str) -> None:
    """In a transaction of its own, so that what is refused counts too. Raises `TooMany`."""
    with wiring().write() as session:
        try:
            for bucket in buckets:
                count_try(session, bucket, limit, current_moment().machine)
        finally:
            session.commit()
