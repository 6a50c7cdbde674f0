"""The OpenAPI 3.1 description, made of the table of operations and of the models that read and answer."""

import json
import re
from functools import cache
from typing import Any

from flask import Response
from pydantic.json_schema import models_json_schema

from tracker.domain.api_tokens import SCOPE_WORDS
from tracker.web.api import problems
from tracker.web.api.operations import FILE, FORM, JSON, OPERATIONS, Operation, operation
from tracker.web.api.repeats import KEY, KEY_PATTERN, REPEATED
from tracker.web.api.shapes import HIGHEST, Problem, Shape

VERSION = "1.0.0"
VARIABLE = r"<(?:int:)?([a-z]+)>"
REF = "#/components/schemas/{model}"
ETAG = {"ETag": {"description": "The digest of this answer.", "schema": {"type": "string"}}}
KEY_PARAMETER = {
    "name": KEY,
    "in": "header",
    "required": False,
    "description": "Of your making, such as a UUID: the same request sent again with it is done once. Kept for 24 hours.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": KEY_PATTERN},
}
MATCH_PARAMETER = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag of the answer that is corrected.",
    "schema": {"type": "string", "minLength": 1, "pattern": '^"[!#-~]{1,80}"$'},
}
NONE_MATCH_PARAMETER = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of the answer that you have: 304, without a body, where it is still so.",
    "schema": {"type": "string"},
}
VARIABLES = {
    "reference": {
        "type": "string",
        "pattern": "^[A-Za-z][A-Za-z0-9]{1,11}-[0-9]{3,9}$",
        "examples": ["PPM-001"],
    },
    "meeting": {
        "type": "string",
        "pattern": "^[A-Za-z][A-Za-z0-9]{1,11}-[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        "examples": ["PPM-2023-10-04"],
    },
    "code": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,60}$"},
    "number": {"type": "integer", "minimum": 1, "maximum": HIGHEST},
    "kind": {"type": "string", "enum": sorted(problems.KINDS)},
}


@operation("GET", "/openapi.json", scope=None, answers=None)
def openapi() -> Response:
    """Describes the API. In OpenAPI 3.1; it tells nothing of the record, and needs no token."""
    return Response(_as_json(), mimetype=JSON)


@operation("GET", "/problems/<kind>", scope=None, answers=Problem)
def problem(kind: str) -> Response:
    """Says what a type of problem means. Needs no token."""
    if kind not in problems.KINDS:
        raise problems.Refused("not-found", "There is no such kind of problem.")
    return Response(json.dumps(problems.shown(kind), ensure_ascii=False), mimetype=JSON)


@cache
def description() -> dict[str, Any]:
    """The whole description, as plain values."""
    rows = sorted(OPERATIONS.values(), key=lambda row: (row.path, row.method))
    schemas = _schemas(rows)
    paths: dict[str, dict[str, Any]] = {}
    for row in rows:
        path = problems.ROOT + re.sub(VARIABLE, r"{\1}", row.path)
        paths.setdefault(path, {})[row.method.lower()] = _operation(row, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Matters Arising",
            "version": VERSION,
            "description": "What the programs of the office can ask, and put on record.",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token with scopes: "
                    + "; ".join(f"{scope}: {words}" for scope, words in SCOPE_WORDS.items()),
                }
            },
        },
        "security": [{"token": []}],
    }


@cache
def _as_json() -> str:
    return json.dumps(description(), ensure_ascii=False, indent=1)


def _schemas(rows: list[Operation]) -> dict[str, Any]:
    """Every model that is sent or answered, with those inside them. Queries become parameters and are taken out again."""
    sent = [row.sent for row in rows if row.sent] + [row.asked for row in rows if row.asked]
    answered: list[type[Shape]] = [row.answers for row in rows if row.answers]
    _, found = models_json_schema(
        [(model, "validation") for model in dict.fromkeys(sent)]
        + [(model, "serialization") for model in dict.fromkeys([*answered, Problem])],
        ref_template=REF,
    )
    return dict(sorted(found["$defs"].items()))


def _operation(row: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    summary, _, more = row.about.partition(". ")
    told: dict[str, Any] = {
        "operationId": row.name,
        "tags": [row.path.split("/")[1]],
        "summary": summary.rstrip("."),
        "parameters": _parameters(row, schemas),
        "responses": _responses(row),
    }
    scope = f"Asks for the scope `{row.scope}`."
    told["description"] = f"{more} {scope}".strip() if row.scope else more
    if not row.scope:
        told["security"] = []
    if row.sent:
        told["requestBody"] = {"required": True, "content": {row.takes: {"schema": _body(row, schemas)}}}
    return told


def _body(row: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    assert row.sent  # noqa: S101  (it is asked for where there is one)
    if row.takes != FORM:
        return _ref(row.sent)
    fields = schemas[row.sent.__name__]
    file = {"type": "string", "format": "binary", "description": "The file, with its name."}
    return {**fields, "properties": {"file": file, **fields["properties"]}, "required": ["file"]}


def _parameters(row: Operation, schemas: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": VARIABLES[name]}
        for name in re.findall(VARIABLE, row.path)
    ]
    if row.asked:
        for name, schema in schemas[row.asked.__name__]["properties"].items():
            found.append({"name": name, "in": "query", "required": False, "schema": _one_value(schema)})
    if row.method == "POST":
        found.append(KEY_PARAMETER)
    if row.corrects:
        found.append(MATCH_PARAMETER)
    if row.method == "GET":
        found.append(NONE_MATCH_PARAMETER)
    return found


def _one_value(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is left out or has a value: it cannot be null."""
    if "anyOf" not in schema:
        return schema
    (value,) = [one for one in schema["anyOf"] if one != {"type": "null"}]
    rest = {name: said for name, said in schema.items() if name not in ("anyOf", "default")}
    return {**value, **rest}


def _responses(row: Operation) -> dict[str, Any]:
    binary = {"type": "string", "format": "binary"}
    schema = _ref(row.answers) if row.answers else binary if row.gives == FILE else {"type": "object"}
    headers: dict[str, Any] = dict(ETAG)
    if row.asked:
        headers["Link"] = {"description": "Where the next part is (RFC 8288).", "schema": {"type": "string"}}
    if row.status == 201:
        headers["Location"] = {"description": "Where it is.", "schema": {"type": "string"}}
        headers[REPEATED] = {
            "description": "“true” where this was answered to the same key before.",
            "schema": {"type": "string"},
        }
    good = {
        str(row.status): {
            "description": "As asked.",
            "headers": headers,
            "content": {row.gives: {"schema": schema}},
        }
    }
    if row.method == "GET":
        good["304"] = {"description": "Still as you have it."}
    return good | {str(code): _problem(code) for code in _refusals(row)}


def _refusals(row: Operation) -> list[int]:
    codes = {400, 404, 405, 406, 500, 503}
    if row.scope:
        codes |= {401, 403, 429}
    if row.asked:
        codes |= {422}
    if row.sent:
        codes |= {409, 413, 415, 422}
    if row.corrects:
        codes |= {412, 428}
    if row.gives == FILE:
        codes |= {410}
    return sorted(codes)


def _problem(code: int) -> dict[str, Any]:
    titles = dict.fromkeys(kind.title for kind in problems.KINDS.values() if kind.status == code)
    told: dict[str, Any] = {
        "description": "; or: ".join(titles),
        "content": {problems.MEDIA_TYPE: {"schema": _ref(Problem)}},
    }
    if code == 401:
        told["headers"] = {"WWW-Authenticate": {"required": True, "schema": {"type": "string"}}}
    if code in (405,):
        told["headers"] = {"Allow": {"required": True, "schema": {"type": "string"}}}
    return told


def _ref(model: type[Shape]) -> dict[str, str]:
    return {"$ref": REF.format(model=model.__name__)}
