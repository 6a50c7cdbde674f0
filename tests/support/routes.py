"""Every route of the app as an address, with rows that are there or with values that nobody would type."""

from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tracker.web.access import ACCESS, NO_ONE

ACTION, MEETING, POST = "PPM-001", "ppm-2023-05-17", "estates"
FOR_PROGRAMS = "api."
"""How endpoints begin that no session opens and that ask for no form token: tests/integration/api is about them."""
THERE: dict[str, object] = {
    "action": ACTION,
    "evidence_id": 1,
    "update_id": 1,
    "mail_id": 1,
    "number": 1,
    "position": 1,
    "excerpt_id": 1,
    "item": 1,
    "post": 1,
    "day": "2023-09-20",
    "meeting": MEETING,
    "code": POST,
    "name": "20230920T100000000000Z-0123456789ab.eml",
    "kind": "priority",
    "report": "panel-update",
    "slot": "purpose",
    "token": "1-abcdefghijklmnopqrstuvwx",
    "filename": "app.css",
    "folder": "actions",
    "subject": ACTION,
    "sign_off": 1,
    "rest": "actions/of/nobody",
    "ticket": "1-abcdefghijklmnopqrstuvwx",
    "notice": 1,
    "file_id": 1,
    "kept_class": "actions",
    "what": "submit",
}
"""What stands for each variable of an address. A route with a new one has to be given its own here."""


def read_routes(app: Flask) -> list[Rule]:
    """Every route that answers to GET and is open to anybody at all."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or set()) and ACCESS.get(rule.endpoint) != NO_ONE
    ]


def address_of(rule: Rule, **instead: object) -> str:
    """The address of the action PPM-001, or of the meeting that raised it, or of row 1 of whatever the route shows."""
    reference = MEETING if rule.rule.startswith("/meetings") else ACTION
    known = {"reference": reference, **THERE, **instead}
    address = rule.rule
    for name in rule.arguments:
        written = {f"<{name}>", f"<int:{name}>", f"<path:{name}>"}
        for variable in written:
            address = address.replace(variable, str(known[name]))
    assert "<" not in address, f"no value for a variable of {rule.rule}"
    return address


@dataclass(frozen=True)
class Answer:
    """What came back, read to its end."""

    status: int
    body: str
    headers: str


def ask(client: FlaskClient, address: str, method: str = "GET", **options: object) -> Answer:
    with client.open(address, method=method, **options) as response:
        return Answer(
            response.status_code, response.get_data().decode("utf-8", "replace"), str(response.headers)
        )
