"""What the API says when it says no: problem details (RFC 9457), for every error under /api/v1, and nothing else.

A type is an address that answers with what the problem means. The sentence is the error's own, as on a page.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from flask import Response, current_app, request
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from tracker.domain import errors
from tracker.store.session import explain
from tracker.web.requests import abandon, wiring

ROOT = "/api/v1"
MEDIA_TYPE = "application/problem+json"
OURS = "The fault is ours, and it was noted. Nothing was changed. Try again later."


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its status, its title, and what a program does about it."""

    status: int
    title: str
    about: str


KINDS = {
    "unreadable": Kind(400, "The request cannot be read", "Send JSON that is well formed, in UTF-8."),
    "token-needed": Kind(401, "A token is needed", "Send one that works, as “Authorization: Bearer ma_…”."),
    "scope-needed": Kind(
        403, "The token may not do this", "Ask the administrator for one with the scope that is named."
    ),
    "not-allowed": Kind(403, "This may not be done", "The record does not allow it to a program."),
    "not-found": Kind(404, "Not found", "It is not there, or not for this token to see."),
    "method": Kind(
        405, "The address does not take this method", "The header Allow names those that it takes."
    ),
    "not-acceptable": Kind(406, "No such form of it", "The API answers in application/json."),
    "not-now": Kind(
        409, "That cannot be done now", "The action, meeting or reading is not in a state that allows it."
    ),
    "at-work": Kind(409, "The same request is being worked on", "Send it again in some seconds."),
    "gone": Kind(410, "It is no longer there", "Do not ask again."),
    "changed-since": Kind(
        412, "It was changed since", "Read it again, look at what changed, and send the new ETag."
    ),
    "too-large": Kind(413, "Too large", "Send less."),
    "media-type": Kind(
        415, "Not in a form that is read here", "Send application/json, or a form for a file."
    ),
    "invalid": Kind(422, "That cannot be taken", "Mend what “errors” names. Nothing was changed."),
    "key-used": Kind(
        422, "The Idempotency-Key was used for another request", "Make a new key for each new request."
    ),
    "etag-needed": Kind(428, "An ETag is needed", "Read it first, and send its ETag as If-Match."),
    "too-many": Kind(429, "Too many tries", "Wait for as long as Retry-After says."),
    "fault": Kind(500, "Something went wrong", "The fault is ours. Try again later."),
    "unavailable": Kind(503, "This cannot be done just now", "Try again later."),
}
_OF_ERRORS: dict[type[errors.TrackerError], str] = {
    errors.NotAllowed: "not-allowed",
    errors.NotFound: "not-found",
    errors.BadInput: "invalid",
    errors.InvalidMove: "not-now",
    errors.Conflict: "changed-since",
    errors.TooMany: "too-many",
    errors.LinkDead: "gone",
    errors.Unavailable: "unavailable",
}
_OF_STATUS = {kind.status: name for name, kind in reversed(KINDS.items())} | {403: "not-allowed"}


@dataclass(eq=False)
class Refused(Exception):
    """The API refuses a request. `wrong` names each part of it that is wrong: {detail, pointer} or {detail, parameter}."""

    kind: str
    detail: str
    wrong: Sequence[Mapping[str, str]] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def is_api(path: str) -> bool:
    return path == ROOT or path.startswith(f"{ROOT}/")


def answer_to(error: Exception) -> Response:
    """The problem that `error` is. What this request did so far is rolled back."""
    abandon()
    if isinstance(error, DBAPIError):
        error = explain(error)
    if isinstance(error, errors.BadInput):
        error = Refused("invalid", str(error), _fields(error))
    elif isinstance(error, errors.TrackerError):
        kind = next((_OF_ERRORS[one] for one in type(error).__mro__ if one in _OF_ERRORS), "fault")
        headers = {"Retry-After": str(error.wait)} if isinstance(error, errors.TooMany) else {}
        error = Refused(kind, str(error), headers=headers)
    elif isinstance(error, HTTPException):
        error = _of_http(error)
    if not isinstance(error, Refused):
        current_app.logger.error("The API failed", exc_info=error)
        error = Refused("fault", OURS)
    return _problem(error)


def shown(name: str) -> dict[str, Any]:
    """A kind of problem, as its address tells of it."""
    kind = KINDS[name]
    return {"type": type_of(name), "title": kind.title, "status": kind.status, "detail": kind.about}


def type_of(name: str) -> str:
    return f"{wiring().settings.base_url}{ROOT}/problems/{name}"


def _problem(refused: Refused) -> Response:
    kind = KINDS[refused.kind]
    told: dict[str, Any] = {
        "type": type_of(refused.kind),
        "title": kind.title,
        "status": kind.status,
        "detail": refused.detail,
        # An address, so in %-codes: whatever was asked for, no markup comes back.
        "instance": quote(request.path, errors="replace"),
    }
    if refused.wrong:
        told["errors"] = [dict(one) for one in refused.wrong]
    return Response(
        json.dumps(told, ensure_ascii=False), kind.status, dict(refused.headers), mimetype=MEDIA_TYPE
    )


def _of_http(error: HTTPException) -> Refused:
    """What the framework refuses: no route, another method, too large, not readable. A redirect to a tidier address is none of ours."""
    code = error.code or 500
    kind = "not-found" if code < 400 else _OF_STATUS.get(code, "unreadable" if code < 500 else "fault")
    valid: Sequence[str] = getattr(error, "valid_methods", None) or ()
    headers = {"Allow": ", ".join(sorted(valid))} if valid else {}
    return Refused(kind, KINDS[kind].about, headers=headers)


def _fields(error: errors.BadInput) -> list[dict[str, str]]:
    """Where a service says which field is wrong. The API’s fields bear the services’ names (`operations.py` says where not)."""
    from tracker.web.api.operations import current_operation

    if not error.field:
        return []
    operation = current_operation()
    names = operation.fields if operation else {}
    return [{"detail": str(error), "pointer": f"/{names.get(error.field, error.field)}"}]
