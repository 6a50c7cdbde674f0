"""Ends a weekly mail from the mail itself: by the button of a mail program (RFC 8058), or on a page. Nobody signs in."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from tracker.domain.errors import LinkDead
from tracker.domain.unsubscribing import PURPOSE, weekly_mail_of
from tracker.domain.viewers import Actor, Role
from tracker.services.limits import LINK, bucket_of, count_try, network_of
from tracker.services.weekly_mail import end_weekly_mail
from tracker.store import weekly_mail as stored
from tracker.web.requests import current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.mail import Mail

weekly_mail = Blueprint("weekly_mail", __name__)

NOBODY_SIGNED_IN: dict[str, Any] = {"viewer": None, "navigation": []}
DEAD = "This address is not one of ours, or part of it was lost. Reply to the mail, and the secretariat will end it for you."


@weekly_mail.get("/weekly-mail/<token>")
def show(token: str) -> str:
    """A page with a button: mail scanners follow links, and end nothing by that."""
    _mail_of(token)
    return render_template(
        "weekly_mail/show.html", token=token, done=request.args.get("done"), **NOBODY_SIGNED_IN
    )


@weekly_mail.post("/weekly-mail/<token>")
def end(token: str) -> ResponseReturnValue:
    """Ends it. A mail program that posts by itself is answered at once, because it follows no redirect."""
    _count()
    end_weekly_mail(current_desk(_reader()), _mail_of(token))
    if request.form.get("List-Unsubscribe") == "One-Click":
        return Response("Your weekly mail is ended.\n", mimetype="text/plain")
    return redirect(url_for("weekly_mail.show", token=token, done="yes"), 303)


@weekly_mail.record_once
def _without_session(state: BlueprintSetupState) -> None:
    """The token in the address says who may end it: a mail program has no session, and so no token of one."""
    state.app.extensions["csrf"].exempt(end)


@weekly_mail.after_request
def _keep_to_yourself(response: Response) -> Response:
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _mail_of(token: str) -> "Mail":
    """The mail that the token came with. Raises `LinkDead`."""
    mail = stored.numbered(current_session(), weekly_mail_of(wiring().key_for(PURPOSE), token))
    if mail is None:
        raise LinkDead(DEAD)
    return mail


def _reader() -> Actor:
    return Actor("The reader of a mail", frozenset({Role.OWNER}), "link", address=request.remote_addr or "")


def _count() -> None:
    with wiring().write() as session:
        try:
            bucket = bucket_of("weekly mail", network_of(request.remote_addr or ""))
            count_try(session, bucket, LINK, current_moment().machine)
        finally:
            session.commit()
