"""The table of operations: each route with its scope, what it takes and what it answers. View, permission and description are made of it."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from flask import Blueprint, Response, request

from tracker.domain.api_tokens import Scope
from tracker.web.api.parts import next_link
from tracker.web.api.problems import Refused
from tracker.web.api.reading import read_form, read_json, read_query
from tracker.web.api.shapes import Shape

api = Blueprint("api", __name__, url_prefix="/api/v1")
JSON = "application/json"
FORM = "multipart/form-data"
FILE = "application/octet-stream"
ENTITY_TAGS = r'\*|(W/)?"[!#-~]*"( *, *(W/)?"[!#-~]*")*'
"""What may stand in If-Match (RFC 9110, 13.1.1)."""


@dataclass(frozen=True)
class Operation:
    """One thing that a program can ask. `fields` are names of a service’s fields that the API calls otherwise."""

    name: str
    method: str
    path: str
    about: str
    scope: Scope | None
    answers: type[Shape] | None
    asked: type[Shape] | None = None
    sent: type[Shape] | None = None
    takes: str = JSON
    gives: str = JSON
    status: int = 200
    corrects: bool = False
    more: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answered:
    """What a view answers: a model; for a list where the next part begins, for something new its address."""

    body: Shape
    after: int | None = None
    location: str = ""


OPERATIONS: dict[str, Operation] = {}
"""By endpoint. What is not in here is closed to everyone (`admission.py`)."""

View = Callable[..., Answered | Response]


def operation(method: str, path: str, **told: Any) -> Callable[[View], View]:
    """Puts a view into the table and on the blueprint. The first sentence of its docstring is the summary.

    The view is given the variables of the address, `asked` (the query), and `sent` (the body), each where it takes one.
    """

    def put(view: View) -> View:
        name = view.__name__
        about = " ".join((view.__doc__ or "").split())
        row = Operation(name=name, method=method, path=path, about=about, **told)
        OPERATIONS[f"{api.name}.{name}"] = row
        api.add_url_rule(path, name, _answering(row, view), methods=[method])
        return view

    return put


def current_operation() -> Operation | None:
    return OPERATIONS.get(request.endpoint or "")


def _answering(row: Operation, view: View) -> Callable[..., Response]:
    from tracker.web.api.repeats import once

    @wraps(view)
    def answer(**given: Any) -> Response:
        if row.asked:
            given["asked"] = read_query(row.asked)
        if row.sent:
            given["sent"] = read_form(row.sent) if row.takes == FORM else read_json(row.sent)
        if row.method == "POST":
            return once(lambda: _response(row, view(**given)))
        return _response(row, view(**given))

    return answer


def _response(row: Operation, answered: Answered | Response) -> Response:
    if isinstance(answered, Response):
        return answered
    body = answered.body.model_dump_json()
    response = Response(body, row.status, mimetype=JSON)
    response.set_etag(tag_of(body))
    if answered.after is not None:
        response.headers["Link"] = f'<{next_link(answered.after)}>; rel="next"'
    if answered.location:
        response.headers["Location"] = answered.location
    if request.method in ("GET", "HEAD"):
        response.make_conditional(request)
    return response


def must_match(now: Shape) -> None:
    """Refuses a correction of something else than what is there `now`, or one that does not say of what."""
    said = request.headers.get("If-Match", "").strip()
    if not re.fullmatch(ENTITY_TAGS, said or "*"):
        raise Refused("unreadable", "If-Match cannot be read. Send the ETag as it came, in quotation marks.")
    if said in ("", "*"):
        raise Refused("etag-needed", "Read it first, and send the ETag of that answer as If-Match.")
    if not request.if_match.contains(tag_of(now.model_dump_json())):
        raise Refused("changed-since", "It was changed since you read it. Read it again, then correct it.")


def tag_of(body: str) -> str:
    """The ETag of an answer: the digest of what it says, so that whatever shows changes it."""
    return hashlib.sha256(body.encode()).hexdigest()[:32]
