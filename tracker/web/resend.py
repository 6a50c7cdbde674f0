"""A form that arrived without a good token or after the session had ended: what was typed is kept, and can be sent again.

Nothing is stored: the page that is answered holds it. It is offered only to a form of our own pages, never to one that another
site posted, and never for passwords.
"""

from urllib.parse import urlsplit

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from tracker.web.requests import abandon, wants_json

SIGNED_OUT = "You have been signed out"
EXPIRED = "This page was open for too long"
SIGN_IN_FIRST = "Sign in first, then send this again."
NEVER_KEPT = ("password", "csrf_token")
UNSEEN = frozenset({"version", "client_id", "resolution", "next", "typed_at"})
"""Fields that are sent again, but that nobody typed."""
MOST_CHARACTERS = 200_000


def refuse(*, public: bool = False) -> ResponseReturnValue:
    """The answer to a form that could not be taken: 401 where somebody has to sign in, 400 where the page was too old."""
    abandon()
    must_sign_in = not public and not current_user.is_authenticated
    status = 401 if must_sign_in else 400
    if wants_json():
        return {
            "error": SIGN_IN_FIRST if must_sign_in else f"{EXPIRED}. Reload it, then send this again."
        }, status
    if request.headers.get("HX-Request"):
        message = (
            f"{SIGNED_OUT}. Sign in in another tab, then try again."
            if must_sign_in
            else f"{EXPIRED}. Try again."
        )
        return render_template("errors/_fragment.html", message=message), status
    fields = _fields()
    page = render_template(
        "errors/resend.html",
        heading=SIGNED_OUT if must_sign_in else EXPIRED,
        must_sign_in=must_sign_in,
        action=request.full_path.rstrip("?"),
        fields=fields,
        typed=[(_label(name), value) for name, value in fields if value.strip() and name not in UNSEEN],
        had_files=any(file.filename for file in request.files.values()),
    )
    return page, status


def _fields() -> list[tuple[str, str]]:
    """What the form held, where it is ours to offer again; else nothing."""
    endpoint = request.endpoint or ""
    if endpoint.startswith("security.") or not _from_our_own_page():
        return []
    fields = [(name, value) for name, value in request.form.items(multi=True) if not _is_secret(name)]
    return fields if sum(len(value) for _, value in fields) <= MOST_CHARACTERS else []


def _is_secret(name: str) -> bool:
    return any(word in name for word in NEVER_KEPT)


def _from_our_own_page() -> bool:
    """True when the browser says that the form stood on a page of ours."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return bool(origin) and urlsplit(origin).netloc == request.host


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()
