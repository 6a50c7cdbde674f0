"""The filter of the list of reports: by kind, audience and state, once the list is long enough to need one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask import request, url_for

from tracker.domain.audiences import AUDIENCE_WORDS, Audience
from tracker.domain.report_kinds import KINDS
from tracker.domain.report_words import capital
from tracker.domain.version_states import VersionState

if TYPE_CHECKING:
    from tracker.models.reports import ReportVersion

SHORT = 8
"""Versions that can be looked through without a filter."""
STATES = {VersionState.DRAFT: "Draft", VersionState.APPROVED: "Approved", VersionState.ISSUED: "Issued"}


def wanted() -> dict[str, Any]:
    """What the address asks for, as `store.reports.listed` takes it; what it does not know is left out."""
    kind, audience, state = (request.args.get(name, "") for name in ("kind", "audience", "state"))
    return {
        "kind": kind if kind in KINDS else "",
        "audience": Audience(audience) if audience in list(Audience) else None,
        "state": VersionState(state) if state in list(VersionState) else None,
    }


def shown(versions: Sequence["ReportVersion"], chosen: dict[str, Any]) -> dict[str, Any] | None:
    """The context of the filter, with how many there are of each; None while there are few and nothing is filtered."""
    if len(versions) <= SHORT and not any(chosen.values()):
        return None
    words = {
        "kind": {kind.name: kind.title for kind in KINDS.values()},
        "audience": {one.value: capital(said.removeprefix("for ")) for one, said in AUDIENCE_WORDS.items()},
        "state": {one.value: said for one, said in STATES.items()},
    }
    labels = {"kind": "Kind", "audience": "For", "state": "State"}
    counts = {name: [str(getattr(version, name)) for version in versions] for name in labels}
    return {
        "fields": [
            {
                "name": name,
                "label": labels[name],
                "current": chosen[name] or "",
                "options": [
                    {"value": value, "label": label, "count": counts[name].count(value)}
                    for value, label in words[name].items()
                    if value in counts[name]
                ],
            }
            for name in labels
        ],
        "selected": [
            {"name": labels[name], "items": [{"text": words[name][value], "href": _without(name, chosen)}]}
            for name, value in chosen.items()
            if value
        ],
        "clear": url_for("reports.index"),
    }


def _without(name: str, chosen: dict[str, Any]) -> str:
    return url_for("reports.index", **{key: value for key, value in chosen.items() if value and key != name})
