"""The administrator's page of tokens: which programs may ask the API, for what and until when."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.api_tokens import (
    LONGEST_DAYS,
    SCOPE_WORDS,
    Scope,
    expiry_words,
    read_scopes,
    works_on,
)
from tracker.domain.errors import BadInput
from tracker.domain.wording import date_words, moment_words
from tracker.services import api_tokens as service
from tracker.store import api_tokens as stored
from tracker.web import api_reference
from tracker.web.forms.chasing import typed_day
from tracker.web.requests import abandon, current_desk, current_moment, current_session

if TYPE_CHECKING:
    from datetime import date

    from tracker.models.outside import ApiToken

api_tokens = Blueprint("api_tokens", __name__)
USUAL_DAYS = 90


@api_tokens.get("/api-tokens")
def index() -> str:
    today = current_moment().today
    rows = [_row(token, today) for token in stored.listed(current_session())]
    return render_template(
        "api_tokens/index.html",
        rows=[row for row in rows if row["works"]],
        over=[row for row in rows if not row["works"]],
        soon=sum(bool(row["flag"]) for row in rows if row["works"]),
    )


@api_tokens.get("/api-tokens/reference")
def reference() -> str:
    """What programs can ask, to be read."""
    return render_template("api_tokens/reference.html", **api_reference.page())


@api_tokens.get("/api-tokens/new")
def new() -> str:
    return _new_page({"expires_on": date_words(current_moment().today + timedelta(days=USUAL_DAYS))}, ())


@api_tokens.post("/api-tokens")
def create() -> ResponseReturnValue:
    """Makes a token. Its words are on the page that is answered and nowhere else, so there is no redirect to one that could show them again."""
    chosen = request.form.getlist("scopes")
    try:
        wanted = service.TokenWanted(
            name=request.form.get("name", ""),
            scopes=read_scopes(chosen),
            expires_on=typed_day(request.form, "expires_on", "Give the last day on which it works."),
        )
        token, secret = service.make_token(current_desk(), wanted)
    except BadInput as error:
        abandon()
        return _new_page(request.form, chosen, error), 422
    return render_template(
        "api_tokens/made.html",
        name=token.name,
        secret=secret,
        scopes=_scope_words(token),
        expires=date_words(token.expires_on),
    )


@api_tokens.get("/api-tokens/<int:number>/revoke")
def revoking(number: int) -> str:
    token = stored.by_number(current_session(), number)
    return render_template("api_tokens/revoke.html", token=token, row=_row(token, current_moment().today))


@api_tokens.post("/api-tokens/<int:number>/revoke")
def revoke(number: int) -> ResponseReturnValue:
    token = stored.by_number(current_session(), number, lock=True)
    service.revoke_token(current_desk(), token)
    flash(f"The token of {token.name} opens nothing any more.", "success")
    return redirect(url_for("api_tokens.index"), 303)


def _row(token: "ApiToken", today: "date") -> dict[str, Any]:
    """One token in words. `flag` says that it expires soon, or why it works no more."""
    works = token.revoked_at is None and works_on(token.expires_on, today)
    flag = expiry_words(token.expires_on, today)
    if token.revoked_at is not None:
        flag = f"Revoked on {date_words(token.revoked_at)} by {token.revoked_by}"
    return {
        "name": token.name,
        "hint": token.hint,
        "scopes": _scope_words(token),
        "made": f"{date_words(token.made_at)} by {token.made_by}",
        "used": moment_words(token.last_used_at) if token.last_used_at else "",
        "expires": date_words(token.expires_on),
        "flag": flag,
        "works": works,
        "revoke": url_for("api_tokens.revoking", number=token.key),
    }


def _scope_words(token: "ApiToken") -> list[str]:
    held = service.scopes_of(token)
    return [words for scope, words in SCOPE_WORDS.items() if scope in held]


def _new_page(typed: Any, chosen: Any, error: BadInput | None = None) -> str:
    wrong = {error.field: str(error)} if error else {}
    return render_template(
        "api_tokens/new.html",
        typed=typed,
        scopes=[
            {"value": scope.value, "label": SCOPE_WORDS[scope], "checked": scope.value in chosen}
            for scope in Scope
        ],
        latest=date_words(current_moment().today + timedelta(days=LONGEST_DAYS)),
        wrong=wrong,
        errors=[{"text": sentence, "href": f"#{field}"} for field, sentence in wrong.items()],
    )
