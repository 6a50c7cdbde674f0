"""The form that puts a name under a version of a report: what it asks, and what was typed into it."""

from typing import TYPE_CHECKING, Any

from flask import request
from sqlmodel import Session

from tracker.domain.errors import BadInput, Conflict, TrackerError
from tracker.domain.report_kinds import kind_named
from tracker.domain.reports import ReportChange
from tracker.domain.sign_offs import is_in_the_way
from tracker.domain.viewers import Role, Viewer
from tracker.domain.wording import join_words
from tracker.services.report_cuts import cut_of
from tracker.store import deciders, report_versions
from tracker.web.access import current_viewer
from tracker.web.decision_card import COMMISSIONER
from tracker.web.forms.entry import number
from tracker.web.requests import current_moment, current_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.models.meetings import Meeting
    from tracker.models.reports import ReportVersion

FIELDS = ("approved_by", "correction", "without")
MOST_NAMED = 4
"""Subjects that a proposal for the words of a correction names; of more it says how many."""


def approval(
    version: "ReportVersion", meeting: "Meeting | None", wrong: TrackerError | None = None
) -> dict[str, Any]:
    """The context of reports/_approve.html. With `wrong`, what was typed comes back, and the sentence stands at its field."""
    session, viewer = current_session(), current_viewer()
    names = deciders.names(session, current_moment().today, meeting)
    before = report_versions.issued_before(session, version)
    typed = (
        {name: request.form.get(name, "") for name in FIELDS}
        if wrong and request.form.get("form") == "approve"
        else _proposed(session, version, names)
    )
    return {
        "version": version.version,
        "asks_who": not decides(viewer),
        "deciders": names,
        "before": before[0].number if before else 0,
        "must_correct": kind_named(version.kind).recut,
        "asks_why": is_in_the_way(report_versions.sign_offs(session, version.key)),
        "typed": typed,
        "wrong": {wrong.field: str(wrong)} if isinstance(wrong, BadInput) else {},
        "stale": str(wrong) if isinstance(wrong, Conflict) else "",
    }


def given(viewer: Viewer) -> dict[str, Any]:
    """What the form gave, as `approve_report` takes it. The Commissioner approves by their own name."""
    who = viewer.name if decides(viewer) else request.form.get("approved_by", "")
    return {
        "approved_by": who,
        "correction": request.form.get("correction", ""),
        "seen": number(request.form.get("version")),
    }


def decides(viewer: Viewer) -> bool:
    """True for someone whose own approval it is; others write down whose it was."""
    return viewer.may(Role.COMMISSIONER)


def error_links(wrong: TrackerError) -> list[dict[str, str]]:
    """What the error summary says, and the field that it leads to."""
    return [{"text": str(wrong), "href": f"#{getattr(wrong, 'field', '') or 'next-step'}"}]


def _proposed(
    session: Session, version: "ReportVersion", names: "Sequence[tuple[str, str]]"
) -> dict[str, str]:
    return {
        "approved_by": usual_approver(names),
        "correction": version.correction or _wrong_before(cut_of(session, version).changes),
        "without": "",
    }


def usual_approver(names: "Sequence[tuple[str, str]]") -> str:
    """Who holds the Commissioner's post, where that is known."""
    own = (
        name for name, post in names if "commissioner" in post.casefold() and "deputy" not in post.casefold()
    )
    return next(own, COMMISSIONER)


def _wrong_before(changes: "Sequence[ReportChange]") -> str:
    """ "It was wrong about Action 017 and the meeting." for the words of a correction, "" where nothing changed."""
    subjects = [one.subject if one.subject != "The meeting" else "the meeting" for one in changes]
    if not subjects:
        return ""
    more = len(subjects) - MOST_NAMED
    named = subjects if more <= 0 else [*subjects[:MOST_NAMED], f"{more} more"]
    return f"It was wrong about {join_words(named)}."
