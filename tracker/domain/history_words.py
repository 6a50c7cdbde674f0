"""A row of the history in words: what happened, and what was there before and after."""

import json
from dataclasses import dataclass

EVENTS = {
    "action.raised": "Raised",
    "action.corrected": "Corrected",
    "update.given": "Update given",
    "evidence.attached": "Evidence attached",
    "links.revoked": "Owners' links revoked",
    "report.built": "Report built",
    "report.issued": "Report issued",
}


@dataclass(frozen=True)
class Change:
    """One value: what it is called, what it was, what it is. Empty text stands for nothing."""

    name: str
    before: str
    after: str


def event_words(event: str) -> str:
    """ "action.raised" as "Raised"; one that has no words of its own as "Meeting: started"."""
    if event in EVENTS:
        return EVENTS[event]
    noun, _, verb = event.partition(".")
    plain = verb.replace("_", " ") or "changed"
    return plain.capitalize() if noun == "action" else f"{noun.capitalize()}: {plain}"


def changes(payload: str | None) -> list[Change]:
    """The values of a payload, by name. A payload that was destroyed has none."""
    if not payload:
        return []
    kept = json.loads(payload)
    before, after = kept.get("before") or {}, kept.get("after") or {}
    found = [
        Change(_name(key), _said(before.get(key)), _said(after.get(key))) for key in sorted({*before, *after})
    ]
    return [change for change in found if change.before or change.after]


def _name(key: str) -> str:
    return key.removesuffix("_id").replace("_", " ").capitalize()


def _said(value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)
